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

/** Every table of the survey domain, in the order in which they came to be. */
export const surveyMigrations = { ...catalogueMigrations, ...searchMigrations, ...uwsMigrations };

/** The survey domain, on the engines it is given. */
export interface Survey {
  readonly sources: SourceRegistry;
  readonly search: SurveySearch;
  /**
   * Adds the rows of a file to a source; without one, each to the source that its LID names.
   *
   * @throws WelkinError SURVEY_SOURCE_UNKNOWN
   */
  import(
    source: string | undefined,
    records: AsyncIterable<FileRecord>,
    options?: ImportOptions,
  ): Promise<ImportReport>;
  /** Which database this is, and how often observations were added to it. */
  state(): Promise<{ readonly identity: string; readonly revision: number }>;
  /** What was added to each source since a time. */
  updatesSince(time: Date): Promise<Update[]>;
  /** The orbits that were imported, by name. */
  readonly orbits: Pick<OrbitCatalog, "find" | "state">;
  /** Targets by name, of the imported orbits and of JPL's, or of JSON. */
  readonly targets: TargetResolver;
  readonly ephemeris: EphemerisService;
  /** Which known objects are in an observation or a field. */
  readonly inverse: InverseSearch;
  /** What of the sky each source has looked at; needs threads. */
  readonly coverage: CoverageKeeper | undefined;
  /** Observations in the words of the Virtual Observatory. */
  readonly sia: SiaSearch;
  /** Holds the simulated survey where it is wanted: for `auto`, while nothing real is held. Takes it away otherwise. */
  simulate(wanted: "auto" | "on" | "off"): Promise<void>;
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
  /** Whether nothing but this writes to the database. */
  readonly alone?: boolean;
  /** Bytes of observations that are kept in memory, besides the index; none without. */
  readonly memory?: number;
  /** JPL's services; none without. */
  readonly jpl?: JplSettings;
  /** Threads for what goes through all orbits; without, that is done in turns. */
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
