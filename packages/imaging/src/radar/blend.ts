import { type Coding, codeCountOf, codeValue } from "./coding.ts";

/** How smoothing treats neighbours. */
export interface Smoothing {
  /**
   * Gates that differ from the nearest by more than this (physical units) are left out: this keeps folded velocities
   * and the step of phase at 360° from being averaged to a value that was never measured.
   */
  readonly maxDifference?: number;
}

/** The numbers in which codes are averaged, and the conversion back. */
export interface Measure {
  /** Number for each code, NaN if it carries no value. */
  readonly of: Float64Array;
  /** Numbers farther apart than this are not averaged. */
  readonly limit: number;
  /** The code nearest to a number between those of two codes; absent if rounding gives it. */
  readonly codeOf?: (mean: number) => number;
}

/** Codes linear in value are averaged themselves, others by their values. */
export function measureOf(field: Coding, { maxDifference }: Smoothing): Measure {
  const count = codeCountOf(field);
  const most = maxDifference ?? Number.POSITIVE_INFINITY;
  const of = new Float64Array(count).fill(Number.NaN);
  if (!field.values) {
    for (let code = 0; code < count; code++) {
      if (codeValue(field, code) !== undefined) of[code] = code;
    }
    return { of, limit: most * Math.abs(field.scale) };
  }
  of.set(field.values.subarray(0, count));
  return { of, limit: most, codeOf: nearestCode(of) };
}

function nearestCode(values: Float64Array): (mean: number) => number {
  const codes = [...values.keys()].filter((code) => !Number.isNaN(values[code]!));
  codes.sort((a, b) => values[a]! - values[b]! || a - b);
  const sorted = Float64Array.from(codes, (code) => values[code]!);
  return (mean) => {
    let low = 0;
    let high = sorted.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! <= mean) low = middle;
      else high = middle;
    }
    return codes[mean - sorted[low]! <= sorted[high]! - mean ? low : high] ?? 0;
  };
}
