import type { FileRecord } from "./record.ts";

/**
 * Reads CSV (RFC 4180): quoted cells may contain commas, line ends and doubled quotes; the first row names the columns.
 */
export class CsvReader {
  #names: readonly string[] | undefined;
  /** The lines of a row with an open quote, which continues on the next line. */
  #held: string[] = [];
  #line: number;

  /**
   * @param names The columns, if their row was already read.
   * @param line The number of lines before the text.
   */
  constructor(names?: readonly string[], line = 0) {
    this.#names = names;
    this.#line = line;
  }

  get names(): readonly string[] | undefined {
    return this.#names;
  }

  /** The records of text that ends with a row, or with the file. */
  *records(text: string): Generator<FileRecord> {
    for (let at = 0; at < text.length; ) {
      const newline = text.indexOf("\n", at);
      const end = newline < 0 ? text.length : newline;
      const record = this.#take(text.slice(at, end));
      if (record !== undefined) yield record;
      at = end + 1;
    }
    if (this.#held.length === 0) return;
    yield broken(this.#line + 1 - this.#held.length);
    this.#held = [];
  }

  /** The record that a line completes. */
  #take(row: string): FileRecord | undefined {
    this.#line++;
    const odd = isOdd(row);
    if (this.#held.length === 0 && !odd) return this.#record(row, this.#line);
    this.#held.push(row);
    if (!odd || this.#held.length === 1) return undefined;
    const line = this.#line + 1 - this.#held.length;
    const whole = this.#held.join("\n");
    this.#held = [];
    return this.#record(whole, line);
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

/** The end of the last complete row in a text that begins with a row; 0 if there is none. */
export function csvRowsEnd(text: string): number {
  let odd = isOdd(text);
  for (let end = text.length; end > 0; ) {
    const newline = text.lastIndexOf("\n", end - 1);
    if (newline < 0) return 0;
    if (isOdd(text, newline, end)) odd = !odd;
    // All quotes before it are closed.
    if (!odd) return newline + 1;
    end = newline;
  }
  return 0;
}

/** Whether a part of a text has an odd number of quotes. */
function isOdd(text: string, begin = 0, end = text.length): boolean {
  let odd = false;
  for (let at = text.indexOf('"', begin); at >= 0 && at < end; at = text.indexOf('"', at + 1)) {
    odd = !odd;
  }
  return odd;
}

function broken(line: number): FileRecord {
  return { line, values: {}, broken: "The row's quotes are not as CSV has them." };
}

function cellsOf(row: string): string[] | undefined {
  let quote = row.indexOf('"');
  if (quote < 0) return row.split(",");
  const cells: string[] = [];
  for (let at = 0; ; at++) {
    let end = row.indexOf(",", at);
    if (end < 0) end = row.length;
    if (quote === at) {
      end = quoteEnd(row, at);
      if (end < 0) return undefined;
      cells.push(row.slice(at + 1, end - 1).replaceAll('""', '"'));
      quote = row.indexOf('"', end);
    } else {
      // An unquoted cell contains none.
      if (quote >= 0 && quote < end) return undefined;
      cells.push(row.slice(at, end));
    }
    if (end === row.length) return cells;
    if (row[end] !== ",") return undefined;
    at = end;
  }
}

/** The end of a quoted cell: after the first quote that is not doubled; negative if there is none. */
function quoteEnd(row: string, begin: number): number {
  for (let at = row.indexOf('"', begin + 1); at >= 0; at = row.indexOf('"', at + 2)) {
    if (row[at + 1] !== '"') return at + 1;
  }
  return -1;
}
