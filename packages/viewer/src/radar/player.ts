import { createEffect, on, onCleanup } from "solid-js";
import { dwell, nextFrame } from "./logic/playback.ts";
import type { Viewer } from "./store.ts";

/** Moves through time during playback: each frame when its time is over and the next is ready. */
export function createPlayer(viewer: Viewer): void {
  const { state } = viewer;

  createEffect(
    on(
      () => state.playing,
      (playing) => {
        if (!playing) return;
        const controller = new AbortController();
        onCleanup(() => controller.abort());
        void play(controller.signal);
      },
    ),
  );

  async function play(signal: AbortSignal) {
    // Stopped at the end: start again.
    if (viewer.index() === state.line.length - 1) viewer.show(0);
    while (!signal.aborted) {
      const next = nextFrame(viewer.index(), state.line.length, state.loop);
      if (next === undefined) return viewer.setPlaying(false);
      const rest = dwell(viewer.index(), state.line.length, state.speed);
      await Promise.all([pause(rest, signal), viewer.prepare(next, signal)]);
      if (!signal.aborted) viewer.show(next);
    }
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
