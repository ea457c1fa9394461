import type { Size } from "./size.ts";

/** Borders of whole boxes along an axis; where `reversed`, counted from the far end, so that the first box is the short one. */
export function boxBorders(length: number, factor: number, reversed: boolean): Int32Array {
  const boxes = Math.ceil(length / factor);
  const borders = Int32Array.from({ length: boxes + 1 }, (_, i) => Math.min(length, i * factor));
  return reversed ? borders.map((_, i) => length - (borders[boxes - i] as number)) : borders;
}

/** Adds the levels of a row to the sums of its boxes. `levels` says how bright each code is. */
export type AddRow = (y: number, borders: Int32Array, sums: Int32Array) => void;

/**
 * 8-bit levels averaged over whole boxes, rounded as Pillow's `reduce` does. Boxes at the far ends may be smaller.
 */
export function reduceBoxes(
  add: AddRow,
  columns: Int32Array,
  rows: Int32Array,
): Size & { data: Uint8Array } {
  const width = columns.length - 1;
  const height = rows.length - 1;
  const data = new Uint8Array(width * height);
  const sums = new Int32Array(width);
  for (let j = 0; j < height; j++) {
    sums.fill(0);
    for (let y = rows[j] as number; y < (rows[j + 1] as number); y++) add(y, columns, sums);
    const tall = (rows[j + 1] as number) - (rows[j] as number);
    for (let i = 0; i < width; i++) {
      const pixels = tall * ((columns[i + 1] as number) - (columns[i] as number));
      data[j * width + i] = mean(sums[i] as number, pixels);
    }
  }
  return { data, width, height };
}

/** A mean in fixed point: the reciprocal has 24 binary digits. */
function mean(sum: number, pixels: number): number {
  return Math.floor(((sum + (pixels >> 1)) * Math.floor(2 ** 24 / pixels)) / 2 ** 24);
}

export function addCodes16(codes: Uint16Array, width: number, levels: Uint8Array): AddRow {
  return (y, borders, sums) => {
    const from = y * width;
    for (let i = 0; i < sums.length; i++) {
      const end = from + (borders[i + 1] as number);
      let sum = 0;
      for (let at = from + (borders[i] as number); at < end; at++) {
        sum += levels[codes[at] as number] as number;
      }
      sums[i] = (sums[i] as number) + sum;
    }
  };
}

export function addCodes8(read: (y: number) => Uint8Array, levels: Uint8Array): AddRow {
  return (y, borders, sums) => {
    const row = read(y);
    for (let i = 0; i < sums.length; i++) {
      const end = borders[i + 1] as number;
      let sum = 0;
      for (let at = borders[i] as number; at < end; at++) {
        sum += levels[row[at] as number] as number;
      }
      sums[i] = (sums[i] as number) + sum;
    }
  };
}
