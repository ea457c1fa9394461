import type { Orbit } from "@welkin/orbits";
import { type Kysely, sql } from "kysely";
import { kept, revived } from "../targets/kept.ts";
import { nameKeysOf, wantedKeysOf } from "../targets/names.ts";
import type { JplTables } from "./tables.ts";

/** An orbit from JPL. */
export interface JplOrbit {
  readonly designation: string;
  readonly name: string;
  readonly orbit: Orbit;
  readonly comet: boolean;
  /** Horizons' record number of one apparition of a comet; 0 for the object's own orbit. */
  readonly record: number;
  /** The year for which an apparition was requested; 0 for the object's own orbit. */
  readonly year: number;
  readonly fetched: Date;
}

/** Maximum number of Horizons tables kept. */
const ANSWERS = 20_000;

/** Prefix for the keys of names that other objects may share: 2P is Encke, and so is 9134. */
const SHARED = "~";

/** JPL's answers, kept in the database. */
export class JplCache {
  readonly #db: Kysely<JplTables>;

  constructor(db: Kysely<JplTables>) {
    this.#db = db;
  }

  /**
   * The orbit of a name, if there is exactly one.
   *
   * @param loosely Accepts names that JPL may know for other objects.
   */
  async orbit(text: string, year: number, loosely = false): Promise<JplOrbit | undefined> {
    const shared = loosely ? nameKeysOf(text).map((key) => SHARED + key) : [];
    for (const key of [...wantedKeysOf(text), ...shared]) {
      const found = await this.#db
        .selectFrom("survey_jpl_names")
        .innerJoin("survey_jpl_orbits", "survey_jpl_orbits.id", "survey_jpl_names.orbit")
        .selectAll("survey_jpl_orbits")
        .where("survey_jpl_names.key", "=", key)
        .where("year", "=", year)
        .limit(2)
        .execute();
      const [only] = found;
      if (only !== undefined && found.length === 1) return { ...only, orbit: revived(only.orbit) };
      if (found.length > 1) return undefined;
    }
    return undefined;
  }

  async keepOrbit(orbit: Omit<JplOrbit, "fetched">, names: readonly string[]): Promise<void> {
    const { designation, name, comet, record, year } = orbit;
    const key = year === 0 ? designation : `${designation}/${year}`;
    const all = [designation, name, ...names].filter((text) => !text.includes("\0"));
    const shared = nameKeysOf(name).map((one) => SHARED + one);
    const keys = JSON.stringify([...new Set([...all.flatMap(wantedKeysOf), ...shared])]);
    const text = JSON.stringify(kept(orbit.orbit));
    await this.#db.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ id: number }>`
        insert into survey_jpl_orbits (key, designation, name, orbit, comet, record, year)
        values (${key}, ${designation}, ${name}, ${text}::jsonb, ${comet}, ${record}::integer, ${year}::integer)
        on conflict (key) do update set designation = excluded.designation, name = excluded.name,
          orbit = excluded.orbit, comet = excluded.comet, record = excluded.record, fetched = now()
        returning id`.execute(transaction);
      await sql`insert into survey_jpl_names (key, orbit)
        select name, ${rows[0]!.id}::integer from json_array_elements_text(${keys}::json) as name
        on conflict do nothing`.execute(transaction);
    });
  }

  async answer<Kept>(key: string, since: Date): Promise<Kept | undefined> {
    const row = await this.#db
      .selectFrom("survey_jpl_answers")
      .select("answer")
      .where("key", "=", key)
      .where("fetched", ">", since)
      .executeTakeFirst();
    return row?.answer as Kept | undefined;
  }

  async keepAnswer(key: string, answer: unknown): Promise<void> {
    await sql`insert into survey_jpl_answers (key, answer)
      values (${key}, ${JSON.stringify(answer)}::jsonb)
      on conflict (key) do update set answer = excluded.answer, fetched = now()`.execute(this.#db);
    await sql`delete from survey_jpl_answers where fetched < (
      select fetched from survey_jpl_answers order by fetched desc offset ${ANSWERS}::integer limit 1
    )`.execute(this.#db);
  }
}
