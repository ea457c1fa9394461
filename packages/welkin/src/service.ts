import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FastifyBaseLogger, FastifyInstance } from "fastify";
import { type Kysely, sql } from "kysely";
import type { Config } from "./config.ts";
import { type Database, openDatabase } from "./engines/database/index.ts";
import { type Events, openEvents } from "./engines/events/index.ts";
import { openPool, type Pool } from "./engines/pool/index.ts";
import { openQueue, type Queue } from "./engines/queue/index.ts";
import { openStore, type Store } from "./engines/store/index.ts";
import {
  type Frames,
  type FramesSettings,
  type FramesTables,
  framesJobs,
  framesMigrations,
  openFrames,
} from "./frames/index.ts";
import {
  openRadar,
  type Radar,
  type RadarTables,
  radarJobs,
  radarMigrations,
  type SourceSettings,
} from "./radar/index.ts";
import {
  type JplSettings,
  openSurvey,
  openSurveyService,
  type SearchTables,
  type Survey,
  type SurveyService,
  type SurveyTables,
  surveyJobs,
  surveyMigrations,
} from "./survey/index.ts";

type Tables = RadarTables & FramesTables & SurveyTables;

/** The service with its engines running. */
export interface Service {
  readonly config: Config;
  readonly database: Database<Tables>;
  readonly events: Events;
  readonly store: Store;
  readonly queue: Queue;
  readonly pool: Pool;
  readonly radar: Radar;
  readonly frames: Frames;
  readonly survey: Survey;
  /** The survey domain's jobs and routes. */
  readonly surveys: SurveyService;
  /** Stops accepting work, interrupts what runs, and closes the engines in reverse order. */
  close(): Promise<void>;
}

/**
 * Builds the engines and hands them to the domains.
 *
 * @param options.work Whether this process runs jobs, rather than only sending them.
 */
