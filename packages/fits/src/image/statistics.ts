import type { PixelArray } from "./scaling.ts";

/** Statistics of an array's finite values. */
export interface Statistics {
  /** Number of values, finite or not. */
  total: number;
  /** Number of finite values; all others (NaN, blank, infinite) are ignored below. */
  valid: number;
  /** NaN if no value is finite, as are max, mean and std. */
  min: number;
  max: number;
  mean: number;
  /** Standard deviation of the population (divided by n). */
  std: number;
}

/** Count, extremes, mean and standard deviation of the finite values. */
export function statistics(values: PixelArray): Statistics {
  return new StatisticsSum().add(values).result();
}

/**
 * Statistics of an array that arrives in pieces. Each piece is summed around its own mean, then merged by the update
 * of Chan, Golub & LeVeque (1979): as accurate as two passes over everything.
 */
export class StatisticsSum {
  #total = 0;
  #valid = 0;
  #min = Infinity;
  #max = -Infinity;
  #mean = 0;
  #squares = 0;

  add(values: PixelArray): this {
    for (let i = 0; i < values.length; i += CHUNK) {
      const chunk = values.subarray(i, i + CHUNK);
      const big = chunk instanceof BigInt64Array || chunk instanceof BigUint64Array;
      this.#addChunk(big ? Float64Array.from(chunk, Number) : chunk);
    }
    return this;
  }

  result(): Statistics {
    const n = this.#valid;
    const orNaN = (value: number) => (n === 0 ? Number.NaN : value);
    return {
      total: this.#total,
      valid: n,
      min: orNaN(this.#min),
      max: orNaN(this.#max),
      mean: orNaN(this.#mean),
      std: orNaN(Math.sqrt(this.#squares / n)),
    };
  }

  #addChunk(values: ArrayLike<number>): void {
    let n = 0;
    let sum = 0;
    for (let i = 0; i < values.length; i++) {
      const v = values[i] as number;
      // v − v is 0 for finite values only.
      if (v - v !== 0) continue;
      n++;
      sum += v;
      if (v < this.#min) this.#min = v;
      if (v > this.#max) this.#max = v;
    }
    this.#total += values.length;
    if (n === 0) return;
    const mean = sum / n;
    let squares = 0;
    for (let i = 0; i < values.length; i++) {
      const d = (values[i] as number) - mean;
      if (d - d === 0) squares += d * d;
    }
    const delta = mean - this.#mean;
    const all = this.#valid + n;
    this.#squares += squares + (delta * delta * this.#valid * n) / all;
    this.#mean += (delta * n) / all;
    this.#valid = all;
  }
}

/** Short enough to stay in the cache between the two passes, and for plain sums to be accurate enough. */
const CHUNK = 4096;

/**
 * Percentiles of the finite values, interpolated linearly between neighbours (numpy's default).
 *
 * @param percents from 0 to 100.
 * @returns one number for each, NaN when no value is finite.
 */
export function percentiles(values: PixelArray, percents: readonly number[]): number[] {
  const sorted = finiteValues(values).sort();
  const last = sorted.length - 1;
  return percents.map((percent) => {
    const at = (last * percent) / 100;
    const below = sorted[Math.floor(at)] ?? Number.NaN;
    const above = sorted[Math.ceil(at)] ?? Number.NaN;
    return below + (above - below) * (at - Math.floor(at));
  });
}

function finiteValues(values: PixelArray): Float64Array {
  const output = new Float64Array(values.length);
  let n = 0;
  for (const value of values) {
    const v = Number(value);
    if (v - v === 0) output[n++] = v;
  }
  return output.subarray(0, n);
}
