import type { ObservationRow } from "../catalog.ts";
import type { RowKeeper, Standing } from "../row-keeper.ts";
import type { HeldRow } from "../row-memory.ts";
import type { Pause } from "./pause.ts";
import type { SearchWindow } from "./types.ts";

/** Rows fetched in one query. */
const CHUNK = 2000;

/** The observations with these ids that a search includes, in any order. */
export async function wantedRows(
  keeper: RowKeeper,
  standing: Standing,
  ids: Uint32Array,
  window: SearchWindow,
  pause: Pause,
): Promise<HeldRow[]> {
  const isWanted = wanted(window);
  const rows: HeldRow[] = [];
  for (let at = 0; at < ids.length; at += CHUNK) {
    if (at > 0) await pause.take();
    for (const held of await keeper.rows([...ids.subarray(at, at + CHUNK)], standing)) {
      if (isWanted === undefined || isWanted(held.row)) rows.push(held);
    }
  }
  return rows;
}

export function inOrderOfTime(rows: HeldRow[]): HeldRow[] {
  return rows.sort((a, b) => a.start - b.start || a.id - b.id);
}

/** Tests a row for the conditions that the index cannot test; undefined if there are none. */
function wanted({
  since,
  filters,
  maglimit,
}: SearchWindow): ((row: ObservationRow) => boolean) | undefined {
  if (since === undefined && maglimit === undefined && !filters?.length) return undefined;
  const names = filters === undefined || filters.length === 0 ? undefined : new Set(filters);
  return (row) =>
    (since === undefined || row.revision > since) &&
    (names === undefined || (row.filter !== null && names.has(row.filter))) &&
    (maglimit === undefined || (row.maglimit !== null && row.maglimit >= maglimit));
}
