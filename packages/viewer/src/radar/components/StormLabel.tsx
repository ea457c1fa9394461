import { For, Show } from "solid-js";
import { describeAll } from "../logic/storms.ts";

export interface Hovered {
  /** Pixels from the corner of the map. */
  x: number;
  y: number;
  /** On the side of the pointer with more space. */
  side: "left" | "right";
  above: boolean;
  /** Properties of the marks there, topmost first. */
  marks: Readonly<Record<string, unknown>>[];
}

/** Explains the marks under the pointer, beside it. */
export function StormLabel(props: { at: Hovered | undefined }) {
  return (
    <Show when={props.at}>
      {(at) => (
        <div
          class="storm-label"
          classList={{ left: at().side === "left", above: at().above }}
          style={{ left: `${at().x}px`, top: `${at().y}px` }}
          role="status"
        >
          <For each={describeAll(at().marks)}>
            {({ title, lines }) => (
              <p>
                <strong>{title}</strong>
                <For each={lines}>{(line) => <span>{line}</span>}</For>
              </p>
            )}
          </For>
        </div>
      )}
    </Show>
  );
}
