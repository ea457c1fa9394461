import type { Orbit } from "@welkin/orbits";
import { type Kysely, sql } from "kysely";
import type { SurveyTables } from "../tables.ts";
import { ambiguous, TargetError } from "./errors.ts";
import { kept, revived } from "./kept.ts";
import { keysOf, nameKeysOf, wantedKeysOf } from "./names.ts";
import { closest } from "./similar.ts";
import type { OrbitTarget } from "./target.ts";

/** An orbit to be stored, with the keys by which it is looked up. */
export interface NamedOrbit {
  readonly orbit: Orbit;
  readonly designation: string;
  /** Other designations of the same object. */
  readonly aliases?: readonly string[];
}

const SUGGESTIONS = 5;
const NAME_LIMIT = 200;
/** Number of keys compared with one that is not held: those that begin alike, and its neighbours in order. */
const ALIKE = 4000;
const NEIGHBOURS = 50;

/** The part of an orbit that gives its rough position. */
export interface PlainOrbit {
  readonly id: number;
  readonly epoch: number;
  readonly state: readonly number[];
  readonly H: number | undefined;
}

/** A complete stored orbit. */
export interface HeldOrbit {
  readonly id: number;
  readonly designation: string;
  readonly name: string;
  readonly orbit: Orbit;
  readonly source: string;
}

/** The orbits that users imported, by designation and by name. */
export class OrbitCatalog {
  readonly #db: Kysely<SurveyTables>;

  constructor(db: Kysely<SurveyTables>) {
    this.#db = db;
  }

