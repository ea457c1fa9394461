import { type CompiledQuery, type Kysely, type Selectable, sql, type Transaction } from "kysely";
import { copyPacked, setFirst } from "../engines/database/index.ts";
import { codeOf } from "../errors.ts";
import {
  notAmong,
  type ObservationRow,
  observationColumns,
  type PackedObservations,
} from "./packed-observations.ts";
import { type RowText, textOfJson, toldColumns } from "./row-text.ts";
import { type CatalogState, SoleWriter } from "./sole-writer.ts";
import type { SourceDefinition } from "./sources/definition.ts";
import type { SurveyTables } from "./tables.ts";

export type { ObservationRow } from "./packed-observations.ts";

/** The values that the index is built from. */
export type FieldRow = Pick<
  ObservationRow,
  "id" | "revision" | "source" | "observatory" | "mjd_start" | "mjd_stop" | "fov"
>;

/** An observation in the form kept in memory. */
export interface ObservationLine {
  readonly id: number;
  readonly revision: number;
  readonly source: string;
  /** MJD UTC. */
  readonly start: number;
  readonly stop: number;
  readonly fov: string;
  readonly text: RowText;
}

/** What is held of a source. Times are MJD. */
export type Statistics = Selectable<SurveyTables["survey_sources"]>;

/** Additions to a source since a time, and the times of those observations (MJD). */
export interface Update {
  readonly source: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Fields of a source, separated by `;`, and the last revision they include. */
export interface FieldPage {
  readonly revision: number;
  readonly count: number;
  readonly fields: string;
}

/** Ids are positive 32-bit numbers. */
const LAST_ID = 2 ** 31 - 1;
/** PostgreSQL's code for a row that already exists (Appendix A, unique_violation). */
const IS_HELD = "23505";

/** The survey domain's catalogue: all queries on its tables. */
export class SurveyCatalog {
  readonly #db: Kysely<SurveyTables>;
  readonly #stateQuery: CompiledQuery<CatalogState>;
  readonly #writer: SoleWriter | undefined;
  /** Sources whose last addition contained only new products. */
  readonly #growing = new Set<string>();

  /** @param options.alone Whether this is the only writer to the tables, which saves some queries. */
  constructor(db: Kysely<SurveyTables>, { alone = false }: { readonly alone?: boolean } = {}) {
    this.#db = db;
    // On a server this query runs before each search: building it anew would take as long as running it.
    this.#stateQuery = db.selectFrom("survey_state").select(["identity", "revision"]).compile();
    this.#writer = alone ? new SoleWriter() : undefined;
  }

