import type { Interval } from "./parameters.ts";

/** Merges time intervals that touch or overlap, in order, limited to the available span. */
export function joined(given: readonly Interval[], [first, last]: Interval): Interval[] {
  const spans: [number, number][] = [];
  for (const [from, to] of given.toSorted((a, b) => a[0] - b[0])) {
    const [begin, end] = [Math.max(from, first), Math.min(to, last)];
    const before = spans.at(-1);
    if (begin > end) continue;
    if (before !== undefined && begin <= before[1]) before[1] = Math.max(before[1], end);
    else spans.push([begin, end]);
  }
  return spans;
}

/** The same in pieces of at most a number of days; an observation at a cut is in both. */
export function* cut(spans: readonly Interval[], days: number): Generator<Interval> {
  for (const [from, to] of spans) {
    let begin = from;
    while (begin + days < to) {
      yield [begin, begin + days];
      begin += days;
    }
    yield [begin, to];
  }
}
