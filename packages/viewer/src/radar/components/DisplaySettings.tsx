import { For, Show } from "solid-js";
import { tablesLike } from "../logic/legend.ts";
import { useViewer } from "../store.ts";
import type { Storms } from "../storms.ts";

export function DisplaySettings(props: { storms: Storms }) {
  const viewer = useViewer();
  const { state } = viewer;
  /** Tables for this quantity: others would colour nothing, or everything alike. */
  const tables = () => tablesLike(state.legends, viewer.table());

  const picture = () => viewer.shown()?.picture !== undefined;

  return (
    <Show when={picture() || props.storms.offered()}>
      <fieldset class="display">
        <legend>Picture</legend>
        <Show when={picture()}>
          <label class="row">
            <span>Opacity</span>
            <input
              type="range"
              min="0.1"
              max="1"
              step="0.05"
              value={state.opacity}
              onInput={(event) => viewer.prefer({ opacity: event.currentTarget.valueAsNumber })}
            />
            <output>{Math.round(state.opacity * 100)}%</output>
          </label>
          <Show when={tables().length > 1}>
            <label class="row">
              <span>Colours</span>
              <select
                value={viewer.table()?.table}
                onChange={(event) => viewer.setTable(event.currentTarget.value)}
              >
                <For each={tables()}>
                  {(legend) => (
                    <option value={legend.table} selected={legend.table === viewer.table()?.table}>
                      {legend.title}
                    </option>
                  )}
                </For>
              </select>
            </label>
          </Show>
          <Show when={!viewer.table()?.classes}>
            <label class="row">
              <span>Smooth</span>
              <input
                type="checkbox"
                class="switch"
                checked={state.smooth}
                onChange={(event) => viewer.prefer({ smooth: event.currentTarget.checked })}
              />
            </label>
          </Show>
        </Show>
        <Show when={props.storms.offered()}>
          <label class="row">
            <span>Storms</span>
            <input
              type="checkbox"
              class="switch"
              checked={state.storms}
              onChange={(event) => viewer.prefer({ storms: event.currentTarget.checked })}
            />
          </label>
        </Show>
      </fieldset>
    </Show>
  );
}
