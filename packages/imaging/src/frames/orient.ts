import type { CdMatrix } from "./plane.ts";

/** Which way is up: as in the file, north by quarter turns, north exactly. */
export type Orient = "file" | "snap" | "exact";

/** What is done to an image whose first row is on top: mirrored left to right, then turned so often by 90° counter-clockwise. */
export interface Orientation {
  readonly mirror: boolean;
  readonly turns: 0 | 1 | 2 | 3;
}

/** Row 0 at the bottom: the picture upside down, as FITS wants it. */
export const FILE_ORIENTATION: Orientation = { mirror: true, turns: 2 };

/** A determinant smaller than this is that of a matrix without meaning. */
const LEAST_DETERMINANT = 1e-20;

/**
 * The orientation that brings north up and east left to within 45°; undefined where the matrix says nothing.
 * Mirrored first wherever the sky is seen from the inside (a negative determinant), as fits2image ≥ 1.0.
 */
export function snapOrientation(cd: CdMatrix): Orientation | undefined {
  const [a, b, c, d] = cd;
  const determinant = a * d - b * c;
  if (!(Math.abs(determinant) >= LEAST_DETERMINANT && Number.isFinite(determinant))) return;
  const mirror = determinant < 0;
  // One step to the north, of which only the direction counts; shown with the first row on top, y goes down.
  const sign = Math.sign(determinant);
  const x = -b * sign;
  const y = a * sign;
  return { mirror, turns: turnsToUp(mirror ? -x : x, y) };
}

/** Counter-clockwise quarter turns that bring a direction (y down) closest to up. */
function turnsToUp(x: number, y: number): 0 | 1 | 2 | 3 {
  if (Math.abs(y) >= Math.abs(x)) return y <= 0 ? 0 : 2;
  return x > 0 ? 1 : 3;
}
