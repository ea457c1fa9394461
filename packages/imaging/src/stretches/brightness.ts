import type { Limits } from "../intervals/interval.ts";
import { curveOf, MIDTONE, type Stretch, type Unit } from "./stretch.ts";

/** The brightness, 0 to 1, of a value. */
export type Brightness = (value: number) => number;

/** The stretch over these limits. Midtone and histogram depend on the values to be shown; the others do not. */
export function brightnessOf(
  stretch: Stretch,
  limits: Limits,
  values: () => ArrayLike<number>,
): Brightness {
  const { low, high } = limits;
  const span = high - low;
  const place = (value: number) => Math.min(1, Math.max(0, (value - low) / span));
  const curve = curveOf(stretch) ?? adaptive(stretch, places(values(), place));
  return (value) => curve(place(value));
}

/** The curve of an adaptive stretch. */
function adaptive(stretch: Stretch, sorted: Float64Array): Unit {
  return stretch.name === "midtone"
    ? midtone(sorted, stretch.parameter ?? MIDTONE.value)
    : equalised(sorted);
}

/** The positions of the values between the limits, sorted. */
function places(values: ArrayLike<number>, place: Unit): Float64Array {
  const inside = new Float64Array(values.length);
  let n = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!Number.isNaN(value)) inside[n++] = place(value);
  }
  return inside.subarray(0, n).sort();
}

/** Shadows are cut this many deviations below the median. */
const SHADOWS = 2.8;
/** The deviation of a normal distribution in units of its median absolute deviation. */
const DEVIATION = 1.4826;

/**
 * The midtone transfer function, set so that the median becomes `target`: the stretch of PixInsight and Siril
 * ("ScreenTransferFunction", PixInsight reference documentation, section 2).
 */
function midtone(sorted: Float64Array, target: number): Unit {
  const median = middle(sorted);
  const deviation = DEVIATION * middle(sorted.map((x) => Math.abs(x - median)).sort());
  const shadows = Math.max(0, Math.min(median - SHADOWS * deviation, 1 - 1e-9));
  const background = (median - shadows) / (1 - shadows);
  const balance = background > 0 ? transfer(background, target) : 0.5;
  return (x) => transfer(Math.max(0, (x - shadows) / (1 - shadows)), balance);
}

function middle(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[half] as number;
  return ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** Maps `midtones` to a half; 0 and 1 stay. */
function transfer(x: number, midtones: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return ((midtones - 1) * x) / ((2 * midtones - 1) * x - midtones);
}

/** The fraction of the values below; every grey is then used by the same number of pixels. */
function equalised(sorted: Float64Array): Unit {
  const last = sorted.length - 1;
  if (last < 1 || sorted[0] === sorted[last]) return (x) => x;
  const start = countUpTo(sorted, sorted[0] as number);
  return (x) => {
    const below = countUpTo(sorted, x) - start;
    return Math.max(0, below) / Math.max(1, sorted.length - start);
  };
}

/** How many numbers are not greater than x. */
function countUpTo(sorted: Float64Array, x: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const half = (from + to) >> 1;
    const value = sorted[half] as number;
    if (value <= x) from = half + 1;
    else to = half;
  }
  return from;
}
