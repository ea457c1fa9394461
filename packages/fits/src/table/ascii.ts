import { FitsError } from "../errors.ts";
import type { Header } from "../header/header.ts";
import { latin1 } from "../header/read.ts";
import { checkArray, type FitsLimits } from "../limits.ts";
import { type FitsSource, readExact } from "../source.ts";
import { findColumn, type RowRange, rowRange } from "./binary.ts";
import { fieldCount } from "./column.ts";
import type { TableLayout } from "./heap.ts";
import { type Row, rowsOf } from "./rows.ts";

/** One column of an ASCII table (FITS 4.0 §7.2). */
export interface AsciiColumn {
  readonly index: number;
  readonly name: string;
  /** TFORMn as written. */
  readonly form: string;
  readonly kind: "string" | "number";
  /** Digits after the decimal point that is implied in a field without one. */
  readonly decimals: number;
  readonly unit?: string;
  readonly scale: number;
  readonly zero: number;
  /** The text that means "no value". */
  readonly nothing?: string;
  /** Position and width of the field in the row. */
  readonly offset: number;
  readonly bytes: number;
}

/** Values of an ASCII column: text, or numbers with NaN where there are none. */
export type AsciiValues = string[] | Float64Array;

/** An ASCII table. Nothing is read until requested. */
export class AsciiTable {
  readonly rows: number;
  readonly columns: readonly AsciiColumn[];
  readonly #layout: TableLayout;
  readonly #source: FitsSource;
  readonly #limits: FitsLimits;

  constructor(header: Header, layout: TableLayout, source: FitsSource, limits: FitsLimits) {
    this.rows = layout.rows;
    this.columns = Array.from({ length: fieldCount(header) }, (_, i) =>
      asciiColumn(header, i + 1, layout.rowBytes),
    );
    this.#layout = layout;
    this.#source = source;
    this.#limits = limits;
  }

  /** Values of a column, by name (case-insensitive) or by index from 0. */
  async column(which: string | number, range: RowRange = {}): Promise<AsciiValues> {
    const values = await this.#read([findColumn(this.columns, which)], range);
    return values[0] as AsciiValues;
  }

  /** Values of several columns (by default all) by name, reading the rows once. */
  async read(
    which: readonly (string | number)[] = this.columns.map(({ index }) => index),
    range: RowRange = {},
  ): Promise<Map<string, AsciiValues>> {
    const columns = which.map((name) => findColumn(this.columns, name));
    const values = await this.#read(columns, range);
    return new Map(columns.map(({ name }, i) => [name, values[i] as AsciiValues]));
  }

  /** Rows as objects. */
  async readRows(range: RowRange = {}): Promise<Row[]> {
    const { count } = rowRange(range, this.rows);
    return rowsOf(this.columns, await this.#read(this.columns, range), count);
  }

  async #read(columns: readonly AsciiColumn[], range: RowRange): Promise<AsciiValues[]> {
    const { start, count } = rowRange(range, this.rows);
    const { dataOffset, rowBytes } = this.#layout;
    checkArray(count, Math.max(8, rowBytes), this.#limits);
    const offset = dataOffset + start * rowBytes;
    const bytes = await readExact(this.#source, offset, count * rowBytes);
    return columns.map((column) => {
      const fields = Array.from({ length: count }, (_, row) =>
        latin1(bytes, row * rowBytes + column.offset, column.bytes).trimEnd(),
      );
      return column.kind === "string"
        ? fields
        : Float64Array.from(fields, (field) => fieldNumber(field, column));
    });
  }
}

/** `Aw`, `Iw`, `Fw.d`, `Ew.d`, `Dw.d` (§7.2.1, table 15). */
const FORM = /^([AIFED])(\d+)(?:\.(\d+))?/;

function asciiColumn(header: Header, n: number, rowBytes: number): AsciiColumn {
  const form = header.string(`TFORM${n}`)?.trim().toUpperCase() ?? "";
  const [, letter, width, decimals] = FORM.exec(form) ?? [];
  const offset = (header.integer(`TBCOL${n}`) ?? 0) - 1;
  const bytes = Number(width);
  if (!letter || offset < 0 || offset + bytes > rowBytes) {
    const detail = `field ${n}: ${form} in column ${offset + 1} of rows of ${rowBytes}`;
    throw new FitsError("FITS_BAD_TABLE", detail, { card: `TFORM${n}` });
  }
  const unit = header.string(`TUNIT${n}`);
  const nothing = header.string(`TNULL${n}`)?.trim();
  return {
    index: n - 1,
    name: header.string(`TTYPE${n}`)?.trim() || `col${n}`,
    form,
    kind: letter === "A" ? "string" : "number",
    decimals: Number(decimals ?? 0),
    scale: header.number(`TSCAL${n}`) ?? 1,
    zero: header.number(`TZERO${n}`) ?? 0,
    offset,
    bytes,
    ...(unit === undefined ? {} : { unit }),
    ...(nothing === undefined ? {} : { nothing }),
  };
}

/** A FORTRAN number: D exponents, an exponent without a letter, an implied decimal point; a blank field is 0 (§7.2.5). */
function fieldNumber(field: string, column: AsciiColumn): number {
  const text = field.trim();
  if (text === column.nothing) return Number.NaN;
  const standard = text.replace(/[dD]/, "e").replace(/^([+-]?[\d.]+)([+-]\d+)$/, "$1e$2");
  const value = Number(standard);
  const implied = column.decimals > 0 && !standard.includes(".") ? 10 ** column.decimals : 1;
  return (value / implied) * column.scale + column.zero;
}
