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
