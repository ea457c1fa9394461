import { createEffect, onCleanup } from "solid-js";
import { type Link, readHash, writeHash } from "./logic/hash.ts";
import type { Viewer } from "./store.ts";

/** Browsers reject an address that changes many times a second. */
const restMs = 300;

/**
 * Keeps the view in the address, so that it can be shared; not during playback. `onLink` is called for links opened
 * in the page itself.
 */
export function createAddress(
  viewer: Viewer,
  view: () => Link["view"],
  onLink: (link: Link) => void,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(() => {
    const frame = viewer.shown();
    const at = view();
    clearTimeout(timer);
    if (!frame || viewer.state.playing) return;
    const { site, entry, subject } = frame.request;
    const what: Link =
      subject.kind === "product"
        ? { product: subject.code, id: entry }
        : { volume: entry, sweep: frame.volume!.choice.sweep.index, moment: subject.moment };
    const hash = writeHash({ site, ...what, ...(at && { view: at }) });
    timer = setTimeout(() => history.replaceState(null, "", hash), restMs);
  });
  const onHash = () => {
    // Another part of the page is being opened.
    if (location.hash.startsWith("#/")) return;
    onLink(readHash(location.hash));
  };
  addEventListener("hashchange", onHash);
  onCleanup(() => {
    clearTimeout(timer);
    removeEventListener("hashchange", onHash);
  });
}
