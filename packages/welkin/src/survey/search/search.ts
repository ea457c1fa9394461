import { defaultEphemeris, type Observer, observer } from "@welkin/orbits";
import { WelkinError } from "../../errors.ts";
import { DEGREE, Trail } from "../footprints/index.ts";
import type { IndexKeeper, KeptIndex } from "../index-keeper.ts";
import { embedded, type Note } from "../provenance.ts";
import type { RowKeeper } from "../row-keeper.ts";
import type { HeldRow } from "../row-memory.ts";
import type { Source, SourceRegistry } from "../sources/registry.ts";
import { hasOrbit, type Target } from "../targets/target.ts";
import { hitOf } from "./hit.ts";
import { Pause } from "./pause.ts";
import { Region } from "./region.ts";
import { inOrderOfTime, wantedRows } from "./rows.ts";
import type {
  BatchItem,
  BatchSearch,
  FixedResult,
  FixedSearch,
  Hit,
  MovingResult,
  MovingSearch,
  SearchWindow,
} from "./types.ts";
import { requireSpan, type Way, wayOf } from "./way.ts";

/** arcmin. */
const PADDING_LIMIT = 120;
/** Candidates for a fixed place after which the clock is read: most take less time than reading it. */
const GLANCE = 32;
/** Number of candidates after which progress is reported and hits are handed over. */
const CHUNK = 500;

/** The index as a search found it, and the part of it to search. */
interface Opened {
  readonly kept: KeptIndex;
  readonly sources: ReadonlyMap<string, Source>;
  /** Numbers of the sources in the index, if not all are requested. */
  readonly numbers: ReadonlySet<number> | undefined;
}

/**
 * Finds the observations in which a target falls: candidates from the index in memory, then a test of each one's own
 * field and, for moving targets, exact positions from its own observatory. All sources at once.
 */
export class SurveySearch {
  readonly #rows: RowKeeper;
  readonly #keeper: IndexKeeper;
  readonly #sources: SourceRegistry;

  constructor(options: {
    readonly rows: RowKeeper;
    readonly keeper: IndexKeeper;
    readonly sources: SourceRegistry;
  }) {
    this.#rows = options.rows;
    this.#keeper = options.keeper;
    this.#sources = options.sources;
  }

  /**
   * Observations that a target crosses during their exposure, in order of time.
   *
   * @throws WelkinError BAD_REQUEST, SURVEY_SOURCE_UNKNOWN; OrbitError for an orbit that leads nowhere (`impact`,
   * `bad-state`, `stalled`) and if the whole requested span lies outside 1960 to 2060 (`outside-span`)
   */
  async moving(search: MovingSearch): Promise<MovingResult> {
    checkMoving(search);
    return await this.#moving(search, await this.#open(search), performance.now());
  }

  /**
   * Many targets: all in the same index, one after the other, each with a result or an error of its own. Each target is
   * yielded when it is done; a caller that stops iterating stops the search.
   *
   * @throws as `moving` for errors of the search itself, and the signal's reason
   */
  async *batch(search: BatchSearch): AsyncGenerator<BatchItem> {
    const { targets, ...rest } = search;
    checkMoving(rest);
    const opened = await this.#open(search);
    for (const [index, given] of targets.entries()) {
      const { name } = given;
      try {
        search.signal?.throwIfAborted();
        const target = "resolve" in given ? await given.resolve() : given;
        const result = await this.#moving({ ...rest, target }, opened, performance.now());
        yield { index, name, target, result };
      } catch (error) {
        search.signal?.throwIfAborted();
        yield { index, name, error };
      }
    }
  }

