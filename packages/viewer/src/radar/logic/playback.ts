export const speeds = [0.5, 1, 1.5, 2, 2.5, 3] as const;

/** Milliseconds per frame at speed 1. */
const frameTime = 500;
/** The last frame of a loop is shown this many times as long, to rest on the newest. */
const restAtEnd = 3;

/** The frame after `index`; undefined if playback ends. */
export function nextFrame(index: number, count: number, loop: boolean): number | undefined {
  if (count < 2) return undefined;
  if (index + 1 < count) return index + 1;
  return loop ? 0 : undefined;
}

/** The frame `by` steps away, kept within the line. */
export const stepFrame = (index: number, by: number, count: number): number =>
  Math.max(0, Math.min(count - 1, index + by));

/** How long a frame is shown before the next, in milliseconds. */
export function dwell(index: number, count: number, speed: number): number {
  return (frameTime / speed) * (index === count - 1 ? restAtEnd : 1);
}

/** Frames to preload, most likely first: the next ones during playback, else the neighbours on both sides. */
export function worthFetching(
  index: number,
  count: number,
  { playing, loop, ahead }: { playing: boolean; loop: boolean; ahead: number },
): number[] {
  const offsets = playing
    ? Array.from({ length: ahead }, (_, i) => i + 1)
    : Array.from({ length: ahead }, (_, i) => (i % 2 ? 1 : -1) * (Math.floor(i / 2) + 1));
  const wrap = (i: number) => (loop && playing ? i % count : i);
  const frames = offsets.map((by) => wrap(index + by)).filter((i) => i >= 0 && i < count);
  return [...new Set(frames)].filter((i) => i !== index);
}
