import { type ColorTable, tableFor, tableNamed } from "@welkin/imaging";
import { moments } from "./schema.ts";

/** The colour table of this name, or the default table of this moment. */
export function namedTable(name: string): ColorTable {
  const moment = moments.find((candidate) => candidate === name);
  return moment ? tableFor(moment) : tableNamed(name);
}
