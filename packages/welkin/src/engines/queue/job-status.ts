import { type Kysely, type RawBuilder, sql } from "kysely";
import { EngineError } from "../errors.ts";
import type { JobState, JobStatus } from "./queue.ts";
import { type BossState, stateNames } from "./tables.ts";

/** A pg-boss job with its progress. */
interface JobRow {
  readonly id: string;
  readonly name: string;
  readonly state: BossState;
  readonly retries: number;
  readonly output: Output | null;
  readonly created_on: Date;
  readonly started_on: Date | null;
  readonly completed_on: Date | null;
  readonly progress_attempt: number | null;
  readonly fraction: number | null;
  readonly note: string | null;
}

/** What a job leaves behind: our output, or pg-boss's words if it gave the job up by itself. */
export interface Output {
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
  readonly message?: string;
  readonly value?: { readonly message?: string };
}

/** Reads jobs that meet `condition` (on `job`), newest first. */
export async function selectJobs(
  db: Kysely<unknown>,
  schema: string,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<JobStatus[]> {
  const { rows } = await sql<JobRow>`
    select job.id, job.name, job.state, job.retry_count as retries, job.output,
      job.created_on, job.started_on, job.completed_on,
      progress.attempt as progress_attempt, progress.fraction, progress.note
    from ${sql.table(`${schema}.job`)} as job
      left join ${sql.table(`${schema}.progress`)} as progress on progress.job = job.id
    where ${condition}
    order by job.created_on desc, job.id
    limit ${limit}`.execute(db);
  return rows.map(statusOf);
}

/** The pg-boss states that one of ours stands for. */
export const bossStates = (state: JobState): BossState[] =>
  (Object.keys(stateNames) as BossState[]).filter((name) => stateNames[name] === state);

function statusOf(row: JobRow): JobStatus {
  const state = stateNames[row.state];
  const attempt = row.started_on ? row.retries + 1 : 0;
  const current = row.progress_attempt === attempt;
  const error = row.state === "failed" || row.state === "retry" ? errorOf(row.output) : undefined;
  return {
    id: row.id,
    kind: row.name,
    state,
    progress: state === "done" ? 1 : current ? (row.fraction ?? 0) : 0,
    ...(current && row.note !== null && { note: row.note }),
    ...(state === "done" && { result: row.output?.result ?? null }),
    ...(error && { error }),
    createdAt: row.created_on,
    ...(row.started_on && { startedAt: row.started_on }),
    ...(row.completed_on && { endedAt: row.completed_on }),
    attempt,
  };
}

function errorOf(output: Output | null): { code: string; message: string } {
  if (output?.error) return output.error;
  const words = output?.message ?? output?.value?.message ?? "";
  const code = /heartbeat/.test(words) ? "QUEUE_WORKER_LOST" : "QUEUE_EXPIRED";
  return { code, message: new EngineError(code).message };
}
