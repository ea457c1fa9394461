import type { Affine } from "../picture.ts";
import type { Size } from "../shrink/size.ts";

/** The position in the plane of a pixel of the new grid; undefined if it has none. Centres are whole numbers from 0. */
export type PixelMapping = (x: number, y: number) => { x: number; y: number } | undefined;

/** Writes the positions in the plane of a row's pixels, NaN for none. */
export type RowMapping = (y: number, xs: Float64Array, ys: Float64Array) => void;

/** An affine map as a mapping. */
export function affineMapping([a, b, c, d, e, f]: Affine): PixelMapping {
  return (x, y) => ({ x: a * x + b * y + c, y: d * x + e * y + f });
}

/** A mapping for whole rows; if `step` is more than 1, exact at every `step`-th pixel and bilinear in between. */
export function rowMapping(mapping: PixelMapping | Affine, size: Size, step: number): RowMapping {
  if (typeof mapping !== "function") return affineRows(mapping);
  return step > 1 ? interpolatedRows(mapping, size, step) : everyPixel(mapping);
}

function affineRows([a, b, c, d, e, f]: Affine): RowMapping {
  return (y, xs, ys) => {
    for (let x = 0; x < xs.length; x++) {
      xs[x] = a * x + b * y + c;
      ys[x] = d * x + e * y + f;
    }
  };
}

function everyPixel(mapping: PixelMapping): RowMapping {
  return (y, xs, ys) => {
    for (let x = 0; x < xs.length; x++) {
      const at = mapping(x, y);
      xs[x] = at ? at.x : Number.NaN;
      ys[x] = at ? at.y : Number.NaN;
    }
  };
}

/** Knots of one line of the coarse grid. */
interface Knots {
  readonly line: number;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

function interpolatedRows(mapping: PixelMapping, { width }: Size, step: number): RowMapping {
  const count = Math.ceil((width - 1) / step) + 2;
  const knots = (line: number): Knots => {
    const found = Array.from({ length: count }, (_, i) => mapping(i * step, line * step));
    return {
      line,
      xs: Float64Array.from(found, (at) => at?.x ?? Number.NaN),
      ys: Float64Array.from(found, (at) => at?.y ?? Number.NaN),
    };
  };
  let low = knots(0);
  let high = knots(1);
  return (y, xs, ys) => {
    const line = Math.floor(y / step);
    if (low.line !== line) {
      low = high.line === line ? high : knots(line);
      high = knots(line + 1);
    }
    const v = y / step - line;
    for (let x = 0; x < xs.length; x++) {
      const i = Math.floor(x / step);
      const u = x / step - i;
      xs[x] = between(low.xs, high.xs, i, u, v);
      ys[x] = between(low.ys, high.ys, i, u, v);
    }
  };
}

function between(low: Float64Array, high: Float64Array, i: number, u: number, v: number): number {
  const below = (low[i] as number) * (1 - u) + (low[i + 1] as number) * u;
  const above = (high[i] as number) * (1 - u) + (high[i + 1] as number) * u;
  return below * (1 - v) + above * v;
}
