import { codes16, type Plane, planeValue, rowReader } from "../frames/plane.ts";
import type { Cut, Limits } from "./interval.ts";

/** Limits by value or percentile; undefined if a percentile is requested for an image without values. */
export function percentileLimits(plane: Plane, low: Cut, high: Cut): Limits | undefined {
  const asked = [low, high].flatMap((cut) => ("percentile" in cut ? [cut.percentile] : []));
  const found = asked.length > 0 ? percentilesOf(plane, asked) : [];
  if (!found) return;
  const end = (cut: Cut) => ("value" in cut ? cut.value : (found.shift() as number));
  return { low: end(low), high: end(high) };
}

/**
 * Percentiles (0 to 100) of all values, interpolated between neighbours (numpy's and hips2fits' default); exact.
 * @returns undefined if no pixel has a value.
 */
export function percentilesOf(plane: Plane, percents: readonly number[]): number[] | undefined {
  const order = codes16(plane) ? orderOfCodes(plane) : orderOfRows(plane);
  if (order.count === 0) return;
  const last = order.count - 1;
  const descending = (plane.scale ?? 1) < 0;
  const places = percents.map((p) => (last * (descending ? 100 - p : p)) / 100);
  const ranks = new Set(places.flatMap((at) => [Math.floor(at), Math.ceil(at)]));
  const stored = order.at([...ranks].sort((a, b) => a - b));
  return places.map((at) => {
    const below = planeValue(plane, stored.get(Math.floor(at)) as number);
    const above = planeValue(plane, stored.get(Math.ceil(at)) as number);
    return below + (above - below) * (at - Math.floor(at));
  });
}

/** The stored numbers of an image in order, without sorting it. */
interface Order {
  readonly count: number;
  /** The stored numbers at these ascending ranks. */
  at(ranks: readonly number[]): Map<number, number>;
}

/** Counts of each of 65 536 numbers. */
function orderOfCodes(plane: Plane): Order {
  const { codes, stored } = codes16(plane) as NonNullable<ReturnType<typeof codes16>>;
  const OFFSET = 32_768;
  const raw = countCodes(codes);
  const counts = new Uint32Array(OFFSET + 65_536);
  for (let code = 0; code < 65_536; code++) counts[stored(code) + OFFSET] = raw[code] as number;
  if (plane.blank !== undefined) counts[plane.blank + OFFSET] = 0;
  return {
    count: counts.reduce((sum, n) => sum + n, 0),
    at: (ranks) => pick(counts, ranks, (bin) => bin - OFFSET),
  };
}

/** How often each code is there. */
function countCodes(codes: Uint16Array): Uint32Array {
  const counts = new Uint32Array(65_536);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  return counts;
}

/** The number at each rank, found by going through the counts in order. */
function pick(
  counts: Uint32Array,
  ranks: readonly number[],
  inBin: (bin: number, rank: number) => number,
): Map<number, number> {
  const found = new Map<number, number>();
  let passed = 0;
  let bin = 0;
  for (const rank of ranks) {
    while (passed + (counts[bin] as number) <= rank) passed += counts[bin++] as number;
    found.set(rank, inBin(bin, rank - passed));
  }
  return found;
}

/**
 * Counts by the upper half of a key that sorts like the numbers; then only the bins with a wanted rank are sorted, in
 * as many passes as there are such bins.
 */
function orderOfRows(plane: Plane): Order {
  const counts = new Uint32Array(65_536);
  const key = sortKeys(plane.width);
  const read = rowReader(plane);
  let count = 0;
  for (let y = 0; y < plane.height; y++) count += countBins(read(y), key, counts);
  const inBin = new Map<number, Float64Array>();
  const sorted = (bin: number) => {
    const known = inBin.get(bin);
    if (known) return known;
    const values = new Float64Array(counts[bin] as number);
    let n = 0;
    for (let y = 0; y < plane.height; y++) n = gather(read(y), key, bin, values, n);
    values.sort();
    inBin.set(bin, values);
    return values;
  };
  return { count, at: (ranks) => pick(counts, ranks, (bin, rank) => sorted(bin)[rank] as number) };
}

/** Writes the sort key of each number of a row: the bits of the nearest float, inverted for negatives. */
type SortKeys = (row: Float64Array) => Uint32Array;

function sortKeys(width: number): SortKeys {
  const floats = new Float32Array(width);
  const bits = new Uint32Array(floats.buffer);
  return (row) => {
    floats.set(row);
    for (let x = 0; x < width; x++) {
      const b = bits[x] as number;
      bits[x] = b & 0x8000_0000 ? ~b : b | 0x8000_0000;
    }
    return bits;
  };
}

function countBins(row: Float64Array, key: SortKeys, counts: Uint32Array): number {
  const keys = key(row);
  let count = 0;
  for (let x = 0; x < row.length; x++) {
    const v = row[x] as number;
    if (v - v !== 0) continue;
    const bin = (keys[x] as number) >>> 16;
    counts[bin] = (counts[bin] as number) + 1;
    count++;
  }
  return count;
}

function gather(
  row: Float64Array,
  key: SortKeys,
  bin: number,
  values: Float64Array,
  from: number,
): number {
  const keys = key(row);
  let n = from;
  for (let x = 0; x < row.length; x++) {
    const v = row[x] as number;
    if (v - v === 0 && (keys[x] as number) >>> 16 === bin) values[n++] = v;
  }
  return n;
}