  /** The database's identity, and how many times observations were added to it. */
  async state(): Promise<CatalogState> {
    const read = async () => (await this.#db.executeQuery(this.#stateQuery)).rows[0]!;
    return this.#writer === undefined ? await read() : await this.#writer.state(read);
  }

  async statistics(): Promise<Statistics[]> {
    return await this.#db.selectFrom("survey_sources").selectAll().orderBy("name").execute();
  }

  /** Stores a user's own source, replacing any with that name. */
  async define(definition: SourceDefinition): Promise<void> {
    const text = JSON.stringify(definition);
    await sql`insert into survey_sources (name, definition) values (${definition.name}, ${text}::jsonb)
      on conflict (name) do update set definition = excluded.definition`.execute(this.#db);
  }

  /**
   * Adds those observations that are not held yet, and counts them in the source's statistics, in one transaction. It
   * locks the revision's row, so additions follow one another, and whoever sees a revision sees everything that came
   * with it and before.
   *
   * @returns The number added.
   */
  async add(
    source: string,
    nightOffset: number,
    observations: PackedObservations,
  ): Promise<number> {
    const all = observations.starts.length;
    if (this.#growing.delete(source)) {
      // A batch of only new products is usually followed by more of them. Checking which are held is then a waste, and
      // the table's own constraint reports when it is not: the failed transaction leaves behind nothing but space,
      // which is reused.
      try {
        await this.#add(source, nightOffset, async () => observations);
        this.#growing.add(source);
        return all;
      } catch (error) {
        if (codeOf(error) !== IS_HELD) throw error;
      }
    }
    const added = await this.#add(source, nightOffset, (transaction) =>
      notHeld(transaction, source, observations),
    );
    if (added === all) this.#growing.add(source);
    return added;
  }

  /** @param choose Returns what to add; called while nobody else can add anything. */
  async #add(
    source: string,
    nightOffset: number,
    choose: (transaction: Transaction<SurveyTables>) => Promise<PackedObservations>,
  ): Promise<number> {
    return await this.#write(async (transaction) => {
      const { rows: states } = await sql<{ revision: number; last_id: number }>`
        select revision, last_id from survey_state for update`.execute(transaction);
      const state = states[0]!;
      const fresh = await choose(transaction);
      const added = fresh.starts.length;
      if (added === 0) return 0;
      const revision = state.revision + 1;
      const id = state.last_id + 1;
      if (id + added > LAST_ID) throw new RangeError("There are no more ids for observations.");
      setFirst(fresh.rows, (row) => [id + row, revision]);
      await copyPacked(transaction, "survey_observations", observationColumns, fresh.rows);
      await count(transaction, { source, nightOffset, revision, id }, fresh);
      return added;
    });
  }

  /**
   * Deletes a source and everything held of it. An index that contains its fields no longer finds rows for them; the
   * next process rebuilds its index.
   */
  async remove(source: string): Promise<void> {
    await this.#write(async (transaction) => {
      await sql`update survey_state set identity = gen_random_uuid()`.execute(transaction);
      for (const table of ["survey_observations", "survey_nights", "survey_additions"] as const) {
        await transaction.deleteFrom(table).where("source", "=", source).execute();
      }
      await transaction.deleteFrom("survey_sources").where("name", "=", source).execute();
    });
  }

  /** Additions to each source since a time. */
  async updatesSince(time: Date): Promise<Update[]> {
    const { rows } = await sql<Update>`
      select source, sum(count)::int8 as count, min(first) as first, max(last) as last
      from survey_additions where added >= ${time.toISOString()}::timestamptz
      group by source order by source`.execute(this.#db);
    return rows;
  }

  /** A page of the fields added after one revision and up to another, in that order. */
  async fieldsSince(
    after: { readonly revision: number; readonly id: number },
    upTo: number,
    limit: number,
  ): Promise<FieldRow[]> {
    return await this.#db.transaction().execute(async (transaction) => {
      // Without statistics, which the embedded database does not keep, the planner would sort the whole table for
      // every page.
      await sql`set local enable_seqscan = off`.execute(transaction);
      await sql`set local enable_bitmapscan = off`.execute(transaction);
      // One text for the whole page: separate values for each column of each row take PGlite several times as long.
      const { rows } = await sql<{ page: string | null }>`
        select string_agg(
          concat_ws('|', id, revision, source, observatory, mjd_start, mjd_stop, fov), ';' order by id
        ) as page
        from (
          select * from survey_observations
          where id > ${await lastId(transaction, after)} and id <= ${await lastId(transaction, { revision: upTo })}
          order by id limit ${limit}::integer
        ) as rows`.execute(transaction);
      return (rows[0]?.page ?? "").split(";").filter(Boolean).map(fieldRow);
    });
  }

  /** The last revision that added to a source; 0 if none did. */
  async revisionOf(source: string): Promise<number> {
    const { rows } = await sql<{ revision: number }>`
      select revision from survey_additions where source = ${source}
      order by revision desc limit 1`.execute(this.#db);
    return rows[0]?.revision ?? 0;
  }

  /** Fields added to a source after one revision and up to another, in pages of whole revisions. */
  async *fieldsOf(
    source: string,
    after: number,
    upTo: number,
    size: number,
  ): AsyncGenerator<FieldPage> {
    for (let from = after; ; ) {
      // As many revisions as give enough rows, and at least one.
      const { rows } = await sql<FieldPage & { fields: string | null }>`
        with counted as (
          select revision, first_id, last_id, count, sum(count) over (order by revision) as rows
          from (
            select * from survey_additions
            where source = ${source} and revision > ${from} and revision <= ${upTo}
            order by revision limit 1000
          ) as next
        ), page as (
          select max(revision) as revision, min(first_id) as first_id, max(last_id) as last_id,
            sum(count)::integer as count
          from counted where rows - count < ${size}
        )
        select page.revision, page.count, (
          select string_agg(fov, ';') from survey_observations
          where id between page.first_id and page.last_id and source = ${source}
        ) as fields
        from page`.execute(this.#db);
      const page = rows[0];
      if (!page?.fields) return;
      yield page;
      from = page.revision;
    }
  }

  /** Ids of the observations of products, given with their sources, in order; products not held are left out. */
  async idsOf(
    products: readonly { readonly source: string; readonly product: string }[],
  ): Promise<number[]> {
    if (products.length === 0) return [];
    const { rows } = await sql<{ id: number }>`
      select observation.id from json_to_recordset(${JSON.stringify(products)}::json)
        as wanted(source text, product text)
      join survey_observations as observation
        on observation.source = wanted.source and observation.product_id = wanted.product
      order by observation.id`.execute(this.#db);
    return rows.map(({ id }) => id);
  }

  /** The observations from one id up to another. */
  async lines(from: number, upTo: number): Promise<ObservationLine[]> {
    const told = sql.join(
      Object.entries(toldColumns).map(
        ([name, column]) => sql`${sql.ref(`o.${column}`)} as ${sql.ref(name)}`,
      ),
    );
    // Neither fields nor JSON contain tabs or line ends.
    const { rows } = await sql<{ found: string | null }>`
      select string_agg(
        concat_ws(chr(9), o.id, revision, source, o.mjd_start, o.mjd_stop, o.fov, row_to_json(told), fields),
        chr(10)
      ) as found
      from survey_observations as o, lateral (select ${told}) as told
      where id between ${from} and ${upTo}`.execute(this.#db);
    return (rows[0]?.found?.split("\n") ?? []).map(observationLine);
  }

  /** The observations with these ids, in order of time. */
  async observations(ids: readonly number[]): Promise<ObservationRow[]> {
    if (ids.length === 0) return [];
    // As text in both directions: a list of numbers takes PGlite twice as long, and so do a row's values one by one.
    const list = `{${ids.join()}}`;
    const { rows } = await sql<{ found: string | null }>`
      select json_agg(row order by mjd_start, id)::text as found from (
        select * from survey_observations where id = any(${list}::text::integer[])
      ) as row`.execute(this.#db);
    return JSON.parse(rows[0]?.found ?? "[]") as ObservationRow[];
  }

  async #write<Result>(
    task: (transaction: Transaction<SurveyTables>) => Promise<Result>,
  ): Promise<Result> {
    const run = () => this.#db.transaction().execute(task);
    return this.#writer === undefined ? await run() : await this.#writer.write(run);
  }
}

/**
 * Those of a source's new observations that are not held yet, each once: if several have the same name, the first
 * counts.
 */
async function notHeld(
  db: Kysely<SurveyTables>,
  source: string,
  observations: PackedObservations,
): Promise<PackedObservations> {
  // One text in both directions: an array of ten thousand takes PGlite twice as long. Without statistics of a table
  // that has just grown, the planner would scan all of it for every batch; the offset forces it to look up each name in
  // the index.
  await sql`set local jit = off`.execute(db);
  await sql`set local enable_seqscan = off`.execute(db);
  const { rows } = await sql<{ held: string | null }>`
    select string_agg(name, ${"\n"}) as held
    from unnest(string_to_array(${observations.names}, ${"\n"})) as name
    where exists (
      select from survey_observations where source = ${source} and product_id = name offset 0
    )`.execute(db);
  return notAmong(observations, rows[0]!.held?.split("\n") ?? []);
}

/** An addition, and its first id. */
interface Addition {
  readonly source: string;
  readonly nightOffset: number;
  readonly revision: number;
  readonly id: number;
}

/** Counts an addition in its source's statistics. */
async function count(
  db: Kysely<SurveyTables>,
  { source, nightOffset, revision, id }: Addition,
  { starts, stops }: PackedObservations,
): Promise<void> {
  const added = starts.length;
  const newest = id + added - 1;
  const counts = new Map<number, number>();
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < added; i++) {
    const night = Math.floor(starts[i]! + nightOffset - 0.5);
    counts.set(night, (counts.get(night) ?? 0) + 1);
    first = Math.min(first, starts[i]!);
    last = Math.max(last, stops[i]!);
  }
  await sql`insert into survey_additions (revision, source, count, first, last, first_id, last_id)
    values (${revision}, ${source}, ${added}, ${first}, ${last}, ${id}, ${newest})`.execute(db);
  await sql`update survey_state set revision = ${revision}, last_id = ${newest}`.execute(db);
  const { rows: nights } = await sql<{ fresh: number }>`
    with nights as (
      insert into survey_nights as held (source, night, count)
      select ${source}::text, * from unnest(
        ${[...counts.keys()]}::integer[], ${[...counts.values()]}::integer[])
      on conflict (source, night) do update set count = held.count + excluded.count
      returning (xmax = 0) as fresh
    )
    select count(*)::integer as fresh from nights where fresh`.execute(db);
  await sql`
    insert into survey_sources as held (name, count, nights, first, last, updated)
    values (${source}, ${added}, ${nights[0]!.fresh}, ${first}, ${last}, now())
    on conflict (name) do update set
      count = held.count + excluded.count, nights = held.nights + excluded.nights,
      first = least(held.first, excluded.first), last = greatest(held.last, excluded.last),
      updated = excluded.updated`.execute(db);
}

/** The last id of a revision, or of a position within it. */
async function lastId(
  db: Kysely<SurveyTables>,
  { revision, id = LAST_ID }: { readonly revision: number; readonly id?: number },
): Promise<number> {
  const { rows } = await sql<{ last_id: number }>`
    select last_id from survey_additions where revision <= ${revision}
    order by revision desc limit 1`.execute(db);
  return Math.min(rows[0]?.last_id ?? 0, id);
}

function observationLine(line: string): ObservationLine {
  const [id, revision, source, start, stop, fov, told, fields] = line.split("\t") as [
    ...[id: string, revision: string, source: string, start: string, stop: string],
    ...[fov: string, told: string, fields?: string],
  ];
  return {
    id: Number(id),
    revision: Number(revision),
    source,
    start: Number(start),
    stop: Number(stop),
    fov,
    text: textOfJson(told, fields),
  };
}

/** Names of sources, codes of observatories and corners contain neither separator. */
function fieldRow(text: string): FieldRow {
  const [id, revision, source, observatory, start, stop, fov] = text.split("|") as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    id: Number(id),
    revision: Number(revision),
    source,
    observatory,
    mjd_start: Number(start),
    mjd_stop: Number(stop),
    fov,
  };
}
