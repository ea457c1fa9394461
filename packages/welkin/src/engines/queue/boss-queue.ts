import { randomUUID } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { fromKysely, type JobWithMetadata, PgBoss } from "pg-boss";
import type { Database, Unlisten } from "../database/index.ts";
import { EngineError, reasonOf } from "../errors.ts";
import { Changes } from "./changes.ts";
import { bossStates, selectJobs } from "./job-status.ts";
import { type AnyKind, Kinds } from "./kinds.ts";
import type { JobHandler, JobKind, JobState, JobStatus, Queue, SendOptions } from "./queue.ts";
import { handBack, recoverAbandoned } from "./recovery.ts";
import { Runner } from "./runner.ts";
import { type Change, channelOf, setUp } from "./tables.ts";

export interface QueueOptions {
  // biome-ignore lint/suspicious/noExplicitAny: any schema will do
  readonly database: Database<any>;
  /** Every kind of job there is. */
  readonly kinds: readonly AnyKind[];
  /** The schema of the queue's own tables. Default `queue`. */
  readonly schema?: string;
  /** Seconds between polls for jobs without a notification: deferred, or due again after a failure. Default 2. */
  readonly pollSeconds?: number;
  /** A worker not heard from for this long is given up, and its jobs retried. Default 20, at least 10. */
  readonly heartbeatSeconds?: number;
  /** How long `stop` waits for handlers that ignore their signal. Default 10. */
  readonly stopSeconds?: number;
  /** Receives errors that no caller waits for. */
  readonly onError?: (error: Error) => void;
}

/** Watchers also poll this often, in case a notification is lost. */
const WATCH_POLL_MS = 5000;
const SETTLE_MS = 5000;
const MAX_LIST = 1000;
const MAX_KEY = 512;
const MAX_RETRY_DELAY_SECONDS = 300;
type BossJob = JobWithMetadata<{ data?: unknown }>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Opens the job queue on a database.
 *
 * @example
 * const ingest: JobKind<{ path: string }> = { name: "radar.ingest", data: z.object({ path: z.string() }) };
 * const queue = await openQueue({ database, kinds: [ingest] });
 * queue.handle(ingest, async ({ path }, { signal, progress }) => { … });
 * await queue.start();
 * const id = await queue.send(ingest, { path }, { key: path });
 */
export async function openQueue(options: QueueOptions): Promise<Queue> {
  return new BossQueue(options);
}

/** A queue on pg-boss, adding what it lacks: progress, cancelling running jobs, and handing jobs back on stop. */
class BossQueue implements Queue {
  readonly #kinds: Kinds;
  // biome-ignore lint/suspicious/noExplicitAny: any schema will do
  readonly #database: Database<any>;
  readonly #db: Kysely<unknown>;
  readonly #schema: string;
  readonly #options: QueueOptions;
  readonly #changes = new Changes();
  readonly #runner: Runner;
  readonly #stopping = new AbortController();
  #boss: PgBoss | undefined;
  #unlisten: Unlisten | undefined;

  constructor(options: QueueOptions) {
    this.#kinds = new Kinds(options.kinds);
    this.#database = options.database;
    this.#db = options.database.db as Kysely<unknown>;
    this.#schema = options.schema ?? "queue";
    this.#options = options;
    this.#runner = new Runner({ db: this.#db, schema: this.#schema, kinds: this.#kinds });
  }

  handle<Data>(kind: JobKind<Data>, handler: JobHandler<Data>): void {
    this.#kinds.handle(kind.name, handler);
  }

