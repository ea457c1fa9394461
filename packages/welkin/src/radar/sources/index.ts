import { createHash } from "node:crypto";
import type { MomentName } from "@welkin/nexrad";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import type { Kysely } from "kysely";
import { openBucket } from "../../engines/buckets/index.ts";
import type { Pool } from "../../engines/pool/index.ts";
import type { JobKind, Queue } from "../../engines/queue/index.ts";
import type { Store } from "../../engines/store/index.ts";
import type { RadarCatalog } from "../catalog.ts";
import type { RadarIngest } from "../ingest.ts";
import type { RadarPictures } from "../pictures.ts";
import { archiveSource } from "./archive.ts";
import { backfill, backfillJob } from "./backfill.ts";
import { SourceFiles } from "./files.ts";
import { folderSource } from "./folder.ts";
import { Following, fetchJob, followJob } from "./follow.ts";
import { httpSource } from "./http.ts";
import { level3Source } from "./level3.ts";
import {
  Closer,
  followLive,
  limitTo,
  liveJob,
  OpenRecords,
  Publisher,
  sweepJob,
} from "./live/index.ts";
import { sourceRoutes } from "./routes.ts";
import { type MinutesBySource, minutesOf, sourceNames } from "./settings.ts";
import type { Source } from "./source.ts";
import type { SourceTables } from "./tables.ts";
import { sourceStatuses } from "./view.ts";

export { type Backfilled, backfillJob } from "./backfill.ts";
export { followJob } from "./follow.ts";
export { liveJob } from "./live/index.ts";
export { type SourceTables, sourceMigrations } from "./tables.ts";

export const sourceJobs: readonly JobKind<never>[] = [
  followJob,
  fetchJob,
  backfillJob,
  liveJob,
  sweepJob,
] as JobKind<never>[];

/** What is followed, and how. */
export interface SourceSettings {
  readonly sites: readonly string[];
  readonly level2: "archive" | "chunks" | "off";
  readonly products: readonly string[];
  readonly folder?: string | undefined;
  readonly urls: readonly string[];
  readonly window: MinutesBySource;
  readonly keep?: MinutesBySource | undefined;
  /** Seconds between two polls for new chunks. */
  readonly poll: number;
  /** Seconds that a bucket may be silent. */
  readonly patience: number;
  readonly buckets: {
    readonly archive: string;
    readonly chunks: string;
    readonly level3: string;
    readonly region: string;
    readonly endpoint?: string | undefined;
  };
}

/** There is one such job, which follows all radars. */
const LIVE = "chunks";
/** Chunks scanned in parallel. */
const LIVE_AT_ONCE = 8;

/** An hour: what has been fetched stays visible for a while before it is removed. */
const KEPT_LONGER = 60;

/** The configured sources, and how they are followed. */
export interface Sources {
  /** Whether anything is followed. */
  readonly any: boolean;
  readonly routes: FastifyPluginAsyncZodOpenApi;
  /** Retention in minutes, by source; unnamed sources keep everything. */
  readonly keep: ReadonlyMap<string, number>;
  /** Puts every feed on the queue's schedule, and removes those no longer followed. */
  start(): Promise<void>;
  /** Forgets files that can never come again. */
  forget(): Promise<void>;
}

