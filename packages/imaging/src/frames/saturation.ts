import type { View } from "./layer.ts";
import { type Plane, rowReader } from "./plane.ts";

/** Which pixels of a view contain a plane pixel that reaches saturation: averages would hide it. */
export function saturatedPixels(plane: Plane, view: View, saturation: number): Uint8Array {
  const { width, height } = view;
  const marks = new Uint8Array(width * height);
  const [a, b, c, d, e, f] = view.toPlane;
  const determinant = a * e - b * d;
  const { scale = 1, zero = 0 } = plane;
  const read = rowReader(plane);
  for (let y = 0; y < plane.height; y++) {
    const row = read(y);
    for (let x = 0; x < plane.width; x++) {
      if (!(zero + scale * (row[x] as number) >= saturation)) continue;
      const column = Math.round((e * (x - c) - b * (y - f)) / determinant);
      const line = Math.round((a * (y - f) - d * (x - c)) / determinant);
      if (column >= 0 && line >= 0 && column < width && line < height) {
        marks[line * width + column] = 1;
      }
    }
  }
  return marks;
}
