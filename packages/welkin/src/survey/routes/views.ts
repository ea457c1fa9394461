import { mjdToIso } from "@welkin/orbits";
import type { FoundRow, PartRow, SearchRow } from "../jobs/catalog.ts";
import type { SearchRequest } from "../jobs/request.ts";
import type { SearchStatus } from "../jobs/searches.ts";
import type { SearchView } from "../schema.ts";
import type { Source } from "../sources/registry.ts";
import { observationView, placeText } from "../views.ts";

interface Answer {
  readonly name?: string;
  readonly orbit?: Record<string, unknown> | null;
  readonly provenance?: Record<string, unknown>;
  readonly notes?: { code: string; message: string }[];
  readonly searched?: number;
  readonly timing?: Record<string, number>;
}

/** A search in the form shown to clients. */
export function searchView(
  { row, parts, position }: SearchStatus,
  sources: ReadonlyMap<string, Source>,
): SearchView {
  const answer = (row.answer ?? {}) as Answer;
  const self = `/survey/searches/${row.id}`;
  return {
    id: row.id,
    state: row.state,
    position,
    job: row.job,
    batch: row.batch,
    target: answer.name ?? row.request.target ?? null,
    orbit: answer.orbit ?? null,
    query: queryView(row.request),
    count: countOf(parts),
    searched: answer.searched ?? null,
    revision: row.revision,
    sources: parts.map((part) => partView(part, sources)),
    provenance: answer.provenance ?? null,
    notes: answer.notes ?? [],
    timing: answer.timing ?? null,
    error: row.failure,
    created: row.created.toISOString(),
    started: row.started?.toISOString() ?? null,
    ended: row.ended?.toISOString() ?? null,
    links: {
      self,
      results: `${self}/results`,
      events: `${self}/events`,
      job: row.job === null ? null : `/jobs/${row.job}`,
    },
  };
}

export const countOf = (parts: readonly PartRow[]) =>
  parts.reduce((sum, { count }) => sum + count, 0);

function partView(
  part: PartRow,
  sources: ReadonlyMap<string, Source>,
): SearchView["sources"][number] {
  const { source, state, count, cached, revision, seconds, failure } = part;
  return {
    source,
    source_name: sources.get(source)?.definition.title ?? source,
    state,
    count,
    cached,
    revision: state === "done" ? revision : null,
    seconds,
    error: failure,
  };
}

/** The request; without the rows of a table, which may be many. */
function queryView(request: SearchRequest): Record<string, unknown> {
  const { from, to, orbit, ephemeris, catch: _catch, index: _index, ...rest } = request;
  return {
    ...rest,
    ...(from !== undefined && { start: mjdToIso(from) }),
    ...(to !== undefined && { stop: mjdToIso(to) }),
    ...(orbit !== undefined && { orbit }),
    ...(Array.isArray(ephemeris) && { ephemeris_rows: ephemeris.length }),
  };
}

/** A hit in the form shown to clients: the observation's current row, and what the search found. */
export function hitView(
  { observation, hit }: FoundRow,
  sources: ReadonlyMap<string, Source>,
): Record<string, unknown> {
  const source = sources.get(observation.source);
  if (source === undefined) return hit;
  const { ra, dec } = hit as { ra: number; dec: number };
  const view = observationView(observation, source, placeText({ ra, dec }));
  return { ...hit, ...view };
}

/** Columns for charts: brightness and motion. */
export class Curves {
  readonly light_curve = {
    mjd: [] as number[],
    vmag: [] as unknown[],
    maglimit: [] as unknown[],
    phase: [] as unknown[],
    rh: [] as unknown[],
    delta: [] as unknown[],
    filter: [] as unknown[],
    source: [] as string[],
  };
  readonly sky_motion = {
    mjd: [] as number[],
    ra: [] as unknown[],
    dec: [] as unknown[],
    /** arcsec/h, and degrees from north through east. */
    rate: [] as (number | null)[],
    position_angle: [] as (number | null)[],
  };

  add({ observation, hit, mjd }: FoundRow): void {
    const { light_curve: light, sky_motion: motion } = this;
    light.mjd.push(mjd);
    light.vmag.push(hit["vmag"] ?? null);
    light.maglimit.push(observation.maglimit);
    for (const name of ["phase", "rh", "delta"] as const) light[name].push(hit[name] ?? null);
    light.filter.push(observation.filter);
    light.source.push(observation.source);
    motion.mjd.push(mjd);
    motion.ra.push(hit["ra"]);
    motion.dec.push(hit["dec"]);
    const { dra, ddec } = hit as { dra?: number | null; ddec?: number | null };
    const moves = typeof dra === "number" && typeof ddec === "number";
    motion.rate.push(moves ? Math.hypot(dra, ddec) : null);
    const angle = moves ? (Math.atan2(dra, ddec) * 180) / Math.PI : Number.NaN;
    motion.position_angle.push(moves ? (angle + 360) % 360 : null);
  }
}

export type { SearchRow };
