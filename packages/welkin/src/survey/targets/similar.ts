/**
 * The number of edits from one text to another: a letter inserted, deleted or replaced, or two neighbours swapped
 * (Damerau 1964, Commun. ACM 7, 171; restricted). Counts no further than `limit`.
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    if (Math.min(...row) > limit) return limit + 1;
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** A third of the letters may be wrong, at most three; in a text of one letter, none. */
const tolerance = (text: string): number =>
  text.length < 2 ? 0 : Math.min(3, Math.max(1, Math.floor(text.length / 3)));

/** The names whose keys are closest to a key, best first; those that begin with it are always close enough. */
export function closest(
  key: string,
  candidates: readonly { readonly key: string; readonly name: string }[],
  count: number,
): string[] {
  const limit = tolerance(key);
  const best = new Map<string, number>();
  for (const { key: other, name } of candidates) {
    const begins = key.length >= 2 && other.startsWith(key) ? 1 : limit + 1;
    const away = Math.min(begins, distance(key, other, limit));
    if (away <= limit && away < (best.get(name) ?? Number.POSITIVE_INFINITY)) best.set(name, away);
  }
  return [...best]
    .sort(([a, p], [b, q]) => p - q || (a < b ? -1 : 1))
    .slice(0, count)
    .map(([name]) => name);
}