export async function openService(
  config: Config,
  options: {
    readonly work: boolean;
    readonly log: FastifyBaseLogger;
    /** The current time; tests replace the machine's clock. */
    readonly now?: () => Date;
  },
): Promise<Service> {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <Engine extends { close(): Promise<void> }>(engine: Engine): Engine => {
    opened.unshift(engine);
    return engine;
  };
  const close = async () => {
    for (const engine of opened.splice(0)) await engine.close();
  };

  try {
    await mkdir(config.data, { recursive: true });
    const database = keep(
      await openDatabase<Tables>({
        ...(config.databaseUrl === undefined
          ? { folder: join(config.data, "database") }
          : { url: config.databaseUrl }),
        migrations: { ...radarMigrations, ...framesMigrations, ...surveyMigrations },
      }),
    );
    const events = keep(await openEvents(database as Database<unknown>));
    const store = keep(
      await openStore({
        url: config.store ?? `file:${join(config.data, "store")}`,
        secret: await storeSecret(config.data),
      }),
    );
    const pool = keep(openPool({ threads: config.threads }));
    const queue = await openQueue({
      database,
      kinds: [...radarJobs, ...framesJobs, ...surveyJobs],
      onError: (error) => options.log.error({ err: error }, "the queue"),
    });
    const radar = openRadar({
      db: database.db as unknown as Kysely<RadarTables>,
      events,
      store,
      queue,
      pool,
      moments: config.radarMoments,
      width: config.radarWidth,
      pngLevel: config.pngLevel,
      uploadLimit: config.uploadLimit,
      simulate: config.simulate,
      sources: sourcesOf(config),
      ...(options.now && { now: options.now }),
    });
    const frames = keep(
      openFrames({
        db: database.db as unknown as Kysely<FramesTables>,
        ...{ events, store, queue, pool, settings: framesOf(config) },
        ...(options.now && { now: options.now }),
      }),
    );
    const survey = openSurvey({
      db: database.db as unknown as Kysely<SurveyTables>,
      alone: database.kind === "embedded",
      memory: config.surveyMemory,
      store,
      jpl: jplOf(config, options.now),
      pool,
    });
    const surveys = openSurveyService({
      db: database.db as unknown as Kysely<SearchTables>,
      ...{ survey, store, events, queue },
      heldFrames: frames.held,
      uploadLimit: config.uploadLimit,
      depth: config.surveyQueue,
      keepDays: config.surveyKeep,
      streamTimeout: config.surveyStreamTimeout,
    });
    keep({ close: () => queue.stop() });
    await queue.start({ work: options.work });
    return { config, database, events, store, queue, pool, radar, frames, survey, surveys, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function sourcesOf(config: Config): SourceSettings {
  return {
    sites: config.radarSites,
    level2: config.radarLevel2,
    products: config.radarProducts,
    folder: config.radarFolder,
    urls: config.radarUrls,
    window: config.radarWindow,
    keep: config.radarKeep,
    poll: config.radarPoll,
    patience: config.radarPatience,
    buckets: {
      archive: config.radarArchiveBucket,
      chunks: config.radarChunksBucket,
      level3: config.radarLevel3Bucket,
      region: config.radarRegion,
      endpoint: config.radarEndpoint,
    },
  };
}

/** Simulated frames are shown while no archive, folder or bucket is set. */
function simulatesFrames({ simulate, framesArchive, framesFolder, framesBucket }: Config): boolean {
  const none = [framesArchive, framesFolder, framesBucket].every((one) => one === undefined);
  return simulate === "on" || (simulate === "auto" && none);
}

function framesOf(config: Config): FramesSettings {
  return {
    archive: config.framesArchive,
    folder: config.framesFolder,
    bucket: config.framesBucket,
    simulate: simulatesFrames(config),
    hosts: config.framesHosts,
    limit: config.framesLimit,
    downloads: config.framesDownloads,
    temporary: config.framesTemporary ?? join(config.data, "downloads"),
    timeout: config.framesTimeout,
    scan: config.framesScan,
    linkExpires: config.framesLinkExpires,
    keep: config.framesKeep,
    checks: {
      required: config.framesRequired,
      types: config.framesTypes,
      colorTypes: config.framesColorTypes,
    },
    apiKey: config.apiKey,
  };
}

function jplOf({ horizons, sbdb }: Config, now: (() => Date) | undefined): JplSettings {
  return {
    ...(horizons !== "off" && { horizons }),
    ...(sbdb !== "off" && { sbdb }),
    ...(now && { now }),
  };
}

/** Starts HTTP on a running service. Returns its address. */
export async function openHttp(
  service: Service,
  log: FastifyBaseLogger,
): Promise<{ readonly app: FastifyInstance; readonly url: string }> {
  const { createApp } = await import("./http/app.ts");
  const { eventRoutes } = await import("./http/events.ts");
  const { jobRoutes } = await import("./http/jobs.ts");
  const { operatorRoutes } = await import("./http/operators.ts");
  const { storeRoutes } = await import("./http/store.ts");
  const { config, database, events, queue, store, radar, frames, surveys } = service;
  const check = async () => {
    await sql`select 1`.execute(database.db);
    await store.head("ready");
  };
  const routes = [
    operatorRoutes({ queue, check }),
    jobRoutes(queue),
    eventRoutes(events),
    storeRoutes(store, await storeSecret(config.data)),
    ...radar.routes,
    ...frames.routes,
    ...surveys.routes,
  ];
  const app = await createApp({ config, log, routes });
  await app.listen({ host: config.host, port: config.port });
  const address = app.server.address();
  const port = typeof address === "object" && address ? address.port : config.port;
  const host = ["0.0.0.0", "::"].includes(config.host) ? "localhost" : config.host;
  return { app, url: `http://${host.includes(":") ? `[${host}]` : host}:${port}` };
}

const addressFile = "service.json";

/** Records where the service is reached, for commands on this machine that find the database locked. */
export async function announce(config: Config, url: string): Promise<() => Promise<void>> {
  const file = join(config.data, addressFile);
  await writeFile(file, JSON.stringify({ url, pid: process.pid }));
  return () => rm(file, { force: true });
}

/** The address recorded by a running service on this data folder. */
export async function announced(config: Config): Promise<string | undefined> {
  try {
    const text = await readFile(join(config.data, addressFile), "utf8");
    return (JSON.parse(text) as { url: string }).url;
  } catch {
    return undefined;
  }
}

/** Signs links into the file store; made once per data folder, readable by its owner only. */
async function storeSecret(data: string): Promise<string> {
  const file = join(data, "secret");
  try {
    await writeFile(file, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return createHash("sha256")
    .update(await readFile(file, "utf8"))
    .digest("hex");
}
