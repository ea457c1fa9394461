import { WelkinError } from "../../../errors.ts";
import type { SearchRequest } from "../../jobs/request.ts";
import { readSearch } from "../../routes/read.ts";
import { SearchBody } from "../../schema.ts";

/** Parameters of a job by name in capitals. */
export type JobParameters = Readonly<Record<string, readonly string[]>>;

/** The corresponding property of a search's own request. */
const readers: Readonly<Record<string, (values: readonly string[]) => Record<string, unknown>>> = {
  TARGET: ([target]) => ({ target }),
  ORBIT: ([text = ""]) => ({ orbit: json("ORBIT", text) }),
  OBSERVER: ([observer]) => ({ observer }),
  PADDING: ([text]) => ({ padding: Number(text) }),
  UNCERTAINTY: ([text = ""]) => ({ uncertainty: flag("UNCERTAINTY", text) }),
  DETECTABLE: ([text = ""]) => ({ detectable: flag("DETECTABLE", text) }),
  CACHED: ([text = ""]) => ({ cached: flag("CACHED", text) }),
  START: ([start]) => ({ start }),
  STOP: ([stop]) => ({ stop }),
  SOURCE: (sources) => ({ sources }),
  FILTER: (filters) => ({ filters }),
  MAGLIMIT: ([text]) => ({ maglimit: Number(text) }),
};

/** Parameters that are the protocol's own. */
const control = new Set(["PHASE", "RUNID", "ACTION", "WAIT", "LAST", "AFTER"]);

const VALUES_LIMIT = 200;
const TEXT_LIMIT = 256 * 1024;

/** Parameters of a request in the form kept with a job: without the protocol's own and empty ones. */
export function jobParameters(given: Iterable<readonly [string, string]>): JobParameters {
  const kept: Record<string, string[]> = {};
  let size = 0;
  for (const [name, value] of given) {
    const key = name.toUpperCase();
    if (control.has(key) || value.trim() === "" || !Object.hasOwn(readers, key)) continue;
    const values = kept[key] ?? [];
    kept[key] = values;
    values.push(value.trim());
    size += value.length;
    if (values.length > VALUES_LIMIT || size > TEXT_LIMIT) {
      throw new WelkinError("TOO_LARGE", "These are more parameters than a search has.");
    }
  }
  return kept;
}

/**
 * The search that a job's parameters ask for.
 *
 * @throws WelkinError BAD_REQUEST; OrbitError
 */
export function searchOf(parameters: JobParameters): SearchRequest {
  const parts = Object.entries(parameters).map(([name, values]) => readers[name]?.(values) ?? {});
  const read = SearchBody.safeParse(Object.assign({}, ...parts));
  if (read.success) return readSearch(read.data);
  const [issue] = read.error.issues;
  const name = issue?.path.join(".").toUpperCase() || "TARGET";
  throw new WelkinError("BAD_REQUEST", `${name}: ${issue?.message ?? "it cannot be read"}`);
}

function flag(name: string, text: string): boolean {
  if (/^(true|1|yes)$/i.test(text)) return true;
  if (/^(false|0|no)$/i.test(text)) return false;
  throw new WelkinError("BAD_REQUEST", `${name}: true or false.`);
}

function json(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WelkinError("BAD_REQUEST", `${name}: it is not JSON.`);
  }
}
