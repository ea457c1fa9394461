import type { Affine } from "./picture.ts";
import type { CdMatrix } from "./plane.ts";

/** The orientation: as in the file, north up by quarter turns, north up exactly. */
export type Orient = "file" | "snap" | "exact";

/**
 * The transformation of an image whose first row is on top: mirrored left to right, then turned by this many times
 * 90° counter-clockwise.
 */
export interface Orientation {
  readonly mirror: boolean;
  readonly turns: 0 | 1 | 2 | 3;
}

/** Row 0 at the bottom, as FITS requires: upside down. */
export const FILE_ORIENTATION: Orientation = { mirror: true, turns: 2 };

/** A matrix with a smaller determinant is meaningless. */
const LEAST_DETERMINANT = 1e-20;

/** Whether a matrix gives the orientation of the sky. */
export function isUsable(cd: CdMatrix | undefined): cd is CdMatrix {
  if (!cd) return false;
  const determinant = cd[0] * cd[3] - cd[1] * cd[2];
  return Number.isFinite(determinant) && Math.abs(determinant) >= LEAST_DETERMINANT;
}

/**
 * The orientation that brings north up, to within 45°, and east left; undefined if the matrix is meaningless. As in
 * fits2image ≥ 1.0.
 */
export function snapOrientation(cd: CdMatrix): Orientation | undefined {
  if (!isUsable(cd)) return;
  const [a, b, c, d] = cd;
  // A step to the north, of which only the direction matters; with the first row on top, y goes down.
  const sign = Math.sign(a * d - b * c);
  const mirror = sign < 0;
  const x = -b * sign;
  return { mirror, turns: turnsToUp(mirror ? -x : x, a * sign) };
}

/** Counter-clockwise quarter turns that bring a direction (y down) closest to up. */
function turnsToUp(x: number, y: number): 0 | 1 | 2 | 3 {
  if (Math.abs(y) >= Math.abs(x)) return y <= 0 ? 0 : 2;
  return x > 0 ? 1 : 3;
}

/** Width and height of an image after turning. */
export function turnedSize(
  { turns }: Orientation,
  { width, height }: { width: number; height: number },
): { width: number; height: number } {
  return turns % 2 === 0 ? { width, height } : { width: height, height: width };
}

/** From pixels of the turned image to those of the image, whose size is given. */
export function orientationMap(
  { mirror, turns }: Orientation,
  { width, height }: { width: number; height: number },
): Affine {
  const right = width - 1;
  const bottom = height - 1;
  const [a, b, c, d, e, f] = (
    [
      [1, 0, 0, 0, 1, 0],
      [0, -1, right, 1, 0, 0],
      [-1, 0, right, 0, -1, bottom],
      [0, 1, 0, -1, 0, bottom],
    ] as const
  )[turns];
  return mirror ? [-a, -b, right - c, d, e, f] : [a, b, c, d, e, f];
}

/** Pixels of an image, turned; `channels` bytes or numbers each. */
export function turned<T extends Uint8Array | Float32Array>(
  data: T,
  size: { width: number; height: number },
  orientation: Orientation,
): T {
  const [a, b, c, d, e, f] = orientationMap(orientation, size);
  const { width, height } = turnedSize(orientation, size);
  const output = data.slice() as T;
  const step = a + d * size.width;
  for (let y = 0; y < height; y++) {
    let from = b * y + c + (e * y + f) * size.width;
    const row = y * width;
    for (let x = 0; x < width; x++) {
      output[row + x] = data[from] as number;
      from += step;
    }
  }
  return output;
}
