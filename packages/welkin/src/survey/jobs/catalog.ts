import { type Kysely, type Selectable, sql, type Transaction } from "kysely";
import type { ObservationRow } from "../catalog.ts";
import type { Hit } from "../search/types.ts";
import type { SearchRequest } from "./request.ts";
import type { Failure, SearchState, SearchTables } from "./tables.ts";

export type SearchRow = Selectable<SearchTables["survey_searches"]>;
export type PartRow = Selectable<SearchTables["survey_search_parts"]>;
export type ResultRow = Selectable<SearchTables["survey_results"]>;

/** A stored hit, with its observation. */
export interface FoundRow {
  readonly observation: ObservationRow;
  readonly hit: Record<string, unknown>;
  readonly mjd: number;
}

/** Where a page of hits begins: after this one, in order of time. */
export interface After {
  readonly mjd: number;
  readonly observation: number;
}

/** Which part of a result answers the request. */
export type Choice = Pick<
  SearchRequest,
  "from" | "to" | "filters" | "maglimit" | "detectable" | "catch"
>;

type Db = Kysely<SearchTables>;

/** Places in the queue are taken one after the other; any lock number that nobody else uses will do. */
const SUBMIT_LOCK = 7_135_202_613;

/** All queries on searches and their results. */
export class SearchCatalog {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Runs submissions of searches one at a time, so that the queue's last place is not taken twice. */
  async submitting<Result>(
    work: (transaction: Transaction<SearchTables>) => Promise<Result>,
  ): Promise<Result> {
    return await this.#db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(SUBMIT_LOCK)})`.execute(transaction);
      return work(transaction);
    });
  }

  async waiting(db: Db = this.#db): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*)::integer as count
      from survey_searches where state = 'waiting' and batch is null`.execute(db);
    return rows[0]!.count;
  }

  async insert(
    db: Db,
    searches: readonly Pick<SearchRow, "id" | "job" | "batch" | "request" | "state" | "event">[],
  ): Promise<void> {
    const rows = JSON.stringify(searches);
    await sql`insert into survey_searches (id, job, batch, request, state, event)
      select id, job, batch, request, state, event from jsonb_to_recordset(${rows}::jsonb)
        as rows(id uuid, job uuid, batch uuid, request jsonb, state text, event int8)`.execute(db);
    await sql`insert into survey_search_parts (search, source, place)
      select id, source, place from jsonb_to_recordset(${rows}::jsonb) as rows(id uuid, request jsonb),
        jsonb_array_elements_text(request -> 'sources') with ordinality as wanted(source, place)`.execute(
      db,
    );
  }

  async setJob(db: Db, id: string, job: string): Promise<void> {
    await db.updateTable("survey_searches").set({ job }).where("id", "=", id).execute();
  }

  async search(id: string): Promise<SearchRow | undefined> {
    const row = this.#db.selectFrom("survey_searches").selectAll().where("id", "=", id);
    return await row.executeTakeFirst();
  }

  async parts(id: string): Promise<PartRow[]> {
    return await this.#db
      .selectFrom("survey_search_parts")
      .selectAll()
      .where("search", "=", id)
      .orderBy("place")
      .execute();
  }

  async batch(batch: string): Promise<SearchRow[]> {
    return await this.#db
      .selectFrom("survey_searches")
      .selectAll()
      .where("batch", "=", batch)
      .orderBy("created")
      .orderBy(sql`(request ->> 'index')::integer`)
      .execute();
  }

  async counts(batch: string): Promise<Map<string, number>> {
    const { rows } = await sql<{ search: string; count: number }>`
      select search, sum(count)::integer as count from survey_search_parts
      where search in (select id from survey_searches where batch = ${batch}) group by search`.execute(
      this.#db,
    );
    return new Map(rows.map(({ search, count }) => [search, count]));
  }

  /** Searches that have not ended, in order of submission, except those of batches. */
  async open(): Promise<SearchRow[]> {
    return await this.#db
      .selectFrom("survey_searches")
      .selectAll()
      .where("state", "in", ["waiting", "running"])
      .where("batch", "is", null)
      .orderBy("created")
      .limit(1000)
      .execute();
  }

  /** Searches that have not ended, or were submitted within the last minute. */
  async recent(): Promise<Pick<SearchRow, "id" | "event">[]> {
    const { rows } = await sql<Pick<SearchRow, "id" | "event">>`
      select id, event from survey_searches
      where state in ('waiting', 'running') or created > now() - interval '1 minute'
      order by created desc limit 1000`.execute(this.#db);
    return rows;
  }

  async began(id: string, answer: Record<string, unknown> | null): Promise<void> {
    await sql`update survey_searches
      set state = 'running', failure = null, ended = null, started = coalesce(started, now()),
        answer = coalesce(${answer === null ? null : JSON.stringify(answer)}::jsonb, answer)
      where id = ${id}`.execute(this.#db);
  }

  async ended(
    id: string,
    end: {
      readonly state: SearchState;
      readonly failure?: Failure | undefined;
      readonly answer?: Record<string, unknown> | undefined;
      readonly revision?: number | undefined;
    },
    db: Db = this.#db,
  ): Promise<void> {
    const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
    await sql`update survey_searches
      set state = ${end.state}, failure = ${json(end.failure)}::jsonb, ended = now(),
        answer = coalesce(${json(end.answer)}::jsonb, answer),
        revision = coalesce(${end.revision ?? null}::int8, revision)
      where id = ${id}`.execute(db);
  }

  /** The newest results of a key, for each of the sources, that cover all exposures of the span. */
  async results(
    key: string,
    sources: readonly string[],
    { from = null, to = null }: { readonly from?: number | null; readonly to?: number | null },
    db: Db = this.#db,
  ): Promise<Map<string, ResultRow>> {
    const { rows } = await sql<ResultRow>`
      select distinct on (source) * from survey_results
      where key = ${key} and source = any(${[...sources]}::text[]) and revision > 0
        and (mjd_from is null or mjd_from <= ${from}::float8)
        and (mjd_to is null or mjd_to >= ${to}::float8)
      order by source, revision desc, id desc`.execute(db);
    return new Map(rows.map((row) => [row.source, row]));
  }

  /** Creates a result, or extends one with the hits found since; in the transaction that ends its part. */
  async keepResult(
    db: Db,
    kept: {
      readonly result?: number | undefined;
      readonly key: string;
      readonly source: string;
      readonly revision: number;
      readonly from?: number | undefined;
      readonly to?: number | undefined;
      readonly hits: readonly Hit[];
    },
  ): Promise<number> {
    const { key, source, revision, from = null, to = null, hits } = kept;
    let { result } = kept;
    if (result === undefined) {
      const { rows } = await sql<{ id: number }>`
        insert into survey_results (key, source, revision, mjd_from, mjd_to)
        values (${key}, ${source}, ${revision}, ${from}, ${to}) returning id`.execute(db);
      result = rows[0]!.id;
    } else {
      await sql`update survey_results set revision = greatest(revision, ${revision}::int8)
        where id = ${result}`.execute(db);
    }
    for (let at = 0; at < hits.length; at += 1000) {
      const rows = hits.slice(at, at + 1000).map(keptHit);
      await sql`insert into survey_found (result, observation, mjd, hit)
        select ${result}::integer, observation, mjd, hit
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as rows(observation integer, mjd float8, hit jsonb)
        on conflict do nothing`.execute(db);
    }
    return result;
  }

  /** Ends a source's part of a search; returns the number of hits in it. */
  async endPart(
    db: Db,
    part: Pick<PartRow, "search" | "source" | "state" | "result" | "revision"> & {
      readonly cached?: boolean;
      readonly seconds?: number | null;
      readonly failure?: Failure;
    },
    choice: Choice,
  ): Promise<number> {
    const { search, source, state, result, revision, cached = false, seconds = null } = part;
    const failure = part.failure === undefined ? null : JSON.stringify(part.failure);
    const { rows } = await sql<{ count: number }>`
      update survey_search_parts set state = ${state}, result = ${result}::integer,
        revision = ${revision}::int8, cached = ${cached}, seconds = ${seconds}::float8,
        failure = ${failure}::jsonb, changed = now(),
        count = (
          select count(*)::integer from survey_found as found
          join survey_observations as observation on observation.id = found.observation
          where found.result = ${result}::integer and observation.revision <= ${revision}::int8
            and ${chosen(choice)})
      where search = ${search} and source = ${source} returning count`.execute(db);
    return rows[0]?.count ?? 0;
  }

  async transaction<Result>(
    work: (transaction: Transaction<SearchTables>) => Promise<Result>,
  ): Promise<Result> {
    return await this.#db.transaction().execute(work);
  }

  /** A page of what a search has found so far, in order of time. */
  async found(
    { id, request }: Pick<SearchRow, "id" | "request">,
    after: After | undefined,
    limit: number,
  ): Promise<FoundRow[]> {
    const begin = after ?? { mjd: Number.NEGATIVE_INFINITY, observation: 0 };
    const { rows } = await sql<{ hit: FoundRow["hit"]; middle: number } & ObservationRow>`
      select observation.*, found.hit, found.mjd as middle
      from survey_search_parts as part
      join survey_found as found on found.result = part.result
      join survey_observations as observation
        on observation.id = found.observation and observation.revision <= part.revision
      where part.search = ${id} and ${chosen(request)}
        and (found.mjd, found.observation) > (${begin.mjd}::float8, ${begin.observation}::integer)
      order by found.mjd, found.observation
      limit ${limit}::integer`.execute(this.#db);
    return rows.map(({ hit, middle, ...observation }) => ({ observation, hit, mjd: middle }));
  }

  /** Whether nothing was added to any of the sources after a revision. */
  async unchanged(sources: readonly string[], revision: number): Promise<boolean> {
    const { rows } = await sql<{ changed: boolean }>`select exists (
      select from survey_additions
      where revision > ${revision}::int8 and source = any(${[...sources]}::text[])) as changed`.execute(
      this.#db,
    );
    return rows[0]?.changed === false;
  }

  /** Counts of the parts, by outcome, of the searches of the last days. */
  async tally(days: number, sources: readonly string[]) {
    const { rows } = await sql<{
      jobs: number;
      finished: number;
      cached: number;
      errored: number;
      in_progress: number;
    }>`select count(distinct search.id)::integer as jobs,
        (count(*) filter (where part.state = 'done'))::integer as finished,
        (count(*) filter (where part.state = 'done' and part.cached))::integer as cached,
        (count(*) filter (where part.state = 'failed'
          or (part.state = 'waiting' and search.state = 'failed')))::integer as errored,
        (count(*) filter (where part.state = 'waiting'
          and search.state in ('waiting', 'running')))::integer as in_progress
      from survey_searches as search
      join survey_search_parts as part on part.search = search.id
      where search.created > now() - make_interval(days => ${days}::integer)
        and part.source = any(${[...sources]}::text[])`.execute(this.#db);
    return rows[0]!;
  }

  /** Removes searches that ended more than some days ago, and results that no search uses. */
  async forget(days: number): Promise<{ searches: number; results: number }> {
    const searches = await sql`delete from survey_searches
      where coalesce(ended, created) < now() - make_interval(days => ${days}::integer)`.execute(
      this.#db,
    );
    const results = await sql`delete from survey_results as result
      where created < now() - interval '1 day'
        and not exists (select from survey_search_parts as part where part.result = result.id)`.execute(
      this.#db,
    );
    return {
      searches: Number(searches.numAffectedRows ?? 0),
      results: Number(results.numAffectedRows ?? 0),
    };
  }
}

/** Columns of the observation, and those that follow from the position: both are computed again for each answer. */
const ofObservation = new Set(
  (
    "source source_name product_id observation_id observatory mjd_start mjd_stop fov filter exposure seeing airmass " +
    "maglimit archive_url label_url diff_url cutout_url preview_url"
  ).split(" "),
);

function keptHit(hit: Hit) {
  // A source's own fields also belong to the observation, whose values take precedence.
  const entries = Object.entries(hit).filter(([name]) => !ofObservation.has(name));
  return { observation: hit.observation_id, mjd: hit.mjd, hit: Object.fromEntries(entries) };
}

/** Selects from a result; `observation` and `found` are the tables' names in the query. */
function chosen({ from, to, filters, maglimit, detectable, catch: isCatch }: Choice) {
  // CATCH requires exposures to lie inside the span; elsewhere they need only overlap it.
  const [begin, end] = isCatch
    ? [sql`mjd_start >`, sql`mjd_stop <`]
    : [sql`mjd_stop >=`, sql`mjd_start <=`];
  const conditions = [
    sql`true`,
    ...(from === undefined ? [] : [sql`observation.${begin} ${from}::float8`]),
    ...(to === undefined ? [] : [sql`observation.${end} ${to}::float8`]),
    ...(filters === undefined || filters.length === 0
      ? []
      : [sql`observation.filter = any(${[...filters]}::text[])`]),
    ...(maglimit === undefined ? [] : [sql`observation.maglimit >= ${maglimit}::float8`]),
    ...(detectable ? [sql`not coalesce((found.hit ->> 'mag_margin')::float8 < 0, false)`] : []),
  ];
  return sql.join(conditions, sql` and `);
}