  /** Stores orbits; one with the same designation is replaced. If the list has several, the last counts. */
  async add(orbits: readonly NamedOrbit[], source: string): Promise<void> {
    const last = new Map(orbits.map((one) => [one.designation, one]));
    const rows = [...last.values()].map(({ orbit, designation, aliases = [] }) => ({
      designation,
      name: orbit.name,
      orbit: kept(orbit),
      keys: [...new Set([designation, orbit.name, ...aliases].flatMap(keysOf))],
    }));
    await this.#db.transaction().execute(async (transaction) => {
      const given = sql`json_to_recordset(${JSON.stringify(rows)}::json)
        as rows(designation text, name text, orbit jsonb, keys jsonb)`;
      await sql`insert into survey_orbits (designation, name, orbit, source)
        select designation, name, orbit, ${source}::text from ${given}
        on conflict (designation) do update
        set name = excluded.name, orbit = excluded.orbit, source = excluded.source`.execute(
        transaction,
      );
      await sql`insert into survey_orbit_names (key, orbit)
        select key, survey_orbits.id from ${given}
        join survey_orbits on survey_orbits.designation = rows.designation
        cross join jsonb_array_elements_text(keys) as key
        on conflict do nothing`.execute(transaction);
      await sql`update survey_state set orbits = orbits + 1`.execute(transaction);
    });
  }

  /** The number of orbits held, and a revision that grows when they change. */
  async state(): Promise<{ readonly count: number; readonly revision: number }> {
    const { rows } = await sql<{ count: number; revision: number }>`
      select (select count(*) from survey_orbits)::integer as count, orbits::float8 as revision
      from survey_state`.execute(this.#db);
    return rows[0]!;
  }

  /** Only the revision of `state`, which is available immediately. */
  async revision(): Promise<number> {
    const { rows } = await sql<{ revision: number }>`
      select orbits::float8 as revision from survey_state`.execute(this.#db);
    return rows[0]!.revision;
  }

  /** A page of orbits after an id, in the order of ids: only what is needed for their rough positions. */
  async plainPage(after: number, limit: number): Promise<PlainOrbit[]> {
    // One text for the whole page: separate values for each column of each row take PGlite several times as long.
    const { rows } = await sql<{ page: string | null }>`
      select string_agg(concat_ws('|', id, orbit->>'epoch', orbit->>'state',
        coalesce(orbit#>>'{photometry,H}', '')), ';' order by id) as page
      from (select id, orbit from survey_orbits where id > ${after}::integer
        order by id limit ${limit}::integer) as rows`.execute(this.#db);
    return (rows[0]?.page ?? "").split(";").filter(Boolean).map(plainOrbit);
  }

  /** The orbits with these ids. */
  async byIds(ids: readonly number[]): Promise<HeldOrbit[]> {
    if (ids.length === 0) return [];
    const rows = await this.#db
      .selectFrom("survey_orbits")
      .selectAll()
      .where(
        "id",
        "in",
        sql<number>`(select value::integer from json_array_elements_text(${JSON.stringify(ids)}::json))`,
      )
      .orderBy("id")
      .execute();
    return rows.map((row) => ({ ...row, orbit: revived(row.orbit) }));
  }

  /**
   * The target with a name, number or designation, packed or not.
   *
   * @throws TargetError SURVEY_TARGET_UNKNOWN with suggestions, SURVEY_TARGET_AMBIGUOUS with those it may be
   */
  async find(text: string): Promise<OrbitTarget> {
    if (text.length > NAME_LIMIT || text.includes("\0")) {
      throw new TargetError("SURVEY_TARGET_UNKNOWN", "This is no name of a target.");
    }
    for (const key of wantedKeysOf(text)) {
      const found = await this.#db
        .selectFrom("survey_orbit_names")
        .innerJoin("survey_orbits", "survey_orbits.id", "survey_orbit_names.orbit")
        .select(["name", "designation", "survey_orbits.orbit", "source"])
        .where("key", "=", key)
        .orderBy("designation")
        .limit(SUGGESTIONS + 1)
        .execute();
      const [only] = found;
      if (only === undefined) continue;
      if (found.length === 1) {
        const { name, designation, source } = only;
        return { name, designation, orbit: revived(only.orbit), source: `catalogue ${source}` };
      }
      throw ambiguous(
        text,
        found.map(({ name, designation }) =>
          name.includes(designation) ? name : `${designation} (${name})`,
        ),
      );
    }
    throw await this.#unknown(text);
  }

  async #unknown(text: string): Promise<TargetError> {
    const held = await this.#db.selectFrom("survey_orbits").select("id").limit(1).execute();
    if (held.length === 0) {
      return new TargetError(
        "SURVEY_TARGET_UNKNOWN",
        `No orbit of "${text}" is held, nor of anything else: import orbits with welkin survey import FILE --orbits, or give one with --orbit FILE.json.`,
      );
    }
    const names = await this.suggestions(text);
    const hint = names.length === 0 ? "" : ` Similar: ${names.join(", ")}.`;
    return new TargetError("SURVEY_TARGET_UNKNOWN", `No orbit of "${text}" is held.${hint}`, names);
  }

  /** Names of held orbits that are spelled almost like this. */
  async suggestions(text: string): Promise<string[]> {
    const key = nameKeysOf(text)[0] ?? keysOf(text).at(-1) ?? "";
    // Several thousand asteroids have names with a given first letter, and most numbers begin like many others.
    const begin = key.slice(0, /^\p{L}/u.test(key) ? 1 : 3);
    const { rows } = await sql<{ key: string; name: string }>`
      with near as (
        (select key, orbit from survey_orbit_names where starts_with(key, ${begin}::text)
          limit ${ALIKE}::integer)
        union
        (select key, orbit from survey_orbit_names where key >= ${key}::text
          order by key limit ${NEIGHBOURS}::integer)
        union
        (select key, orbit from survey_orbit_names where key < ${key}::text
          order by key desc limit ${NEIGHBOURS}::integer)
      )
      select near.key, survey_orbits.name from near
      join survey_orbits on survey_orbits.id = near.orbit`.execute(this.#db);
    return closest(key, rows, SUGGESTIONS);
  }
}

function plainOrbit(text: string): PlainOrbit {
  const [id, epoch, state, H] = text.split("|") as [string, string, string, string];
  return {
    id: Number(id),
    epoch: Number(epoch),
    state: JSON.parse(state) as number[],
    H: H === "" ? undefined : Number(H),
  };
}
