import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import type { Kysely } from "kysely";
import type { Events } from "../engines/events/index.ts";
import type { Pool } from "../engines/pool/index.ts";
import type { JobKind, Queue } from "../engines/queue/index.ts";
import type { Store } from "../engines/store/index.ts";
import type { FrameArchive } from "./archives/archive.ts";
import { Archives } from "./archives/index.ts";
import { FileCatalog } from "./archives/local/catalog.ts";
import { folderFiles } from "./archives/local/folder.ts";
import { LocalArchive } from "./archives/local/local.ts";
import type { FramesTables } from "./archives/local/tables.ts";
import { OcsArchive } from "./archives/ocs/archive.ts";
import { Downloads } from "./archives/web/downloads.ts";
import { scanJob } from "./jobs.ts";
import type { FramesSettings } from "./settings.ts";

export type { Caller, Frame } from "./archives/index.ts";
export { type FramesTables, framesMigrations } from "./archives/local/tables.ts";
export { scanJob } from "./jobs.ts";
export type { FramesSettings } from "./settings.ts";

/** Every kind of job that the frames domain has. */
export const framesJobs: readonly JobKind<never>[] = [scanJob] as JobKind<never>[];

/** The frames domain, on the engines it is given. */
export interface Frames {
  readonly archives: Archives;
  readonly routes: readonly FastifyPluginAsyncZodOpenApi[];
  /** What is done once at start, after the queue has begun. */
  start(): Promise<void>;
  /** Lets go of what was fetched. */
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
  const { db, queue, pool, settings } = options;
  const catalog = new FileCatalog(db);
  const local = new Map<string, LocalArchive>();
  if (settings.folder !== undefined) {
    const files = folderFiles(settings.folder, pool);
    local.set("folder", new LocalArchive("folder", files, catalog));
  }
  const downloads = new Downloads({
    folder: settings.temporary,
    limit: settings.limit,
    keep: settings.downloads,
  });
  const archives = new Archives([...local.values(), ...ocs(settings, downloads)]);
  queue.handle(scanJob, async ({ archive }, { signal, progress }) =>
    local.get(archive)?.scan(signal, (read) => progress(0, `${read} files read`)),
  );
  return {
    archives,
    routes: [],
    async start() {
      for (const archive of local.keys()) {
        await queue.schedule(scanJob, `*/${settings.scan} * * * *`, { archive }, archive);
        await queue.send(scanJob, { archive }, { key: archive });
      }
    },
    close: () => downloads.close(),
  };
}

function ocs(settings: FramesSettings, downloads: Downloads): FrameArchive[] {
  const { archive: url, hosts, timeout } = settings;
  return url === undefined
    ? []
    : [new OcsArchive({ url, hosts, downloads, silence: timeout * 1000 })];
}
