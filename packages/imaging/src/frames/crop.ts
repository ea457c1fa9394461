import type { Plane } from "./plane.ts";
import type { Size } from "./shrink/size.ts";

/** The middle of a plane, of such a size; the plane itself where it has that size. */
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

/** What all have room for. */
export function smallestOf(planes: readonly Size[]): Size {
  return {
    width: Math.min(...planes.map((plane) => plane.width)),
    height: Math.min(...planes.map((plane) => plane.height)),
  };
}
