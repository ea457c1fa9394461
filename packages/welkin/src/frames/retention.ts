import type { Store } from "../engines/store/index.ts";

const HOUR = 3600;
const DAY = 24 * HOUR;
/** Objects removed at a time. */
const BATCH = 500;

/**
 * How many seconds results are kept: at least as long as a link to one is valid, so that `Links` can rewrite linked
 * ones in time. Infinite if everything is kept.
 */
export function keptSeconds(days: number, linkExpires: number): number {
  return days === 0 ? Number.POSITIVE_INFINITY : Math.max(days * DAY, linkExpires + DAY);
}

/** Removes results that are too old: they are made again on request. */
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
