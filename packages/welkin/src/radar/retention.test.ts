import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../engines/database/index.ts";
import { openEvents } from "../engines/events/index.ts";
import { openStore, type Store } from "../engines/store/index.ts";
import { RadarCatalog } from "./catalog.ts";
import { type RadarTables, radarMigrations } from "./index.ts";
import { volumePrefix } from "./pictures.ts";
import { ProductCatalog } from "./products/catalog.ts";
import { productPrefix } from "./products/pictures.ts";
import { RadarRetention } from "./retention.ts";

const now = new Date("2026-05-20T22:00:00Z");
const never = new AbortController().signal;
let folder: string;
let database: Database<RadarTables>;
let store: Store;
let catalog: RadarCatalog;
let products: ProductCatalog;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "welkin-retention-"));
  database = await openDatabase<RadarTables>({ migrations: radarMigrations });
  store = await openStore({ url: `file:${folder}`, secret: "secret" });
  const events = await openEvents(database as Database<unknown>);
  catalog = new RadarCatalog(database.db as Kysely<RadarTables>, events);
  products = new ProductCatalog(database.db as Kysely<RadarTables>, events);
});
afterAll(async () => {
  await database?.close();
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await database.db.deleteFrom("radar_volumes").execute();
  await database.db.deleteFrom("radar_products").execute();
  await database.db.deleteFrom("radar_leftovers").execute();
  await store.remove(await keys());
});

async function keys(): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of store.list("")) found.push(key);
  return found;
}

async function hold(minutesAgo: number, source: string, version = 1): Promise<string> {
  const time = new Date(now.getTime() - minutesAgo * 60_000);
  const sha256 = `${version}${minutesAgo}${source}`.padEnd(64, "0");
  const id = `${time.toISOString().replace(/[-:]|\.000/g, "")}-0000000${version}`;
  const prefix = volumePrefix("KLOT", id);
  await catalog.leftovers.begin(prefix);
  await store.put(`${prefix}volume`, new Uint8Array([version]));
  const place = { latitude: 41, longitude: -88, height: 231 };
  const index = { version: 1, bytes: 1, wrapper: "none", messageType: 31, records: 1, sweeps: [] };
  await catalog.add(
    {
      site: "KLOT",
      id,
      time,
      sha256,
      bytes: 1,
      version: "AR2V0006",
      vcp: 212,
      ...place,
      radials: version,
      simulated: false,
      source,
      incomplete: null,
      record_index: index as never,
    },
    [],
    prefix,
  );
  return id;
}

async function holdProduct(minutesAgo: number, source: string, made = 0): Promise<string> {
  const time = new Date(now.getTime() - minutesAgo * 60_000);
  const id = `${time.toISOString().replace(/[-:]|\.000/g, "")}-0000000${made}`;
  const key = { site: "KLOT", code: "N0B", id };
  const prefix = productPrefix(key);
  await catalog.leftovers.begin(prefix);
  await store.put(`${prefix}product`, new Uint8Array([1]));
  await products.add(
    {
      ...key,
      time,
      made: new Date(time.getTime() + made),
      product_code: 153,
      name: "Super Resolution Reflectivity Data Array",
      kind: "picture",
      elevation: 0.5,
      unit: "dBZ",
      table: "reflectivity",
      empty: null,
      sha256: `product${made}${minutesAgo}${source}`,
      bytes: 1,
      latitude: 41,
      longitude: -88,
      height: 231,
      source,
      report: { features: 0, pages: false, winds: false } as never,
    },
    prefix,
  );
  return id;
}

const listed = async () => (await catalog.volumes("KLOT", { limit: 50 })).map(({ id }) => id);

