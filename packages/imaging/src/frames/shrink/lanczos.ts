import type { Size } from "./size.ts";

/** Pillow's fixed point: weights are rounded to this many bits. */
const PRECISION_BITS = 22;
const LOBES = 3;

/** The part of the source that is mapped to the output, along one axis. */
export interface Extent {
  /** Length of the source in pixels; fractional if its last pixel represents less than the others. */
  readonly from: number;
  readonly to: number;
}

interface Weights {
  readonly first: Int32Array;
  readonly count: Int32Array;
  /** `most` weights for each output pixel. */
  readonly values: Int32Array;
  readonly most: number;
}

/**
 * Shrinks 8-bit grey by the Lanczos filter of three lobes, across and then down, with weights and sums in fixed point
 * and 8 bits in between: identical to Pillow's `resize(…, LANCZOS)` to the last bit.
 */
export function lanczos(
  data: Uint8Array,
  source: Size,
  size: Size,
  extent: { readonly width: number; readonly height: number } = source,
): Uint8Array {
  const across = weightsOf({ from: extent.width, to: size.width }, source.width);
  const down = weightsOf({ from: extent.height, to: size.height }, source.height);
  const wide = source.width === size.width && extent.width === source.width;
  const narrow = wide ? data : shrinkRows(data, source, size.width, across);
  const tall = source.height === size.height && extent.height === source.height;
  return tall ? narrow : shrinkColumns(narrow, size, down);
}

function shrinkRows(data: Uint8Array, source: Size, width: number, weights: Weights): Uint8Array {
  const output = new Uint8Array(width * source.height);
  const { first, count, values, most } = weights;
  for (let y = 0; y < source.height; y++) {
    const row = y * source.width;
    for (let x = 0; x < width; x++) {
      const from = row + (first[x] as number);
      const n = count[x] as number;
      const at = x * most;
      let sum = 1 << (PRECISION_BITS - 1);
      for (let i = 0; i < n; i++) {
        sum = (sum + Math.imul(data[from + i] as number, values[at + i] as number)) | 0;
      }
      output[y * width + x] = clipped(sum >> PRECISION_BITS);
    }
  }
  return output;
}

function shrinkColumns(data: Uint8Array, { width, height }: Size, weights: Weights): Uint8Array {
  const output = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  const { first, count, values, most } = weights;
  for (let y = 0; y < height; y++) {
    sums.fill(1 << (PRECISION_BITS - 1));
    for (let i = 0; i < (count[y] as number); i++) {
      addRow(data, ((first[y] as number) + i) * width, values[y * most + i] as number, sums);
    }
    for (let x = 0; x < width; x++) {
      output[y * width + x] = clipped((sums[x] as number) >> PRECISION_BITS);
    }
  }
  return output;
}

function addRow(data: Uint8Array, row: number, weight: number, sums: Int32Array): void {
  for (let x = 0; x < sums.length; x++) {
    sums[x] = ((sums[x] as number) + Math.imul(data[row + x] as number, weight)) | 0;
  }
}

function clipped(value: number): number {
  return value < 0 ? 0 : value > 255 ? 255 : value;
}

function weightsOf({ from, to }: Extent, length: number): Weights {
  const scale = from / to;
  const stretch = Math.max(scale, 1);
  const support = LOBES * stretch;
  const most = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(to);
  const count = new Int32Array(to);
  const values = new Int32Array(to * most);
  const exact = new Float64Array(most);
  for (let x = 0; x < to; x++) {
    const centre = (x + 0.5) * scale;
    const begin = Math.max(0, Math.trunc(centre - support + 0.5));
    const n = Math.min(length, Math.trunc(centre + support + 0.5)) - begin;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      exact[i] = kernel((begin + i - centre + 0.5) / stretch);
      sum += exact[i] as number;
    }
    first[x] = begin;
    count[x] = n;
    for (let i = 0; i < n; i++) {
      const weight = ((exact[i] as number) / sum) * 2 ** PRECISION_BITS;
      values[x * most + i] = Math.trunc(weight + (weight < 0 ? -0.5 : 0.5));
    }
  }
  return { first, count, values, most };
}

function kernel(x: number): number {
  return Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
