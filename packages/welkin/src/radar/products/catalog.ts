import { type Insertable, type Kysely, sql } from "kysely";
import type { Events } from "../../engines/events/index.ts";
import type { Cursor } from "../../http/cursor.ts";
import type { RadarTables } from "../catalog.ts";
import type { ProductKind, ProductRow, ProductTable } from "./tables.ts";

/** Which product: its radar, its three letters, its name in the catalogue. */
export interface ProductKey {
  readonly site: string;
  readonly code: string;
  readonly id: string;
}

/** What is held of one product of a site. */
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

/** Which part of a list is wanted. */
export interface ProductWindow {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  /** The last one of the page before. */
  readonly after?: Cursor | undefined;
  readonly limit: number;
}

/** Every query on what is held of Level III products. */
export class ProductCatalog {
  readonly #db: Kysely<RadarTables>;
  readonly #events: Events;

  constructor(db: Kysely<RadarTables>, events: Events) {
    this.#db = db;
    this.#events = events;
  }

  /**
   * Adds a product, all or nothing; what lies at `prefix` is then no leftover any more. Adding a file again changes
   * nothing.
   */
  async add(product: Insertable<ProductTable>, prefix: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom("radar_leftovers").where("prefix", "=", prefix).execute();
      const added = await tx
        .insertInto("radar_products")
        .values({ ...product, report: JSON.stringify(product.report) as never })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 0n) return;
      const { site, code, id, kind } = product;
      const time = product.time as Date;
      await supersede(tx, site, code, time);
      await this.#events.append("radar.product", { site, code, product: id, kind, time }, tx);
    });
  }

  /** The product that a file became, by the SHA-256 of its bytes. */
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

  /** Products of one code of a site, newest first. */
  async list(site: string, code: string, window: ProductWindow): Promise<ProductRow[]> {
    const { from, to, after, limit } = window;
    let query = this.#db
      .selectFrom("radar_products")
      .selectAll()
      .where("site", "=", site)
      .where("code", "=", code)
      .where("superseded", "=", false);
    if (from) query = query.where("time", ">=", from);
    if (to) query = query.where("time", "<=", to);
    if (after) query = query.where(sql<boolean>`(time, id) < (${after.time}, ${after.id})`);
    return query.orderBy("time", "desc").orderBy("id", "desc").limit(limit).execute();
  }

  async newest(site: string, code: string): Promise<ProductRow | undefined> {
    return (await this.list(site, code, { limit: 1 }))[0];
  }

  /** What is held of a site, one line a code, in the order of the codes. */
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

  /** Radars of which products are held, with how many, and where they stand. */
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

  /** Products of a source that are of before a moment, oldest first. */
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

  /** Counts a product as one of another source from now on. */
  async adopt({ site, code, id }: ProductKey, source: string): Promise<void> {
    await this.#db
      .updateTable("radar_products")
      .set({ source })
      .where("site", "=", site)
      .where("code", "=", code)
      .where("id", "=", id)
      .execute();
  }

  /** Takes a product off the list. What lies at its prefix is then a leftover, to be removed from the store. */
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
      await tx
        .insertInto("radar_leftovers")
        .values({ prefix, since: new Date(0) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await supersede(tx, site, code, removed.time);
      const { time } = removed;
      await this.#events.append("radar.removed", { site, code, product: id, time }, tx);
    });
  }
}

/** Leaves one of the products of the same code and moment at a site: the one that was made last. */
async function supersede(
  tx: Kysely<RadarTables>,
  site: string,
  code: string,
  time: Date,
): Promise<void> {
  await sql`
    update radar_products
    set superseded = id <> (
      select id from radar_products
      where site = ${site} and code = ${code} and time = ${time}
      order by made desc, bytes desc, id
      limit 1
    )
    where site = ${site} and code = ${code} and time = ${time}
  `.execute(tx);
}
