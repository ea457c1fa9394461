import { type Kysely, sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { EngineError } from "../errors.ts";

/**
 * Resumes what a killed process was running; only for the one process that has the database. Such a try counts: a job
 * that crashes its process is not retried forever.
 */
export async function recoverAbandoned(
  boss: PgBoss,
  db: Kysely<unknown>,
  schema: string,
  kinds: readonly string[],
): Promise<void> {
  const job = sql.table(`${schema}.job`);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from ${job} where state = 'active' and name = any(${kinds})`.execute(db);
  const { code, message } = new EngineError("QUEUE_WORKER_LOST");
  for (const { id, name } of rows) await boss.fail(name, id, { error: { code, message } });
  // Without the usual pause: the process that failed is not the one that retries.
  const ids = rows.map(({ id }) => id);
  await sql`
    update ${job} set start_after = now()
    where id = any(${ids}::uuid[]) and state = 'retry'`.execute(db);
}

/** A try of a job that was interrupted. */
export interface Interrupted {
  readonly id: string;
  readonly attempt: number;
}

/**
 * Returns the jobs that were interrupted because this process stops, as if they had not been tried. pg-boss has by
 * now settled them as failures: a state in which no process works on them, so none is disturbed.
 */
export async function handBack(
  db: Kysely<unknown>,
  schema: string,
  interrupted: readonly Interrupted[],
): Promise<void> {
  const job = sql.table(`${schema}.job`);
  for (const { id, attempt } of interrupted)
    await sql`
      update ${job} set state = 'created', start_after = now(), started_on = null,
        completed_on = null, output = null
      where id = ${id} and state in ('retry', 'failed') and retry_count = ${attempt - 1}`
      .execute(db)
      // Another job was sent meanwhile under the same key: that one takes its place.
      .catch(() => {});
}
