import { FitsError } from "../errors.ts";
import type { Header } from "../header/header.ts";
import { type ColumnType, columnType } from "./types.ts";

/** One column of a binary table, from its TFORMn, TTYPEn, … cards (FITS 4.0 §7.3). */
export interface Column {
  /** From 0. */
  readonly index: number;
  readonly name: string;
  /** TFORMn as written. */
  readonly form: string;
  readonly type: ColumnType;
  /** Values per cell; characters for strings, bits for X. In the heap: the largest known. */
  readonly repeat: number;
  /** Lengths of the axes of each cell (TDIMn), or just the repeat. */
  readonly shape: readonly number[];
  /** For columns with cells in the heap: bytes of a descriptor word, 4 (P) or 8 (Q). */
  readonly heap?: 4 | 8;
  readonly unit?: string;
  readonly scale: number;
  readonly zero: number;
  /** The integer that means "no value". */
  readonly nothing?: number | bigint;
  readonly display?: string;
  /** Position and size in the row, in bytes. */
  readonly offset: number;
  readonly bytes: number;
}

/** Maximum value of TFIELDS (§7.3.1). */
const MAX_FIELDS = 999;

/** Reads the column cards of a BINTABLE header; FITS_BAD_TABLE if they are inconsistent. */
export function binaryColumns(header: Header): Column[] {
  const columns: Column[] = [];
  let offset = 0;
  for (let n = 1; n <= fieldCount(header); n++) {
    const column = binaryColumn(header, n, offset);
    offset += column.bytes;
    columns.push(column);
  }
  const width = header.integer("NAXIS1") ?? 0;
  if (offset <= width) return columns;
  throw new FitsError("FITS_BAD_TABLE", `the columns need ${offset} bytes of rows of ${width}`);
}

/** TFIELDS, checked. */
export function fieldCount(header: Header): number {
  const fields = header.integer("TFIELDS") ?? 0;
  if (fields >= 0 && fields <= MAX_FIELDS) return fields;
  throw new FitsError("FITS_BAD_TABLE", `TFIELDS = ${fields}`, { card: "TFIELDS" });
}

/** `rTa`: repeat count, type, and for arrays in the heap the type of their elements. */
const FORM = /^(\d*)([A-Z])(.*)$/;
const HEAP_FORM = /^([A-Z])(?:\((\d+)\))?/;

function binaryColumn(header: Header, n: number, offset: number): Column {
  const form = header.string(`TFORM${n}`)?.trim().toUpperCase() ?? "";
  const [, count, letter, rest] = FORM.exec(form) ?? [];
  const repeat = count === "" ? 1 : Number(count);
  const heap = HEAP_DESCRIPTORS[letter ?? ""];
  const element = heap ? HEAP_FORM.exec(rest ?? "") : null;
  const type = columnType(heap ? element?.[1] : letter);
  if (!type || !Number.isSafeInteger(repeat * 16)) {
    throw new FitsError("FITS_BAD_TABLE", `TFORM${n} = ${JSON.stringify(form)}`, {
      card: `TFORM${n}`,
    });
  }
  const values = heap ? Number(element?.[2] ?? 0) : repeat;
  const nothing = header.get(`TNULL${n}`);
  const unit = header.string(`TUNIT${n}`);
  const display = header.string(`TDISP${n}`);
  return {
    index: n - 1,
    name: header.string(`TTYPE${n}`)?.trim() || `col${n}`,
    form,
    type,
    repeat: values,
    shape: shapeOf(header.string(`TDIM${n}`), values) ?? substrings(type, rest, values) ?? [values],
    scale: header.number(`TSCAL${n}`) ?? 1,
    zero: header.number(`TZERO${n}`) ?? 0,
    offset,
    // A heap column of repeat 0 has no descriptor at all.
    bytes: heap ? Math.min(repeat, 1) * 2 * heap : type.cellBytes(repeat),
    ...(heap ? { heap } : {}),
    ...(unit === undefined ? {} : { unit }),
    ...(display === undefined ? {} : { display }),
    ...(typeof nothing === "number" || typeof nothing === "bigint" ? { nothing } : {}),
  };
}

const HEAP_DESCRIPTORS: Record<string, 4 | 8> = { P: 4, Q: 8 };

/** TDIMn `(a,b,…)`, if its product fits in the cell. */
function shapeOf(text: string | undefined, repeat: number): number[] | undefined {
  const match = /^\s*\(([\d,\s]+)\)\s*$/.exec(text ?? "");
  const axes = match?.[1]?.split(",").map(Number);
  const product = axes?.reduce((a, b) => a * b, 1);
  return product !== undefined && product > 0 && product <= repeat ? axes : undefined;
}

/** The older convention for several strings in a cell: `60A12` is five strings of twelve characters. */
function substrings(
  type: ColumnType,
  rest: string | undefined,
  repeat: number,
): number[] | undefined {
  const width = type.kind === "string" && /^\d+$/.test(rest ?? "") ? Number(rest) : 0;
  return width > 0 && width < repeat ? [width, Math.floor(repeat / width)] : undefined;
}
