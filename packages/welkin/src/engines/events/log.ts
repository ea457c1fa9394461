import { type Generated, type Kysely, sql, type Transaction } from "kysely";
import type { Database, Unlisten } from "../database/index.ts";
import type { Event, Events } from "./events.ts";

interface Tables {
  events: { id: Generated<number>; at: Generated<Date>; topic: string; data: unknown };
}

const channel = "welkin_events";

/** Appends wait for each other until they commit, so that ids become visible in order. */
const APPEND_LOCK = 7_135_202_612;

/** Events read at once. */
const page = 500;

/** A notification is only a hint: without one, watchers check again after this. */
const patience = 30_000;

/** Number of appends between two removals of old events. */
const pruneEvery = 200;

export async function openEvents(database: Database<unknown>): Promise<Events> {
  const db = database.db as Kysely<Tables>;
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(APPEND_LOCK)})`.execute(transaction);
    await sql`create table if not exists events (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      topic text not null,
      data jsonb not null
    )`.execute(transaction);
  });
  const log = new EventLog(db, database);
  await log.listen();
  return log;
}

class EventLog implements Events {
  readonly #db: Kysely<Tables>;
  readonly #database: Database<unknown>;
  readonly #waiting = new Set<() => void>();
  readonly #closed = new AbortController();
  #unlisten: Unlisten | undefined;
  #appended = 0;

  constructor(db: Kysely<Tables>, database: Database<unknown>) {
    this.#db = db;
    this.#database = database;
  }

  async listen(): Promise<void> {
    const wake = () => {
      for (const waiter of this.#waiting) waiter();
    };
    this.#unlisten = await this.#database.listen(channel, wake, wake);
  }

  // biome-ignore lint/suspicious/noExplicitAny: any schema's transaction will do
  async append(topic: string, data: unknown, transaction?: Transaction<any>): Promise<void> {
    if (transaction) await this.#insert(topic, data, transaction);
    else await this.#db.transaction().execute((own) => this.#insert(topic, data, own));
    this.#appended += 1;
    if (this.#appended % pruneEvery === 1 && !transaction) {
      await sql`delete from events where at < now() - interval '1 day'`.execute(this.#db);
    }
  }

  async #insert(topic: string, data: unknown, transaction: Transaction<Tables>): Promise<void> {
    await sql`select pg_advisory_xact_lock(${sql.lit(APPEND_LOCK)})`.execute(transaction);
    await sql`insert into events (topic, data) values (${topic}, ${JSON.stringify(data)}::jsonb)`.execute(
      transaction,
    );
    await this.#database.notify(channel, "", transaction);
  }

  async latest(): Promise<number> {
    const row = await this.#db
      .selectFrom("events")
      .select(({ fn }) => fn.max("id").as("id"))
      .executeTakeFirst();
    return Number(row?.id ?? 0);
  }

  async *watch(options: {
    readonly after?: number;
    readonly signal: AbortSignal;
  }): AsyncGenerator<Event, void> {
    const signal = AbortSignal.any([options.signal, this.#closed.signal]);
    let after = options.after ?? (await this.latest());
    const bell = new Bell(this.#waiting);
    try {
      while (!signal.aborted) {
        const events = await this.#after(after);
        for (const event of events) {
          if (signal.aborted) return;
          yield event;
          after = event.id;
        }
        if (events.length < page) await bell.wait(signal);
      }
    } finally {
      bell.remove();
    }
  }

  async #after(id: number): Promise<Event[]> {
    const rows = await this.#db
      .selectFrom("events")
      .selectAll()
      .where("id", ">", id)
      .orderBy("id")
      .limit(page)
      .execute();
    return rows.map((row) => ({ ...row, id: Number(row.id) }));
  }

  async close(): Promise<void> {
    this.#closed.abort();
    await this.#unlisten?.();
  }
}

/** Wakes one watcher; a ring while nobody waits is not lost. */
class Bell {
  readonly #bells: Set<() => void>;
  #rung = false;
  #resolve: (() => void) | undefined;
  readonly #ring = () => {
    this.#rung = true;
    this.#resolve?.();
  };

  constructor(bells: Set<() => void>) {
    this.#bells = bells;
    bells.add(this.#ring);
  }

  async wait(signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#resolve = resolve;
      const timer = setTimeout(resolve, patience);
      signal.addEventListener("abort", () => resolve(), { once: true });
      await promise;
      clearTimeout(timer);
    }
    this.#rung = false;
  }

  remove(): void {
    this.#bells.delete(this.#ring);
  }
}
