import type { Store } from "../engines/store/index.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Objects removed in one go. */
const BATCH = 500;

/**
 * Seconds that what is made of frames is kept: at least as long as a link to it is good, so that `Links` can write again in
 * time what a link is asked for. Infinite where everything is kept.
 */
export function keptSeconds(days: number, linkExpires: number): number {
  return days === 0 ? Number.POSITIVE_INFINITY : Math.max(days * DAY, linkExpires + DAY);
}

/** Removes what was made of frames too long ago: it is made again when it is asked for. */
export async function cleanPictures(
  store: Store,
  before: Date,
  signal: AbortSignal,
): Promise<{ removed: number }> {
  let removed = 0;
  let old: string[] = [];
  const remove = async () => {
    await store.remove(old);
    removed += old.length;
    old = [];
  };
  for await (const { key, modified } of store.list("frames/")) {
    signal.throwIfAborted();
    if (modified < before) old.push(key);
    if (old.length >= BATCH) await remove();
  }
  await remove();
  return { removed };
}
