import { type Kysely, sql } from "kysely";
import type { RadarTables } from "./tables.ts";

/** Records places in the store with unlisted contents, so that they are found and removed. */
export class Leftovers {
  readonly #db: Kysely<RadarTables>;

  constructor(db: Kysely<RadarTables>) {
    this.#db = db;
  }

  /** Records that a place is about to be filled: if it is never listed, it is a leftover. */
  async begin(prefix: string): Promise<void> {
    await this.#db
      .insertInto("radar_leftovers")
      .values({ prefix })
      .onConflict((conflict) => conflict.column("prefix").doUpdateSet({ since: sql`now()` }))
      .execute();
  }

  /** Places begun, or given up, before a moment. */
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

  /** Records that the contents of a place were removed from the list. */
  async leave(prefix: string, tx: Kysely<RadarTables>): Promise<void> {
    await tx
      .insertInto("radar_leftovers")
      .values({ prefix, since: new Date(0) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  /** The contents of a place are listed, or gone. */
  async forget(prefix: string, tx = this.#db): Promise<void> {
    await tx.deleteFrom("radar_leftovers").where("prefix", "=", prefix).execute();
  }
}
