/** Cells in runs of one byte each: the high four bits are the count, the low four the level. */
export function sumRuns(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += bytes[i]! >> 4;
  return sum;
}

/** Expands runs of one byte each from `at` on. */
export function expandRuns(
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  at: number,
): void {
  for (let i = from; i < to; i++) {
    const run = bytes[i]!;
    const level = run & 15;
    const end = at + (run >> 4);
    // The array is already zero, and no echo is the most common level.
    if (level === 0) at = end;
    else while (at < end) out[at++] = level;
  }
}

/** Cells in runs of two bytes each: a count, then the level. */
export function sumPairs(bytes: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i + 1 < to; i += 2) sum += bytes[i]!;
  return sum;
}

/** Expands runs of two bytes each from `at` on. */
export function expandPairs(
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  at: number,
): void {
  for (let i = from; i + 1 < to; i += 2) {
    const end = at + bytes[i]!;
    out.fill(bytes[i + 1]!, at, end);
    at = end;
  }
}

/** Cells of one byte each. */
export function countBytes(_bytes: Uint8Array, from: number, to: number): number {
  return to - from;
}

/** Copies cells of one byte each from `at` on. */
export function copyBytes(
  bytes: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
  at: number,
): void {
  out.set(bytes.subarray(from, to), at);
}
