import { type Generated, type Kysely, sql } from "kysely";
import type { KeptOrbit } from "../tables.ts";

/** An orbit from JPL, kept until it is out of date and, if JPL does not answer, longer. */
interface JplOrbitTable {
  id: Generated<number>;
  /** The object and, if a comet's apparition was requested, its record number: `2P`, `2P/90000091`. */
  key: string;
  designation: string;
  name: string;
  orbit: KeptOrbit;
  comet: boolean;
  /** Horizons' record number of one apparition; 0 for the object's own orbit. */
  record: number;
  /** MJD for which an apparition was requested, by year; 0 for the object's own orbit. */
  year: number;
  fetched: Generated<Date>;
}

/** The keys by which these orbits are looked up. */
interface JplNameTable {
  key: string;
  orbit: number;
}

/** Tables from Horizons, by request. */
interface JplAnswerTable {
  key: string;
  answer: unknown;
  fetched: Generated<Date>;
}

export interface JplTables {
  survey_jpl_orbits: JplOrbitTable;
  survey_jpl_names: JplNameTable;
  survey_jpl_answers: JplAnswerTable;
}

export const jplMigrations = {
  "2026-11-survey-targets-1-jpl": {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`create table survey_jpl_orbits (
        id integer generated always as identity primary key,
        key text collate "C" not null unique,
        designation text not null,
        name text not null,
        orbit jsonb not null,
        comet boolean not null,
        record integer not null,
        year integer not null,
        fetched timestamptz not null default now()
      )`.execute(db);
      await sql`create table survey_jpl_names (
        key text collate "C" not null,
        orbit integer not null references survey_jpl_orbits (id) on delete cascade,
        primary key (key, orbit)
      )`.execute(db);
      await sql`create table survey_jpl_answers (
        key text collate "C" primary key,
        answer jsonb not null,
        fetched timestamptz not null default now()
      )`.execute(db);
      await sql`create index survey_jpl_answers_fetched on survey_jpl_answers (fetched)`.execute(
        db,
      );
      // Data derived from the orbits is out of date once this number has changed.
      await sql`alter table survey_state add orbits int8 not null default 0`.execute(db);
    },
  },
};
