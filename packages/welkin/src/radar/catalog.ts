import type { Level2Index } from "@welkin/nexrad";
import { type Generated, type Insertable, type Kysely, type Selectable, sql } from "kysely";
import type { Events } from "../engines/events/index.ts";
import type { Cursor } from "../http/cursor.ts";
import type { ProductTables } from "./products/tables.ts";
import type { VolumeFacts } from "./tasks.ts";

/** One row a volume file. Of several files of one volume, the fullest is listed, the others `superseded`. */
interface VolumeTable {
  site: string;
  id: string;
  time: Date;
  sha256: string;
  bytes: number;
  version: string;
  vcp: number | null;
  latitude: number;
  longitude: number;
  height: number;
  radials: number;
  simulated: boolean;
  superseded: Generated<boolean>;
  /** Where it came from: `upload`, `simulation`, or the name of a source. */
  source: string;
  /** Whether the radar is still at it: sweeps are added as they come. */
  growing: Generated<boolean>;
  incomplete: string[] | null;
  record_index: Level2Index;
  added_at: Generated<Date>;
}

interface SweepTable {
  site: string;
  volume: string;
  index: number;
  facts: SweepFacts;
}

/** What the catalogue knows of a sweep. */
export type SweepFacts = VolumeFacts["sweeps"][number] & { readonly part?: SweepPart };

/** Where a sweep lies until its volume is closed: the volume's first chunk, and the chunks that hold the sweep. */
export interface SweepPart {
  /** In the store, below the volume's prefix. */
  readonly name: string;
  readonly index: Level2Index;
  /** In the order in which they lie there. */
  readonly chunks: readonly { readonly number: number; readonly bytes: number }[];
  readonly problems?: readonly string[];
}

/** Places in the store that hold what no row speaks of: not yet, or no longer. */
interface LeftoverTable {
  prefix: string;
  since: Generated<Date>;
}

export interface RadarTables extends ProductTables {
  radar_volumes: VolumeTable;
  radar_sweeps: SweepTable;
  radar_leftovers: LeftoverTable;
}

export type VolumeRow = Selectable<VolumeTable>;

