import { FitsError } from "../errors.ts";
import type { Header } from "../header/header.ts";
import { checkArray, type FitsLimits } from "../limits.ts";
import { type CellValues, decodeCells } from "./cells.ts";
import { binaryColumns, type Column } from "./column.ts";
import { type Row, rowsOf } from "./rows.ts";
import type { StoredRows } from "./stored.ts";

/** Which rows; by default all. */
export interface RowRange {
  /** First row, from 0. */
  start?: number;
  count?: number;
}

/** Approximate size of an object, even for a row of zero width. */
const ROW_OBJECT_BYTES = 64;

/** Values of one column: flat over the rows, or, if the cells are in the heap, one list per row. */
export type ColumnValues = CellValues | CellValues[];

/**
 * A binary table (FITS 4.0 §7.3). Nothing is read until requested.
 *
 * @example
 * const flux = await table.column("flux");         // Float64Array, one number a row
 * const rows = await table.readRows({ count: 10 }); // [{ x: 1.5, y: 7, flux: 812, … }, …]
 */
export class BinaryTable {
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly #stored: StoredRows;
  readonly #limits: FitsLimits;

  constructor(header: Header, stored: StoredRows, limits: FitsLimits) {
    this.rows = stored.rows;
    this.columns = binaryColumns(header);
    this.#stored = stored;
    this.#limits = limits;
  }

  /** Values of a column, by name (case-insensitive) or by index from 0. */
  async column(which: string | number, range: RowRange = {}): Promise<ColumnValues> {
    const column = findColumn(this.columns, which);
    const values = await this.#read([column], range);
    return values[0] as ColumnValues;
  }

  /** Values of several columns (by default all) by name, reading the rows once. */
  async read(
    which: readonly (string | number)[] = this.columns.map(({ index }) => index),
    range: RowRange = {},
  ): Promise<Map<string, ColumnValues>> {
    const columns = which.map((name) => findColumn(this.columns, name));
    const values = await this.#read(columns, range);
    return new Map(columns.map(({ name }, i) => [name, values[i] as ColumnValues]));
  }

  /** Rows as objects: handy for catalogues; for many rows read columns instead. */
  async readRows(range: RowRange = {}): Promise<Row[]> {
    const { count } = rowRange(range, this.rows);
    checkArray(count, ROW_OBJECT_BYTES, this.#limits);
    return rowsOf(this.columns, await this.#read(this.columns, range), count);
  }

  async #read(columns: readonly Column[], range: RowRange): Promise<ColumnValues[]> {
    const { start, count } = rowRange(range, this.rows);
    const { rowBytes } = this.#stored;
    checkArray(count, rowBytes, this.#limits);
    // Strings and logicals become objects, several times larger than their bytes.
    const largest = columns.reduce((n, { bytes }) => Math.max(n, bytes), 1);
    checkArray(count * largest, 8, this.#limits);
    const bytes = await this.#stored.read(start, count, columns);
    const output: ColumnValues[] = [];
    for (const column of columns) {
      output.push(
        column.heap
          ? await this.#heapColumn(column, bytes, start, count)
          : decodeCells(column, packed(column, bytes, count, rowBytes), count, column.repeat),
      );
    }
    return output;
  }

  async #heapColumn(
    column: Column,
    rows: Uint8Array,
    start: number,
    count: number,
  ): Promise<CellValues[]> {
    const output: CellValues[] = [];
    for await (const { bytes, elements } of this.#stored.cells(column, rows, start, count)) {
      output.push(decodeCells(column, bytes, 1, elements));
    }
    return output;
  }
}

/** The bytes of one column, cell after cell. */
function packed(column: Column, rows: Uint8Array, count: number, rowBytes: number): Uint8Array {
  const { offset, bytes } = column;
  const output = new Uint8Array(count * bytes);
  let to = 0;
  for (let row = 0; row < count; row++) {
    const from = row * rowBytes + offset;
    for (let i = 0; i < bytes; i++) output[to++] = rows[from + i] as number;
  }
  return output;
}

export function findColumn<T extends { name: string }>(
  columns: readonly T[],
  which: string | number,
): T {
  const found =
    typeof which === "number"
      ? columns[which]
      : columns.find(({ name }) => name.toUpperCase() === which.trim().toUpperCase());
  if (found) return found;
  throw new FitsError("FITS_BAD_SECTION", `no column ${which}`);
}

export function rowRange(range: RowRange, rows: number): Required<RowRange> {
  const start = range.start ?? 0;
  const count = range.count ?? rows - start;
  const whole = Number.isInteger(start) && Number.isInteger(count);
  if (whole && start >= 0 && count >= 0 && start + count <= rows) return { start, count };
  throw new FitsError("FITS_BAD_SECTION", `rows ${start} to ${start + count} of ${rows}`);
}
