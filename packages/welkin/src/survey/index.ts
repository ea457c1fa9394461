import type { Kysely } from "kysely";
import type { Store } from "../engines/store/index.ts";
import { SurveyCatalog } from "./catalog.ts";
import { type ImportReport, importObservations } from "./import/import.ts";
import { importOrbits, type OrbitReport } from "./import/orbits.ts";
import type { FileRecord } from "./import/records.ts";
import { IndexKeeper } from "./index-keeper.ts";
import { SurveySearch } from "./search/index.ts";
import { SourceRegistry } from "./sources/registry.ts";
import type { SurveyTables } from "./tables.ts";
import { OrbitCatalog } from "./targets/orbits.ts";

export { type EphemerisAnswer, targetEphemeris } from "./ephemeris.ts";
export {
  circle,
  DEGREE,
  type Intersection,
  intersections,
  parseField,
  polygonRegion,
  SkyPolygon,
  vectorOf,
} from "./footprints/index.ts";
export type { ImportReport } from "./import/import.ts";
export type { OrbitReport } from "./import/orbits.ts";
export { fileRecords } from "./import/records.ts";
export type { Note, NoteCode, Provenance } from "./provenance.ts";
export type {
  BatchItem,
  BatchSearch,
  FixedSearch,
  Hit,
  MovingResult,
  MovingSearch,
  SearchProgress,
  SearchWindow,
} from "./search/index.ts";
export { SourceDefinition } from "./sources/definition.ts";
export { type SurveyTables, surveyMigrations } from "./tables.ts";
export {
  hasOrbit,
  type OrbitTarget,
  orbitView,
  type TableTarget,
  type Target,
  targetOfFile,
} from "./targets/target.ts";
export { expandTimes, type TimeRequest } from "./times.ts";
export { sourceView } from "./views.ts";

/** The survey domain, on the engines it is given. */
export interface Survey {
  readonly sources: SourceRegistry;
  readonly search: SurveySearch;
  /**
   * Adds the rows of a file to a source.
   *
   * @throws WelkinError SURVEY_SOURCE_UNKNOWN
   */
  import(
    source: string,
    records: AsyncIterable<FileRecord>,
    options?: { readonly observatory?: string; readonly progress?: (read: number) => void },
  ): Promise<ImportReport>;
  /** The orbits that were imported, by name. */
  readonly orbits: Pick<OrbitCatalog, "find">;
  /** Keeps the orbits of a file; `source` is what it is called. */
  importOrbits(
    path: string,
    source: string,
    progress?: (read: number) => void,
  ): Promise<OrbitReport>;
}

export function openSurvey(options: {
  readonly db: Kysely<SurveyTables>;
  readonly store: Store;
}): Survey {
  const catalog = new SurveyCatalog(options.db);
  const sources = new SourceRegistry(catalog);
  const orbits = new OrbitCatalog(options.db);
  const keeper = new IndexKeeper(catalog, options.store);
  return {
    sources,
    search: new SurveySearch({ catalog, keeper, sources }),
    async import(name, records, settings) {
      const source = (await sources.named([name])).get(name)!;
      return importObservations(catalog, source, records, settings);
    },
    orbits,
    importOrbits: (path, name, progress) => importOrbits(orbits, path, name, progress),
  };
}
