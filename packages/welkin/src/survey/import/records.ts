import { isJsonRow, jsonDocument, jsonLines } from "./json.ts";
import type { FileRecord } from "./record.ts";
import { lineEnd, Table, wholeRows } from "./table.ts";
import { fileText, TextParts } from "./text.ts";

/** The rows of a file: CSV with a header, JSON lines, or one JSON document with a list of rows; gzip or not. */
export function fileRecords(path: string): Table {
  return new Table(fileText(path));
}

/** The rows of a file in either form of JSON, or its non-empty lines. */
export async function* fileLines(path: string): AsyncGenerator<FileRecord> {
  const text = new TextParts(fileText(path));
  const first = await text.firstLine();
  if (first === undefined) return;
  if (/^[{[]/.test(first) && !isJsonRow(first)) {
    yield* jsonDocument(text, true);
    return;
  }
  const isJson = /^[{[]/.test(first);
  for await (const { text: some, line } of wholeRows(text, lineEnd)) {
    yield* isJson ? jsonLines(some, line) : textLines(some, line);
  }
}

function* textLines(text: string, before: number): Generator<FileRecord> {
  for (const [i, row] of text.split("\n").entries()) {
    const line = before + i + 1;
    if (row.trim() !== "") yield { line, values: {}, text: row.replace(/\r$/, "") };
  }
}

/** The first non-empty line of a file, gzip or not. */
export async function firstLine(path: string): Promise<string | undefined> {
  const text = fileText(path);
  try {
    return await new TextParts(text).firstLine();
  } finally {
    await text.return(undefined);
  }
}
