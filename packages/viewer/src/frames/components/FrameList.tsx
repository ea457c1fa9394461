import { createEffect, For, onCleanup, onMount, Show } from "solid-js";
import { framesApi, type ListedFrame } from "../api.ts";
import type { FramesStore } from "../store.ts";

const side = 160;

/** Number of frames by which a key moves through the list; a row has as many as the grid has columns. */
const ways: Readonly<Record<string, (columns: number) => number>> = {
  ArrowLeft: () => -1,
  ArrowRight: () => 1,
  ArrowUp: (columns) => -columns,
  ArrowDown: (columns) => columns,
  Home: () => -Infinity,
  End: () => Infinity,
};

/** Thumbnails of the frames, newest first; more are loaded as the end comes into view. */
export function FrameList(props: { frames: FramesStore; onOpen: () => void }) {
  const { list } = props.frames;
  let end!: HTMLDivElement;
  let scroller!: HTMLElement;
  let grid!: HTMLDivElement;

  onMount(() => {
    const watch = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && props.frames.more(),
      { root: scroller, rootMargin: "400px" },
    );
    // Observed again after each page: an element that stays in view is reported only once.
    createEffect(() => {
      void list.frames.length;
      watch.unobserve(end);
      watch.observe(end);
    });
    onCleanup(() => watch.disconnect());
  });

  /** One tab stop, however long the list is: the selected frame, else the first. */
  const isStop = (frame: ListedFrame) =>
    list.frames.some(({ id }) => id === props.frames.id())
      ? frame.id === props.frames.id()
      : frame.id === list.frames[0]?.id;

  function onKey(event: KeyboardEvent) {
    const way = ways[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const buttons = [...grid.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const columns = getComputedStyle(grid).gridTemplateColumns.split(" ").length;
    const to = Math.max(0, Math.min(buttons.length - 1, at + way(columns)));
    const frame = list.frames[to];
    if (!frame || to === at) return;
    props.frames.open(frame.id);
    buttons[to]?.focus();
  }

  return (
    <aside
      class="frame-list"
      id="frame-list"
      tabindex="-1"
      ref={scroller}
      aria-label="Frames"
      aria-busy={list.loading}
    >
      <search>
        <form
          class="frame-search"
          onSubmit={(event) => {
            event.preventDefault();
            const [only, other] = list.frames;
            const text = props.frames.search().trim();
            // A frame that is not listed may still be available by name, from an archive that lists its own.
            if (only && !other) props.frames.open(only.id);
            else if (text) props.frames.open(text);
          }}
        >
          <input
            type="search"
            id="frame-search"
            placeholder="Name or number of a frame"
            aria-label="Name or number of a frame"
            autocomplete="off"
            spellcheck={false}
            value={props.frames.search()}
            onInput={(event) => props.frames.setSearch(event.currentTarget.value)}
          />
        </form>
      </search>
      <Show when={list.trouble}>
        <p class="note" role="alert">
          {list.trouble}{" "}
          <button type="button" class="tool text" onClick={props.frames.retry}>
            Try again
          </button>
        </p>
      </Show>
      <Show when={!list.loading && !list.trouble && list.frames.length === 0}>
        <p class="note" role="status">
          No frames are listed{props.frames.search() ? " under this name" : ""}.
          <Show when={props.frames.asksWho() && props.frames.search().trim()}>
            {(name) => <> Press Enter to ask the archive for {name()}.</>}
          </Show>
        </p>
      </Show>
      <div
        class="frame-grid"
        ref={grid}
        role="listbox"
        aria-label="Frames, newest first"
        onKeyDown={onKey}
      >
        <For each={list.frames}>
          {(frame) => (
            <button
              type="button"
              role="option"
              aria-selected={props.frames.id() === frame.id}
              tabindex={isStop(frame) ? 0 : -1}
              title={frame.basename}
              onClick={() => {
                props.frames.open(frame.id);
                props.onOpen();
              }}
            >
              <img
                src={framesApi.picture(frame, { width: 2 * side, height: 2 * side })}
                alt=""
                loading="lazy"
                decoding="async"
                width={side}
                height={side}
              />
              <span class="frame-name">
                {frame.target ?? frame.basename} <Show when={frame.filter}>· {frame.filter}</Show>
              </span>
              <time class="frame-time" datetime={frame.time}>
                {frame.time.slice(0, 16).replace("T", " ")}
              </time>
            </button>
          )}
        </For>
      </div>
      <div ref={end} class="frame-end">
        <Show when={list.loading}>
          <span class="note">Loading…</span>
        </Show>
      </div>
    </aside>
  );
}
