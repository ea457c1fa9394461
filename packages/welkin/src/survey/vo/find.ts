import type { ObservationRow, SurveyCatalog } from "../catalog.ts";
import { parseField, SkyPolygon } from "../footprints/index.ts";
import type { IndexKeeper } from "../index-keeper.ts";
import type { Source, SourceRegistry } from "../sources/registry.ts";
import { type ObsCoreRow, obsCoreRow, productOf } from "./obscore.ts";
import type { Interval, SiaQuery } from "./parameters.ts";
import { regionOfShape } from "./shapes.ts";

/** Rows fetched, and tested, in one turn. */
const PAGE = 500;
/** The whole sky, for what has no shape. */
const EVERYWHERE = { centre: [0, 0, 1] as const, radius: Math.PI };

export interface SiaAnswer {
  readonly rows: readonly ObsCoreRow[];
  /** There are more than were asked for. */
  readonly overflow: boolean;
}

/** Finds observations by what they are, in the words of ObsCore. */
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

  async find(query: SiaQuery, signal?: AbortSignal): Promise<SiaAnswer> {
    const sources = await this.#sources.all();
    const ids = await this.#candidates(query, sources);
    const regions = query.shapes.map(regionOfShape);
    const rows: ObsCoreRow[] = [];
    for (let at = 0; at < ids.length; at += PAGE) {
      signal?.throwIfAborted();
      for (const row of await this.#catalog.observations([...ids.subarray(at, at + PAGE)])) {
        const found = matching(row, sources.get(row.source), query, regions);
        if (found === undefined) continue;
        if (rows.length === query.limit) return { rows, overflow: true };
        rows.push(found);
      }
    }
    return { rows, overflow: false };
  }

  /** Ids of observations that time, place, collection and id do not rule out, in order. */
  async #candidates(query: SiaQuery, sources: ReadonlyMap<string, Source>): Promise<Uint32Array> {
    const wanted = query.texts.get("obs_publisher_did");
    if (wanted !== undefined) {
      const products = [...wanted].flatMap((did) => productOf(did) ?? []);
      return Uint32Array.from(await this.#catalog.idsOf(products));
    }
    const kept = await this.#keeper.current();
    const collections = query.texts.get("obs_collection");
    const numbers = new Set(
      kept.sources.flatMap((name, i) =>
        sources.has(name) && (collections === undefined || collections.has(name)) ? [i] : [],
      ),
    );
    const spans: readonly Interval[] =
      query.times.length > 0 ? query.times : [[Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]];
    const places = query.shapes.length > 0 ? query.shapes.map(regionOfShape) : [EVERYWHERE];
    const found = spans.flatMap(([from, to]) =>
      places.map(({ centre, radius }) =>
        kept.index.fixed(centre, radius, { from, to, sources: numbers }),
      ),
    );
    return merged(found);
  }
}

/** Sorted lists as one, without doubles. */
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

/** The row where it is what is asked for. */
function matching(
  row: ObservationRow,
  source: Source | undefined,
  query: SiaQuery,
  regions: readonly ReturnType<typeof regionOfShape>[],
): ObsCoreRow | undefined {
  if (source === undefined) return undefined;
  const overlaps = ([from, to]: Interval) => row.mjd_start <= to && row.mjd_stop >= from;
  if (query.times.length > 0 && !query.times.some(overlaps)) return undefined;
  if (regions.length > 0) {
    const field = new SkyPolygon(parseField(row.fov));
    if (!regions.some((region) => region.test(field, "ImageIntersectsArea"))) return undefined;
  }
  const found = obsCoreRow(row, source);
  return isNumbered(found, query) && isNamed(found, query) && isLit(found, query)
    ? found
    : undefined;
}

function isNumbered(row: ObsCoreRow, { intervals }: SiaQuery): boolean {
  return [...intervals].every(([column, wanted]) => {
    const value = row[column];
    return typeof value === "number" && wanted.some(([from, to]) => value >= from && value <= to);
  });
}

function isNamed(row: ObsCoreRow, { texts }: SiaQuery): boolean {
  return [...texts].every(([column, wanted]) => wanted.has(String(row[column] ?? "")));
}

function isLit({ em_min, em_max }: ObsCoreRow, { bands }: SiaQuery): boolean {
  if (bands.length === 0) return true;
  if (typeof em_min !== "number" || typeof em_max !== "number") return false;
  return bands.some(([from, to]) => em_min <= to && em_max >= from);
}
