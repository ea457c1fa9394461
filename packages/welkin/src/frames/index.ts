import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import type { Kysely } from "kysely";
import type { Events } from "../engines/events/index.ts";
import type { Pool } from "../engines/pool/index.ts";
import type { JobKind, Queue } from "../engines/queue/index.ts";
import type { Store } from "../engines/store/index.ts";
import type { FrameArchive } from "./archives/archive.ts";
import { Archives } from "./archives/index.ts";
import { bucketFiles } from "./archives/local/bucket.ts";
import { FileCatalog } from "./archives/local/catalog.ts";
import { folderFiles } from "./archives/local/folder.ts";
import { LocalArchive } from "./archives/local/local.ts";
import { simulatedFiles } from "./archives/local/simulated.ts";
import type { FramesTables } from "./archives/local/tables.ts";
import { OcsArchive } from "./archives/ocs/archive.ts";
import { Downloads } from "./archives/web/downloads.ts";
import { cleanFramesJob, scanJob } from "./jobs.ts";
import { listRoutes } from "./list.ts";
import { FramePictures } from "./pictures.ts";
import { cleanPictures, keptSeconds } from "./retention.ts";
import { pictureRoutes } from "./routes.ts";
import type { FramesSettings } from "./settings.ts";
import { COMET, coordinateCards, exposures, OBSERVATORY } from "./simulator/index.ts";
import { Links } from "./thumbnails/links.ts";
import { thumbnailRoutes } from "./thumbnails/routes.ts";

export type { Caller, Frame } from "./archives/index.ts";
export { type FileFacts, readFacts } from "./archives/local/facts.ts";
export { type FramesTables, framesMigrations } from "./archives/local/tables.ts";
export { basenameOf, isFitsName } from "./archives/names.ts";
export { cleanFramesJob, scanJob } from "./jobs.ts";
export type { FramesSettings } from "./settings.ts";
export { readShape, type Shape } from "./vo/shapes.ts";

/** The survey of the simulated archive's files: its exposures, its observatory, and the comet that crosses it. */
export const simulatedSurvey = {
  exposures,
  coordinates: coordinateCards,
  observatory: OBSERVATORY,
  comet: COMET,
} as const;

/** Every kind of job of the frames domain. */
export const framesJobs: readonly JobKind<never>[] = [scanJob, cleanFramesJob] as JobKind<never>[];

/** The archive of the simulated survey. */
const SIMULATED = "simulated";

/** The frames domain, on the engines it is given. */
export interface Frames {
  readonly archives: Archives;
  /** Which of these basenames the folder and the bucket hold; undefined if neither is set. */
  readonly held: ((basenames: readonly string[]) => Promise<ReadonlySet<string>>) | undefined;
  readonly routes: readonly FastifyPluginAsyncZodOpenApi[];
  /** What is done once at start, after the queue has started. */
  start(): Promise<void>;
  /** Removes fetched files. */
  close(): Promise<void>;
}

export function openFrames(options: {
  readonly db: Kysely<FramesTables>;
  readonly events: Events;
  readonly store: Store;
  readonly queue: Queue;
  readonly pool: Pool;
  readonly settings: FramesSettings;
  readonly now?: () => Date;
}): Frames {
  const { db, store, queue, pool, settings, now = () => new Date() } = options;
  const catalog = new FileCatalog(db);
  const downloads = new Downloads({
    folder: settings.temporary,
    limit: settings.limit,
    keep: settings.downloads,
  });
  const local = new Map<string, LocalArchive>();
  if (settings.folder !== undefined) {
    const files = folderFiles(settings.folder, pool);
    local.set("folder", new LocalArchive("folder", files, catalog));
  }
  if (settings.bucket !== undefined) {
    const files = bucketFiles(settings.bucket, pool, downloads);
    local.set("bucket", new LocalArchive("bucket", files, catalog));
  }
  if (settings.simulate) {
    const files = simulatedFiles(pool, downloads);
    local.set(SIMULATED, new LocalArchive(SIMULATED, files, catalog));
  }
  const archives = new Archives([...local.values(), ...ocs(settings, downloads)]);
  const pictures = new FramePictures({ archives, store, pool });
  queue.handle(scanJob, async ({ archive }, { signal, progress }) =>
    local.get(archive)?.scan(signal, (read) => progress(0, `${read} files read`)),
  );
  const kept = keptSeconds(settings.keep, settings.linkExpires);
  const links = new Links({ store, expiresIn: settings.linkExpires, kept, now });
  queue.handle(cleanFramesJob, async (_, { signal }) =>
    Number.isFinite(kept)
      ? cleanPictures(store, new Date(now().getTime() - 1000 * kept), signal)
      : { removed: 0 },
  );
  const own = [...local.keys()].filter((name) => name !== SIMULATED);
  return {
    archives,
    held: own.length === 0 ? undefined : (basenames) => catalog.held(own, basenames),
    routes: [
      listRoutes(catalog, archives.names),
      ...pictureRoutes({ pictures, now }),
      thumbnailRoutes({ archives, pictures, links, checks: settings.checks }),
    ],
    async start() {
      await queue.schedule(cleanFramesJob, "17 * * * *", {});
      await catalog.keepOnly([...local.keys()]);
      for (const archive of ["folder", "bucket", SIMULATED]) {
        if (!local.has(archive)) await queue.unschedule(scanJob as JobKind<unknown>, archive);
      }
      for (const archive of local.keys()) {
        await queue.schedule(scanJob, `*/${settings.scan} * * * *`, { archive }, archive);
        await queue.send(scanJob, { archive }, { key: archive });
      }
    },
    close: () => downloads.close(),
  };
}

function ocs(settings: FramesSettings, downloads: Downloads): FrameArchive[] {
  const { archive: url, hosts, timeout, apiKey } = settings;
  if (url === undefined) return [];
  return [new OcsArchive({ url, hosts, downloads, silence: timeout * 1000, apiKey })];
}