export function openSources(options: {
  readonly db: Kysely<SourceTables>;
  readonly queue: Queue;
  readonly store: Store;
  readonly pool: Pool;
  readonly catalog: RadarCatalog;
  readonly pictures: RadarPictures;
  readonly ingest: RadarIngest;
  /** Pictures drawn of every volume. */
  readonly style: { moments: readonly MomentName[]; width: number; level: number };
  readonly settings: SourceSettings;
  /** Size of the largest file fetched. */
  readonly maxBytes: number;
  readonly now: () => Date;
  /** Milliseconds since an arbitrary moment: the time of day may jump. */
  readonly elapsed: () => number;
}): Sources {
  const { queue, ingest, settings, maxBytes, now } = options;
  const { window } = settings;
  const files = new SourceFiles(options.db as Kysely<SourceTables>);
  const archive = archiveSource(
    bucketOf(settings, "archive"),
    settings.level2 === "archive" ? settings.sites : [],
  );
  const sources: readonly Source[] = [
    archive,
    level3Source(bucketOf(settings, "level3"), settings.sites, settings.products),
    folderSource(settings.folder, now),
    httpSource(settings.urls),
  ];
  const followed = sources.flatMap(({ name, feeds }) =>
    feeds.map((feed) => ({ source: name, feed })),
  );
  const live = settings.level2 === "chunks" ? settings.sites : [];
  const feeds = [...followed, ...live.map((feed) => ({ source: "chunks" as const, feed }))];
  const keep = keepOf(settings);
  const following = new Following({ sources, files, queue, ingest, window, keep, maxBytes, now });

  queue.handle(followJob, (data, { signal }) => following.follow(data, signal));
  queue.handle(fetchJob, (data, context) => following.fetch(data, context));
  queue.handle(backfillJob, (span, context) =>
    backfill(span, { archive, ingest, maxBytes }, context),
  );

  const { store, pool, catalog, pictures, style, elapsed } = options;
  const open = new OpenRecords();
  const publisher = new Publisher({ store, pool, queue, catalog, pictures, open, style });
  const closer = new Closer({ store, pool, catalog, ingest, publisher });
  queue.handle(sweepJob, (data, context) => publisher.list(data, context));
  queue.handle(liveJob, (_, { signal }) =>
    followLive(
      live,
      {
        bucket: bucketOf(settings, "chunks"),
        limit: limitTo(LIVE_AT_ONCE),
        window: minutesOf(window, "chunks"),
        poll: settings.poll,
        ...{ pool, queue, catalog, files, publisher, closer, open, now, elapsed },
      },
      signal,
    ),
  );

  return {
    any: feeds.length > 0,
    keep,
    routes: sourceRoutes({
      statuses: () => sourceStatuses({ feeds, files, window, keep, now: now() }),
      retry: (source, feed) => following.retry(source, feed),
      backfill: (span) => queue.send(backfillJob, span, { key: JSON.stringify(span) }),
    }),
    async start() {
      const wanted = new Set(feeds.map(keyOf));
      for (const { source, feed } of await files.feeds()) {
        if (wanted.has(keyOf({ source, feed }))) continue;
        await queue.unschedule(followJob as JobKind<unknown>, keyOf({ source, feed }));
        await files.forgetFeed(source, feed);
      }
      for (const { source, feed } of feeds) await files.begin(source, feed);
      for (const place of followed) {
        await queue.schedule(followJob, "* * * * *", place, keyOf(place));
        // The schedule's first run may be a minute away.
        await queue.send(followJob, place, { key: `schedule:${keyOf(place)}` });
      }
      if (live.length === 0) return queue.unschedule(liveJob as JobKind<unknown>, LIVE);
      await queue.schedule(liveJob, "* * * * *", {}, LIVE);
      await queue.send(liveJob, {}, { key: `schedule:${LIVE}` });
    },
    forget: () => following.forget(),
  };
}

/** Schedule names allow few characters, so folders are named by a digest. */
function keyOf({ source, feed }: { readonly source: string; readonly feed: string }): string {
  if (/^[A-Z0-9]{4}$/.test(feed)) return `${source}/${feed}`;
  return `${source}/${createHash("sha256").update(feed).digest("hex").slice(0, 16)}`;
}

function bucketOf({ buckets, patience }: SourceSettings, name: "archive" | "chunks" | "level3") {
  const { region, endpoint } = buckets;
  return openBucket({
    bucket: buckets[name],
    region,
    unsigned: true,
    patience: { silence: patience * 1000, retries: 4, delay: 500 },
    ...(endpoint !== undefined && { endpoint }),
  });
}

function keepOf({ window, keep }: SourceSettings): ReadonlyMap<string, number> {
  const minutes = sourceNames.map((name) => {
    const wanted = minutesOf(window, name);
    if (keep) return [name, minutesOf(keep, name)] as const;
    return [name, wanted === undefined ? undefined : wanted + KEPT_LONGER] as const;
  });
  return new Map(
    minutes.filter((pair): pair is [(typeof pair)[0], number] => pair[1] !== undefined),
  );
}
