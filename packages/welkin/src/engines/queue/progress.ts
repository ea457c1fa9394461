import { type Kysely, sql } from "kysely";
import { channelOf } from "./tables.ts";

/** Progress is written at most this often: nobody can read faster. */
const INTERVAL_MS = 200;
const MAX_NOTE = 500;

interface Report {
  readonly fraction: number;
  readonly note: string | undefined;
}

/** Writes the progress of one try of a job: the newest report, rate-limited, and always the last one. */
export class ProgressWriter {
  readonly #write: (report: Report) => Promise<void>;
  #next: Report | undefined;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #last = Number.NEGATIVE_INFINITY;

  constructor(write: (report: Report) => Promise<void>) {
    this.#write = write;
  }

  report(fraction: number, note?: string): void {
    const bounded = Number.isFinite(fraction) ? Math.min(1, Math.max(0, fraction)) : 0;
    this.#next = { fraction: bounded, note: note?.slice(0, MAX_NOTE) };
    const delay = Math.max(0, this.#last + INTERVAL_MS - performance.now());
    this.#timer ??= setTimeout(() => this.#flush(), delay);
  }

  /** Writes what is still unwritten, and accepts no more. */
  async finish(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#writing;
    if (this.#next) await this.#write(this.#next).catch(() => {});
    this.report = () => {};
  }

  #flush(): void {
    const report = this.#next;
    this.#next = undefined;
    if (!report) return;
    this.#last = performance.now();
    // Progress is for people watching; failing to write it does not fail the job.
    this.#writing = this.#write(report)
      .catch(() => {})
      .finally(() => {
        this.#timer = undefined;
        if (this.#next) this.report(this.#next.fraction, this.#next.note);
      });
  }
}

/** Stores one report and notifies listeners, in one statement. */
export async function writeProgress(
  db: Kysely<unknown>,
  schema: string,
  { job, attempt, fraction, note }: Report & { job: string; attempt: number },
): Promise<void> {
  await sql`
    with saved as (
      insert into ${sql.table(`${schema}.progress`)} (job, attempt, fraction, note)
      values (${job}, ${attempt}, ${fraction}, ${note ?? null})
      on conflict (job) do update set attempt = excluded.attempt, fraction = excluded.fraction,
        note = excluded.note, changed = now()
      returning job
    )
    select pg_notify(${channelOf(schema)}, json_build_object('id', job)::text) from saved`.execute(
    db,
  );
}
