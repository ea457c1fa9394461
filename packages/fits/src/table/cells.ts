import { latin1 } from "../header/read.ts";
import { pixelFormat } from "../image/bitpix.ts";
import { type PixelArray, scaled } from "../image/scaling.ts";
import type { Column } from "./column.ts";

/**
 * Values of consecutive cells, flat: `rows × repeat` numbers; alternating real and imaginary parts for complex
 * columns; 0 and 1 for bits; `null` where a logical is neither T nor F.
 */
export type CellValues = PixelArray | string[] | (boolean | null)[];

/** Decodes the packed bytes of `cells` cells of `elements` elements each. */
export function decodeCells(
  column: Column,
  bytes: Uint8Array,
  cells: number,
  elements: number,
): CellValues {
  return DECODERS[column.type.kind](column, bytes, cells, elements);
}

type Decoder = (column: Column, bytes: Uint8Array, cells: number, elements: number) => CellValues;

const DECODERS: Record<Column["type"]["kind"], Decoder> = {
  number: (column, bytes) => numbers(column, bytes),
  complex: (column, bytes) => numbers(column, bytes),
  logical: (_column, bytes) => Array.from(bytes, (byte) => LOGICALS.get(byte) ?? null),
  bits: (_column, bytes, cells, elements) => bits(bytes, cells, elements),
  string: (column, bytes, cells, elements) => strings(column, bytes, cells, elements),
};

/** T and F; 0 is "no value" (FITS 4.0 §7.3.3.1). */
const LOGICALS = new Map([
  [0x54, true],
  [0x46, false],
]);

/**
 * Unsigned integers stored by offset stay integers; other scalings, and nulls, give Float64 with NaN. Null 64-bit
 * integers are left unchanged: their neighbours are only exact as bigint.
 */
function numbers(column: Column, bytes: Uint8Array): PixelArray {
  const { scale, zero, nothing, type } = column;
  const raw = type.decode(bytes);
  const format = pixelFormat(type.bitpix);
  const blank = format.integer && type.bitpix !== 64 ? nothing : undefined;
  const scaling = { scale, zero, ...(blank === undefined ? {} : { blank }) };
  const native = scaled(raw, format, scaling, "native");
  return native instanceof Float32Array && !(raw instanceof Float32Array && native === raw)
    ? scaled(raw, format, scaling, "float64")
    : native;
}

function bits(bytes: Uint8Array, cells: number, elements: number): Uint8Array {
  const output = new Uint8Array(cells * elements);
  const cellBytes = Math.ceil(elements / 8);
  let at = 0;
  for (let cell = 0; cell < cells; cell++) {
    for (let bit = 0; bit < elements; bit++) {
      const byte = bytes[cell * cellBytes + (bit >> 3)] as number;
      output[at++] = (byte >> (7 - (bit & 7))) & 1;
    }
  }
  return output;
}

/** One string per cell, or as many as its shape says. They end at a NUL; trailing blanks are removed. */
function strings(column: Column, bytes: Uint8Array, cells: number, elements: number): string[] {
  const width = column.heap || column.shape.length < 2 ? elements : (column.shape[0] as number);
  const perCell = width === 0 ? 1 : Math.max(1, Math.floor(elements / width));
  const output: string[] = [];
  for (let cell = 0; cell < cells; cell++) {
    for (let i = 0; i < perCell; i++) {
      const text = latin1(bytes, cell * elements + i * width, width);
      const end = text.indexOf("\0");
      output.push((end < 0 ? text : text.slice(0, end)).trimEnd());
    }
  }
  return output;
}
