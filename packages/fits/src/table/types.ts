import { pixelFormat, type RawArray } from "../image/bitpix.ts";

/** How the elements of a column are laid out (FITS 4.0 §7.3.1, table 18). */
export interface ColumnType {
  /** The letter of TFORMn. */
  readonly letter: string;
  readonly kind: "number" | "complex" | "string" | "logical" | "bits";
  /** BITPIX of its numbers; 8 for text, logicals and bits. */
  readonly bitpix: number;
  /** Bytes of a cell with this many elements. */
  cellBytes(repeat: number): number;
  /** Stored numbers from big-endian bytes. */
  decode(bytes: Uint8Array): RawArray;
}

function type(
  letter: string,
  kind: ColumnType["kind"],
  bitpix: number,
  cellBytes: (repeat: number) => number,
): ColumnType {
  const format = pixelFormat(bitpix);
  return { letter, kind, bitpix, cellBytes, decode: (bytes) => format.decode(bytes) };
}

const TYPES: readonly ColumnType[] = [
  type("L", "logical", 8, (n) => n),
  type("X", "bits", 8, (n) => Math.ceil(n / 8)),
  type("B", "number", 8, (n) => n),
  type("I", "number", 16, (n) => 2 * n),
  type("J", "number", 32, (n) => 4 * n),
  type("K", "number", 64, (n) => 8 * n),
  type("A", "string", 8, (n) => n),
  type("E", "number", -32, (n) => 4 * n),
  type("D", "number", -64, (n) => 8 * n),
  type("C", "complex", -32, (n) => 8 * n),
  type("M", "complex", -64, (n) => 16 * n),
];

/** The type of a TFORM letter. */
export function columnType(letter: string | undefined): ColumnType | undefined {
  return TYPES.find((type) => type.letter === letter);
}
