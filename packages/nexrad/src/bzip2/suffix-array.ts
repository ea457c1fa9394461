/**
 * The suffix array of `text`: the start of every suffix, in ascending order of the suffixes, where the end of
 * the text sorts before every symbol. Time and space are linear whatever the text, long runs included.
 *
 * Induced sorting: Nong, Zhang & Chan, "Linear Suffix Array Construction by Almost Pure Induced-Sorting",
 * DCC 2009.
 *
 * @param text symbols in 0 … alphabet − 1
 */
export function suffixArray(text: Int32Array, alphabet: number): Int32Array {
  const n = text.length;
  const order = new Int32Array(n);
  if (n < 2) return order;

  const sizes = new Int32Array(alphabet);
  for (let i = 0; i < n; i++) sizes[text[i]!]!++;

  const valleys = findValleys(text);
  induce(text, sizes, valleys, order);
  if (valleys.length > 1) induce(text, sizes, sortValleys(text, valleys, order), order);
  return order;
}

/**
 * Positions where a descent turns into an ascent (the leftmost S-type positions), in order of position. A suffix
 * ascends (S-type) if it is smaller than the one after it, and descends (L-type) if larger.
 */
function findValleys(text: Int32Array): Int32Array {
  const found = new Int32Array((text.length >> 1) + 1);
  let at = found.length;
  let ascends = false;
  for (let i = text.length - 2; i >= 0; i--) {
    const here = text[i]!;
    const next = text[i + 1]!;
    if (here < next) ascends = true;
    if (here <= next) continue;
    if (ascends) found[--at] = i + 1;
    ascends = false;
  }
  return found.slice(at);
}

/** Fills `order` from valleys whose order is given: descents from the left, then ascents from the right. */
function induce(text: Int32Array, sizes: Int32Array, valleys: Int32Array, order: Int32Array): void {
  const n = text.length;
  order.fill(0);

  let edge = bucketEnds(sizes);
  for (let i = valleys.length - 1; i >= 0; i--) {
    const valley = valleys[i]!;
    order[--edge[text[valley]!]!] = valley;
  }

  // Every entry of `order` now descends or is a valley, so the suffix before it descends unless it is smaller. A
  // suffix 0 has nothing before it, which is why 0 may also stand for "none yet".
  edge = bucketStarts(sizes);
  order[edge[text[n - 1]!]!++] = n - 1;
  for (let i = 0; i < n; i++) {
    const suffix = order[i]!;
    if (suffix === 0) continue;
    const before = text[suffix - 1]!;
    if (before >= text[suffix]!) order[edge[before]!++] = suffix - 1;
  }

  // Within the bucket of a symbol, ascending suffixes are at or after the edge.
  edge = bucketEnds(sizes);
  for (let i = n - 1; i >= 0; i--) {
    const suffix = order[i]!;
    if (suffix === 0) continue;
    const before = text[suffix - 1]!;
    const here = text[suffix]!;
    if (before < here || (before === here && i >= edge[here]!)) order[--edge[before]!] = suffix - 1;
  }
}

function bucketStarts(sizes: Int32Array): Int32Array {
  const starts = new Int32Array(sizes.length);
  for (let c = 1; c < sizes.length; c++) starts[c] = starts[c - 1]! + sizes[c - 1]!;
  return starts;
}

function bucketEnds(sizes: Int32Array): Int32Array {
  const ends = bucketStarts(sizes);
  for (let c = 0; c < sizes.length; c++) ends[c]! += sizes[c]!;
  return ends;
}

/** The valleys in the order of their suffixes, given an `order` that is right up to the next valley. */
function sortValleys(text: Int32Array, valleys: Int32Array, order: Int32Array): Int32Array {
  const n = text.length;
  const count = valleys.length;
  // Valleys are at least two apart, so half of a position identifies one; numbers start from 1.
  const numbers = new Int32Array((n >> 1) + 1);
  for (let i = 0; i < count; i++) numbers[valleys[i]! >> 1] = i + 1;

  // Name each stretch between two valleys; equal stretches, which are adjacent in `order`, share a name.
  const names = new Int32Array(count);
  let name = -1;
  let last = -1;
  for (let i = 0; i < n; i++) {
    const start = order[i]!;
    const number = numbers[start >> 1]! - 1;
    if (number < 0 || valleys[number] !== start) continue;
    const end = number + 1 < count ? valleys[number + 1]! : n;
    if (last < 0 || !sameStretch(text, valleys, last, start, end)) name++;
    names[number] = name;
    last = number;
  }

  const sorted = new Int32Array(count);
  if (name + 1 === count) {
    for (let i = 0; i < count; i++) sorted[names[i]!] = valleys[i]!;
    return sorted;
  }
  const byName = suffixArray(names, name + 1);
  for (let i = 0; i < count; i++) sorted[i] = valleys[byName[i]!]!;
  return sorted;
}

/** Whether the stretch of valley number `other` equals start … end, including the valley at its end. */
function sameStretch(
  text: Int32Array,
  valleys: Int32Array,
  other: number,
  start: number,
  end: number,
): boolean {
  if (end === text.length || other + 1 === valleys.length) return false;
  const from = valleys[other]!;
  if (valleys[other + 1]! - from !== end - start) return false;
  for (let i = end - start; i >= 0; i--) if (text[from + i] !== text[start + i]) return false;
  return true;
}
