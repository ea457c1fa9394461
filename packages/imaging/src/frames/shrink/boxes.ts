import type { Size } from "./size.ts";

/**
 * Borders of whole boxes along an axis; if `reversed`, counted from the far end, so that the first box is the short
 * one.
 */
export function boxBorders(length: number, factor: number, reversed: boolean): Int32Array {
  const boxes = Math.ceil(length / factor);
  const borders = Int32Array.from({ length: boxes + 1 }, (_, i) => Math.min(length, i * factor));
  return reversed ? borders.map((_, i) => length - (borders[boxes - i] as number)) : borders;
}

/** Levels of rows `first` (included) to `last` (excluded) summed down the columns. */
export interface LevelColumns {
  readonly sums: ArrayLike<number>;
  sum(first: number, last: number): void;
}

/** 8-bit levels averaged over whole boxes, rounded like Pillow's `reduce`. Boxes at the ends may be smaller. */
export function reduceBoxes(
  levels: LevelColumns,
  columns: Int32Array,
  rows: Int32Array,
): Size & { data: Uint8Array } {
  const width = columns.length - 1;
  const height = rows.length - 1;
  const data = new Uint8Array(width * height);
  for (let j = 0; j < height; j++) {
    const [first, last] = [rows[j] as number, rows[j + 1] as number];
    levels.sum(first, last);
    averageRow(levels.sums, last - first, columns, data.subarray(j * width, (j + 1) * width));
  }
  return { data, width, height };
}

function averageRow(
  sums: ArrayLike<number>,
  tall: number,
  columns: Int32Array,
  output: Uint8Array,
): void {
  for (let i = 0; i < output.length; i++) {
    const [first, last] = [columns[i] as number, columns[i + 1] as number];
    let sum = 0;
    for (let x = first; x < last; x++) sum += sums[x] as number;
    output[i] = mean(sum, tall * (last - first));
  }
}

/** A mean in fixed point: the reciprocal has 24 bits. */
function mean(sum: number, pixels: number): number {
  return Math.floor(((sum + (pixels >> 1)) * Math.floor(2 ** 24 / pixels)) / 2 ** 24);
}
