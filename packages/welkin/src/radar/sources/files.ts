import { type Kysely, sql, type Transaction } from "kysely";
import type { Offer } from "./source.ts";
import type { FeedRow, FileRow, FileState, SourceTables } from "./tables.ts";

/** Where a file comes from. */
export interface Origin {
  readonly source: string;
  readonly feed: string;
  readonly series: string;
}

/** The state of every source's files, and of following each feed. */
export class SourceFiles {
  readonly #db: Kysely<SourceTables>;

  constructor(db: Kysely<SourceTables>) {
    this.#db = db;
  }

  /**
   * Records files not yet known in this version, each once however many processes ask, and passes those to be fetched
   * to `send`, in the same transaction: none is recorded without its job.
   */
  async admit(
    origin: Origin,
    offers: readonly Offer[],
    send: (offer: Offer, transaction: Transaction<SourceTables>) => Promise<unknown>,
  ): Promise<number> {
    if (offers.length === 0) return 0;
    return this.#db.transaction().execute(async (tx) => {
      const fresh = await insertFresh(tx, origin, offers);
      let sent = 0;
      for (const offer of offers) {
        if (offer.problem !== undefined || !fresh.has(offer.key)) continue;
        await send(offer, tx);
        sent++;
      }
      return sent;
    });
  }

  async find(source: string, key: string): Promise<FileRow | undefined> {
    return this.#db
      .selectFrom("radar_files")
      .selectAll()
      .where("source", "=", source)
      .where("key", "=", key)
      .executeTakeFirst();
  }

  /** The newest processed file of a series, among those with plausible names. */
  async newest({ source, feed, series }: Origin, before: Date): Promise<Date | undefined> {
    const row = await this.#db
      .selectFrom("radar_files")
      .select(({ fn }) => fn.max("time").as("time"))
      .where("source", "=", source)
      .where("feed", "=", feed)
      .where("series", "=", series)
      .where("state", "<>", "skipped")
      .where("time", "<=", before)
      .executeTakeFirst();
    return row?.time ?? undefined;
  }

  /** Records a file's outcome; does nothing if another file has taken its place meanwhile. */
  async settle(
    { source, key, version }: Pick<FileRow, "source" | "key" | "version">,
    state: FileState,
    reason: string | null,
  ): Promise<void> {
    await this.#db
      .updateTable("radar_files")
      .set({ state, reason, tries: sql`tries + 1`, changed_at: sql`now()` })
      .where("source", "=", source)
      .where("key", "=", key)
      .where("version", "=", version)
      .execute();
  }

  /** Renames a file after what it has become. */
  async rename(source: string, key: string, name: string): Promise<void> {
    await this.#db
      .updateTable("radar_files")
      .set({ name })
      .where("source", "=", source)
      .where("key", "=", key)
      .execute();
  }

  /** Files of a feed that have been waiting since before a moment: their jobs ended without settling them. */
  async forgotten(source: string, feed: string, before: Date): Promise<FileRow[]> {
    return this.#db
      .selectFrom("radar_files")
      .selectAll()
      .where("state", "=", "waiting")
      .where("source", "=", source)
      .where("feed", "=", feed)
      .where("changed_at", "<", before)
      .orderBy("time", "desc")
      .limit(200)
      .execute();
  }

  /** Resumes the files of a feed that were set aside; returns them. */
  async revive(source: string, feed: string | undefined): Promise<FileRow[]> {
    let update = this.#db
      .updateTable("radar_files")
      .set({ state: "waiting", tries: 0, changed_at: sql`now()` })
      .where("source", "=", source)
      .where("state", "=", "failed");
    if (feed !== undefined) update = update.where("feed", "=", feed);
    return update.returningAll().execute();
  }

  /** Forgets files too old to be listed ever again. */
  async forgetBefore(source: string, before: Date): Promise<void> {
    await this.#db
      .deleteFrom("radar_files")
      .where("source", "=", source)
      .where("time", "<", before)
      .execute();
  }

  /** Forgets processed files observed before a moment. */
  async forgetDone(source: string, before: Date): Promise<void> {
    await this.#db
      .deleteFrom("radar_files")
      .where("source", "=", source)
      .where("state", "=", "done")
      .where("time", "<", before)
      .execute();
  }

  /** Forgets the files of a feed, except those that still exist. */
  async forgetBut({ source, feed }: Origin, keys: readonly string[]): Promise<void> {
    await this.#db
      .deleteFrom("radar_files")
      .where("source", "=", source)
      .where("feed", "=", feed)
      .where(sql<boolean>`key <> all(${[...keys]}::text[])`)
      .execute();
  }

  /** Records that a feed is followed. */
  async begin(source: string, feed: string): Promise<void> {
    await this.#db
      .insertInto("radar_feeds")
      .values({ source, feed })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async listed(source: string, feed: string): Promise<void> {
    const now = new Date();
    await this.#note(source, feed, { checked_at: now, succeeded_at: now });
  }

  async failed(source: string, feed: string, reason: string): Promise<void> {
    const now = new Date();
    await this.#note(source, feed, { checked_at: now, failed_at: now, error: reason });
  }

  /** Records the time of a feed's newest observation. */
  async observed(source: string, feed: string, time: Date): Promise<void> {
    await sql`
      insert into radar_feeds (source, feed, newest) values (${source}, ${feed}, ${time})
      on conflict (source, feed) do update
      set newest = greatest(radar_feeds.newest, excluded.newest)
    `.execute(this.#db);
  }

  async feeds(): Promise<FeedRow[]> {
    return this.#db.selectFrom("radar_feeds").selectAll().execute();
  }

  async forgetFeed(source: string, feed: string): Promise<void> {
    await this.#db
      .deleteFrom("radar_feeds")
      .where("source", "=", source)
      .where("feed", "=", feed)
      .execute();
  }

  /** How many files of each feed are in each state. */
  async counts() {
    return this.#db
      .selectFrom("radar_files")
      .select(({ fn }) => [
        "source",
        "feed",
        "state",
        fn.countAll<number | string>().as("count"),
        sql<Date | null>`max(changed_at) filter (where state = 'done')`.as("done_at"),
      ])
      .groupBy(["source", "feed", "state"])
      .execute();
  }

  /** Files with problems, whatever their outcome; latest first. */
  async problems(source: string, feed: string, limit: number): Promise<FileRow[]> {
    return this.#db
      .selectFrom("radar_files")
      .selectAll()
      .where("source", "=", source)
      .where("feed", "=", feed)
      .where("reason", "is not", null)
      .orderBy("changed_at", "desc")
      .limit(limit)
      .execute();
  }

  async #note(
    source: string,
    feed: string,
    row: Partial<Pick<FeedRow, "checked_at" | "succeeded_at" | "failed_at" | "error">>,
  ): Promise<void> {
    await this.#db
      .insertInto("radar_feeds")
      .values({ source, feed, ...row })
      .onConflict((conflict) => conflict.columns(["source", "feed"]).doUpdateSet(row))
      .execute();
  }
}

/** Keys that are new, or new in this version, or that have become fetchable. */
async function insertFresh(
  tx: Transaction<SourceTables>,
  origin: Origin,
  offers: readonly Offer[],
): Promise<ReadonlySet<string>> {
  const rows = await tx
    .insertInto("radar_files")
    .values(
      offers.map(({ key, name, bytes, version, time, problem }) => ({
        ...origin,
        key,
        name,
        bytes,
        version,
        time: time ?? null,
        state: problem === undefined ? ("waiting" as const) : ("skipped" as const),
        reason: problem ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(["source", "key"])
        .doUpdateSet({
          bytes: sql`excluded.bytes`,
          version: sql`excluded.version`,
          state: sql`excluded.state`,
          reason: sql`excluded.reason`,
          tries: 0,
          changed_at: sql`now()`,
        })
        .where(
          sql<boolean>`radar_files.version <> excluded.version
            or (radar_files.state = 'skipped' and excluded.state = 'waiting')`,
        ),
    )
    .returning("key")
    .execute();
  return new Set(rows.map(({ key }) => key));
}
