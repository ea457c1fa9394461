import { CsvReader, csvRowsEnd } from "./csv.ts";
import { isJsonRow, jsonDocument, jsonLines } from "./json.ts";
import type { FileRecord } from "./record.ts";
import { ROW_LIMIT, TextParts, tooLong } from "./text.ts";

/** Complete rows of a table as text: a portion large enough to hand to a thread. */
export interface RowText {
  readonly text: string;
  /** Number of lines of the file before it. */
  readonly line: number;
  /** The columns, if it is CSV; otherwise each line is JSON. */
  readonly names?: readonly string[];
}

export function rowRecords({ text, line, names }: RowText): Generator<FileRecord> {
  return names === undefined ? jsonLines(text, line) : new CsvReader(names, line).records(text);
}

/** Characters of a piece: about ten thousand rows, one batch. */
const PIECE = ROW_LIMIT;

/** A table: CSV with a header, JSON lines, or one JSON document with a list of rows. It can be read once. */
export class Table implements AsyncIterable<FileRecord> {
  readonly #text: TextParts;
  readonly #piece: number;

  /** @param piece Characters of the pieces it is cut into; a longer row makes a longer piece. */
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

  /** Its rows, as text except for those already parsed. */
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

/** The end of the last complete line; 0 if there is none. */
export const lineEnd = (text: string) => text.lastIndexOf("\n") + 1;

/**
 * Cuts text between rows. The first piece is as small as possible, because it gives the columns.
 *
 * @param endOf The end of the last complete row; 0 if there is none.
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
      // If a row is longer than that, the next search for its end waits until there is much more text.
      wanted = Math.max(rows ? piece : 0, Math.min(2 * held.length, ROW_LIMIT));
    }
  } catch (error) {
    // The rows before the point where a file breaks off are complete.
    const rows = held.take(endOf);
    if (rows !== undefined) yield rows;
    throw error;
  }
  const rest = held.take((text) => text.length);
  if (rest !== undefined) yield rest;
}

/** Text that was read but not yet handed over. */
class HeldText {
  length = 0;
  #parts: string[] = [];
  #line = 0;

  add(part: string): void {
    this.#parts.push(part);
    this.length += part.length;
  }

  /** Hands over the text up to the end that `endOf` gives; nothing if that is its beginning. */
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
