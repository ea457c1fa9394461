import { type Insertable, type Kysely, sql } from "kysely";
import type { Events } from "../../engines/events/index.ts";
import type { Window } from "../../http/pages.ts";
import { Leftovers } from "../leftovers.ts";
import { supersede, within } from "../lists.ts";
import type { RadarTables } from "../tables.ts";
import type { ProductKind, ProductRow, ProductTable } from "./tables.ts";

/** A product: its radar, its three letters, its name in the catalogue. */
export interface ProductKey {
  readonly site: string;
  readonly code: string;
  readonly id: string;
}

/** What is held of one product at a site. */
export interface ProductCount {
  readonly site: string;
  readonly code: string;
  readonly name: string;
  readonly kind: ProductKind;
  readonly unit: string;
  readonly table: string | null;
  readonly elevation: number | null;
  readonly count: number;
  readonly latest: Date;
  /** Name of the newest one in the catalogue. */
  readonly latestId: string;
}

/** Every query on Level III products. */
export class ProductCatalog {
  readonly #db: Kysely<RadarTables>;
  readonly #events: Events;
  /** Places in the store with unlisted contents. */
  readonly leftovers: Leftovers;

  constructor(db: Kysely<RadarTables>, events: Events) {
    this.#db = db;
    this.#events = events;
    this.leftovers = new Leftovers(db);
  }

  /**
   * Adds a product, all or nothing; the contents of `prefix` are then listed, and no leftover. Adding a file again
   * changes nothing.
   */
  async add(product: Insertable<ProductTable>, prefix: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await this.leftovers.forget(prefix, tx);
      const added = await tx
        .insertInto("radar_products")
        .values({ ...product, report: JSON.stringify(product.report) as never })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 0n) return;
      const { site, code, id, kind } = product;
      const time = product.time as Date;
      await listLatest(tx, site, code, time);
      await this.#events.append("radar.product", { site, code, product: id, kind, time }, tx);
    });
  }

  /** The product made from a file, by the SHA-256 of its bytes. */
  async byFile(sha256: string): Promise<ProductRow | undefined> {
    return this.#db
      .selectFrom("radar_products")
      .selectAll()
      .where("sha256", "=", sha256)
      .executeTakeFirst();
  }

  async product({ site, code, id }: ProductKey): Promise<ProductRow | undefined> {
    return this.#db
      .selectFrom("radar_products")
      .selectAll()
      .where("site", "=", site)
      .where("code", "=", code)
      .where("id", "=", id)
      .executeTakeFirst();
  }

  /** Products of one code at a site, newest first. */
  async list(site: string, code: string, window: Window): Promise<ProductRow[]> {
    return this.#db
      .selectFrom("radar_products")
      .selectAll()
      .where("site", "=", site)
      .where("code", "=", code)
      .where("superseded", "=", false)
      .where(within(window))
      .orderBy("time", "desc")
      .orderBy("id", "desc")
      .limit(window.limit)
      .execute();
  }

  async newest(site: string, code: string): Promise<ProductRow | undefined> {
    return (await this.list(site, code, { limit: 1 }))[0];
  }

  /** What is held at a site, one entry per code, ordered by code. */
  async counts(site: string): Promise<ProductCount[]> {
    const newest = <Value>(column: string) =>
      sql<Value>`(array_agg(${sql.ref(column)} order by time desc, id desc))[1]`;
    const rows = await this.#db
      .selectFrom("radar_products")
      .select(({ fn }) => [
        "site",
        "code",
        fn.countAll<number | string>().as("count"),
        sql<Date>`max(time)`.as("latest"),
        newest<string>("id").as("latestId"),
        newest<string>("name").as("name"),
        newest<ProductKind>("kind").as("kind"),
        newest<string>("unit").as("unit"),
        newest<string | null>("table").as("table"),
        newest<number | null>("elevation").as("elevation"),
      ])
      .where("site", "=", site)
      .where("superseded", "=", false)
      .groupBy(["site", "code"])
      .orderBy("code")
      .execute();
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  /** When a product of one of these codes was last added at a site. */
  async lastAdded(site: string, codes: readonly string[]): Promise<Date | undefined> {
    const row = await this.#db
      .selectFrom("radar_products")
      .select(({ fn }) => fn.max("added_at").as("added"))
      .where("site", "=", site)
      .where("code", "in", [...codes])
      .executeTakeFirst();
    return row?.added ?? undefined;
  }

  /** Radars with products: how many, and the radar's position. */
  async sites() {
    const newest = (column: "latitude" | "longitude" | "height") =>
      sql<
        number | null
      >`(array_agg(${sql.ref(column)} order by ${sql.ref(column)} is null, time desc))[1]`;
    const rows = await this.#db
      .selectFrom("radar_products")
      .select(({ fn }) => [
        "site",
        fn.countAll<number | string>().as("products"),
        sql<Date>`max(time)`.as("latest"),
        newest("latitude").as("latitude"),
        newest("longitude").as("longitude"),
        newest("height").as("height"),
      ])
      .where("superseded", "=", false)
      .groupBy("site")
      .orderBy("latest", "desc")
      .execute();
    return rows.map((row) => ({ ...row, products: Number(row.products) }));
  }

  /** Products of a source from before a moment, oldest first. */
  async olderThan(source: string, before: Date, limit: number): Promise<ProductKey[]> {
    return this.#db
      .selectFrom("radar_products")
      .select(["site", "code", "id"])
      .where("source", "=", source)
      .where("time", "<", before)
      .orderBy("time")
      .limit(limit)
      .execute();
  }

  /** Assigns a product to another source from now on. */
  async adopt({ site, code, id }: ProductKey, source: string): Promise<void> {
    await this.#db
      .updateTable("radar_products")
      .set({ source })
      .where("site", "=", site)
      .where("code", "=", code)
      .where("id", "=", id)
      .execute();
  }

  /** Removes a product from the list. Its prefix in the store becomes a leftover, to be deleted. */
  async remove({ site, code, id }: ProductKey, prefix: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const removed = await tx
        .deleteFrom("radar_products")
        .where("site", "=", site)
        .where("code", "=", code)
        .where("id", "=", id)
        .returning("time")
        .executeTakeFirst();
      if (!removed) return;
      await this.leftovers.leave(prefix, tx);
      await listLatest(tx, site, code, removed.time);
      const { time } = removed;
      await this.#events.append("radar.removed", { site, code, product: id, time }, tx);
    });
  }
}

/** Of products with the same code and moment, the one made last is listed. */
async function listLatest(
  tx: Kysely<RadarTables>,
  site: string,
  code: string,
  time: Date,
): Promise<void> {
  const best = sql`made desc, bytes desc, id`;
  await supersede(tx, "radar_products", { site, code, time }, best);
}
