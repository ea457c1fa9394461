import { CompiledQuery, type Kysely, type Transaction } from "kysely";

/** Types of columns that rows are copied into; `null` is null in each. */
export type CopyType = keyof typeof writers;

/**
 * Adds rows by COPY, several times as fast as by INSERT: columns in the order of `types`, values by name. A row that
 * breaks a constraint fails them all.
 *
 * @example
 * await copyRows(transaction, "readings", { id: "int4", name: "text" }, [{ id: 1, name: "a" }]);
 */
export async function copyRows<Column extends string>(
  // biome-ignore lint/suspicious/noExplicitAny: any schema's transaction will do
  db: Kysely<any> | Transaction<any>,
  table: string,
  types: Readonly<Record<Column, CopyType>>,
  rows: readonly Readonly<Record<Column, unknown>>[],
): Promise<void> {
  if (rows.length === 0) return;
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const columns = Object.keys(types).map(quoted).join(", ");
  const statement = `copy ${quoted(table)} (${columns}) from stdin with (format binary)`;
  await db.executeQuery(CompiledQuery.raw(statement, [new CopyData(encodeRows(types, rows))]));
}

/** What a COPY … FROM STDIN is to read: the one parameter of such a statement, which each adapter sends in its way. */
export class CopyData {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.bytes = bytes;
  }

  /** The data of a statement that copies. */
  static of(parameters: readonly unknown[] | undefined): CopyData | undefined {
    const first = parameters?.[0];
    return first instanceof CopyData ? first : undefined;
  }
}

/** PostgreSQL 18 documentation, SQL commands, COPY, "Binary Format": signature, flags, length of the extension. */
const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const JSONB_VERSION = 1;

function encodeRows<Column extends string>(
  types: Readonly<Record<Column, CopyType>>,
  rows: readonly Readonly<Record<Column, unknown>>[],
): Uint8Array<ArrayBuffer> {
  const columns = (Object.keys(types) as Column[]).map((name) => ({
    name,
    write: writers[types[name]] as (bytes: Bytes, value: unknown) => void,
  }));
  const bytes = new Bytes();
  bytes.add(SIGNATURE);
  for (const row of rows) {
    bytes.int16(columns.length);
    for (const { name, write } of columns) {
      const value = row[name];
      if (value === null || value === undefined) bytes.int32(-1);
      else write(bytes, value);
    }
  }
  bytes.int16(-1);
  return bytes.written();
}

/** How a value is written: its length, then itself in the network's order. */
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
  #buffer = Buffer.allocUnsafeSlow(1 << 16);
  #length = 0;

  written(): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length);
  }

  add(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  int16(value: number): void {
    this.#room(2);
    this.#length = this.#buffer.writeInt16BE(value, this.#length);
  }

  int32(value: number): void {
    this.#room(4);
    this.#length = this.#buffer.writeInt32BE(value, this.#length);
  }

  int64(value: number): void {
    this.#room(8);
    this.#length = this.#buffer.writeBigInt64BE(BigInt(value), this.#length);
  }

  float64(value: number): void {
    this.#room(8);
    this.#length = this.#buffer.writeDoubleBE(value, this.#length);
  }

  /** Text as UTF-8 behind its length, which counts a byte that may come before it. */
  text(text: string, version?: number): void {
    // A character of a string takes three bytes at most.
    this.#room(5 + 3 * text.length);
    const begin = this.#length + 4;
    let end = begin;
    if (version !== undefined) end = this.#buffer.writeUInt8(version, end);
    end += this.#buffer.write(text, end, "utf8");
    this.#buffer.writeInt32BE(end - begin, this.#length);
    this.#length = end;
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const wider = Buffer.allocUnsafeSlow(Math.max(2 * this.#buffer.length, this.#length + bytes));
    this.#buffer.copy(wider, 0, 0, this.#length);
    this.#buffer = wider;
  }
}
