import type { Plane } from "./plane.ts";
import type { Size } from "./shrink/size.ts";

/** The centre of a plane, of a given size; the plane itself if it has that size. */
export function centreOf(plane: Plane, { width, height }: Size): Plane {
  if (plane.width === width && plane.height === height) return plane;
  const left = (plane.width - width) >> 1;
  const low = (plane.height - height) >> 1;
  const data = plane.data.slice(0, width * height);
  for (let y = 0; y < height; y++) {
    const from = (low + y) * plane.width + left;
    data.set(plane.data.subarray(from, from + width), y * width);
  }
  return { ...plane, data, width, height };
}

/** The largest size that fits in all. */
export function smallestOf(planes: readonly Size[]): Size {
  return {
    width: Math.min(...planes.map((plane) => plane.width)),
    height: Math.min(...planes.map((plane) => plane.height)),
  };
}
