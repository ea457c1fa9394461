import type { Orbit } from "@welkin/orbits";
import { type Generated, type Kysely, sql } from "kysely";
import { type JplTables, jplMigrations } from "./horizons/tables.ts";
import type { SourceDefinition } from "./sources/definition.ts";

/** One row: the database's identity, and how many times observations were added. */
interface StateTable {
  readonly one: Generated<boolean>;
  identity: Generated<string>;
  revision: number;
  /** The newest observation's id: ids are assigned in the order of additions and never reused. */
  last_id: number;
  /** How many times orbits were added. */
  orbits: Generated<number>;
}

/** The content of each revision: one addition to one source. */
interface AdditionTable {
  revision: number;
  source: string;
  added: Generated<Date>;
  count: number;
  first: number;
  last: number;
  first_id: number;
  last_id: number;
}

/** Sources that users added, and statistics of what is held of every source, which each addition updates. */
interface SourceTable {
  name: string;
  /** Null if the source is built in. */
  definition: SourceDefinition | null;
  count: number;
  nights: number;
  first: number | null;
  last: number | null;
  updated: Date | null;
}

interface NightTable {
  source: string;
  night: number;
  count: number;
}

interface ObservationTable {
  id: number;
  source: string;
  product_id: string;
  observatory: string;
  mjd_start: number;
  mjd_stop: number;
  /** `ra:dec,ra:dec,…`, degrees. */
  fov: string;
  filter: string | null;
  exposure: number | null;
  seeing: number | null;
  airmass: number | null;
  maglimit: number | null;
  /** The source's own columns. */
  fields: Record<string, string | number | boolean> | null;
  /** The addition that contained it. */
  revision: number;
}

/** An orbit as JSON. */
export interface KeptOrbit extends Omit<Orbit, "covariance"> {
  readonly covariance?: {
    readonly extra: NonNullable<Orbit["covariance"]>["extra"];
    readonly matrix: readonly number[];
  };
}

interface OrbitTable {
  id: Generated<number>;
  designation: string;
  name: string;
  orbit: KeptOrbit;
  /** The file it came from. */
  source: string;
}

/** The keys by which orbits are looked up. */
interface OrbitNameTable {
  key: string;
  orbit: number;
}

export interface SurveyTables extends JplTables {
  survey_orbits: OrbitTable;
  survey_orbit_names: OrbitNameTable;
  survey_state: StateTable;
  survey_additions: AdditionTable;
  survey_sources: SourceTable;
  survey_nights: NightTable;
  survey_observations: ObservationTable;
}

/** The migrations of the domain's tables, in order. */
export const surveyMigrations = {
  "2026-11-survey-1": {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`create table survey_state (
        one boolean primary key default true check (one),
        identity uuid not null default gen_random_uuid(),
        revision int8 not null
      )`.execute(db);
      await sql`insert into survey_state (revision) values (0)`.execute(db);
      await sql`create table survey_sources (
        name text primary key,
        definition jsonb,
        count int8 not null default 0,
        nights integer not null default 0,
        first float8,
        last float8,
        updated timestamptz
      )`.execute(db);
      await sql`create table survey_nights (
        source text not null,
        night integer not null,
        count integer not null,
        primary key (source, night)
      )`.execute(db);
      await sql`create table survey_observations (
        id integer generated always as identity primary key,
        source text not null,
        product_id text not null,
        observatory text not null,
        mjd_start float8 not null,
        mjd_stop float8 not null,
        fov text not null,
        filter text,
        exposure float8,
        seeing float8,
        airmass float8,
        maglimit float8,
        fields jsonb,
        revision int8 not null,
        constraint survey_observations_product unique (source, product_id)
      )`.execute(db);
      await sql`create index survey_observations_revision on survey_observations (revision, id)`.execute(
        db,
      );
    },
  },
  "2026-11-survey-2": {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql`create table survey_orbits (
        id integer generated always as identity primary key,
        designation text not null unique,
        name text not null,
        orbit jsonb not null,
        source text not null
      )`.execute(db);
      await sql`create table survey_orbit_names (
        key text collate "C" not null,
        orbit integer not null references survey_orbits (id) on delete cascade,
        primary key (key, orbit)
      )`.execute(db);
    },
  },
  "2026-11-survey-3-additions": {
    async up(db: Kysely<unknown>): Promise<void> {
      // Ids increase with revisions, so the ids of an addition replace an index of all rows by revision.
      await sql`create table survey_additions (
        revision int8 primary key,
        source text not null,
        added timestamptz not null default now(),
        count integer not null,
        first float8 not null,
        last float8 not null,
        first_id integer not null,
        last_id integer not null
      )`.execute(db);
      await sql`create index survey_additions_source on survey_additions (source, revision)`.execute(
        db,
      );
      await sql`insert into survey_additions (revision, source, count, first, last, first_id, last_id)
        select revision, min(source), count(*), min(mjd_start), max(mjd_stop), min(id), max(id)
        from survey_observations group by revision`.execute(db);
      await sql`drop index survey_observations_revision`.execute(db);
      await sql`alter table survey_observations alter column id drop identity`.execute(db);
      // Compared byte by byte, whatever the server's locale.
      await sql`alter table survey_observations
        alter column source type text collate "C", alter column product_id type text collate "C"`.execute(
        db,
      );
      await sql`alter table survey_state add last_id integer not null default 0`.execute(db);
      await sql`update survey_state set last_id = coalesce(
        (select max(last_id) from survey_additions), 0)`.execute(db);
    },
  },
  ...jplMigrations,
};