  async start({ work = true }: { readonly work?: boolean } = {}): Promise<void> {
    this.#kinds.assertHandled(work);
    const boss = this.#create(work);
    try {
      await boss.start();
      await setUp(this.#db, this.#schema);
      for (const kind of this.#kinds) await this.#createQueue(boss, kind);
      // No other process has the embedded database, and this one runs nothing yet.
      if (this.#database.kind === "embedded")
        await recoverAbandoned(boss, this.#db, this.#schema, this.#kinds.names);
      this.#unlisten = await this.#database.listen(
        channelOf(this.#schema),
        (payload) => this.#changed(JSON.parse(payload) as Change),
        () => void this.#catchUp(),
      );
      this.#boss = boss;
      if (work) for (const kind of this.#kinds) await this.#work(boss, kind);
    } catch (error) {
      await boss.stop({ graceful: false, close: false });
      throw error;
    }
  }

  async send<Data>(kind: JobKind<Data>, data: Data, options: SendOptions = {}): Promise<string> {
    const boss = this.#started();
    this.#kinds.assertData(kind, data);
    const { key, priority = 0, startAfter, transaction } = options;
    if (key !== undefined && (key === "" || key.length > MAX_KEY))
      throw badData(kind.name, `its key must have 1 to ${MAX_KEY} characters`);
    const id = randomUUID();
    const bossOptions = {
      id,
      priority,
      // Queues are `exclusive`: one waiting or running job per key. A job without a key uses its id as key.
      singletonKey: key ?? id,
      ...(startAfter && { startAfter }),
      ...(transaction && { db: fromKysely(transaction) }),
    };
    for (;;) {
      const sent = await boss.send(kind.name, { data }, bossOptions);
      if (sent !== null) return sent;
      const holder = await this.#holderOf(kind.name, key ?? id, transaction ?? this.#db);
      // None: the job that held the key has ended meanwhile, so the next try finds it free.
      if (holder !== undefined) return holder;
    }
  }

  async get(id: string): Promise<JobStatus | undefined> {
    this.#started();
    if (!UUID.test(id)) return undefined;
    const [status] = await this.#select(sql`job.id = ${id}`, 1);
    return status;
  }

  async list(
    options: { readonly kind?: string; readonly state?: JobState; readonly limit?: number } = {},
  ): Promise<JobStatus[]> {
    this.#started();
    const { kind, state, limit = 100 } = options;
    const ofKind = kind === undefined ? sql`true` : sql`job.name = ${kind}`;
    const inState =
      state === undefined ? sql`true` : sql`job.state::text = any(${bossStates(state)})`;
    return await this.#select(sql`${ofKind} and ${inState}`, Math.min(limit, MAX_LIST));
  }

  async cancel(id: string): Promise<boolean> {
    const boss = this.#started();
    const status = await this.get(id);
    if (status?.state !== "waiting" && status?.state !== "running") return false;
    await boss.cancel(status.kind, id);
    return (await this.get(id))?.state === "cancelled";
  }

  async *watch(id: string, signal?: AbortSignal): AsyncGenerator<JobStatus> {
    const ends = signal ? AbortSignal.any([signal, this.#stopping.signal]) : this.#stopping.signal;
    const watch = this.#changes.watch(id);
    try {
      let last = "";
      while (!ends.aborted) {
        const status = await this.get(id);
        if (!status) return;
        const text = JSON.stringify(status);
        if (text !== last) yield status;
        last = text;
        if (status.endedAt) return;
        await watch.wait(WATCH_POLL_MS, ends);
      }
    } finally {
      watch.end();
    }
  }

  async schedule<Data>(kind: JobKind<Data>, cron: string, data: Data, key?: string): Promise<void> {
    const boss = this.#started();
    this.#kinds.assertData(kind, data);
    // With this key, a due run waits only for the last one of the same schedule.
    const options = { tz: "UTC", missed: "once", singletonKey: `schedule:${key ?? ""}` } as const;
    try {
      await boss.schedule(
        kind.name,
        cron,
        { data },
        key === undefined ? options : { ...options, key },
      );
    } catch (error) {
      throw new EngineError(
        "QUEUE_BAD_SCHEDULE",
        { cron, reason: reasonOf(error) },
        { cause: error },
      );
    }
  }

  async unschedule(kind: JobKind<unknown>, key?: string): Promise<void> {
    const boss = this.#started();
    this.#kinds.assertKnown(kind.name);
    await boss.unschedule(kind.name, key);
  }

  async counts(): Promise<Record<string, { waiting: number; running: number; failed: number }>> {
    this.#started();
    const { rows } = await sql<{ name: string; waiting: number; running: number; failed: number }>`
      select name,
        (count(*) filter (where state in ('created', 'retry')))::integer as waiting,
        (count(*) filter (where state = 'active'))::integer as running,
        (count(*) filter (where state = 'failed'))::integer as failed
      from ${sql.table(`${this.#schema}.job`)}
      where name = any(${this.#kinds.names})
      group by name`.execute(this.#db);
    const none = { waiting: 0, running: 0, failed: 0 };
    const counted = rows.map(({ name, ...counts }) => [name, counts] as const);
    return Object.fromEntries([
      ...this.#kinds.names.map((name) => [name, none] as const),
      ...counted,
    ]);
  }

  async stop(): Promise<void> {
    const boss = this.#boss;
    if (!boss) return;
    this.#boss = undefined;
    this.#stopping.abort();
    // Workers first, so that none fetches what is about to be handed back.
    const idle = Promise.all(this.#kinds.names.map((name) => boss.offWork(name, { wait: true })));
    const interrupted = this.#runner.abortAll(new EngineError("QUEUE_STOPPING"));
    await within((this.#options.stopSeconds ?? 10) * 1000, idle);
    // Makes pg-boss abandon handlers that ignore their signal.
    await boss.stop({ graceful: false, close: false });
    await within(SETTLE_MS, idle);
    await handBack(this.#db, this.#schema, interrupted);
    await this.#unlisten?.();
  }

  #create(work: boolean): PgBoss {
    const isEmbedded = this.#database.kind === "embedded";
    const boss = new PgBoss({
      db: this.#database.bossAdapter,
      backend: isEmbedded ? "pglite" : "postgres",
      schema: this.#schema,
      useListenNotify: work,
      supervise: work,
      schedule: work,
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
    });
    boss.on("error", (error) => this.#options.onError?.(error));
    return boss;
  }

  async #createQueue(boss: PgBoss, kind: AnyKind): Promise<void> {
    // The only worker of an embedded database is this process: it need not send itself heartbeats.
    const isEmbedded = this.#database.kind === "embedded";
    const heartbeatSeconds = this.#options.heartbeatSeconds ?? 20;
    const settings = {
      retryLimit: kind.retries ?? 3,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: MAX_RETRY_DELAY_SECONDS,
      expireInSeconds: kind.expiresIn ?? 900,
      notify: true,
    };
    await boss.createQueue(kind.name, { ...settings, policy: "exclusive" });
    await boss.updateQueue(kind.name, {
      ...settings,
      heartbeatSeconds: isEmbedded ? null : heartbeatSeconds,
    });
    // Makes pg-boss load the queue: looking it up during somebody's transaction would wait for its end.
    await boss.findJobs(kind.name, { id: randomUUID() });
  }

  async #work(boss: PgBoss, kind: AnyKind): Promise<void> {
    const pollingIntervalSeconds = this.#options.pollSeconds ?? 2;
    const options = {
      pollingIntervalSeconds,
      notifyPollingIntervalSeconds: pollingIntervalSeconds,
      perJobResults: true,
      includeMetadata: true,
    } as const;
    const startOne = async () => {
      const worker = await boss.work(kind.name, options, async (jobs: BossJob[]) => {
        const results = await Promise.all(jobs.map((job) => this.#runner.run(job)));
        // Otherwise it would sleep until the next poll, however many jobs wait.
        boss.notifyWorker(worker);
        return results;
      });
    };
    const workers = Array.from({ length: kind.concurrency ?? 1 }, startOne);
    await Promise.all(workers);
  }

  #changed(change: Change): void {
    this.#changes.tell(change.id);
    this.#runner.changed(change);
  }

  /** After a time without notifications, all waiters check for themselves. */
  async #catchUp(): Promise<void> {
    this.#changes.tellAll();
    try {
      const { rows } = await sql<Change>`
        select id, state, retry_count as retries from ${sql.table(`${this.#schema}.job`)}
        where id = any(${this.#runner.ids}::uuid[])`.execute(this.#db);
      for (const change of rows) this.#runner.changed(change);
    } catch (error) {
      this.#options.onError?.(error as Error);
    }
  }

  async #holderOf(
    kind: string,
    key: string,
    db: Kysely<unknown> | Transaction<unknown>,
  ): Promise<string | undefined> {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(`${this.#schema}.job`)}
      where name = ${kind} and singleton_key = ${key} and state <= 'active'`.execute(db);
    return rows[0]?.id;
  }

  async #select(condition: ReturnType<typeof sql>, limit: number): Promise<JobStatus[]> {
    const ours = sql`job.name = any(${this.#kinds.names}) and ${condition}`;
    return await selectJobs(this.#db, this.#schema, ours, limit);
  }

  #started(): PgBoss {
    if (!this.#boss) throw new EngineError("QUEUE_NOT_STARTED");
    return this.#boss;
  }
}

const badData = (kind: string, reason: string) =>
  new EngineError("QUEUE_BAD_DATA", { kind, reason });

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([work, promise]);
  clearTimeout(timer);
}
