import { type Generated, type Kysely, sql } from "kysely";
import type { SearchRequest } from "./request.ts";

/** A failure, as reported to clients. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

export type SearchState = "waiting" | "running" | "done" | "failed" | "cancelled";

/** A search that was submitted. */
interface SearchTable {
  id: string;
  created: Generated<Date>;
  /** The queue's job; null if the answer was already there. */
  job: string | null;
  batch: string | null;
  request: SearchRequest;
  state: SearchState;
  failure: Failure | null;
  /** The description of the target, once it is known. */
  answer: Record<string, unknown> | null;
  /** The revision of the observations that it has searched. */
  revision: number | null;
  started: Date | null;
  ended: Date | null;
  /** The newest event at submission: the search's messages come after it. */
  event: number;
}

/** A search's progress in each of its sources. */
interface PartTable {
  search: string;
  source: string;
  place: number;
  state: "waiting" | "done" | "failed";
  result: number | null;
  /** Rows that were added later are not part of the answer. */
  revision: number | null;
  cached: boolean;
  /** Seconds; null if there was nothing to search. */
  seconds: number | null;
  count: number;
  failure: Failure | null;
  changed: Date | null;
}

/** The hits of one orbit, searched with one set of options, in one source up to a revision; shared by searches. */
interface ResultTable {
  id: Generated<number>;
  key: string;
  source: string;
  /** Everything added up to this revision has been searched; 0 if the search broke off. */
  revision: number;
  /** MJD span of the exposures searched; null if that is all. */
  mjd_from: number | null;
  mjd_to: number | null;
  created: Generated<Date>;
}

interface FoundTable {
  result: number;
  observation: number;
  /** The middle of the exposure. */
  mjd: number;
  /** What the search adds to the observation's own row. */
  hit: Record<string, unknown>;
}

export interface SearchTables {
  survey_searches: SearchTable;
  survey_search_parts: PartTable;
  survey_results: ResultTable;
  survey_found: FoundTable;
}

export const searchMigrations = {
  "2026-11-survey-4-searches": {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`create table survey_searches (
        id uuid primary key,
        created timestamptz not null default now(),
        job uuid,
        batch uuid,
        request jsonb not null,
        state text not null,
        failure jsonb,
        answer jsonb,
        revision int8,
        started timestamptz,
        ended timestamptz,
        event int8 not null default 0
      )`.execute(db);
      await sql`create index survey_searches_created on survey_searches (created)`.execute(db);
      await sql`create index survey_searches_batch on survey_searches (batch) where batch is not null`.execute(
        db,
      );
      await sql`create index survey_searches_open on survey_searches (created)
        where state in ('waiting', 'running')`.execute(db);
      await sql`create table survey_results (
        id integer generated always as identity primary key,
        key text not null,
        source text not null,
        revision int8 not null,
        mjd_from float8,
        mjd_to float8,
        created timestamptz not null default now()
      )`.execute(db);
      await sql`create index survey_results_key on survey_results (key, source)`.execute(db);
      await sql`create table survey_search_parts (
        search uuid not null references survey_searches (id) on delete cascade,
        source text not null,
        place integer not null,
        state text not null default 'waiting',
        result integer references survey_results (id),
        revision int8,
        cached boolean not null default false,
        seconds float8,
        count integer not null default 0,
        failure jsonb,
        changed timestamptz,
        primary key (search, source)
      )`.execute(db);
      await sql`create index survey_search_parts_result on survey_search_parts (result)`.execute(
        db,
      );
      await sql`create table survey_found (
        result integer not null references survey_results (id) on delete cascade,
        observation integer not null,
        mjd float8 not null,
        hit jsonb not null,
        primary key (result, observation)
      )`.execute(db);
      await sql`create index survey_found_mjd on survey_found (result, mjd, observation)`.execute(
        db,
      );
    },
  },
};
