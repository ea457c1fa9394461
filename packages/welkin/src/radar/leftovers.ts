import { type Kysely, sql } from "kysely";
import type { RadarTables } from "./tables.ts";

/** Keeps note of places in the store that hold what is not listed, so that it is found and removed. */
export class Leftovers {
  readonly #db: Kysely<RadarTables>;

  constructor(db: Kysely<RadarTables>) {
    this.#db = db;
  }

  /** Notes that a place is about to be filled: should that never come to be listed, it is left over. */
  async begin(prefix: string): Promise<void> {
    await this.#db
      .insertInto("radar_leftovers")
      .values({ prefix })
      .onConflict((conflict) => conflict.column("prefix").doUpdateSet({ since: sql`now()` }))
      .execute();
  }

  /** Places that were begun, or given up, before a moment. */
  async before(moment: Date): Promise<string[]> {
    const rows = await this.#db
      .selectFrom("radar_leftovers")
      .select("prefix")
      .where("since", "<", moment)
      .orderBy("since")
      .limit(500)
      .execute();
    return rows.map(({ prefix }) => prefix);
  }

  /** Notes that what lies at a place has been taken off the list. */
  async leave(prefix: string, tx: Kysely<RadarTables>): Promise<void> {
    await tx
      .insertInto("radar_leftovers")
      .values({ prefix, since: new Date(0) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** What lies at a place is listed, or is there no more. */
  async forget(prefix: string, tx = this.#db): Promise<void> {
    await tx.deleteFrom("radar_leftovers").where("prefix", "=", prefix).execute();
  }
}
