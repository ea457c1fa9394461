import { ImagingError } from "../errors.ts";

/** Arrays that pixels come in. */
export type PlaneData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/**
 * One image as its file stores it: row 0 is the lowest, x runs fastest. A pixel's value is `zero + scale × stored`,
 * NaN where `stored` is `blank`, NaN or infinite. Never copied to floats: functions here work on the stored type.
 */
export interface Plane {
  readonly data: PlaneData;
  readonly width: number;
  readonly height: number;
  /** BSCALE, default 1. */
  readonly scale?: number;
  /** BZERO, default 0. */
  readonly zero?: number;
  /** The stored integer that means "no value". */
  readonly blank?: number;
  /**
   * Where the sky is: CD1_1, CD1_2, CD2_1, CD2_2 in degrees a pixel, that is how far one goes to the east and to the north
   * per step in x and in y. It holds for any section too.
   */
  readonly cd?: CdMatrix;
}

export type CdMatrix = readonly [number, number, number, number];

/** Sides beyond this are refused, in and out. */
export const MAX_SIDE = 65_535;

/** @throws ImagingError `FRAME_SHAPE` where the numbers do not describe the array. */
export function checkPlane(plane: Plane): void {
  const { data, width, height } = plane;
  const whole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0;
  if (!whole || data.length !== width * height) {
    throw new ImagingError(
      "FRAME_SHAPE",
      `${data.length} pixels are not an image of ${width} × ${height}`,
    );
  }
  if (plane.scale === 0 || !Number.isFinite((plane.scale ?? 1) + (plane.zero ?? 0))) {
    throw new ImagingError("FRAME_SHAPE", "a scaling is two finite numbers, the scale not 0");
  }
}

/** The value of a stored number: NaN where there is none. */
export function planeValue(plane: Plane, stored: number): number {
  if (stored === plane.blank || !Number.isFinite(stored)) return Number.NaN;
  return (plane.zero ?? 0) + (plane.scale ?? 1) * stored;
}
