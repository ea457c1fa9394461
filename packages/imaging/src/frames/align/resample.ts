import type { Affine } from "../picture.ts";
import { type Plane, planeValue, storedReader } from "../plane.ts";
import { checkSize, type Size } from "../shrink/size.ts";
import { type PixelMapping, rowMapping } from "./mapping.ts";

export interface ResampleOptions {
  /** Default `linear`: between the four pixels around. */
  readonly method?: "nearest" | "linear";
  /**
   * A mapping function is evaluated only at every `step`-th pixel, and assumed smooth in between. Default 1: at every
   * pixel. 16 is ample for two WCSs.
   */
  readonly step?: number;
}

/**
 * The plane on another grid: by the WCS of both, or by the result of {@link alignStars}. NaN outside, and where any
 * contributing pixel has no value.
 *
 * @throws ImagingError `PICTURE_SIZE`
 */
export function resample(
  plane: Plane,
  size: Size,
  mapping: PixelMapping | Affine,
  { method = "linear", step = 1 }: ResampleOptions = {},
): Plane {
  checkSize(size);
  const { width, height } = size;
  const data = new Float32Array(width * height);
  const xs = new Float64Array(width);
  const ys = new Float64Array(width);
  const place = rowMapping(mapping, size, Math.max(1, Math.round(step)));
  const read = method === "linear" ? linearReader(plane) : nearestReader(plane);
  for (let y = 0; y < height; y++) {
    place(y, xs, ys);
    const row = y * width;
    for (let x = 0; x < width; x++) data[row + x] = read(xs[x] as number, ys[x] as number);
  }
  return { data, width, height };
}

type Reader = (x: number, y: number) => number;

function nearestReader(plane: Plane): Reader {
  const { width, height } = plane;
  const stored = storedReader(plane);
  return (x, y) => {
    const column = Math.round(x);
    const row = Math.round(y);
    if (!(column >= 0 && row >= 0 && column < width && row < height)) return Number.NaN;
    return planeValue(plane, stored(row * width + column));
  };
}

/** Out to the outer edges of the border pixels, which are half a pixel beyond their centres. */
function linearReader(plane: Plane): Reader {
  const { width, height } = plane;
  const stored = storedReader(plane);
  const at = (column: number, row: number) => planeValue(plane, stored(row * width + column));
  return (x, y) => {
    if (!(x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5)) return Number.NaN;
    const inX = Math.min(width - 1, Math.max(0, x));
    const inY = Math.min(height - 1, Math.max(0, y));
    const left = Math.floor(inX);
    const low = Math.floor(inY);
    const u = inX - left;
    const v = inY - low;
    // A neighbour with weight 0 is not read: it may be outside, or without a value.
    const alongRow = (row: number) =>
      u === 0 ? at(left, row) : at(left, row) * (1 - u) + at(left + 1, row) * u;
    return v === 0 ? alongRow(low) : alongRow(low) * (1 - v) + alongRow(low + 1) * v;
  };
}
