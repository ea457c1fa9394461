import { type Kysely, sql } from "kysely";
import type { JobState } from "./queue.ts";

/** pg-boss's own names for the states of a job, and ours. */
export const stateNames = {
  created: "waiting",
  retry: "waiting",
  active: "running",
  completed: "done",
  failed: "failed",
  cancelled: "cancelled",
} as const satisfies Record<string, JobState>;

export type BossState = keyof typeof stateNames;

/** What listeners receive on a change: from the trigger on jobs, and from those who write progress. */
export interface Change {
  readonly id: string;
  readonly state?: BossState;
  /** Tries before this one. */
  readonly retries?: number;
}

/** The channel on which changes are announced. */
export const channelOf = (schema: string): string => `${schema}_changed`;

/** Serialises processes that start together; an arbitrary number used nowhere else. */
const SETUP_LOCK = 7_135_202_611;

/**
 * Adds what pg-boss's tables lack: a job's progress, and a notification of every change of a job's state, whoever
 * makes it: a worker, a cancellation, or pg-boss giving up on a lost worker.
 */
export async function setUp(db: Kysely<unknown>, schema: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(SETUP_LOCK)})`.execute(transaction);
    for (const statement of statements(schema)) await sql.raw(statement).execute(transaction);
  });
}

function statements(schema: string): string[] {
  return [
    `create table if not exists ${schema}.progress (
      job uuid primary key,
      attempt integer not null,
      fraction real not null,
      note text,
      changed timestamptz not null default now()
    )`,
    `create or replace function ${schema}.job_changed() returns trigger language plpgsql as $$
    begin
      perform pg_notify('${channelOf(schema)}', json_build_object(
        'id', new.id, 'state', new.state, 'retries', new.retry_count)::text);
      return null;
    end $$`,
    `do $$
    begin
      if not exists (
        select from pg_trigger where tgname = 'job_changed' and tgrelid = '${schema}.job'::regclass
      ) then
        create trigger job_changed after insert or update of state on ${schema}.job
          for each row execute function ${schema}.job_changed();
      end if;
    end $$`,
    // pg-boss removes jobs some days after they have ended.
    `delete from ${schema}.progress where changed < now() - interval '1 day'
      and not exists (select from ${schema}.job where job.id = progress.job)`,
  ];
}
