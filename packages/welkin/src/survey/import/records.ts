import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { codeOf, WelkinError } from "../../errors.ts";
import type { Rejection } from "./observation.ts";

/** A row of a file, whatever its form: values by name, and the line that it began on. */
export interface FileRecord {
  readonly line: number;
  /** The file itself, where each row is one of its own; `line` then counts them. */
  readonly file?: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** What is kept as well where its source has a column of that name. */
  readonly offered?: Readonly<Record<string, unknown>>;
  /** The line itself, where rows are lines of text. */
  readonly text?: string;
  /** Why the row could not be read at all. */
  readonly broken?: string;
  /** The same where there is more to say of it. */
  readonly rejection?: Rejection;
}

/** Characters of one row, and of a file that is one JSON document. */
const ROW_LIMIT = 1024 ** 2;
const DOCUMENT_LIMIT = 256 * 1024 ** 2;
const GZIP = [0x1f, 0x8b];

/** The rows of a file: CSV with a head, JSON a line, or one JSON document with a list of rows; gzip or not. */
export async function* fileRecords(path: string): AsyncGenerator<FileRecord> {
  yield* textRecords(decodedText(createReadStream(path)));
}

/** The rows of a file that is JSON in either way, or its lines, those that are not empty. */
export async function* fileLines(path: string): AsyncGenerator<FileRecord> {
  const text = new Pieces(decodedText(createReadStream(path)));
  const first = await text.firstLine();
  if (first === undefined) return;
  if (/^[{[]/.test(first)) {
    yield* isRow(first) ? jsonLines(text) : jsonDocument(text, true);
    return;
  }
  let line = 0;
  for await (const rows of lines(text)) {
    for (const row of rows) {
      line++;
      if (row.trim() !== "") yield { line, values: {}, text: row.replace(/\r$/, "") };
    }
  }
}

/** The first line of a file, gzip or not, that is not empty. */
export async function firstLine(path: string): Promise<string | undefined> {
  const text = decodedText(createReadStream(path));
  try {
    return await new Pieces(text).firstLine();
  } finally {
    await text.return(undefined);
  }
}

/** The rows of text that comes in pieces, as of a file. */
export async function* textRecords(parts: AsyncIterable<string>): AsyncGenerator<FileRecord> {
  const text = new Pieces(parts);
  const first = await text.firstLine();
  if (first === undefined) return;
  const begin = first.trimStart()[0];
  if (begin === "{" && isRow(first)) yield* jsonLines(text);
  else if (begin === "{" || begin === "[") yield* jsonDocument(text);
  else yield* csvRecords(text);
}

async function* decodedText(file: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  try {
    for await (const bytes of await plainBytes(file)) yield decoder.decode(bytes, { stream: true });
  } catch (error) {
    if (!codeOf(error)?.startsWith("Z_")) throw error;
    const { message } = error as Error;
    throw new WelkinError(
      "BAD_REQUEST",
      `The file's gzip is damaged (${message}); the rows before that are kept.`,
      { cause: error },
    );
  }
  yield decoder.decode();
}

/** Unpacks what begins as gzip does. */
async function plainBytes(file: Readable): Promise<AsyncIterable<Uint8Array>> {
  const parts = file[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await parts.next();
  const all = async function* () {
    try {
      for (let part = first; !part.done; part = await parts.next()) yield part.value;
    } finally {
      file.destroy();
    }
  };
  const packed = !first.done && GZIP.every((byte, i) => first.value[i] === byte);
  if (!packed) return all();
  const source = Readable.from(all());
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  gunzip.on("close", () => source.destroy());
  return source.pipe(gunzip);
}

/** Text that comes in pieces, and can be looked into before it is read. */
class Pieces {
  readonly #parts: AsyncIterator<string>;
  #held = "";
  #done = false;

  constructor(parts: AsyncIterable<string>) {
    this.#parts = parts[Symbol.asyncIterator]();
  }

  /** The first line that is not empty, still to be read. */
  async firstLine(): Promise<string | undefined> {
    while (!hasLine(this.#held) && !this.#done && this.#held.length < ROW_LIMIT) {
      await this.#more();
    }
    const line = /^\uFEFF?\s*(\S[^\n]*)/.exec(this.#held)?.[1];
    return line;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    const held = this.#held.replace(/^\uFEFF/, "");
    this.#held = "";
    if (held !== "") yield held;
    while (!this.#done) {
      await this.#more();
      const part = this.#held;
      this.#held = "";
      if (part !== "") yield part;
    }
  }

  async #more(): Promise<void> {
    const part = await this.#parts.next();
    if (part.done) this.#done = true;
    else this.#held += part.value;
  }
}

/** Whether there is a whole line that is not empty. A single expression would try it from each of its characters. */
function hasLine(text: string): boolean {
  const begin = text.search(/\S/);
  return begin >= 0 && text.includes("\n", begin);
}

async function* jsonLines(text: Pieces): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const rows of lines(text)) {
    for (const row of rows) {
      line++;
      if (row.trim() !== "") yield jsonLine(row, line);
    }
  }
}

function jsonLine(row: string, line: number): FileRecord {
  try {
    return recordOf(JSON.parse(row), line);
  } catch {
    return { line, values: {}, broken: "The line is not JSON." };
  }
}

/** Lines, as many at a time as there are. */
async function* lines(text: Pieces): AsyncGenerator<string[]> {
  let rest = "";
  for await (const part of text) {
    const rows = (rest + part).split("\n");
    rest = rows.pop() ?? "";
    if (rest.length > ROW_LIMIT) throw tooLong();
    yield rows;
  }
  yield [rest];
}

/** A list of rows, or an object with one in `data`: what CATCH answers. */
/** @param single Whether an object without a list is a row itself. */
async function* jsonDocument(text: Pieces, single = false): AsyncGenerator<FileRecord> {
  const parts: string[] = [];
  let length = 0;
  for await (const part of text) {
    parts.push(part);
    length += part.length;
    if (length > DOCUMENT_LIMIT) {
      throw new WelkinError("TOO_LARGE", "The JSON document is too large; write one row a line.");
    }
  }
  let found: unknown;
  try {
    found = JSON.parse(parts.join(""));
  } catch (error) {
    throw new WelkinError("BAD_REQUEST", "The file is not JSON.", { cause: error });
  }
  const list = Array.isArray(found) ? found : (found as { data?: unknown }).data;
  const rows = list === undefined && single ? [found] : list;
  if (!Array.isArray(rows)) {
    throw new WelkinError(
      "BAD_REQUEST",
      'The JSON document is no list of rows, nor has it one in "data".',
    );
  }
  for (const [index, row] of rows.entries()) yield recordOf(row, index + 1);
}

function recordOf(row: unknown, line: number): FileRecord {
  if (typeof row === "object" && row !== null && !Array.isArray(row)) {
    return { line, values: row as Record<string, unknown> };
  }
  return { line, values: {}, broken: "The row is not an object." };
}

/** CSV as RFC 4180 has it: quotes hold commas, line ends and doubled quotes; the first row names the columns. */
async function* csvRecords(text: Pieces): AsyncGenerator<FileRecord> {
  const table = new CsvTable();
  for await (const rows of lines(text)) {
    for (const row of rows) {
      const record = table.take(row);
      if (record !== undefined) yield record;
    }
  }
  const rest = table.end();
  if (rest !== undefined) yield rest;
}

/** Takes CSV line by line. */
class CsvTable {
  #names: readonly string[] | undefined;
  /** The lines of a row whose quotes are not all closed: it goes on in the next line. */
  #held: string[] = [];
  #length = 0;
  #line = 0;

  /** The record that a line completes. */
  take(row: string): FileRecord | undefined {
    this.#line++;
    if (row.length > ROW_LIMIT) throw tooLong();
    const odd = row.includes('"') && row.split('"').length % 2 === 0;
    if (this.#held.length === 0 && !odd) return this.#record(row, this.#line);
    this.#held.push(row);
    this.#length += row.length;
    if (this.#length > ROW_LIMIT) throw tooLong();
    if (!odd || this.#held.length === 1) return undefined;
    const line = this.#line + 1 - this.#held.length;
    const whole = this.#held.join("\n");
    this.#held = [];
    this.#length = 0;
    return this.#record(whole, line);
  }

  /** What is left at the end of the text. */
  end(): FileRecord | undefined {
    if (this.#held.length === 0) return undefined;
    return broken(this.#line + 1 - this.#held.length);
  }

  #record(row: string, line: number): FileRecord | undefined {
    const cells = cellsOf(row.endsWith("\r") ? row.slice(0, -1) : row);
    if (cells === undefined) return broken(line);
    if (cells.length === 1 && cells[0] === "") return undefined;
    const names = this.#names;
    if (names === undefined) {
      this.#names = cells.map((name) => name.trim());
      return undefined;
    }
    if (cells.length !== names.length) {
      const broken = `The row has ${cells.length} columns, the head ${names.length}.`;
      return { line, values: {}, broken };
    }
    const values: Record<string, string> = {};
    for (let i = 0; i < cells.length; i++) values[names[i]!] = cells[i]!;
    return { line, values };
  }
}

function broken(line: number): FileRecord {
  return { line, values: {}, broken: "The row's quotes are not as CSV has them." };
}

function cellsOf(row: string): string[] | undefined {
  if (!row.includes('"')) return row.split(",");
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    const end = row[at] === '"' ? quoteEnd(row, at) : plainEnd(row, at);
    if (end === undefined) return undefined;
    const isQuoted = row[at] === '"';
    cells.push(isQuoted ? row.slice(at + 1, end - 1).replaceAll('""', '"') : row.slice(at, end));
    if (end === row.length) return cells;
    if (row[end] !== ",") return undefined;
    at = end;
  }
}

/** Where a cell in quotes ends: behind the first quote that is not doubled. */
function quoteEnd(row: string, begin: number): number | undefined {
  for (let at = row.indexOf('"', begin + 1); at >= 0; at = row.indexOf('"', at + 2)) {
    if (row[at + 1] !== '"') return at + 1;
  }
  return undefined;
}

/** Where a cell without quotes ends. */
function plainEnd(row: string, begin: number): number | undefined {
  const comma = row.indexOf(",", begin);
  const end = comma < 0 ? row.length : comma;
  const quote = row.indexOf('"', begin);
  return quote >= 0 && quote < end ? undefined : end;
}

/** Whether a line is a row in JSON, and not a whole document with its list of rows in this one line. */
function isRow(text: string): boolean {
  try {
    const row: unknown = JSON.parse(text);
    if (typeof row !== "object" || row === null || Array.isArray(row)) return false;
    return !Array.isArray((row as { data?: unknown }).data);
  } catch {
    return false;
  }
}

function tooLong(): WelkinError {
  return new WelkinError("BAD_REQUEST", "A row has more than a million characters.");
}
