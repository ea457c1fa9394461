import { For, Show } from "solid-js";
import { createMedia } from "../../shell/theme.ts";
import type { Legend } from "../api-types.ts";
import { classesOf, gradient, type LegendClass, placeValue, roomyTicks } from "../logic/legend.ts";
import type { Readout } from "../readout.ts";
import { useViewer } from "../store.ts";

/** The legend, with a mark at the value under the pointer. Vertical, or horizontal on a phone. */
export function LegendCard(props: { readout: Readout }) {
  const viewer = useViewer();
  const value = () => props.readout.value()?.value ?? undefined;
  const classes = () => viewer.table() && classesOf(viewer.table()!);

  return (
    <Show when={viewer.shown()?.picture && viewer.table()}>
      {(legend) => (
        <figure
          class="legend"
          classList={{ "of-classes": classes() !== undefined }}
          aria-label={`Legend: ${legend().title}`}
        >
          <figcaption>{legend().unit || (classes() ? legend().title : " ")}</figcaption>
          <Show when={classes()} fallback={<Scale legend={legend()} value={value()} />}>
            {(each) => <Classes classes={each()} value={value()} />}
          </Show>
          <Show when={legend().folded}>
            {(color) => (
              <p class="folded" title="Range folded: echo from beyond the unambiguous range">
                <i style={{ "--color": color() }} /> {classes() ? "Range folded" : "RF"}
              </p>
            )}
          </Show>
        </figure>
      )}
    </Show>
  );
}

function Scale(props: { legend: Legend; value: number | undefined }) {
  const lying = createMedia("(max-width: 760px)");
  const ticks = () => roomyTicks(props.legend, 280, lying() ? 34 : 18);
  return (
    <div
      class="scale"
      style={{
        "--upright": gradient(props.legend, "to top"),
        "--lying": gradient(props.legend, "to right"),
      }}
    >
      <For each={ticks()}>
        {(tick) => (
          <span class="tick" style={{ "--at": tick.position }}>
            {tick.label.replace("-", "−")}
          </span>
        )}
      </For>
      <Show when={props.value !== undefined}>
        <i class="mark-value" style={{ "--at": placeValue(props.legend, props.value!) }} />
      </Show>
    </div>
  );
}

/** A name beside each colour; on a phone its abbreviation. */
const Classes = (props: { classes: LegendClass[]; value: number | undefined }) => (
  <ul class="classes">
    <For each={props.classes}>
      {({ value, color, label, name }) => (
        <li classList={{ here: props.value === value }} title={name}>
          <i style={{ "--color": color }} />
          <span class="wide-only">{name}</span>
          <abbr class="narrow-only">{label}</abbr>
        </li>
      )}
    </For>
  </ul>
);
