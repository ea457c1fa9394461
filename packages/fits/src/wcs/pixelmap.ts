import { FitsError } from "../errors.ts";
import { invert } from "./distortions/invert.ts";
import type { PixelShift } from "./distortions/sip.ts";
import type { Point } from "./projections/projection.ts";

/** Rows: longitude and latitude in the plane; columns: x and y of the pixels. Degrees per pixel. */
export type Matrix2 = readonly [readonly [number, number], readonly [number, number]];

/** Pixels to the projection plane (intermediate world coordinates, degrees), and back. */
export interface PixelMap {
  /** The reference pixel, and the matrix there. */
  readonly crpix: Point;
  readonly matrix: Matrix2;
  toPlane(x: number, y: number): Point;
  /** Undefined if the distortion cannot be inverted. */
  toPixel(xi: number, eta: number): Point | undefined;
}

/** The distortions between pixels and the plane, in the order in which they are applied. */
export interface Distortions {
  /** Detector to image: applied first, separately. */
  detector?: PixelShift | undefined;
  /** SIP and lookup tables: both use the same pixel position, and their shifts are added. */
  pixel: readonly PixelShift[];
  /** TPV: plane to plane, degrees. */
  plane?: ((xi: number, eta: number) => Point) | undefined;
}

/** Newton's step and tolerance: far below the 1e-6 pixel that anybody needs. */
const PIXELS = { step: 0.25, tolerance: 1e-8 };

/** The linear map of paper I §2.1 with its distortions. */
export function linearMap(crpix: Point, matrix: Matrix2, distortions: Distortions): PixelMap {
  const inverse = invertMatrix(matrix);
  const { detector, pixel, plane } = distortions;
  const bend = (x: number, y: number): Point => {
    const start: Point = detector ? moved([x, y], detector(x, y)) : [x, y];
    return pixel.reduce((sum, shift) => moved(sum, shift(...start)), start);
  };
  const bends = detector !== undefined || pixel.length > 0;
  // The plane's polynomial is inverted in units of a pixel.
  const scale = Math.sqrt(Math.abs(determinant(matrix)));
  const planeGoal = { step: PIXELS.step * scale, tolerance: PIXELS.tolerance * scale };
  return {
    crpix,
    matrix,
    toPlane(x, y) {
      const [px, py] = bends ? bend(x, y) : [x, y];
      const flat = times(matrix, [px - crpix[0], py - crpix[1]]);
      return plane ? plane(...flat) : flat;
    },
    toPixel(xi, eta) {
      const flat = plane ? invert(plane, [xi, eta], [xi, eta], planeGoal) : ([xi, eta] as const);
      if (!flat) return undefined;
      const [dx, dy] = times(inverse, flat);
      const target: Point = [dx + crpix[0], dy + crpix[1]];
      return bends ? invert(bend, target, target, PIXELS) : target;
    },
  };
}

function moved([x, y]: Point, [dx, dy]: Point): Point {
  return [x + dx, y + dy];
}

function times([a, b]: Matrix2, [x, y]: Point): Point {
  return [a[0] * x + a[1] * y, b[0] * x + b[1] * y];
}

export function determinant([a, b]: Matrix2): number {
  return a[0] * b[1] - a[1] * b[0];
}

/** @throws FitsError FITS_WCS_SINGULAR. */
export function invertMatrix(matrix: Matrix2): Matrix2 {
  const [a, b] = matrix;
  const d = determinant(matrix);
  const size = Math.hypot(...a) * Math.hypot(...b);
  if (!(Number.isFinite(d) && Math.abs(d) > 1e-12 * size)) {
    throw new FitsError("FITS_WCS_SINGULAR", `[${a}], [${b}]`);
  }
  return [
    [b[1] / d, -a[1] / d],
    [-b[0] / d, a[0] / d],
  ];
}
