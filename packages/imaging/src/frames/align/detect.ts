import { checkPlane, type Plane, planeValue, rowReader, storedReader } from "../plane.ts";
import { type SkyLevel, skyLevel } from "./sky-level.ts";
import type { Star } from "./stars.ts";

export interface DetectOptions {
  /** How far a star's brightest pixel is above the sky, in standard deviations of the sky. Default 6. */
  readonly threshold?: number;
  /** The number of stars returned, the brightest. Default 500. */
  readonly most?: number;
}

/** How many neighbours of a star's brightest pixel must be bright too; a hot pixel or a cosmic ray has none. */
const BRIGHT_NEIGHBOURS = 4;
const NEIGHBOUR_THRESHOLD = 2.5;
/** Centroids are weighted by a Gaussian of this deviation, pixels. */
const WINDOW = 2;
const REACH = 5;
const ROUNDS = 8;
/** Peaks this close are one star. */
const APART = 4;
/** Number of peaks measured, the brightest; a frame of noise has endless peaks. */
const MOST_PEAKS = 5000;

/**
 * Finds stars: pixels brighter than the sky and than their neighbours, and the weighted centre of the light around
 * each (the windowed positions of SExtractor, Bertin and Arnouts 1996). For alignment, not for photometry.
 *
 * @returns the brightest first.
 * @throws ImagingError `FRAME_SHAPE`
 */
export function detectStars(plane: Plane, options: DetectOptions = {}): Star[] {
  checkPlane(plane);
  const { threshold = 6, most = 500 } = options;
  const sky = skyLevel(plane);
  if (!sky) return [];
  const peaks = findPeaks(plane, sky, threshold)
    .sort((p, q) => q.height - p.height)
    .slice(0, MOST_PEAKS);
  const stars = peaks.flatMap((peak) => measured(plane, sky, peak));
  stars.sort((p, q) => q.flux - p.flux);
  return separate(stars).slice(0, most);
}

interface Peak {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

function findPeaks(plane: Plane, sky: SkyLevel, threshold: number): Peak[] {
  const { width, height, scale = 1, zero = 0 } = plane;
  const read = rowReader(plane);
  const levels = new Float64Array(width);
  const rows = [0, 1, 2].map(() => new Float64Array(width)) as [Row, Row, Row];
  const peaks: Peak[] = [];
  for (let y = 0; y < height; y++) {
    rows.push(rows.shift() as Row);
    const row = rows[2];
    sky.row(y, levels);
    const stored = read(y);
    for (let x = 0; x < width; x++) {
      row[x] = (zero + scale * (stored[x] as number) - (levels[x] as number)) / sky.deviation;
    }
    if (y >= 2) collectPeaks(rows, y - 1, threshold, peaks);
  }
  return peaks;
}

type Row = Float64Array<ArrayBuffer>;

function collectPeaks(
  [below, row, above]: readonly [Row, Row, Row],
  y: number,
  threshold: number,
  peaks: Peak[],
): void {
  for (let x = 1; x < row.length - 1; x++) {
    const v = row[x] as number;
    if (!(v > threshold)) continue;
    const earlier = [row[x - 1], below[x - 1], below[x], below[x + 1]] as number[];
    const later = [row[x + 1], above[x - 1], above[x], above[x + 1]] as number[];
    // Among equal neighbours, as in a saturated star, the last one is the peak.
    if (earlier.some((n) => n > v) || later.some((n) => n >= v)) continue;
    const bright = [...earlier, ...later].filter((n) => n > NEIGHBOUR_THRESHOLD).length;
    if (bright >= BRIGHT_NEIGHBOURS) peaks.push({ x, y, height: v });
  }
}

/** The centre of the light around a peak and its sum; none if it drifts away. */
function measured(plane: Plane, sky: SkyLevel, peak: Peak): Star[] {
  const { width, height } = plane;
  const stored = storedReader(plane);
  const left = Math.max(0, peak.x - REACH);
  const right = Math.min(width - 1, peak.x + REACH);
  const low = Math.max(0, peak.y - REACH);
  const high = Math.min(height - 1, peak.y + REACH);
  const level = sky.at(peak.x, peak.y);
  let at = { x: peak.x, y: peak.y };
  let flux = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let [sum, sumX, sumY] = [0, 0, 0];
    for (let y = low; y <= high; y++) {
      for (let x = left; x <= right; x++) {
        const light = planeValue(plane, stored(y * width + x)) - level;
        if (!(light > 0)) continue;
        const [dx, dy] = [x - at.x, y - at.y];
        const weight = light * Math.exp(-(dx * dx + dy * dy) / (2 * WINDOW * WINDOW));
        sum += weight;
        sumX += weight * dx;
        sumY += weight * dy;
      }
    }
    if (sum === 0) return [];
    // A Gaussian star under a Gaussian window shows half of its offset.
    at = { x: at.x + (2 * sumX) / sum, y: at.y + (2 * sumY) / sum };
    flux = sum;
  }
  const strayed = Math.abs(at.x - peak.x) > REACH / 2 || Math.abs(at.y - peak.y) > REACH / 2;
  return strayed ? [] : [{ ...at, flux }];
}

/** Removes stars that lie on a brighter one. */
function separate(stars: readonly Star[]): Star[] {
  const kept: Star[] = [];
  const taken = new Set<string>();
  for (const star of stars) {
    const column = Math.round(star.x / APART);
    const row = Math.round(star.y / APART);
    if (taken.has(`${column},${row}`)) continue;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) taken.add(`${column + dx},${row + dy}`);
    }
    kept.push(star);
  }
  return kept;
}
