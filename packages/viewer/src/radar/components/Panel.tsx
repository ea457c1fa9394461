import { For, Show } from "solid-js";
import { CentreIcon, CloseIcon, SettingsIcon } from "../../shell/icons.tsx";
import type { Frame } from "../frames.ts";
import { angle } from "../logic/sweeps.ts";
import { clock, day, localClock } from "../logic/time.ts";
import { momentName } from "../moments.ts";
import { useViewer } from "../store.ts";
import type { Storms } from "../storms.ts";
import { DisplaySettings } from "./DisplaySettings.tsx";
import { MomentPicker } from "./MomentPicker.tsx";
import { ProductPicker } from "./ProductPicker.tsx";
import { SitePicker } from "./SitePicker.tsx";
import { SweepList } from "./SweepList.tsx";

/** What is shown, and all settings for it. On a phone it opens from a summary line. */
export function Panel(props: {
  open: boolean;
  onToggle: () => void;
  onCentre: () => void;
  reading: boolean;
  onRead: () => void;
  storms: Storms;
}) {
  const viewer = useViewer();
  return (
    <section
      class="panel"
      id="panel"
      tabindex="-1"
      classList={{ open: props.open }}
      aria-label="What is shown"
    >
      <button
        type="button"
        class="panel-summary"
        aria-expanded={props.open}
        aria-controls="panel-body"
        onClick={props.onToggle}
      >
        <Show
          when={props.open}
          fallback={
            <>
              <SettingsIcon />
              <Summary />
            </>
          }
        >
          <CloseIcon />
          Back to the map
        </Show>
      </button>
      <div class="panel-body" id="panel-body">
        <header class="panel-head">
          <SitePicker />
          <button
            type="button"
            class="tool"
            onClick={props.onCentre}
            aria-label="Show the whole of this radar"
            title="Show the whole of this radar (0)"
          >
            <CentreIcon />
          </button>
          <VolumeTime />
        </header>
        <Show when={viewer.site()?.volumes}>
          <MomentPicker />
        </Show>
        <Show when={viewer.shown()?.volume}>
          <SweepList />
        </Show>
        <ProductPicker />
        <ProductNote reading={props.reading} onRead={props.onRead} />
        <DisplaySettings storms={props.storms} />
      </div>
    </section>
  );
}

function Summary() {
  const viewer = useViewer();
  const what = () => viewer.held()?.name ?? momentName(viewer.state.moment);
  return (
    <span>
      <strong>{viewer.state.site}</strong> {what()}{" "}
      <Show when={elevationOf(viewer.shown())}>{(elevation) => angle(elevation())}</Show>
    </span>
  );
}

const elevationOf = (frame: Frame | undefined) =>
  frame?.volume?.choice.wish.elevation ?? frame?.product?.elevation;

/** Of what is missing, as much as is of use; damage may have many reasons alike. */
const mostReasons = 6;

/** When the shown sweep began: in UTC, and in the visitor's local time. */
function VolumeTime() {
  const viewer = useViewer();
  return (
    <Show when={viewer.shown()} fallback={<p class="time-line">Loading…</p>}>
      {(frame) => {
        const time = () => frame().time;
        return (
          <div class="time" classList={{ waiting: viewer.state.loading }}>
            <p class="time-clock">
              <time dateTime={time()}>{clock(time())}</time> <span>UTC</span>
            </p>
            <p class="time-line">
              {day(time())}
              <Show when={localClock(time())}>{(local) => <> · {local()}</>}</Show>
              <Show when={frame().volume?.detail.vcp}>{(vcp) => <> · VCP {vcp()}</>}</Show>
            </p>
            <Show when={frame().volume?.detail.growing}>
              <p class="time-line">The radar is still scanning</p>
            </Show>
            <Show when={frame().volume?.detail.incomplete}>
              {(reasons) => (
                <details class="time-line warn">
                  <summary>Incomplete volume</summary>
                  <ul>
                    <For each={reasons().slice(0, mostReasons)}>
                      {(reason) => <li>{reason}</li>}
                    </For>
                  </ul>
                </details>
              )}
            </Show>
          </div>
        );
      }}
    </Show>
  );
}

/** A product's message in place of a picture, and a button for its text. */
function ProductNote(props: { reading: boolean; onRead: () => void }) {
  const viewer = useViewer();
  const product = () => viewer.shown()?.product;
  const isToRead = () => product()?.txt !== undefined && !props.reading;
  return (
    <Show when={product()?.empty || isToRead()}>
      <div class="product-note">
        <Show when={product()?.empty}>{(reason) => <p class="note">{reason()}</p>}</Show>
        <Show when={isToRead()}>
          <button type="button" class="plain" onClick={props.onRead}>
            Read its text
          </button>
        </Show>
      </div>
    </Show>
  );
}
