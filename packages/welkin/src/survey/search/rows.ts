import type { ObservationRow, SurveyCatalog } from "../catalog.ts";
import type { Pause } from "./pause.ts";
import type { SearchWindow } from "./types.ts";

/** Rows fetched in one query. */
const CHUNK = 2000;

/** The observations of these ids that a search looks at, in order of time. */
export async function wantedRows(
  catalog: SurveyCatalog,
  ids: Uint32Array,
  window: SearchWindow,
  pause: Pause,
): Promise<ObservationRow[]> {
  const isWanted = wanted(window);
  const rows: ObservationRow[] = [];
  for (let at = 0; at < ids.length; at += CHUNK) {
    if (at > 0) await pause.take();
    for (const row of await catalog.observations([...ids.subarray(at, at + CHUNK)])) {
      if (isWanted(row)) rows.push(row);
    }
  }
  return rows.sort((a, b) => a.mjd_start - b.mjd_start || a.id - b.id);
}

/** What of a row the index does not know. */
function wanted({ since, filters, maglimit }: SearchWindow): (row: ObservationRow) => boolean {
  const names = filters === undefined || filters.length === 0 ? undefined : new Set(filters);
  return (row) =>
    (since === undefined || row.revision > since) &&
    (names === undefined || (row.filter !== null && names.has(row.filter))) &&
    (maglimit === undefined || (row.maglimit !== null && row.maglimit >= maglimit));
}
