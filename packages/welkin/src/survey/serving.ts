import { defaultEphemeris, type Orbit, observer, propagate } from "@welkin/orbits";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import type { Kysely } from "kysely";
import type { Events } from "../engines/events/index.ts";
import type { Queue } from "../engines/queue/index.ts";
import type { Store } from "../engines/store/index.ts";
import { compatRoutes } from "./compat/routes.ts";
import { coverageRoutes } from "./coverage/index.ts";
import { fileRecords } from "./import/records.ts";
import type { Survey } from "./index.ts";
import { arcsOf } from "./jobs/arcs.ts";
import { SearchCatalog } from "./jobs/catalog.ts";
import { handleImports } from "./jobs/imports.ts";
import { forgetJob } from "./jobs/kinds.ts";
import { SearchRunner } from "./jobs/runner.ts";
import { Searches } from "./jobs/searches.ts";
import type { SearchTables } from "./jobs/tables.ts";
import { type HeldFiles, LocalPieces } from "./local-pieces.ts";
import { ephemerisRoutes } from "./routes/ephemeris.ts";
import { fixedRoutes } from "./routes/fixed.ts";
import { inverseRoutes } from "./routes/inverse.ts";
import { targetInside } from "./routes/read.ts";
import { searchRoutes } from "./routes/searches.ts";
import { sourceRoutes } from "./routes/sources.ts";
import { uploadRoutes } from "./routes/uploads.ts";
import { hasOrbit } from "./targets/target.ts";
import { siaRoutes, UwsJobs, type UwsTables, uwsRoutes } from "./vo/index.ts";

/** The survey domain's jobs and its routes. */
export interface SurveyService {
  readonly searches: Searches;
  readonly routes: readonly FastifyPluginAsyncZodOpenApi[];
  /** Work done once at start-up, after the queue has started. */
  start(): Promise<void>;
}

export function openSurveyService(options: {
  readonly survey: Survey;
  readonly db: Kysely<SearchTables>;
  readonly store: Store;
  readonly events: Events;
  readonly queue: Queue;
  /** The files that local archives hold. */
  readonly heldFrames: HeldFiles | undefined;
  readonly uploadLimit: number;
  /** Searches that may wait. */
  readonly depth: number;
  /** Days that a search is kept. */
  readonly keepDays: number;
  /** Seconds of silence after which CATCH's stream ends. */
  readonly streamTimeout: number;
}): SurveyService {
  const { survey, db, store, events, queue, uploadLimit, depth, keepDays, streamTimeout } = options;
  const { sources, search } = survey;
  const pieces = new LocalPieces(options.heldFrames);
  const catalog = new SearchCatalog(db);
  const resolve = (name: string, signal: AbortSignal) =>
    survey.targets.byName(name, { allowRemote: true, signal });
  const runner = new SearchRunner({
    ...{ catalog, search, sources, events },
    moving: ({ observer: code }) => (code === undefined ? {} : { observer: observer(code) }),
    targetOf: async (request, signal) =>
      targetInside(request) ?? (await resolve(request.target!, signal)),
    arcs: arcsOf,
  });
  const searches = new Searches({
    ...{ catalog, runner, sources, events, queue, depth },
    knownTarget: async (request) => {
      const inside = targetInside(request);
      if (inside === undefined) return await survey.targets.atOnce(request.target!);
      if (hasOrbit(inside)) await assertSound(inside.orbit);
      return inside;
    },
  });
  handleImports(queue, store, {
    observations: (path, source, observatory, progress) =>
      survey.import(source, fileRecords(path), {
        progress,
        ...(observatory !== undefined && { observatory }),
      }),
    orbits: (path, name, progress) => survey.importOrbits(path, name, progress),
  });
  const uws = new UwsJobs(db as unknown as Kysely<UwsTables>, searches, keepDays);
  queue.handle(forgetJob, async () => {
    await uws.forget();
    return catalog.forget(keepDays);
  });
  return {
    searches,
    routes: [
      sourceRoutes(sources),
      ...(survey.coverage ? [coverageRoutes({ coverage: survey.coverage, sources })] : []),
      siaRoutes(survey.sia),
      uwsRoutes(uws),
      searchRoutes({ searches, sources, pieces }),
      fixedRoutes({ search, sources, pieces }),
      ephemerisRoutes({ resolve, ephemeris: survey.ephemeris }),
      inverseRoutes(survey.inverse),
      uploadRoutes({ store, queue, sources, limit: uploadLimit }),
      compatRoutes({ survey, searches, catalog, pieces, streamTimeout }),
    ],
    async start() {
      await queue.schedule(forgetJob, "17 3 * * *", {});
    },
  };
}

/**
 * Checks that an orbit can be propagated at all.
 *
 * @throws OrbitError
 */
async function assertSound(orbit: Orbit): Promise<void> {
  propagate(orbit, await defaultEphemeris(), { from: orbit.epoch, to: orbit.epoch });
}
