import type { Affine } from "./picture.ts";
import type { Plane } from "./plane.ts";
import { planeValue, storedReader } from "./plane.ts";
import { checkSize, type Size } from "./shrink/size.ts";

/** Where a pixel of the new grid lies in the plane; undefined where it lies nowhere. Centres are whole numbers from 0. */
export type PixelMapping = (x: number, y: number) => { x: number; y: number } | undefined;

/** An affine map as a mapping. */
export function affineMapping([a, b, c, d, e, f]: Affine): PixelMapping {
  return (x, y) => ({ x: a * x + b * y + c, y: d * x + e * y + f });
}

/**
 * The plane on another grid: by the WCS of both, or by {@link affineMapping} of what {@link alignStars} found. NaN outside, and where any
 * pixel that takes part has no value.
 *
 * @throws ImagingError `PICTURE_SIZE`
 */
export function resample(
  plane: Plane,
  size: Size,
  mapping: PixelMapping,
  method: "nearest" | "linear" = "linear",
): Plane {
  checkSize(size);
  const { width, height } = size;
  const data = new Float32Array(width * height);
  const stored = storedReader(plane);
  const at = (column: number, row: number) => planeValue(plane, stored(row * plane.width + column));
  const read = method === "linear" ? readLinear : readNearest;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = mapping(x, y);
      data[y * width + x] = from ? read(plane, at, from.x, from.y) : Number.NaN;
    }
  }
  return { data, width, height };
}

type ReadAt = (column: number, row: number) => number;

function readNearest(plane: Plane, at: ReadAt, x: number, y: number): number {
  const column = Math.round(x);
  const row = Math.round(y);
  if (!(column >= 0 && row >= 0 && column < plane.width && row < plane.height)) return Number.NaN;
  return at(column, row);
}

/** Out to the outer edges of the border pixels, which are half a pixel beyond their centres. */
function readLinear(plane: Plane, at: ReadAt, x: number, y: number): number {
  const { width, height } = plane;
  if (!(x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5)) return Number.NaN;
  const inX = Math.min(width - 1, Math.max(0, x));
  const inY = Math.min(height - 1, Math.max(0, y));
  const left = Math.floor(inX);
  const low = Math.floor(inY);
  const right = Math.min(width - 1, left + 1);
  const high = Math.min(height - 1, low + 1);
  const u = inX - left;
  const v = inY - low;
  const below = u === 0 ? at(left, low) : at(left, low) * (1 - u) + at(right, low) * u;
  if (v === 0) return below;
  const above = u === 0 ? at(left, high) : at(left, high) * (1 - u) + at(right, high) * u;
  return below * (1 - v) + above * v;
}