describe("retention", () => {
  it("removes what is older than its source keeps, by the time of observation", async () => {
    const recent = await hold(10, "archive");
    await hold(300, "archive");
    const kept = await hold(300, "upload", 2);
    const done = await new RadarRetention({ catalog, products, store }).clean(
      now,
      new Map([["archive", 240]]),
      never,
    );
    expect(done.volumes).toBe(1);
    expect(await listed()).toEqual([recent, kept]);
    expect(await keys()).toEqual([recent, kept].map((id) => `radar/KLOT/${id}/volume`).sort());
  });

  it("goes on where it was killed", async () => {
    await hold(300, "archive");
    const failing = {
      list: (prefix: string) => store.list(prefix),
      remove: () => Promise.reject(new Error("killed here")),
    } as unknown as Store;
    const keep = new Map([["archive", 240]]);
    const first = new RadarRetention({ catalog, products, store: failing }).clean(now, keep, never);
    await expect(first).rejects.toThrow("killed here");
    // Removed from the list at once, although its objects still exist.
    expect(await listed()).toEqual([]);
    expect(await keys()).toHaveLength(1);
    await new RadarRetention({ catalog, products, store }).clean(now, keep, never);
    expect(await keys()).toEqual([]);
    expect(await catalog.leftovers.before(new Date(now.getTime() + 1e9))).toEqual([]);
  });

  it("removes what an ingest left that never ended, and nothing of one that may", async () => {
    const prefix = volumePrefix("KLOT", "20260520T200000Z-deadbeef");
    await catalog.leftovers.begin(prefix);
    await store.put(`${prefix}volume`, new Uint8Array([1]));
    const retention = new RadarRetention({ catalog, products, store });
    await retention.clean(new Date(), new Map(), never);
    expect(await keys()).toHaveLength(1);
    await retention.clean(new Date(Date.now() + 2 * 3_600_000), new Map(), never);
    expect(await keys()).toEqual([]);
  });

  it("leaves alone what is listed, even where a second ingest of it never ended", async () => {
    const id = await hold(10, "archive");
    await catalog.leftovers.begin(volumePrefix("KLOT", id));
    const later = new Date(Date.now() + 2 * 3_600_000);
    await new RadarRetention({ catalog, products, store }).clean(later, new Map(), never);
    expect(await keys()).toEqual([`radar/KLOT/${id}/volume`]);
  });

  it("lists the next fullest when the fullest of a moment is removed", async () => {
    const partial = await hold(10, "archive", 1);
    const whole = await hold(10, "chunks", 2);
    expect(await listed()).toEqual([whole]);
    await new RadarRetention({ catalog, products, store }).remove("KLOT", whole);
    expect(await listed()).toEqual([partial]);
  });

  it("does the same for products, and lists of one moment the one that was made last", async () => {
    const recent = await holdProduct(10, "level3", 1);
    const corrected = await holdProduct(10, "level3", 2);
    await holdProduct(300, "level3");
    const listedProducts = async () =>
      (await products.list("KLOT", "N0B", { limit: 10 })).map(({ id }) => id);
    expect(await listedProducts()).toHaveLength(2);

    const retention = new RadarRetention({ catalog, products, store });
    const done = await retention.clean(now, new Map([["level3", 240]]), never);
    expect(done).toEqual({ volumes: 0, products: 1, leftovers: 0 });
    expect(await listedProducts()).toEqual([corrected]);
    expect(await keys()).toEqual(
      [recent, corrected].map((id) => `radar/KLOT/products/N0B/${id}/product`),
    );

    // A second, unfinished ingest of it removes nothing.
    await catalog.leftovers.begin(productPrefix({ site: "KLOT", code: "N0B", id: recent }));
    await retention.clean(new Date(Date.now() + 2 * 3_600_000), new Map(), never);
    expect(await keys()).toHaveLength(2);

    await products.remove(
      { site: "KLOT", code: "N0B", id: corrected },
      productPrefix({ site: "KLOT", code: "N0B", id: corrected }),
    );
    expect(await listedProducts()).toEqual([recent]);
  });

  it("keeps a product that was followed and is then asked for", async () => {
    const id = await holdProduct(300, "level3");
    await products.adopt({ site: "KLOT", code: "N0B", id }, "upload");
    const retention = new RadarRetention({ catalog, products, store });
    const done = await retention.clean(now, new Map([["level3", 240]]), never);
    expect(done.products).toBe(0);
    expect((await products.newest("KLOT", "N0B"))?.id).toBe(id);
  });
});