  /** Observations that have the requested relation to a fixed region of the sky, in order of time. */
  async fixed(search: FixedSearch): Promise<FixedResult> {
    const { region, intersection } = search;
    checkWindow(search);
    const { kept, sources, numbers } = await this.#open(search);
    if (search.since !== undefined && search.since >= kept.revision) return { rows: [], sources };
    const pause = new Pause(search.signal);
    const window = { ...spanOf(search), ...(numbers && { sources: numbers }) };
    const candidates = kept.index.fixed(region.centre, region.radius, window);
    const found: HeldRow[] = [];
    const wanted = await wantedRows(this.#rows, kept, candidates, search, pause);
    for (const [i, held] of wanted.entries()) {
      if (i % GLANCE === 0 && pause.due) await pause.take();
      if (region.test(held.field, intersection)) found.push(held);
    }
    return { rows: inOrderOfTime(found), sources };
  }

  async #moving(search: MovingSearch, opened: Opened, begun: number): Promise<MovingResult> {
    const { target, padding = 0, progress } = search;
    const { kept, numbers } = opened;
    const { revision, index } = kept;
    const pause = new Pause(search.signal);
    const breathe = () => pause.take();
    const slack = (padding / 60) * DEGREE;
    const system = await defaultEphemeris();
    requireSpan(system, search);
    const seen = search.since !== undefined && search.since >= revision;
    progress?.({ stage: "orbit", done: 0, total: 1, found: 0 });
    const way = seen ? undefined : await wayOf(target, lookedAt(search, kept), breathe);
    const searched = { searched: index.rows, revision };
    if (way === undefined) {
      const total = performance.now() - begun;
      const timing = { ephemeris: total, index: 0, exact: 0, total };
      const provenance = provenanceOf(target, system);
      return { hits: [], ...searched, provenance, notes: target.notes ?? [], timing };
    }
    const { region, notes } = await regionOf(search, way, breathe);
    const followed = performance.now();
    progress?.({ stage: "index", done: 0, total: index.rows, found: 0 });
    const window = { ...spanOf(search), ...(numbers && { sources: numbers }) };
    const wide =
      region === undefined ? slack : (a: number, b: number) => region.reach(a, b) + slack;
    const candidates = index.moving(way.coarse, wide, window);
    const looked = performance.now();
    const rows = await wantedRows(this.#rows, kept, candidates, search, pause);
    const hits = await this.#exact(search, inOrderOfTime(rows), way, region, opened, pause);
    const ended = performance.now();
    const timing = {
      ephemeris: followed - begun,
      index: looked - followed,
      exact: ended - looked,
      total: ended - begun,
    };
    return { hits, ...searched, provenance: way.provenance, notes, timing };
  }

  /** The rows that are hit, as tested with exact positions. */
  async #exact(
    search: MovingSearch,
    rows: readonly HeldRow[],
    way: Way,
    region: Region | undefined,
    { sources }: Opened,
    pause: Pause,
  ): Promise<Hit[]> {
    const { padding = 0, detectable = false, progress } = search;
    const slack = (padding / 60) * DEGREE;
    const trail = new Trail(way.look);
    const hits: Hit[] = [];
    let told = 0;
    const tell = async (done: number) => {
      progress?.({ stage: "exact", done, total: rows.length, found: hits.length });
      if (hits.length > told) await search.found?.(hits.slice(told));
      told = hits.length;
    };
    for (const [i, held] of rows.entries()) {
      if (pause.due) await pause.take();
      if (i > 0 && i % CHUNK === 0) await tell(i);
      const start = Math.max(held.start, way.from);
      const stop = Math.min(held.stop, way.to);
      if (!(start <= stop)) continue;
      const { row, field } = held;
      const from = search.observer ?? site(row.observatory);
      const onField = trail.meets(from, start, stop, field, 0);
      const isHit =
        onField ||
        (region === undefined
          ? slack > 0 && trail.meets(from, start, stop, field, slack)
          : region.meets(from, start, stop, field, slack));
      if (!isHit) continue;
      const middle = Math.min(Math.max((row.mjd_start + row.mjd_stop) / 2, way.from), way.to);
      const place = { look: way.look, from, start, stop, onField };
      const hit = hitOf(row, sources.get(row.source)!, way.row(from, middle), place);
      if (!detectable || hit.mag_margin === null || hit.mag_margin >= 0) hits.push(hit);
    }
    await tell(rows.length);
    return hits;
  }

  /** The current index, the requested sources, and their numbers in it if they are not all. */
  async #open(search: SearchWindow): Promise<Opened> {
    await this.#sources.known(search.sources);
    const kept = await this.#keeper.current();
    const sources = await this.#sources.known(search.sources, kept.sources);
    const wanted = search.sources !== undefined && search.sources.length > 0;
    const numbers = wanted
      ? new Set(kept.sources.flatMap((name, number) => (sources.has(name) ? [number] : [])))
      : undefined;
    return { kept, sources, numbers };
  }
}

async function regionOf(search: MovingSearch, way: Way, breathe: () => Promise<void>) {
  if (!search.uncertainty) return { region: undefined, notes: way.notes };
  if (way.spread === undefined) return { region: undefined, notes: [...way.notes, noCovariance] };
  const region = await Region.of(way, way.spread, breathe);
  return { region, notes: [...way.notes, ...region.notes] };
}

const noCovariance: Note = {
  code: "NO_COVARIANCE",
  message: "Nobody says how uncertain this orbit is: the predicted trail alone was looked for.",
};

function provenanceOf(target: Target, system: Awaited<ReturnType<typeof defaultEphemeris>>) {
  if (hasOrbit(target)) return embedded(target, system);
  const version = `${target.table.rows.length} rows, interpolated`;
  return { ephemeris: "table", version, orbit_source: target.source, orbit_id: null } as const;
}

function checkWindow({ from, to, maglimit }: SearchWindow): void {
  const wrong = [from, to, maglimit].some((value) => Number.isNaN(value));
  if (wrong) throw new WelkinError("BAD_REQUEST", "A time or a magnitude is not a number.");
  if (from !== undefined && to !== undefined && from > to) {
    throw new WelkinError("BAD_REQUEST", "The search ends before it begins.");
  }
}

function checkMoving(search: Omit<MovingSearch, "target">): void {
  checkWindow(search);
  const { padding = 0 } = search;
  if (!(padding >= 0 && padding <= PADDING_LIMIT)) {
    throw new WelkinError("BAD_REQUEST", `The padding is from 0 to ${PADDING_LIMIT} arcmin.`);
  }
}

function spanOf({ from, to }: SearchWindow) {
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

/** The time span of the exposures to test: one that overlaps the span may extend beyond it by its whole length. */
function lookedAt(search: SearchWindow, { index }: KeptIndex) {
  const { from, to, longest } = index.span;
  return {
    from: Math.max(from, (search.from ?? from) - longest),
    to: Math.min(to, (search.to ?? to) + longest),
  };
}

const sites = new Map<string, Observer>();

function site(code: string): Observer {
  const known = sites.get(code);
  if (known !== undefined) return known;
  const made = observer(code);
  sites.set(code, made);
  return made;
}
