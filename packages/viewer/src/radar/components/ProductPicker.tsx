import { createMemo, createSignal, For, Show } from "solid-js";
import { groupProducts } from "../logic/products.ts";
import { useViewer } from "../store.ts";

/** Level III products, by family; hidden if there are none. */
export function ProductPicker() {
  const viewer = useViewer();
  const { state } = viewer;
  const families = createMemo(() => groupProducts(state.products));
  const chosenFamily = createMemo(
    () =>
      families().find(({ rows }) =>
        rows.some(({ choices }) => choices.some(({ code }) => code === state.product)),
      )?.name,
  );
  /** The family opened by hand; empty if all were closed by hand. */
  const [opened, setOpened] = createSignal<string>();
  const open = () => opened() ?? chosenFamily();

  return (
    <Show when={families().length > 0}>
      <fieldset class="products">
        <legend>
          Products <span class="chosen">{state.product}</span>
        </legend>
        <div class="families">
          <For each={families()}>
            {({ name }) => (
              <button
                type="button"
                aria-expanded={open() === name}
                classList={{ within: chosenFamily() === name }}
                onClick={() => setOpened(open() === name ? "" : name)}
              >
                {name}
              </button>
            )}
          </For>
        </div>
        <For each={families().find(({ name }) => name === open())?.rows}>
          {(row) => (
            <div class="product" classList={{ single: row.choices.length === 1 }}>
              <p>{row.name}</p>
              <div class="codes">
                <For each={row.choices}>
                  {({ code, label }) => (
                    <label>
                      <input
                        type="radio"
                        name="product"
                        value={code}
                        checked={state.product === code}
                        aria-label={`${row.name} ${label}`}
                        onChange={() => void viewer.setProduct(code)}
                      />
                      <span>{label}</span>
                    </label>
                  )}
                </For>
              </div>
            </div>
          )}
        </For>
      </fieldset>
    </Show>
  );
}
