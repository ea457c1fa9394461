/** Tasks of imports that run in pool threads. */
import type { PoolTask } from "../../engines/pool/index.ts";
import { type Preparation, type Prepared, Preparer } from "./prepare.ts";
import { type RowText, rowRecords } from "./table.ts";

export interface PrepareInput {
  readonly rows: RowText;
  /** A `Preparation` as JSON: one text, the same throughout an import, so that its patterns are compiled once. */
  readonly preparation: string;
}

/** Prepares rows of a table for the database. */
export const prepareTask: PoolTask<PrepareInput, Prepared> = {
  module: new URL(import.meta.url),
  name: "prepareRows",
};

/** The preparer of the import that was served last. */
let known: { readonly preparation: string; readonly preparer: Preparer } | undefined;

export function prepareRows({ rows, preparation }: PrepareInput): Prepared {
  const preparer =
    known?.preparation === preparation
      ? known.preparer
      : new Preparer(JSON.parse(preparation) as Preparation);
  // Only after success: a failed piece would leave some of its rows behind.
  known = undefined;
  for (const record of rowRecords(rows)) preparer.take(record);
  known = { preparation, preparer };
  return preparer.prepared();
}
