import { FitsError } from "../errors.ts";
import type { Card } from "../header/card.ts";
import type { PixelArray } from "../image/scaling.ts";
import { card, type HduInputBase, userCards, type WritableHdu } from "./hdu.ts";
import { storedBytes, storedPixels } from "./pixels.ts";

/** One column to write. */
export interface ColumnInput {
  name: string;
  /** One value per row; or, with `repeat`, that many; or one typed array per row, of any lengths, which go to the heap. */
  values: PixelArray | readonly string[] | readonly (boolean | null)[] | readonly PixelArray[];
  /** Numbers per cell. */
  repeat?: number;
  unit?: string;
  /** Lengths of the axes of each cell (TDIMn). */
  shape?: readonly number[];
}

/** A binary table to write. */
export interface TableInput extends HduInputBase {
  columns: readonly ColumnInput[];
}

/** An encoded column: its number of rows, and the bytes of each cell. */
interface EncodedColumn {
  form: string;
  zero?: number | bigint;
  rows: number;
  cellBytes: number;
  bytes: Uint8Array;
  /** Cells in the heap, for columns of descriptors. */
  heap?: readonly { elements: number; bytes: Uint8Array }[];
}

/** A binary table (FITS 4.0 §7.3). */
export function tableHdu(input: TableInput): WritableHdu {
  const columns = input.columns.map(encodeColumn);
  const rows = columns[0]?.rows ?? 0;
  if (columns.length > 999 || columns.some((column) => column.rows !== rows)) {
    throw new FitsError("FITS_CANNOT_WRITE", "columns of different lengths, or too many");
  }
  const rowBytes = columns.reduce((sum, { cellBytes }) => sum + cellBytes, 0);
  const heapBytes = columns
    .flatMap(({ heap }) => heap ?? [])
    .reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  const data = new Uint8Array(rows * rowBytes + heapBytes);
  fillRows(data, columns, rows, rowBytes);
  const cards: Card[] = [
    card("XTENSION", "BINTABLE", "binary table extension"),
    card("BITPIX", 8),
    card("NAXIS", 2),
    card("NAXIS1", rowBytes, "bytes of a row"),
    card("NAXIS2", rows, "number of rows"),
    card("PCOUNT", heapBytes, "bytes of the heap"),
    card("GCOUNT", 1),
    card("TFIELDS", columns.length),
    ...input.columns.flatMap((column, i) =>
      columnCards(column, columns[i] as EncodedColumn, i + 1),
    ),
    ...userCards(input),
  ];
  return { cards, data };
}

function columnCards(column: ColumnInput, { form, zero }: EncodedColumn, n: number): Card[] {
  return [
    card(`TTYPE${n}`, column.name),
    card(`TFORM${n}`, form),
    ...(column.unit === undefined ? [] : [card(`TUNIT${n}`, column.unit)]),
    ...(column.shape === undefined ? [] : [card(`TDIM${n}`, `(${column.shape.join(",")})`)]),
    ...(zero === undefined ? [] : [card(`TSCAL${n}`, 1), card(`TZERO${n}`, zero)]),
  ];
}

/** Copies cells into rows; the heap follows column by column. */
function fillRows(
  data: Uint8Array,
  columns: readonly EncodedColumn[],
  rows: number,
  rowBytes: number,
): void {
  const view = new DataView(data.buffer);
  const heapStart = rows * rowBytes;
  let offset = 0;
  let heapAt = 0;
  for (const { bytes, cellBytes, heap } of columns) {
    for (let row = 0; row < rows; row++) {
      const at = row * rowBytes + offset;
      const cell = heap?.[row];
      if (!cell) {
        data.set(bytes.subarray(row * cellBytes, (row + 1) * cellBytes), at);
        continue;
      }
      view.setUint32(at, cell.elements);
      view.setUint32(at + 4, heapAt);
      data.set(cell.bytes, heapStart + heapAt);
      heapAt += cell.bytes.byteLength;
    }
    offset += cellBytes;
  }
}

function encodeColumn(column: ColumnInput): EncodedColumn {
  const { values } = column;
  if (ArrayBuffer.isView(values)) return numberColumn(values, column);
  const first = values.find((value) => value !== null);
  if (typeof first === "string") return stringColumn(values as readonly string[]);
  if (typeof first === "object") return heapColumn(column.name, values as readonly PixelArray[]);
  const bytes = Uint8Array.from(values as readonly (boolean | null)[], logical);
  return { form: "L", rows: values.length, cellBytes: 1, bytes };
}

function logical(value: boolean | null): number {
  if (value === null) return 0;
  return (value ? "T" : "F").charCodeAt(0);
}

function numberColumn(values: PixelArray, { name, repeat = 1 }: ColumnInput): EncodedColumn {
  const stored = storedPixels(values);
  const bytes = storedBytes(stored);
  const rows = values.length / repeat;
  if (!Number.isInteger(rows)) {
    throw new FitsError(
      "FITS_CANNOT_WRITE",
      `column ${name}: ${values.length} values by ${repeat}`,
    );
  }
  return {
    form: `${repeat === 1 ? "" : repeat}${LETTERS[stored.bitpix]}`,
    rows,
    cellBytes: repeat * values.BYTES_PER_ELEMENT,
    bytes,
    ...(stored.zero === undefined ? {} : { zero: stored.zero }),
  };
}

function stringColumn(values: readonly string[]): EncodedColumn {
  const width = values.reduce((n, { length }) => Math.max(n, length), 1);
  const bytes = new Uint8Array(width * values.length).fill(0x20);
  for (const [row, value] of values.entries()) {
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      bytes[row * width + i] = code >= 0x20 && code < 0x7f ? code : 0x3f;
    }
  }
  return { form: `${width}A`, rows: values.length, cellBytes: width, bytes };
}

function heapColumn(name: string, values: readonly PixelArray[]): EncodedColumn {
  const stored = values.map(storedPixels);
  const bitpix = stored[0]?.bitpix ?? 8;
  const zero = stored[0]?.zero;
  if (stored.some((cell) => cell.bitpix !== bitpix || cell.zero !== zero)) {
    throw new FitsError("FITS_CANNOT_WRITE", `column ${name}: cells of different types`);
  }
  const heap = stored.map((cell) => ({ elements: cell.raw.length, bytes: storedBytes(cell) }));
  const longest = heap.reduce((n, { elements }) => Math.max(n, elements), 0);
  return {
    form: `1P${LETTERS[bitpix]}(${longest})`,
    rows: values.length,
    cellBytes: 8,
    bytes: new Uint8Array(0),
    heap,
    ...(zero === undefined ? {} : { zero }),
  };
}

/** TFORM letters by BITPIX. */
const LETTERS: Record<number, string> = {
  8: "B",
  16: "I",
  32: "J",
  64: "K",
  [-32]: "E",
  [-64]: "D",
};
