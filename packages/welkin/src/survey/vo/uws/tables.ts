import { type Generated, type Kysely, sql } from "kysely";

/** A job created by a UWS client: parameters until it is started, and then its search. */
interface UwsTable {
  id: Generated<string>;
  created: Generated<Date>;
  run: string | null;
  parameters: Record<string, readonly string[]>;
  /** Null while it is pending. */
  search: string | null;
  /** Aborted before it was started. */
  aborted: Generated<boolean>;
  destruction: Date;
}

export interface UwsTables {
  survey_uws_jobs: UwsTable;
}

export const uwsMigrations = {
  "2026-11-survey-5-uws": {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`create table survey_uws_jobs (
        id uuid primary key default gen_random_uuid(),
        created timestamptz not null default now(),
        run text,
        parameters jsonb not null,
        search uuid,
        aborted boolean not null default false,
        destruction timestamptz not null
      )`.execute(db);
      await sql`create index survey_uws_jobs_created on survey_uws_jobs (created)`.execute(db);
    },
  },
};
