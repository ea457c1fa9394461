import { createEffect, For, onCleanup, onMount, Show } from "solid-js";
import { framesApi } from "../api.ts";
import type { FramesStore } from "../store.ts";

const side = 160;

/** Thumbnails of the frames that are held, newest first; more as the end comes into sight. */
export function FrameList(props: { frames: FramesStore; onOpen: () => void }) {
  const { list } = props.frames;
  let end!: HTMLDivElement;
  let scroller!: HTMLElement;

  onMount(() => {
    const watch = new IntersectionObserver(
      ([entry]) => entry?.isIntersecting && props.frames.more(),
      { root: scroller, rootMargin: "400px" },
    );
    // Watched anew after each page: what stays in sight is told only once.
    createEffect(() => {
      void list.frames.length;
      watch.unobserve(end);
      watch.observe(end);
    });
    onCleanup(() => watch.disconnect());
  });

  return (
    <aside class="frame-list" ref={scroller} aria-label="Frames">
      <search>
        <form
          class="frame-search"
          onSubmit={(event) => {
            event.preventDefault();
            const [only, other] = list.frames;
            const text = props.frames.search().trim();
            // What is not listed may still be had by its name, from an archive that lists itself.
            if (only && !other) props.frames.open(only.id);
            else if (text) props.frames.open(text);
          }}
        >
          <input
            type="search"
            placeholder="Name or number of a frame"
            aria-label="Name or number of a frame"
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
        <p class="note">
          No frames are listed{props.frames.search() ? " under this name" : ""}. Name a folder of
          FITS files with <code>WELKIN_FRAMES_FOLDER</code>; frames of a science archive open by
          their name or number.
        </p>
      </Show>
      <ul class="frame-grid">
        <For each={list.frames}>
          {(frame) => (
            <li>
              <button
                type="button"
                aria-pressed={props.frames.id() === frame.id}
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
            </li>
          )}
        </For>
      </ul>
      <div ref={end} class="frame-end">
        <Show when={list.loading}>
          <span class="note">Loading…</span>
        </Show>
      </div>
    </aside>
  );
}
