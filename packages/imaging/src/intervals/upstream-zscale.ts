import { type Plane, planeValue, storedReader } from "../frames/plane.ts";
import type { Limits } from "./interval.ts";

const SAMPLES = 2000;
const CONTRAST = 0.1;

/**
 * fits2image's own limits: black is the median of some 2000 pixels; white is the value reached half a sample later by
 * a straight line through the sorted sample, started at its first value and steepened tenfold, but not above the
 * greatest value. Nothing is rejected before the fit. Unlike in fits2image, pixels without a value are skipped, and
 * images of fewer than 2000 pixels are sampled completely.
 *
 * @returns undefined if no sampled pixel has a value.
 */
export function upstreamZscale(plane: Plane): Limits | undefined {
  const sorted = sorted2000(plane);
  const n = sorted.length;
  if (n === 0) return;
  const half = n >> 1;
  const upper = sorted[half] as number;
  const low = n % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
  const { slope, start } = line(sorted);
  const greatest = sorted[n - 1] as number;
  const high = Math.min(greatest, start + ((slope / CONTRAST) * n) / 2);
  return low === high ? { low: low - 1, high: high + 1 } : { low, high };
}

function sorted2000(plane: Plane): Float64Array {
  const { data } = plane;
  const stride = Math.max(1, Math.floor(data.length / SAMPLES));
  const first = stride < data.length && data.length >= SAMPLES ? stride : 0;
  const stored = storedReader(plane);
  const values: number[] = [];
  for (let i = first; i < data.length; i += stride) {
    const value = planeValue(plane, stored(i));
    if (!Number.isNaN(value)) values.push(value);
  }
  return Float64Array.from(values).sort();
}

/** Least squares: value = start + slope × rank. */
function line(sorted: Float64Array): { slope: number; start: number } {
  const n = sorted.length;
  const centre = (n - 1) / 2;
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < n; i++) {
    covariance += (i - centre) * ((sorted[i] as number) - mean);
    variance += (i - centre) ** 2;
  }
  const slope = variance > 0 ? covariance / variance : 0;
  return { slope, start: mean - slope * centre };
}
