import type { MomentName } from "@welkin/nexrad";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import type { Kysely } from "kysely";
import type { Events } from "../engines/events/index.ts";
import type { Pool } from "../engines/pool/index.ts";
import type { JobKind, Queue } from "../engines/queue/index.ts";
import type { Store } from "../engines/store/index.ts";
import { RadarCatalog } from "./catalog.ts";
import {
  CompatLists,
  compatRoutes,
  Flags,
  type FlagTables,
  flagMigrations,
} from "./compat/index.ts";
import { heldSites } from "./held-sites.ts";
import { ingestJob, RadarIngest } from "./ingest.ts";
import { RadarPictures } from "./pictures.ts";
import { ProductCatalog } from "./products/catalog.ts";
import { ProductIngest } from "./products/ingest.ts";
import { ProductPictures } from "./products/pictures.ts";
import { productRoutes } from "./products/routes.ts";
import { productMigrations } from "./products/tables.ts";
import { cleanJob, RadarRetention } from "./retention.ts";
import { radarRoutes } from "./routes.ts";
import type { Site } from "./schema.ts";
import { simulateJob, simulateTask, tendSimulation } from "./simulation.ts";
import {
  openSources,
  type SourceSettings,
  type SourceTables,
  sourceJobs,
  sourceMigrations,
} from "./sources/index.ts";
import { type RadarTables, volumeMigrations } from "./tables.ts";
import { uploadRoutes } from "./upload.ts";

export { type Ingested, ingestJob } from "./ingest.ts";
export {
  type Backfilled,
  backfillJob,
  followJob,
  liveJob,
  type SourceSettings,
} from "./sources/index.ts";
export type { RadarTables } from "./tables.ts";

/** All tables of the radar domain, in order of creation. */
export const radarMigrations = {
  ...volumeMigrations,
  ...productMigrations,
  ...sourceMigrations,
  ...flagMigrations,
};

/** Every kind of job of the radar domain. */
export const radarJobs: readonly JobKind<never>[] = [
  ingestJob,
  simulateJob,
  cleanJob,
  ...sourceJobs,
] as JobKind<never>[];

/** The radar domain, on the engines it is given. */
export interface Radar {
  readonly catalog: RadarCatalog;
  readonly products: ProductCatalog;
  /** Radars with data. */
  sites(): Promise<Site[]>;
  readonly retention: RadarRetention;
  readonly routes: readonly FastifyPluginAsyncZodOpenApi[];
  /** What is done once at start, after the queue has started. */
  start(now: Date): Promise<void>;
}

export function openRadar(options: {
  readonly db: Kysely<RadarTables>;
  readonly events: Events;
  readonly store: Store;
  readonly queue: Queue;
  readonly pool: Pool;
  readonly moments: readonly MomentName[];
  readonly width: number;
  readonly pngLevel: number;
  readonly uploadLimit: number;
  readonly simulate: "auto" | "on" | "off";
  readonly sources: SourceSettings;
  readonly now?: () => Date;
}): Radar {
  const { db, events, store, queue, pool, moments, width, pngLevel, uploadLimit, simulate } =
    options;
  const { now = () => new Date() } = options;
  const catalog = new RadarCatalog(db, events);
  const products = new ProductCatalog(db, events);
  const pictures = new RadarPictures({ store, pool, catalog });
  const style = { moments, width, level: pngLevel };
  const productPictures = new ProductPictures({ store, pool, catalog: products });
  const productIngest = new ProductIngest({
    store,
    pool,
    catalog: products,
    pictures: productPictures,
    style,
  });
  const ingest = new RadarIngest({
    store,
    pool,
    catalog,
    pictures,
    products: productIngest,
    style,
  });
  queue.handle(ingestJob, (data, context) => ingest.run(data, context));
  queue.handle(simulateJob, async (data, context) => {
    const { name, bytes } = await pool.run(simulateTask, data, { signal: context.signal });
    return ingest.ingest({ bytes, name, source: "simulation" }, context);
  });
  const retention = new RadarRetention({ catalog, products, store });
  const sources = openSources({
    db: db as unknown as Kysely<SourceTables>,
    ...{ queue, store, pool, catalog, pictures, ingest, style },
    settings: options.sources,
    maxBytes: uploadLimit,
    now,
    elapsed: options.now ? () => now().getTime() : () => performance.now(),
  });
  queue.handle(cleanJob, async (_, { signal }) => {
    await sources.forget();
    return retention.clean(now(), sources.keep, signal);
  });
  const [compatSite] = options.sources.sites;
  const compat = compatRoutes({
    catalog,
    pictures,
    products: productPictures,
    lists: new CompatLists({ catalog, products, windowMinutes: options.sources.window.all || 180 }),
    flags: new Flags(db as unknown as Kysely<FlagTables>),
    site: compatSite,
    style: { width, level: pngLevel },
  });
  const sites = () => heldSites(catalog, products);
  return {
    catalog,
    products,
    sites,
    retention,
    routes: [
      radarRoutes({ catalog, pictures, sites, pngLevel }),
      productRoutes({ catalog: products, pictures: productPictures, pngLevel }),
      uploadRoutes({ store, queue, limit: uploadLimit }),
      sources.routes,
      compat,
    ],
    async start(now) {
      await queue.schedule(cleanJob, "*/5 * * * *", {});
      await sources.start();
      const wanted = simulate === "auto" && sources.any ? "off" : simulate;
      await tendSimulation({ wanted, now, queue, catalog, retention });
    },
  };
}
