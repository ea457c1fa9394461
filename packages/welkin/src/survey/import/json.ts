import { WelkinError } from "../../errors.ts";
import type { FileRecord } from "./record.ts";
import type { TextParts } from "./text.ts";

/** Maximum characters of a file that is one JSON document. */
const DOCUMENT_LIMIT = 256 * 1024 ** 2;

/** The records of text with one row per line. */
export function* jsonLines(text: string, before: number): Generator<FileRecord> {
  let line = before;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const row = text.slice(at, end);
    line++;
    if (row.trim() !== "") yield jsonLine(row, line);
    at = end + 1;
  }
}

function jsonLine(row: string, line: number): FileRecord {
  try {
    return recordOf(JSON.parse(row), line);
  } catch {
    return { line, values: {}, broken: "The line is not JSON." };
  }
}

/**
 * A list of rows, or an object with one in `data`, as in CATCH's answers.
 *
 * @param single Whether an object without a list is a row itself.
 */
export async function* jsonDocument(text: TextParts, single = false): AsyncGenerator<FileRecord> {
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

/** Whether a line is a row in JSON rather than a whole document, with its list of rows, on one line. */
export function isJsonRow(text: string): boolean {
  try {
    const row: unknown = JSON.parse(text);
    if (typeof row !== "object" || row === null || Array.isArray(row)) return false;
    return !Array.isArray((row as { data?: unknown }).data);
  } catch {
    return false;
  }
}
