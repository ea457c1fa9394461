import { problemOf } from "../../errors.ts";
import type { PartRow, SearchRow } from "../jobs/catalog.ts";
import type { Searches } from "../jobs/searches.ts";
import type { Source } from "../sources/registry.ts";
import { catchDate } from "./dates.ts";

/** A job's id as CATCH reads it: any writing of a UUID, taken for one of version 4; nothing where it is none. */
export function readJobId(text: string): string | undefined {
  const hex = text
    .replace(/urn:|uuid:/g, "")
    .replace(/^[{}]+|[{}]+$/g, "")
    .replaceAll("-", "");
  if (!/^[0-9a-f]{32}$/i.test(hex)) return undefined;
  const digits = hex.toLowerCase().split("");
  digits[12] = "4";
  digits[16] = "89ab"[Number.parseInt(digits[16]!, 16) & 3]!;
  return digits.join("");
}

export const hexOf = (id: string) => id.replaceAll("-", "");

const uuidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** A job of CATCH's: what it was asked, and how it stands in each source. */
export interface CatchJob {
  readonly row: SearchRow | undefined;
  readonly parameters: Record<string, unknown>;
  readonly status: readonly Record<string, unknown>[];
}

export async function catchJob(
  searches: Searches,
  hex: string,
  sources: ReadonlyMap<string, Source>,
): Promise<CatchJob> {
  try {
    const { row, parts } = await searches.status(uuidOf(hex));
    const status = parts.map((part) => partStatus(row, part, sources));
    return { row, parameters: parametersOf(row), status };
  } catch (error) {
    if (problemOf(error).status !== 404) throw error;
    const parameters = { message: "No jobs found with requested ID" };
    return { row: undefined, parameters, status: [] };
  }
}

function parametersOf({ request }: SearchRow): Record<string, unknown> {
  const { target = null, sources, from, to, uncertainty, padding } = request;
  return {
    target,
    sources,
    start_date: from === undefined ? null : catchDate(from),
    stop_date: to === undefined ? null : catchDate(to),
    uncertainty_ellipse: uncertainty,
    padding,
  };
}

function partStatus(row: SearchRow, part: PartRow, sources: ReadonlyMap<string, Source>) {
  return {
    source: part.source,
    source_name: sources.get(part.source)?.definition.title ?? part.source,
    date: isoOf(part.changed ?? row.created),
    status: statusOf(row, part),
    // From what was found before.
    execution_time: part.cached ? null : part.seconds,
    count: part.count,
  };
}

/** A source that was not come to when the search ended is not in progress any more. */
function statusOf(row: SearchRow, { state }: PartRow): string {
  if (state === "done") return "finished";
  return state === "failed" || row.ended !== null ? "errored" : "in progress";
}

export function isoOf(date: Date): string {
  return date.toISOString().replace("T", " ").replace("Z", "");
}
