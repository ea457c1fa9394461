import { isFloat } from "../../intervals/sample.ts";
import type { Plane } from "../plane.ts";
import type { Size } from "./size.ts";

/**
 * The plane averaged over equal areas in its own values, pixels at borders counted by the part that lies inside. Pixels without a value take
 * no part; an area of such pixels only is NaN. Rows stay in the plane's order.
 */
export function shrinkArea(plane: Plane, { width, height }: Size): Plane {
  const { data, blank } = plane;
  const columns = spans(plane.width, width);
  const rows = spans(plane.height, height);
  const holes = isFloat(data) || blank !== undefined;
  const sums = new Float64Array(width);
  const weights = new Float64Array(width);
  const output = new Float32Array(width * height);
  for (let j = 0; j < height; j++) {
    sums.fill(0);
    weights.fill(0);
    for (let y = rows.first[j] as number; y <= (rows.last[j] as number); y++) {
      const part = overlap(rows.start(j), rows.start(j + 1), y);
      const from = y * plane.width;
      for (let i = 0; i < width; i++) {
        const left = columns.start(i);
        const right = columns.start(i + 1);
        const last = columns.last[i] as number;
        let sum = 0;
        let weight = 0;
        for (let x = columns.first[i] as number; x <= last; x++) {
          const v = data[from + x] as number;
          if (holes && (v - v !== 0 || v === blank)) continue;
          const w = overlap(left, right, x);
          sum += w * v;
          weight += w;
        }
        sums[i] = (sums[i] as number) + part * sum;
        weights[i] = (weights[i] as number) + part * weight;
      }
    }
    for (let i = 0; i < width; i++) {
      const value = (sums[i] as number) / (weights[i] as number);
      output[j * width + i] = (plane.zero ?? 0) + (plane.scale ?? 1) * value;
    }
  }
  return { data: output, width, height };
}

interface Spans {
  /** The first and the last pixel that an output pixel covers, wholly or in part. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  start(index: number): number;
}

function spans(from: number, to: number): Spans {
  const start = (index: number) => (index * from) / to;
  const first = Int32Array.from({ length: to }, (_, i) => Math.floor(start(i)));
  const last = Int32Array.from({ length: to }, (_, i) => Math.ceil(start(i + 1)) - 1);
  return { first, last, start };
}

/** How much of pixel `at` lies between two places. */
function overlap(from: number, to: number, at: number): number {
  return Math.min(to, at + 1) - Math.max(from, at);
}
