import type { Kysely } from "kysely";
import type { Pool } from "../engines/pool/index.ts";
import type { Store } from "../engines/store/index.ts";
import { SurveyCatalog, type Update } from "./catalog.ts";
import { CoverageKeeper } from "./coverage/index.ts";
import { EphemerisService } from "./ephemeris-service.ts";
import { Jpl, type JplSettings, type JplTables } from "./horizons/index.ts";
import { type ImportOptions, type ImportReport, importObservations } from "./import/import.ts";
import { importOrbits, type OrbitReport } from "./import/orbits.ts";
import type { FileRecord } from "./import/record.ts";
import { IndexKeeper } from "./index-keeper.ts";
import { InverseSearch } from "./inverse/index.ts";
import { searchMigrations } from "./jobs/tables.ts";
import { RowKeeper } from "./row-keeper.ts";
import { SurveySearch } from "./search/index.ts";
import { simulatedRecords, simulatedSource } from "./simulation.ts";
import { SourceRegistry } from "./sources/registry.ts";
import { surveyMigrations as catalogueMigrations, type SurveyTables } from "./tables.ts";
import { OrbitCatalog } from "./targets/orbits.ts";
import { TargetResolver } from "./targets/resolver.ts";
import { SiaSearch, uwsMigrations } from "./vo/index.ts";

export { type EphemerisAnswer, targetEphemeris } from "./ephemeris.ts";
export type { EphemerisQuestion } from "./ephemeris-service.ts";
export { type Intersection, intersections } from "./footprints/index.ts";
export type { JplSettings } from "./horizons/index.ts";
export type { ImportOptions, ImportRejection, ImportReport } from "./import/import.ts";
export { type OpenedRecords, openRecords } from "./import/open.ts";
export type { OrbitReport } from "./import/orbits.ts";
export type { FileRecord } from "./import/record.ts";
export type {
  Field,
  InverseAnswer,
  InverseObject,
  InverseOptions,
  InverseQuestion,
} from "./inverse/index.ts";
export { surveyJobs } from "./jobs/kinds.ts";
export type { SearchTables } from "./jobs/tables.ts";
export type { Note, NoteCode, Provenance } from "./provenance.ts";
export { readPiece } from "./routes/read.ts";
export { makeSource } from "./routes/uploads.ts";
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
export { openSurveyService, type SurveyService } from "./serving.ts";
export { SourceDefinition } from "./sources/definition.ts";
export type { SurveyTables } from "./tables.ts";
export type { ResolveOptions } from "./targets/resolver.ts";
export {
  type OrbitTarget,
  type OrbitView,
  orbitView,
  type TableTarget,
  type Target,
  targetOfFile,
} from "./targets/target.ts";
export { expandTimes, type TimeRequest } from "./times.ts";
export { type ObservationView, observationView, placeText, sourceView } from "./views.ts";

/** The migrations of the survey domain's tables, in order. */
export const surveyMigrations = { ...catalogueMigrations, ...searchMigrations, ...uwsMigrations };

/** The survey domain, on the given engines. */
export interface Survey {
  readonly sources: SourceRegistry;
  readonly search: SurveySearch;
  /**
   * Adds the rows of a file to a source; if none is given, each to the source that its LID names.
   *
   * @throws WelkinError SURVEY_SOURCE_UNKNOWN
   */
  import(
    source: string | undefined,
    records: AsyncIterable<FileRecord>,
    options?: ImportOptions,
  ): Promise<ImportReport>;
  /** The database's identity, and how many times observations were added to it. */
  state(): Promise<{ readonly identity: string; readonly revision: number }>;
  /** Additions to each source since a time. */
  updatesSince(time: Date): Promise<Update[]>;
  /** The imported orbits, by name. */
  readonly orbits: Pick<OrbitCatalog, "find" | "state">;
  /** Targets by name, from the imported orbits and from JPL's, or from JSON. */
  readonly targets: TargetResolver;
  readonly ephemeris: EphemerisService;
  /** Known objects in an observation or a field. */
  readonly inverse: InverseSearch;
  /** The part of the sky that each source has observed; requires threads. */
  readonly coverage: CoverageKeeper | undefined;
  /** Observations in the terms of the Virtual Observatory. */
  readonly sia: SiaSearch;
  /** Adds the simulated survey if it is wanted (with `auto`: while nothing real is held), and removes it otherwise. */
  simulate(wanted: "auto" | "on" | "off"): Promise<void>;
  /** Stores the orbits of a file; `source` is the file's name. */
  importOrbits(
    path: string,
    source: string,
    progress?: (read: number) => void,
  ): Promise<OrbitReport>;
}

export function openSurvey(options: {
  readonly db: Kysely<SurveyTables>;
  readonly store: Store;
  /** Whether this is the database's only writer. */
  readonly alone?: boolean;
  /** Memory for observations in addition to the index, bytes; none by default. */
  readonly memory?: number;
  /** JPL's services; none by default. */
  readonly jpl?: JplSettings;
  /** Threads for work on all orbits; without them it runs in turns of the event loop. */
  readonly pool?: Pool;
}): Survey {
  const catalog = new SurveyCatalog(options.db, { alone: options.alone ?? false });
  const sources = new SourceRegistry(catalog);
  const orbits = new OrbitCatalog(options.db);
  const keeper = new IndexKeeper(catalog, options.store);
  const rows = new RowKeeper(catalog, options.memory ?? 0);
  const jpl = new Jpl(options.db as unknown as Kysely<JplTables>, options.jpl ?? {});
  const importRows: Survey["import"] = async (name, records, settings = {}) => {
    const all = await sources.all();
    if (name !== undefined) await sources.named([name]);
    const preparation = {
      sources: [...all.values()].map(({ definition }) => definition),
      ...(name !== undefined && { source: name }),
      ...(settings.observatory !== undefined && { observatory: settings.observatory }),
    };
    const engines = { catalog, pool: options.pool };
    return await importObservations(engines, preparation, records, settings);
  };
  const { pool, store } = options;
  return {
    sources,
    coverage: pool && new CoverageKeeper({ catalog, store, pool }),
    sia: new SiaSearch({ catalog, keeper, sources }),
    search: new SurveySearch({ rows, keeper, sources }),
    import: importRows,
    async simulate(wanted) {
      const { name } = simulatedSource;
      const held = await catalog.statistics();
      const simulated = held.find((source) => source.name === name);
      const isReal = held.some((source) => source.name !== name && source.count > 0);
      if (wanted === "off" || (wanted === "auto" && isReal)) {
        if (simulated) await catalog.remove(name);
        return;
      }
      await sources.define(simulatedSource);
      await importRows(name, simulatedRecords());
    },
    state: () => catalog.state(),
    updatesSince: (time) => catalog.updatesSince(time),
    orbits,
    targets: new TargetResolver(orbits, jpl),
    ephemeris: new EphemerisService(jpl),
    inverse: new InverseSearch({ catalog, orbits, store, pool }),
    importOrbits: (path, name, progress) => importOrbits(orbits, path, name, progress),
  };
}
