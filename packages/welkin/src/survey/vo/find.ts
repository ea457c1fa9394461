import type { ObservationRow, SurveyCatalog } from "../catalog.ts";
import { parseField, type Region, SkyPolygon } from "../footprints/index.ts";
import type { IndexKeeper } from "../index-keeper.ts";
import type { Source, SourceRegistry } from "../sources/registry.ts";
import { type ObsCoreRow, placeColumns, plainColumns, productOf, sameForAll } from "./obscore.ts";
import type { Interval, SiaQuery } from "./parameters.ts";
import { regionOfShape } from "./shapes.ts";
import { cut, joined } from "./spans.ts";

/** Rows fetched and tested in one turn. */
const PAGE = 500;
/** The whole sky, for a query without a shape; searched in pieces of this many days, as far as rows are wanted. */
const EVERYWHERE = { centre: [0, 0, 1] as const, radius: Math.PI };
const PIECE_DAYS = 50;

export interface SiaAnswer {
  /** Rows, found while they are being read. */
  readonly pages: AsyncIterable<readonly ObsCoreRow[]>;
  /** Whether there are more than requested; known at the end of the pages. */
  readonly overflow: () => boolean;
}

/** Finds observations by their properties, in the terms of ObsCore. */
export class SiaSearch {
  readonly #catalog: SurveyCatalog;
  readonly #keeper: IndexKeeper;
  readonly #sources: SourceRegistry;

  constructor(options: {
    readonly catalog: SurveyCatalog;
    readonly keeper: IndexKeeper;
    readonly sources: SourceRegistry;
  }) {
    this.#catalog = options.catalog;
    this.#keeper = options.keeper;
    this.#sources = options.sources;
  }

  find(query: SiaQuery, signal?: AbortSignal): SiaAnswer {
    let more = false;
    const pages = this.#pages(query, signal, () => {
      more = true;
    });
    return { pages, overflow: () => more };
  }

  async *#pages(
    query: SiaQuery,
    signal: AbortSignal | undefined,
    overflow: () => void,
  ): AsyncGenerator<ObsCoreRow[]> {
    if (!fits(sameForAll, query)) return;
    const sources = await this.#sources.all();
    const regions = query.shapes.map(regionOfShape);
    // An observation that extends beyond a time interval appears again in the next.
    const late = new Set<number>();
    let left = query.limit;
    for await (const { ids, until } of this.#candidates(query, sources, regions)) {
      const fresh = ids.filter((id) => !late.has(id));
      for (let at = 0; at < fresh.length; at += PAGE) {
        signal?.throwIfAborted();
        const rows: ObsCoreRow[] = [];
        for (const row of await this.#catalog.observations([...fresh.subarray(at, at + PAGE)])) {
          if (row.mjd_stop >= until) late.add(row.id);
          const found = matching(row, sources.get(row.source), query, regions);
          if (found !== undefined) rows.push(found);
        }
        if (rows.length > left) overflow();
        yield rows.slice(0, left);
        if (rows.length > left) return;
        left -= rows.length;
      }
    }
  }

  /**
   * Ids of observations that time, position, collection and id do not rule out, and the time up to which they were
   * searched.
   */
  async *#candidates(
    query: SiaQuery,
    sources: ReadonlyMap<string, Source>,
    regions: readonly Region[],
  ): AsyncGenerator<{ readonly ids: Uint32Array; readonly until: number }> {
    const until = Number.POSITIVE_INFINITY;
    const wanted = query.texts.get("obs_publisher_did");
    if (wanted !== undefined) {
      const products = [...wanted].flatMap((did) => productOf(did) ?? []);
      yield { ids: Uint32Array.from(await this.#catalog.idsOf(products)), until };
      return;
    }
    const kept = await this.#keeper.current();
    const collections = query.texts.get("obs_collection");
    const numbers = new Set(
      kept.sources.flatMap((name, i) =>
        sources.has(name) && (collections === undefined || collections.has(name)) ? [i] : [],
      ),
    );
    const at = ([from, to]: Interval, places: readonly Pick<Region, "centre" | "radius">[]) =>
      places.map(({ centre, radius }) =>
        kept.index.fixed(centre, radius, { from, to, sources: numbers }),
      );
    if (regions.length > 0) {
      const spans = query.times.length > 0 ? query.times : [[-until, until] as const];
      yield { ids: merged(spans.flatMap((span) => at(span, regions))), until };
      return;
    }
    const spans = joined(query.times.length > 0 ? query.times : [[-until, until]], held(sources));
    for (const piece of cut(spans, PIECE_DAYS)) {
      yield { ids: merged(at(piece, [EVERYWHERE])), until: piece[1] };
    }
  }
}

/** From the first to the last observation held of any source. */
function held(sources: ReadonlyMap<string, Source>): Interval {
  const all = [...sources.values()].map((source) => source.held);
  return [
    Math.min(...all.map(({ first }) => first ?? Number.POSITIVE_INFINITY)),
    Math.max(...all.map(({ last }) => last ?? Number.NEGATIVE_INFINITY)),
  ];
}

/** Merges sorted lists into one, without duplicates. */
function merged(lists: readonly Uint32Array[]): Uint32Array {
  const [first = new Uint32Array(), ...more] = lists;
  if (more.length === 0) return first;
  const all = new Uint32Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  return all.filter((id, i) => i === 0 || id !== all[i - 1]);
}

/** The row, if it satisfies the query: the cheapest conditions are tested first. */
function matching(
  row: ObservationRow,
  source: Source | undefined,
  query: SiaQuery,
  regions: readonly Region[],
): ObsCoreRow | undefined {
  if (source === undefined) return undefined;
  const overlaps = ([from, to]: Interval) => row.mjd_start <= to && row.mjd_stop >= from;
  if (query.times.length > 0 && !query.times.some(overlaps)) return undefined;
  const plain = plainColumns(row, source);
  if (!fits(plain, query)) return undefined;
  if (regions.length > 0) {
    const field = new SkyPolygon(parseField(row.fov));
    if (!regions.some((region) => region.test(field, "ImageIntersectsArea"))) return undefined;
  }
  const place = placeColumns(row, source);
  return fits(place, query) ? { ...sameForAll, ...plain, ...place } : undefined;
}

/** Whether the given columns have requested values. */
function fits(columns: Partial<ObsCoreRow>, { intervals, texts, bands }: SiaQuery): boolean {
  const isNumbered = [...intervals].every(([column, wanted]) => {
    const value = columns[column];
    if (value === undefined) return true;
    return typeof value === "number" && wanted.some(([from, to]) => value >= from && value <= to);
  });
  const isNamed = [...texts].every(
    ([column, wanted]) =>
      columns[column] === undefined || wanted.has(String(columns[column] ?? "")),
  );
  return isNumbered && isNamed && isLit(columns, bands);
}

function isLit({ em_min, em_max }: Partial<ObsCoreRow>, bands: readonly Interval[]): boolean {
  if (bands.length === 0 || em_min === undefined) return true;
  if (typeof em_min !== "number" || typeof em_max !== "number") return false;
  return bands.some(([from, to]) => em_min <= to && em_max >= from);
}
