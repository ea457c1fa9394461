/** Column types for copied rows; `null` is null in each. */
export type CopyType = keyof typeof writers;

/** Rows in COPY's binary format, with header and trailer: plain data, which other threads can make. */
export interface PackedRows {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each row ends in the bytes. */
  readonly ends: Uint32Array;
}

/** PostgreSQL 18 documentation, SQL commands, COPY, "Binary Format": signature, flags, length of the extension. */
const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const END_BYTES = 2;
const JSONB_VERSION = 1;
/** Up to this length, a call into the engine takes longer than writing the characters one by one. */
const SHORT_TEXT = 24;

/**
 * Packs rows for COPY: columns in the order of their types, values by name.
 *
 * @example
 * const packer = new RowPacker({ id: "int4", name: "text" });
 * packer.add({ id: 1, name: "a" });
 * await copyPacked(transaction, "readings", ["id", "name"], packer.packed());
 */
export class RowPacker<Column extends string> {
  readonly #columns: readonly {
    readonly name: Column;
    readonly write: (bytes: Bytes, value: unknown) => void;
  }[];
  readonly #late: readonly ("int4" | "int8")[];
  readonly #bytes = new Bytes();
  readonly #ends: number[] = [];

  /** @param late Types of leading columns, which are 0 in each row until `setFirst`. */
  constructor(types: Readonly<Record<Column, CopyType>>, late: readonly ("int4" | "int8")[] = []) {
    this.#late = late;
    this.#columns = (Object.keys(types) as Column[]).map((name) => ({
      name,
      write: writers[types[name]] as (bytes: Bytes, value: unknown) => void,
    }));
    this.#bytes.add(SIGNATURE);
  }

  add(row: Readonly<Record<Column, unknown>>): void {
    const bytes = this.#bytes;
    bytes.int16(this.#late.length + this.#columns.length);
    for (const type of this.#late) writers[type](bytes, 0);
    for (const { name, write } of this.#columns) {
      const value = row[name];
      if (value === null || value === undefined) bytes.int32(-1);
      else write(bytes, value);
    }
    this.#ends.push(bytes.length);
  }

  /** Finishes packing. */
  packed(): PackedRows {
    this.#bytes.int16(-1);
    return { bytes: this.#bytes.written(), ends: Uint32Array.from(this.#ends) };
  }
}

/** The rows at the given places, in that order. */
export function pickRows({ bytes, ends }: PackedRows, places: readonly number[]): PackedRows {
  const spans = places.map((place) => [beginOf(ends, place), ends[place]!] as const);
  const length = spans.reduce((sum, [begin, end]) => sum + end - begin, SIGNATURE.length);
  const picked = new Uint8Array(length + END_BYTES);
  const pickedEnds = new Uint32Array(places.length);
  picked.set(SIGNATURE);
  let at = SIGNATURE.length;
  for (const [i, [begin, end]] of spans.entries()) {
    picked.set(bytes.subarray(begin, end), at);
    at += end - begin;
    pickedEnds[i] = at;
  }
  picked.set(bytes.subarray(bytes.length - END_BYTES), at);
  return { bytes: picked, ends: pickedEnds };
}

/**
 * Writes integers into the first columns of each row, those packed as late: for values known only when the rows are
 * copied.
 */
export function setFirst(
  { bytes, ends }: PackedRows,
  values: (row: number) => readonly number[],
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let row = 0; row < ends.length; row++) {
    // After the column count; each value follows its length.
    let at = beginOf(ends, row) + 2;
    for (const value of values(row)) {
      const length = view.getInt32(at);
      at += 4 + length;
      view.setInt32(at - 4, value);
      if (length === 8) view.setInt32(at - 8, Math.floor(value / 2 ** 32));
    }
  }
}

const beginOf = (ends: Uint32Array, row: number) => (row === 0 ? SIGNATURE.length : ends[row - 1]!);

/** How a value is written: its length, then the value in network byte order. */
const writers = {
  int4(bytes: Bytes, value: number) {
    bytes.int32(4);
    bytes.int32(value);
  },
  int8(bytes: Bytes, value: number) {
    bytes.int32(8);
    bytes.int64(value);
  },
  float8(bytes: Bytes, value: number) {
    bytes.int32(8);
    bytes.float64(value);
  },
  text(bytes: Bytes, value: string) {
    bytes.text(value);
  },
  jsonb(bytes: Bytes, value: unknown) {
    bytes.text(JSON.stringify(value), JSONB_VERSION);
  },
};

/** Bytes that grow as they are written. */
class Bytes {
  length = 0;
  #buffer = Buffer.allocUnsafeSlow(1 << 16);

  written(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.length);
  }

  add(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  int16(value: number): void {
    this.#room(2);
    this.length = this.#buffer.writeInt16BE(value, this.length);
  }

  int32(value: number): void {
    this.#room(4);
    this.length = this.#buffer.writeInt32BE(value, this.length);
  }

  int64(value: number): void {
    this.#room(8);
    this.int32(Math.floor(value / 2 ** 32));
    this.int32(value | 0);
  }

  float64(value: number): void {
    this.#room(8);
    this.length = this.#buffer.writeDoubleBE(value, this.length);
  }

  /** Text as UTF-8 after its length, which includes an optional leading byte. */
  text(text: string, version?: number): void {
    // A character of a string takes at most three bytes.
    this.#room(5 + 3 * text.length);
    const begin = this.length + 4;
    let end = begin;
    if (version !== undefined) end = this.#buffer.writeUInt8(version, end);
    end = this.#ascii(text, end) ?? end + this.#buffer.write(text, end, "utf8");
    this.#buffer.writeInt32BE(end - begin, this.length);
    this.length = end;
  }

  /** Where a short ASCII text that begins at a position ends; undefined for any other text. */
  #ascii(text: string, begin: number): number | undefined {
    if (text.length > SHORT_TEXT) return undefined;
    const buffer = this.#buffer;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return undefined;
      buffer[begin + i] = code;
    }
    return begin + text.length;
  }

  #room(bytes: number): void {
    if (this.length + bytes <= this.#buffer.length) return;
    const wider = Buffer.allocUnsafeSlow(Math.max(2 * this.#buffer.length, this.length + bytes));
    this.#buffer.copy(wider, 0, 0, this.length);
    this.#buffer = wider;
  }
}
