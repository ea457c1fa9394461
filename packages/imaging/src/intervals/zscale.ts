/** How {@link zscale} samples and fits. */
export interface ZscaleOptions {
  /** Number of sampled pixels, evenly spaced. Default 1000. */
  readonly samples?: number;
  /** Divides the slope of the fitted line: smaller values give a wider interval. Default 0.25. */
  readonly contrast?: number;
  /** The fit is abandoned if it would reject more than this fraction of the samples. Default 0.5. */
  readonly maxReject?: number;
  /** … or leave fewer samples than this. Default 5. */
  readonly minSamples?: number;
  /** Samples farther from the line than this many standard deviations are rejected. Default 2.5. */
  readonly rejection?: number;
  /** Maximum number of fits. Default 5. */
  readonly iterations?: number;
}

/**
 * The interval that shows an image's background well: a line is fitted to the sorted values of some pixels, rejecting
 * stars and blemishes, and its slope around the median, divided by the contrast, gives the interval. NaN and
 * infinities are ignored.
 *
 * IRAF's zscale (Tody 1986, `images.tv.display`), with the parameters and rounding of astropy's ZScaleInterval.
 *
 * @returns `[low, high]`; undefined if no pixel is finite.
 */
export function zscale(
  pixels: ArrayLike<number>,
  options: ZscaleOptions = {},
): readonly [low: number, high: number] | undefined {
  const {
    samples: wanted = 1000,
    contrast = 0.25,
    maxReject = 0.5,
    minSamples = 5,
    rejection = 2.5,
    iterations = 5,
  } = options;
  const sorted = sortedSample(pixels, wanted);
  const count = sorted.length;
  if (count === 0) return undefined;
  const least = sorted[0] as number;
  const greatest = sorted[count - 1] as number;

  const fewest = Math.max(minSamples, Math.floor(count * maxReject));
  const reach = Math.max(1, Math.floor(count * 0.01));
  let bad = new Uint8Array(count);
  let good = count;
  let before = count + 1;
  let line = { slope: 0, start: 0 };
  for (let round = 0; round < iterations && good < before && good >= fewest; round++) {
    line = fitLine(sorted, bad);
    const off = (i: number) => (sorted[i] as number) - (line.start + line.slope * i);
    const limit = rejection * deviation(off, bad);
    for (let i = 0; i < count; i++) if (Math.abs(off(i)) > limit) bad[i] = 1;
    bad = grown(bad, reach);
    before = good;
    good = bad.reduce((sum, flag) => sum + (flag === 0 ? 1 : 0), 0);
  }
  if (good < fewest) return [least, greatest];

  const slope = contrast > 0 ? line.slope / contrast : line.slope;
  const centre = (count - 1) >> 1;
  const median = medianOf(sorted);
  return [
    Math.max(least, median - (centre - 1) * slope),
    Math.min(greatest, median + (count - centre) * slope),
  ];
}

/** Every n-th finite pixel, sorted. */
function sortedSample(pixels: ArrayLike<number>, wanted: number): Float64Array {
  let finite = 0;
  for (let i = 0; i < pixels.length; i++) if (Number.isFinite(pixels[i])) finite++;
  const stride = Math.max(1, Math.floor(finite / wanted));
  const sample = new Float64Array(Math.min(wanted, Math.ceil(finite / stride)));
  let seen = 0;
  let taken = 0;
  for (let i = 0; i < pixels.length && taken < sample.length; i++) {
    if (!Number.isFinite(pixels[i])) continue;
    if (seen % stride === 0) sample[taken++] = pixels[i] as number;
    seen++;
  }
  return sample.sort();
}

/** Least squares through the samples that are not bad: value = start + slope × rank. */
function fitLine(sorted: Float64Array, bad: Uint8Array): { slope: number; start: number } {
  let n = 0;
  let ranks = 0;
  let values = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (bad[i]) continue;
    n++;
    ranks += i;
    values += sorted[i] as number;
  }
  const meanRank = ranks / n;
  const meanValue = values / n;
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (bad[i]) continue;
    covariance += (i - meanRank) * ((sorted[i] as number) - meanValue);
    variance += (i - meanRank) ** 2;
  }
  const slope = variance > 0 ? covariance / variance : 0;
  return { slope, start: meanValue - slope * meanRank };
}

/** Standard deviation (of the population) of the samples that are not bad. */
function deviation(off: (index: number) => number, bad: Uint8Array): number {
  let n = 0;
  let sum = 0;
  for (let i = 0; i < bad.length; i++) {
    if (bad[i]) continue;
    n++;
    sum += off(i);
  }
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < bad.length; i++) if (!bad[i]) squares += (off(i) - mean) ** 2;
  return Math.sqrt(squares / n);
}

/** Flags spread over a window of `reach` samples, which for an even reach is shifted towards the lower ranks. */
function grown(bad: Uint8Array, reach: number): Uint8Array<ArrayBuffer> {
  const wide = new Uint8Array(bad.length);
  const up = reach >> 1;
  const down = reach - 1 - up;
  for (let i = 0; i < bad.length; i++) {
    if (!bad[i]) continue;
    wide.fill(1, Math.max(0, i - down), Math.min(bad.length, i + up + 1));
  }
  return wide;
}

function medianOf(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}
