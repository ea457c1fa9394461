import { CsvReader, csvRowsEnd } from "./csv.ts";
import { isJsonRow, jsonDocument, jsonLines } from "./json.ts";
import type { FileRecord } from "./record.ts";
import { ROW_LIMIT, TextParts, tooLong } from "./text.ts";

/** Whole rows of a table that are still text: what is worth being handed to a thread. */
export interface RowText {
  readonly text: string;
  /** Lines of the file before it. */
  readonly line: number;
  /** The columns, where it is CSV; otherwise each line is JSON. */
  readonly names?: readonly string[];
}

export function rowRecords({ text, line, names }: RowText): Generator<FileRecord> {
  return names === undefined ? jsonLines(text, line) : new CsvReader(names, line).records(text);
}

/** Characters of a text of rows: about ten thousand rows, a batch. */
const PIECE = ROW_LIMIT;

/** A table: CSV with a head, JSON a line, or one JSON document with a list of rows. To be read once. */
export class Table implements AsyncIterable<FileRecord> {
  readonly #text: TextParts;
  readonly #piece: number;

  /** @param piece Characters of the texts that it is cut into; a row that has more makes a longer one. */
  constructor(parts: AsyncIterable<string>, piece = PIECE) {
    this.#text = new TextParts(parts);
    this.#piece = piece;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<FileRecord> {
    for await (const rows of this.rows()) {
      if ("values" in rows) yield rows;
      else yield* rowRecords(rows);
    }
  }

  /** Its rows, as text but for those that are known already. */
  async *rows(): AsyncGenerator<RowText | FileRecord> {
    const text = this.#text;
    const first = await text.firstLine();
    if (first === undefined) return;
    const begin = first.trimStart()[0];
    if (begin === "{" && isJsonRow(first)) yield* wholeRows(text, lineEnd, this.#piece);
    else if (begin === "{" || begin === "[") yield* jsonDocument(text);
    else yield* this.#csv();
  }

  async *#csv(): AsyncGenerator<RowText | FileRecord> {
    let names: readonly string[] | undefined;
    for await (const { text, line } of wholeRows(this.#text, csvRowsEnd, this.#piece)) {
      if (names !== undefined) yield { text, line, names };
      else {
        const reader = new CsvReader(undefined, line);
        yield* reader.records(text);
        names = reader.names;
      }
    }
  }
}

/** Where the last whole line ends; 0 without one. */
export const lineEnd = (text: string) => text.lastIndexOf("\n") + 1;

/**
 * Cuts text between rows. The first piece is as small as it can be: there the columns are learned.
 *
 * @param endOf Where the last row ends that is whole; 0 where none is.
 * @throws WelkinError
 */
export async function* wholeRows(
  parts: AsyncIterable<string>,
  endOf: (text: string) => number,
  piece = PIECE,
): AsyncGenerator<RowText> {
  const held = new HeldText();
  let wanted = 1;
  try {
    for await (const part of parts) {
      held.add(part);
      if (held.length < wanted) continue;
      const rows = held.take(endOf);
      if (rows !== undefined) yield rows;
      else if (held.length > ROW_LIMIT) throw tooLong();
      // Where a row is longer than that, it is looked for its end only when there is much more of it.
      wanted = Math.max(rows ? piece : 0, Math.min(2 * held.length, ROW_LIMIT));
    }
  } catch (error) {
    // The rows before the place where a file breaks off are whole.
    const rows = held.take(endOf);
    if (rows !== undefined) yield rows;
    throw error;
  }
  const rest = held.take((text) => text.length);
  if (rest !== undefined) yield rest;
}

/** Text that was read and is not yet given away. */
class HeldText {
  length = 0;
  #parts: string[] = [];
  #line = 0;

  add(part: string): void {
    this.#parts.push(part);
    this.length += part.length;
  }

  /** Gives away the text up to where `endOf` says it ends; nothing where that is its begin. */
  take(endOf: (text: string) => number): RowText | undefined {
    const text = this.#parts.join("");
    const end = endOf(text);
    const line = this.#line;
    this.#parts = [text.slice(end)];
    this.length = text.length - end;
    if (end === 0) return undefined;
    for (let at = text.indexOf("\n"); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) {
      this.#line++;
    }
    return { text: text.slice(0, end), line };
  }
}
