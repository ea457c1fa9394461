import { For } from "solid-js";
import { momentName, momentNames } from "../moments.ts";
import { useViewer } from "../store.ts";

export function MomentPicker() {
  const viewer = useViewer();
  /** The moments of the volume shown; while a product is shown, that is unknown. */
  const has = (id: string) =>
    viewer.shown()?.volume?.detail.moments.some((moment) => moment === id) ??
    viewer.state.product !== undefined;
  const chosen = () => (viewer.state.product ? undefined : viewer.state.moment);

  return (
    <fieldset class="moments">
      <legend>
        Moment <span class="chosen">{chosen() && momentName(chosen()!)}</span>
      </legend>
      <div class="segments">
        <For each={momentNames}>
          {({ id, name }, index) => (
            <label title={has(id) ? `${name} (${index() + 1})` : `${name}: not in this volume`}>
              <input
                type="radio"
                name="moment"
                value={id}
                checked={chosen() === id}
                disabled={!has(id)}
                aria-label={name}
                onChange={() => void viewer.setMoment(id)}
              />
              <span>{id}</span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
