import { resample } from "./align/resample.ts";
import type { FrameOptions } from "./options.ts";
import {
  FILE_ORIENTATION,
  isUsable,
  type Orientation,
  orientationMap,
  snapOrientation,
  turned,
  turnedSize,
} from "./orient.ts";
import type { Affine } from "./picture.ts";
import type { CdMatrix, Plane } from "./plane.ts";
import { shrinkArea } from "./shrink/area.ts";
import { type Size, sizeInBox } from "./shrink/size.ts";

/** The position of a picture's pixels in its plane. */
export interface View extends Size {
  /** Undefined if the plane is rotated by other than quarter turns. */
  readonly orientation: Orientation | undefined;
  readonly toPlane: Affine;
}

/** A plane's values at a picture's size and orientation, top row first, NaN where there are none. */
export interface Layer extends Size {
  readonly values: Float32Array;
}

/**
 * How a plane is placed in its picture.
 * @throws ImagingError `PICTURE_SIZE`
 */
export function viewOf(plane: Plane, options: FrameOptions): View {
  const { orient = "file" } = options;
  if (orient === "exact" && isUsable(plane.cd)) return exactView(plane, plane.cd, options);
  const orientation =
    (orient === "snap" && plane.cd && snapOrientation(plane.cd)) || FILE_ORIENTATION;
  const full = turnedSize(orientation, plane);
  const size = sizeInBox(full, options, options.magnify !== undefined);
  const scaled = scaledMap(full, size);
  return { ...size, orientation, toPlane: chained(orientationMap(orientation, plane), scaled) };
}

/** From pixels of a smaller grid to those of a larger one with the same extent. */
function scaledMap(full: Size, size: Size): Affine {
  const x = full.width / size.width;
  const y = full.height / size.height;
  return [x, 0, x / 2 - 0.5, 0, y, y / 2 - 0.5];
}

/** First `inner`, then `outer`. */
function chained(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [
    a * p + b * s,
    a * q + b * t,
    a * r + b * u + c,
    d * p + e * s,
    d * q + e * t,
    d * r + e * u + f,
  ];
}

/** North up, east left: the smallest upright picture that contains the whole plane. */
function exactView(plane: Plane, cd: CdMatrix, options: FrameOptions): View {
  const [a, b, c, d] = cd;
  const determinant = a * d - b * c;
  const pixel = Math.sqrt(Math.abs(determinant));
  // A step to the right goes west, a step down south, each by a pixel's mean width.
  const across = [(-d * pixel) / determinant, (c * pixel) / determinant] as const;
  const down = [(b * pixel) / determinant, (-a * pixel) / determinant] as const;
  const full = {
    width: extent(plane, [-a / pixel, -b / pixel]),
    height: extent(plane, [-c / pixel, -d / pixel]),
  };
  const size = sizeInBox(full, options, options.magnify !== undefined);
  const step = Math.max(full.width / size.width, full.height / size.height);
  const [xx, xy] = [across[0] * step, down[0] * step];
  const [yx, yy] = [across[1] * step, down[1] * step];
  const centreX = (size.width - 1) / 2;
  const centreY = (size.height - 1) / 2;
  const toPlane: Affine = [
    xx,
    xy,
    (plane.width - 1) / 2 - xx * centreX - xy * centreY,
    yx,
    yy,
    (plane.height - 1) / 2 - yx * centreX - yy * centreY,
  ];
  return { ...size, orientation: undefined, toPlane };
}

/** The length of a plane's projection onto a direction, in whole pixels. */
function extent(plane: Plane, [x, y]: readonly [number, number]): number {
  return Math.max(1, Math.round(plane.width * Math.abs(x) + plane.height * Math.abs(y)));
}

/** The values of a plane in a view. */
export function layerOf(plane: Plane, view: View, options: FrameOptions): Layer {
  const { orientation, width, height } = view;
  if (!orientation) return rotatedLayer(plane, view, options);
  const size = turnedSize(orientation, view);
  const enlarged = size.width > plane.width || size.height > plane.height;
  if (enlarged) return sampledLayer(plane, view, options);
  const small = shrinkArea(plane, size).data as Float32Array;
  return { width, height, values: turned(small, size, orientation) };
}

function sampledLayer(plane: Plane, view: View, options: FrameOptions): Layer {
  const { width, height, toPlane } = view;
  const method = options.magnify ?? "nearest";
  const values = resample(plane, view, toPlane, { method }).data as Float32Array;
  return { width, height, values };
}

/** Averaged to about the picture's scale first, so that every pixel counts. */
function rotatedLayer(plane: Plane, view: View, options: FrameOptions): Layer {
  const [a, , , d] = view.toPlane;
  const step = Math.max(1, Math.hypot(a, d));
  const small = {
    width: Math.max(1, Math.round(plane.width / step)),
    height: Math.max(1, Math.round(plane.height / step)),
  };
  if (small.width === plane.width && small.height === plane.height) {
    return sampledLayer(plane, view, { magnify: "linear", ...options });
  }
  const [x, , atX, , y, atY] = scaledMap(plane, small);
  const toSmall = chained([1 / x, 0, -atX / x, 0, 1 / y, -atY / y], view.toPlane);
  return sampledLayer(
    shrinkArea(plane, small),
    { ...view, toPlane: toSmall },
    { magnify: "linear" },
  );
}
