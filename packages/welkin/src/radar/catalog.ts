import { type Insertable, type Kysely, sql } from "kysely";
import type { Events } from "../engines/events/index.ts";
import type { Window } from "../http/pages.ts";
import { Leftovers } from "./leftovers.ts";
import { supersede, within } from "./lists.ts";
import type { RadarTables, SweepFacts, VolumeRow, VolumeTable } from "./tables.ts";

/** The radar domain's catalogue of volumes and sweeps: every query on its tables. */
export class RadarCatalog {
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
   * Adds a volume with its sweeps, all or nothing; the contents of `prefix` are then listed, and no leftover. Adding
   * a file again changes nothing.
   */
  async add(
    volume: Insertable<VolumeTable>,
    sweeps: readonly SweepFacts[],
    prefix: string,
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await this.leftovers.forget(prefix, tx);
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
      await listFullest(tx, volume.site, volume.time as Date);
      const { site, id, time } = volume;
      await this.#events.append("radar.volume", { site, volume: id, time }, tx);
    });
  }

  /**
   * Adds a sweep to a growing volume; the first one also adds the volume. A listed sweep never changes: adding it
   * again, or another in its place, does nothing.
   */
  async addSweep(
    volume: Insertable<VolumeTable>,
    sweep: SweepFacts,
    prefix: string,
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (tx) => {
      await this.leftovers.forget(prefix, tx);
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
      await listFullest(tx, site, time as Date);
      const news = { site, volume: id, time, sweep: sweep.index };
      await this.#events.append("radar.volume", news, tx);
      return true;
    });
  }

  /** Records that a volume is complete, and its raw file whole. */
  async close(
    { site, id, time }: Pick<VolumeRow, "site" | "id" | "time">,
    whole: Pick<VolumeRow, "bytes" | "sha256" | "incomplete" | "record_index">,
  ): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      // The same bytes may have come from the archive meanwhile; then they belong to that volume.
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
      await listFullest(tx, site, time);
      await this.#events.append("radar.volume", { site, volume: id, time }, tx);
    });
  }

  /** The volume made from a file, by the SHA-256 of its bytes. */
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
  async volumes(site: string, window: Window): Promise<VolumeRow[]> {
    return this.#db
      .selectFrom("radar_volumes")
      .selectAll()
      .where("site", "=", site)
      .where("superseded", "=", false)
      .where(within(window))
      .orderBy("time", "desc")
      .orderBy("id", "desc")
      .limit(window.limit)
      .execute();
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

  /** The sweeps of several volumes at once, by volume. */
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

  /** Sites, with what is held for each. */
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

  /** Whether there are volumes that are not simulated. */
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

  /** Assigns a volume to another source from now on. */
  async adopt({ site, id }: Pick<VolumeRow, "site" | "id">, source: string): Promise<void> {
    await this.#db
      .updateTable("radar_volumes")
      .set({ source })
      .where("site", "=", site)
      .where("id", "=", id)
      .execute();
  }

  /** Removes a volume from the list. Its prefix in the store becomes a leftover, to be deleted. */
  async remove(site: string, id: string, prefix: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const removed = await tx
        .deleteFrom("radar_volumes")
        .where("site", "=", site)
        .where("id", "=", id)
        .returning("time")
        .executeTakeFirst();
      if (!removed) return;
      await this.leftovers.leave(prefix, tx);
      await listFullest(tx, site, removed.time);
      await this.#events.append("radar.removed", { site, volume: id, time: removed.time }, tx);
    });
  }

  /** Whether the contents of a place in the store belong to a listed volume. */
  async holds(prefix: string): Promise<boolean> {
    const [, site = "", id = ""] = prefix.split("/");
    return (await this.volume(site, id)) !== undefined;
  }
}

/** Of volumes that began at the same moment, the one with the most radials is listed. */
async function listFullest(tx: Kysely<RadarTables>, site: string, time: Date): Promise<void> {
  await supersede(tx, "radar_volumes", { site, time }, sql`radials desc, bytes desc, id`);
}