/** Tables of volumes, in the order in which they came to be. */
export const volumeMigrations = {
  "2026-11-radar-1": {
    async up(db: Kysely<unknown>): Promise<void> {
      await db.schema
        .createTable("radar_volumes")
        .addColumn("site", "text", (column) => column.notNull())
        .addColumn("id", "text", (column) => column.notNull())
        .addColumn("time", "timestamptz", (column) => column.notNull())
        .addColumn("sha256", "text", (column) => column.notNull().unique())
        .addColumn("bytes", "integer", (column) => column.notNull())
        .addColumn("version", "text", (column) => column.notNull())
        .addColumn("vcp", "integer")
        .addColumn("latitude", "float8", (column) => column.notNull())
        .addColumn("longitude", "float8", (column) => column.notNull())
        .addColumn("height", "float8", (column) => column.notNull())
        .addColumn("radials", "integer", (column) => column.notNull())
        .addColumn("simulated", "boolean", (column) => column.notNull())
        .addColumn("superseded", "boolean", (column) => column.notNull().defaultTo(false))
        .addColumn("source", "text", (column) => column.notNull())
        .addColumn("incomplete", "jsonb")
        .addColumn("record_index", "jsonb", (column) => column.notNull())
        .addColumn("added_at", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
        .addPrimaryKeyConstraint("radar_volumes_key", ["site", "id"])
        .execute();
      await db.schema
        .createIndex("radar_volumes_newest")
        .on("radar_volumes")
        .columns(["site", "time desc", "id desc"])
        .execute();
      await db.schema
        .createIndex("radar_volumes_oldest")
        .on("radar_volumes")
        .columns(["source", "time"])
        .execute();
      await db.schema
        .createTable("radar_leftovers")
        .addColumn("prefix", "text", (column) => column.primaryKey())
        .addColumn("since", "timestamptz", (column) => column.notNull().defaultTo(sql`now()`))
        .execute();
      await db.schema
        .createTable("radar_sweeps")
        .addColumn("site", "text", (column) => column.notNull())
        .addColumn("volume", "text", (column) => column.notNull())
        .addColumn("index", "integer", (column) => column.notNull())
        .addColumn("facts", "jsonb", (column) => column.notNull())
        .addPrimaryKeyConstraint("radar_sweeps_key", ["site", "volume", "index"])
        .addForeignKeyConstraint(
          "radar_sweeps_volume",
          ["site", "volume"],
          "radar_volumes",
          ["site", "id"],
          (key) => key.onDelete("cascade"),
        )
        .execute();
    },
  },
};

/** What of the radar domain is held here: its tables, and every query on them. */
export class RadarCatalog {
  readonly #db: Kysely<RadarTables>;
  readonly #events: Events;

  constructor(db: Kysely<RadarTables>, events: Events) {
    this.#db = db;
    this.#events = events;
  }

  /**
   * Notes that a place in the store is about to be filled, so that what lies there is found and removed should
   * the volume never come to be listed.
   */
  async begin(prefix: string): Promise<void> {
    await this.#db
      .insertInto("radar_leftovers")
      .values({ prefix })
      .onConflict((conflict) => conflict.column("prefix").doUpdateSet({ since: sql`now()` }))
      .execute();
  }

  /**
   * Adds a volume with its sweeps, all or nothing; what lies at `prefix` is then no leftover any more. Adding a file
   * again changes nothing.
   */
  async add(
    volume: Insertable<VolumeTable>,
    sweeps: readonly SweepFacts[],
    prefix: string,
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom("radar_leftovers").where("prefix", "=", prefix).execute();
      const added = await tx
        .insertInto("radar_volumes")
        .values({
          ...volume,
          incomplete: volume.incomplete && (JSON.stringify(volume.incomplete) as never),
          record_index: JSON.stringify(volume.record_index) as never,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 0n) return;
      if (sweeps.length > 0) {
        await tx
          .insertInto("radar_sweeps")
          .values(
            sweeps.map((facts) => ({
              site: volume.site,
              volume: volume.id,
              index: facts.index,
              facts: JSON.stringify(facts) as never,
            })),
          )
          .execute();
      }
      await supersede(tx, volume.site, volume.time as Date);
      const { site, id, time } = volume;
      await this.#events.append("radar.volume", { site, volume: id, time }, tx);
    });
  }

  /**
   * Adds a sweep to a volume that is still growing, which it begins where it is the first. A sweep that is listed is
   * never changed: adding it again, or another one in its place, does nothing.
   */
  async addSweep(
    volume: Insertable<VolumeTable>,
    sweep: SweepFacts,
    prefix: string,
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      await tx.deleteFrom("radar_leftovers").where("prefix", "=", prefix).execute();
      await tx
        .insertInto("radar_volumes")
        .values({
          ...volume,
          radials: 0,
          bytes: 0,
          growing: true,
          incomplete: null,
          record_index: JSON.stringify(volume.record_index) as never,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const { site, id, time } = volume;
      const added = await tx
        .insertInto("radar_sweeps")
        .values({ site, volume: id, index: sweep.index, facts: JSON.stringify(sweep) as never })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (added.numInsertedOrUpdatedRows === 0n) return false;
      await tx
        .updateTable("radar_volumes")
        .set({ radials: sql`radials + ${sweep.radials}`, bytes: sql`bytes + ${volume.bytes}` })
        .where("site", "=", site)
        .where("id", "=", id)
        .execute();
      await supersede(tx, site, time as Date);
      const news = { site, volume: id, time, sweep: sweep.index };
      await this.#events.append("radar.volume", news, tx);
      return true;
    });
  }

  /** Notes that a volume grows no more, and that its raw file is now whole. */
  async close(
    { site, id, time }: Pick<VolumeRow, "site" | "id" | "time">,
    whole: Pick<VolumeRow, "bytes" | "sha256" | "incomplete" | "record_index">,
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      // The same bytes may have come from the archive meanwhile; then they are that volume's.
      const taken = await tx
        .selectFrom("radar_volumes")
        .select("id")
        .where("sha256", "=", whole.sha256)
        .executeTakeFirst();
      await tx
        .updateTable("radar_volumes")
        .set({
          growing: false,
          bytes: whole.bytes,
          ...(!taken && { sha256: whole.sha256 }),
          incomplete: whole.incomplete && (JSON.stringify(whole.incomplete) as never),
          record_index: JSON.stringify(whole.record_index) as never,
        })
        .where("site", "=", site)
        .where("id", "=", id)
        .execute();
      await supersede(tx, site, time);
      await this.#events.append("radar.volume", { site, volume: id, time }, tx);
    });
  }

  /** The volume that a file became, by the SHA-256 of its bytes. */
  async byFile(sha256: string): Promise<VolumeRow | undefined> {
    return this.#db
      .selectFrom("radar_volumes")
      .selectAll()
      .where("sha256", "=", sha256)
      .executeTakeFirst();
  }

  async volume(site: string, id: string): Promise<VolumeRow | undefined> {
    return this.#db
      .selectFrom("radar_volumes")
      .selectAll()
      .where("site", "=", site)
      .where("id", "=", id)
      .executeTakeFirst();
  }

  async newest(site: string): Promise<VolumeRow | undefined> {
    return (await this.volumes(site, { limit: 1 }))[0];
  }

  /** A site's volumes, newest first. */
  async volumes(
    site: string,
    window: {
      readonly from?: Date | undefined;
      readonly to?: Date | undefined;
      readonly after?: Cursor | undefined;
      readonly limit: number;
    },
  ): Promise<VolumeRow[]> {
    const { from, to, after, limit } = window;
    let query = this.#db
      .selectFrom("radar_volumes")
      .selectAll()
      .where("site", "=", site)
      .where("superseded", "=", false);
    if (from) query = query.where("time", ">=", from);
    if (to) query = query.where("time", "<=", to);
    if (after) query = query.where(sql<boolean>`(time, id) < (${after.time}, ${after.id})`);
    return query.orderBy("time", "desc").orderBy("id", "desc").limit(limit).execute();
  }

  async sweeps(site: string, volume: string): Promise<SweepFacts[]> {
    const rows = await this.#db
      .selectFrom("radar_sweeps")
      .select("facts")
      .where("site", "=", site)
      .where("volume", "=", volume)
      .orderBy("index")
      .execute();
    return rows.map(({ facts }) => facts);
  }

  async sweep(site: string, volume: string, index: number): Promise<SweepFacts | undefined> {
    const row = await this.#db
      .selectFrom("radar_sweeps")
      .select("facts")
      .where("site", "=", site)
      .where("volume", "=", volume)
      .where("index", "=", index)
      .executeTakeFirst();
    return row?.facts;
  }

  /** The sweeps of many volumes at once, by volume. */
  async sweepsOf(site: string, volumes: readonly string[]): Promise<Map<string, SweepFacts[]>> {
    const sweeps = new Map<string, SweepFacts[]>();
    if (volumes.length === 0) return sweeps;
    const rows = await this.#db
      .selectFrom("radar_sweeps")
      .select(["volume", "facts"])
      .where("site", "=", site)
      .where("volume", "in", [...volumes])
      .orderBy("volume")
      .orderBy("index")
      .execute();
    for (const { volume, facts } of rows) {
      const known = sweeps.get(volume);
      if (known) known.push(facts);
      else sweeps.set(volume, [facts]);
    }
    return sweeps;
  }

  /** When a volume of a site was last added. */
  async lastAdded(site: string): Promise<Date | undefined> {
    const row = await this.#db
      .selectFrom("radar_volumes")
      .select(({ fn }) => fn.max("added_at").as("added"))
      .where("site", "=", site)
      .executeTakeFirst();
    return row?.added ?? undefined;
  }

  /** Sites with what is held of each. */
  async sites() {
    return this.#db
      .selectFrom("radar_volumes as volume")
      .select((column) => [
        "site",
        column.fn.countAll<number>().as("volumes"),
        column.fn.max("time").as("latest"),
        sql<boolean>`bool_and(simulated)`.as("simulated"),
        sql<number>`(array_agg(latitude order by time desc))[1]`.as("latitude"),
        sql<number>`(array_agg(longitude order by time desc))[1]`.as("longitude"),
        sql<number>`(array_agg(height order by time desc))[1]`.as("height"),
      ])
      .where("superseded", "=", false)
      .groupBy("site")
      .orderBy("simulated")
      .orderBy("latest", "desc")
      .execute();
  }

  /** Whether anything is held that is not simulated. */
  async hasReal(): Promise<boolean> {
    const row = await this.#db
      .selectFrom("radar_volumes")
      .select("id")
      .where("simulated", "=", false)
      .unionAll(this.#db.selectFrom("radar_products").select("id"))
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  async simulated(): Promise<Pick<VolumeRow, "site" | "id" | "time">[]> {
    return this.#db
      .selectFrom("radar_volumes")
      .select(["site", "id", "time"])
      .where("simulated", "=", true)
      .execute();
  }

  /** Volumes of a source that began before a moment, oldest first. */
  async olderThan(source: string, before: Date, limit: number) {
    return this.#db
      .selectFrom("radar_volumes")
      .select(["site", "id", "time"])
      .where("source", "=", source)
      .where("time", "<", before)
      .orderBy("time")
      .limit(limit)
      .execute();
  }

  /** Counts a volume as one of another source from now on. */
  async adopt({ site, id }: Pick<VolumeRow, "site" | "id">, source: string): Promise<void> {
    await this.#db
      .updateTable("radar_volumes")
      .set({ source })
      .where("site", "=", site)
      .where("id", "=", id)
      .execute();
  }

  /** Takes a volume off the list. What lies at its prefix is then a leftover, to be removed from the store. */
  async remove(site: string, id: string, prefix: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const removed = await tx
        .deleteFrom("radar_volumes")
        .where("site", "=", site)
        .where("id", "=", id)
        .returning("time")
        .executeTakeFirst();
      if (!removed) return;
      await tx
        .insertInto("radar_leftovers")
        .values({ prefix, since: new Date(0) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await supersede(tx, site, removed.time);
      await this.#events.append("radar.removed", { site, volume: id, time: removed.time }, tx);
    });
  }

  /** Places that were begun, or given up, before a moment. */
  async leftovers(before: Date): Promise<string[]> {
    const rows = await this.#db
      .selectFrom("radar_leftovers")
      .select("prefix")
      .where("since", "<", before)
      .orderBy("since")
      .limit(500)
      .execute();
    return rows.map(({ prefix }) => prefix);
  }

  /** Whether what lies at a place in the store belongs to a volume that is listed. */
  async holds(prefix: string): Promise<boolean> {
    const [, site = "", id = ""] = prefix.split("/");
    return (await this.volume(site, id)) !== undefined;
  }

  async forgetLeftover(prefix: string): Promise<void> {
    await this.#db.deleteFrom("radar_leftovers").where("prefix", "=", prefix).execute();
  }
}

/** Leaves one volume of those that began at the same moment at a site: the one with the most radials. */
async function supersede(tx: Kysely<RadarTables>, site: string, time: Date): Promise<void> {
  await sql`
    update radar_volumes as volume
    set superseded = id <> (
      select id from radar_volumes
      where site = ${site} and time = ${time}
      order by radials desc, bytes desc, id
      limit 1
    )
    where site = ${site} and time = ${time}
  `.execute(tx);
}
