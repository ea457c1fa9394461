import { type Plane, type PlaneData, planeValue } from "../frames/plane.ts";
import type { Cut, Limits } from "./interval.ts";
import { isFloat } from "./sample.ts";

/** Limits by value or percentile; undefined where a percentile is asked of an image without a value. */
export function percentileLimits(plane: Plane, low: Cut, high: Cut): Limits | undefined {
  const percents = [low, high].map((cut) => ("percentile" in cut ? cut.percentile : undefined));
  const wanted = percents.filter((p) => p !== undefined);
  const found = wanted.length > 0 ? percentilesOf(plane, wanted) : [];
  if (!found) return;
  const ends = [low, high].map((cut) =>
    "value" in cut ? cut.value : (found.shift() as number),
  ) as [number, number];
  return { low: ends[0], high: ends[1] };
}

/**
 * Percentiles of all values, interpolated between neighbours (numpy's and hips2fits' default); exact.
 * @returns undefined where there is no value.
 */
export function percentilesOf(plane: Plane, percents: readonly number[]): number[] | undefined {
  const descending = (plane.scale ?? 1) < 0;
  const ranks = orderStatistics(plane);
  if (ranks.count === 0) return;
  const last = ranks.count - 1;
  const places = percents.map((p) => (last * (descending ? 100 - p : p)) / 100);
  const wanted = [...new Set(places.flatMap((at) => [Math.floor(at), Math.ceil(at)]))].sort(
    (a, b) => a - b,
  );
  const stored = ranks.at(wanted);
  return places.map((at) => {
    const below = planeValue(plane, stored.get(Math.floor(at)) as number);
    const above = planeValue(plane, stored.get(Math.ceil(at)) as number);
    return below + (above - below) * (at - Math.floor(at));
  });
}

/** The sorted order of an image, never sorted. */
interface Order {
  readonly count: number;
  /** The stored values of these ranks, which rise. */
  at(ranks: readonly number[]): Map<number, number>;
}

function orderStatistics(plane: Plane): Order {
  const { data } = plane;
  return data.BYTES_PER_ELEMENT <= 2 ? smallOrder(plane) : wideOrder(data, plane.blank);
}

/** Of 8 and 16 bits: a count of each number. */
function smallOrder({ data, blank }: Plane): Order {
  const OFFSET = 32768;
  const counts = new Uint32Array(OFFSET + 65536);
  for (let i = 0; i < data.length; i++) {
    const at = (data[i] as number) + OFFSET;
    counts[at] = (counts[at] as number) + 1;
  }
  if (blank !== undefined && Math.abs(blank) <= OFFSET) counts[blank + OFFSET] = 0;
  const count = counts.reduce((sum, n) => sum + n, 0);
  return { count, at: (ranks) => pick(counts, ranks, 0, (bin) => bin - OFFSET) };
}

/** The first value of each rank by counts that are passed over in order. */
function pick(
  counts: Uint32Array,
  ranks: readonly number[],
  before: number,
  valueOfBin: (bin: number, rankInBin: number) => number,
): Map<number, number> {
  const found = new Map<number, number>();
  let passed = before;
  let bin = 0;
  for (const rank of ranks) {
    while (passed + (counts[bin] as number) <= rank) passed += counts[bin++] as number;
    found.set(rank, valueOfBin(bin, rank - passed));
  }
  return found;
}

/** Of more bits: counts by the upper half of a key that sorts as the numbers do, then only what shares the bin is sorted. */
function wideOrder(data: PlaneData, blank: number | undefined): Order {
  const key = sortKey();
  const float = isFloat(data);
  const has = (v: number) => (float ? v - v === 0 : v !== blank);
  const counts = new Uint32Array(65536);
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    const v = data[i] as number;
    if (!has(v)) continue;
    const bin = key(v) >>> 16;
    counts[bin] = (counts[bin] as number) + 1;
    count++;
  }
  const sortedBins = new Map<number, Float64Array>();
  const sortedBin = (bin: number) => {
    let values = sortedBins.get(bin);
    if (values) return values;
    values = new Float64Array(counts[bin] as number);
    let n = 0;
    for (let i = 0; i < data.length; i++) {
      const v = data[i] as number;
      if (has(v) && key(v) >>> 16 === bin) values[n++] = v;
    }
    values.sort();
    sortedBins.set(bin, values);
    return values;
  };
  return {
    count,
    at: (ranks) => pick(counts, ranks, 0, (bin, i) => sortedBin(bin)[i] as number),
  };
}

/** A 32-bit unsigned number that grows as its argument does: the bits of the nearest float, those of negatives turned over. */
function sortKey(): (value: number) => number {
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  return (value) => {
    float[0] = value;
    const b = bits[0] as number;
    return b & 0x8000_0000 ? ~b >>> 0 : (b | 0x8000_0000) >>> 0;
  };
}
