import { setTimeout as sleep } from "node:timers/promises";
import { type Kysely, type Selectable, sql } from "kysely";
import { WelkinError } from "../../../errors.ts";
import type { Searches, SearchStatus } from "../../jobs/searches.ts";
import { type JobParameters, searchOf } from "./parameters.ts";
import type { UwsTables } from "./tables.ts";

/** IVOA UWS 1.1, section 2.1.3. */
export const phases = ["PENDING", "QUEUED", "EXECUTING", "COMPLETED", "ERROR", "ABORTED"] as const;
export type Phase = (typeof phases)[number];

const phaseOf = {
  waiting: "QUEUED",
  running: "EXECUTING",
  done: "COMPLETED",
  failed: "ERROR",
  cancelled: "ABORTED",
} as const satisfies Record<SearchStatus["row"]["state"], Phase>;

/** Phases that may still change. */
const active: ReadonlySet<Phase> = new Set(["PENDING", "QUEUED", "EXECUTING"]);

export interface UwsJob {
  readonly id: string;
  readonly created: Date;
  readonly run: string | null;
  readonly parameters: JobParameters;
  readonly destruction: Date;
  readonly phase: Phase;
  /** The job's search, once it has been started. */
  readonly search: SearchStatus | undefined;
}

type Row = Selectable<UwsTables["survey_uws_jobs"]>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const POLL_MS = 400;
/** Maximum number of jobs in one list. */
const LIST_LIMIT = 1000;

/** UWS jobs: those not started yet are kept here; everything else is the search itself. */
export class UwsJobs {
  readonly #db: Kysely<UwsTables>;
  readonly #searches: Searches;
  readonly #keepDays: number;

  constructor(db: Kysely<UwsTables>, searches: Searches, keepDays: number) {
    this.#db = db;
    this.#searches = searches;
    this.#keepDays = keepDays;
  }

  async create(parameters: JobParameters, run: string | null): Promise<string> {
    const { rows } = await sql<{ id: string }>`
      insert into survey_uws_jobs (parameters, run, destruction)
      values (${JSON.stringify(parameters)}::jsonb, ${run}, now() + make_interval(days => ${this.#keepDays}))
      returning id`.execute(this.#db);
    return rows[0]!.id;
  }

  /** @throws WelkinError JOB_NOT_FOUND */
  async get(id: string): Promise<UwsJob> {
    const row = await this.#row(id);
    const search = row.search === null ? undefined : await this.#searches.status(row.search);
    return { ...row, search, phase: phaseOfJob(row, search) };
  }

  /** Jobs in these phases, the newest first (section 2.2.2.1). */
  async list(options: {
    readonly phases: readonly Phase[];
    readonly after?: Date | undefined;
    readonly last?: number | undefined;
  }): Promise<UwsJob[]> {
    const { after, last = LIST_LIMIT } = options;
    let query = this.#db.selectFrom("survey_uws_jobs").selectAll().orderBy("created", "desc");
    if (after) query = query.where("created", ">", after);
    const found: UwsJob[] = [];
    for (const { id } of await query.limit(LIST_LIMIT).execute()) {
      if (found.length >= last) break;
      // A deleted search takes its job with it.
      const job = await this.get(id).catch(() => undefined);
      if (job && (options.phases.length === 0 || options.phases.includes(job.phase)))
        found.push(job);
    }
    return found;
  }

  async start(id: string): Promise<void> {
    const job = await this.get(id);
    if (job.phase !== "PENDING") return;
    const search = await this.#searches.submit(searchOf(job.parameters));
    await sql`update survey_uws_jobs set search = ${search} where id = ${id}`.execute(this.#db);
  }

  async change(id: string, parameters: JobParameters): Promise<void> {
    const job = await this.get(id);
    if (job.phase !== "PENDING") {
      throw new WelkinError("FORBIDDEN", "A job's parameters change only while it is pending.");
    }
    const merged = JSON.stringify({ ...job.parameters, ...parameters });
    await sql`update survey_uws_jobs set parameters = ${merged}::jsonb where id = ${id}`.execute(
      this.#db,
    );
  }

  async abort(id: string): Promise<void> {
    const { search, phase } = await this.get(id);
    if (search) await this.#searches.cancel(search.row.id);
    else if (phase === "PENDING") {
      await sql`update survey_uws_jobs set aborted = true where id = ${id}`.execute(this.#db);
    }
  }

  async remove(id: string): Promise<void> {
    await this.abort(id);
    await this.#db.deleteFrom("survey_uws_jobs").where("id", "=", id).execute();
  }

  /** Keeps a job until the given time, but no longer than jobs are kept (section 2.2.3.2). */
  async keepUntil(id: string, time: Date): Promise<void> {
    await this.get(id);
    await sql`update survey_uws_jobs
      set destruction = least(${time.toISOString()}::timestamptz, created + make_interval(days => ${this.#keepDays}))
      where id = ${id}`.execute(this.#db);
  }

  /** Removes expired jobs; their searches expire by themselves. */
  async forget(): Promise<void> {
    await sql`delete from survey_uws_jobs where destruction < now()`.execute(this.#db);
  }

  /** Waits until the job is in another phase, or for a number of seconds (section 2.2.1.1). */
  async wait(id: string, seconds: number, phase: Phase | undefined, signal: AbortSignal) {
    const end = performance.now() + seconds * 1000;
    let job = await this.get(id);
    const from = phase ?? job.phase;
    while (job.phase === from && active.has(from) && performance.now() < end && !signal.aborted) {
      await sleep(Math.min(POLL_MS, Math.max(1, end - performance.now())));
      job = await this.get(id);
    }
    return job;
  }

  async #row(id: string): Promise<Row> {
    const row = UUID.test(id)
      ? await this.#db
          .selectFrom("survey_uws_jobs")
          .selectAll()
          .where("id", "=", id)
          .executeTakeFirst()
      : undefined;
    if (row) return row;
    throw new WelkinError("JOB_NOT_FOUND", `No job has the id ${id.slice(0, 60)}.`);
  }
}

function phaseOfJob(row: Row, search: SearchStatus | undefined): Phase {
  if (search) return phaseOf[search.row.state];
  return row.aborted ? "ABORTED" : "PENDING";
}
