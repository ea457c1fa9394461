import type { Rejection } from "./observation.ts";

/** A row of a file in any format: values by name, and the line on which it began. */
export interface FileRecord {
  readonly line: number;
  /** The file, if each row is a separate file; `line` then counts the files. */
  readonly file?: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Values kept as well if the source has a column of that name. */
  readonly offered?: Readonly<Record<string, unknown>>;
  /** The line itself, if rows are lines of text. */
  readonly text?: string;
  /** Why the row could not be read at all. */
  readonly broken?: string;
  /** The same, if there is more to say about it. */
  readonly rejection?: Rejection;
}
