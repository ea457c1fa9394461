import { createMemo, createSignal, For, onCleanup, onMount, Show } from "solid-js";
import {
  LatestIcon,
  LoopIcon,
  NextIcon,
  PauseIcon,
  PlayIcon,
  PreviousIcon,
} from "../../shell/icons.tsx";
import { speeds } from "../logic/playback.ts";
import { ago, clock, day, timeTicks } from "../logic/time.ts";
import { useViewer } from "../store.ts";

/** All entries in order of time: choose one, or play them. */
export function Timeline() {
  const viewer = useViewer();
  const { state } = viewer;
  const count = () => state.line.length;
  const alone = () => count() < 2;
  const isNewest = () => state.latest && viewer.index() === count() - 1;

  return (
    <section class="timeline" id="timeline" tabindex="-1" aria-label="Time">
      <div class="transport">
        <button
          type="button"
          class="tool"
          disabled={viewer.index() <= 0}
          onClick={() => viewer.step(-1)}
          aria-label="Earlier"
          title="Earlier (←)"
        >
          <PreviousIcon />
        </button>
        <button
          type="button"
          class="tool play"
          disabled={alone()}
          onClick={() => viewer.setPlaying(!state.playing)}
          aria-label={state.playing ? "Pause" : "Play"}
          title={state.playing ? "Pause (space)" : "Play (space)"}
        >
          <Show when={state.playing} fallback={<PlayIcon />}>
            <PauseIcon />
          </Show>
        </button>
        <button
          type="button"
          class="tool"
          disabled={viewer.index() >= count() - 1}
          onClick={() => viewer.step(1)}
          aria-label="Later"
          title="Later (→)"
        >
          <NextIcon />
        </button>
      </div>
      <Track />
      <div class="pace">
        <Show when={state.earlier}>
          <button type="button" class="tool text" onClick={() => void viewer.loadEarlier()}>
            Earlier
          </button>
        </Show>
        <label class="speed" title="Speed">
          <select
            aria-label="Speed"
            value={state.speed}
            onChange={(event) => viewer.prefer({ speed: Number(event.currentTarget.value) })}
          >
            <For each={speeds}>
              {(speed) => (
                <option value={speed} selected={speed === state.speed}>
                  {speed}×
                </option>
              )}
            </For>
          </select>
        </label>
        <button
          type="button"
          class="tool"
          aria-pressed={state.loop}
          onClick={() => viewer.prefer({ loop: !state.loop })}
          aria-label="Loop"
          title="Loop"
        >
          <LoopIcon />
        </button>
        <button
          type="button"
          class="tool"
          disabled={isNewest()}
          onClick={() => void viewer.openLatest()}
          aria-label="Newest"
          title="To the newest"
        >
          <LatestIcon />
        </button>
      </div>
    </section>
  );
}

function Track() {
  const viewer = useViewer();
  const { state } = viewer;
  const [width, setWidth] = createSignal(600);
  let line!: HTMLDivElement;

  onMount(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width));
    observer.observe(line);
    onCleanup(() => observer.disconnect());
  });

  const ticks = createMemo(() =>
    timeTicks(
      state.line.map(({ time }) => time),
      width(),
    ),
  );
  const at = () => {
    const last = state.line.length - 1;
    return last > 0 ? viewer.index() / last : 0.5;
  };
  const said = () => {
    const entry = viewer.entry();
    if (!entry) return "";
    return `${clock(entry.time)} UTC, ${day(entry.time)}, ${viewer.index() + 1} of ${state.line.length}`;
  };

  return (
    <div class="track">
      <p class="track-head">
        <Show when={viewer.entry()}>
          {(entry) => (
            <>
              <span>
                <time dateTime={entry().time}>{clock(entry().time, false)} UTC</time>,{" "}
                {day(entry().time)} · {ago(entry().time, viewer.now())}
              </span>
              <span>
                {viewer.index() + 1} of {state.line.length}
              </span>
            </>
          )}
        </Show>
      </p>
      <div
        class="line"
        classList={{ alone: state.line.length < 2 }}
        ref={line}
        style={{ "--at": at() }}
      >
        <div class="ticks" aria-hidden="true">
          <For each={ticks()}>
            {(tick) => (
              <i
                classList={{ labelled: tick.label !== undefined, midnight: tick.midnight }}
                style={{ "--at": tick.at }}
              >
                {tick.label}
              </i>
            )}
          </For>
        </div>
        <input
          type="range"
          min="0"
          max={Math.max(1, state.line.length - 1)}
          step="1"
          value={state.line.length > 1 ? viewer.index() : 1}
          disabled={state.line.length < 2}
          aria-label="Time of what is shown"
          aria-valuetext={said()}
          onInput={(event) => viewer.goTo(event.currentTarget.valueAsNumber)}
        />
      </div>
    </div>
  );
}
