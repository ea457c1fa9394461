import type { Orbit } from "@welkin/orbits";
import { type Kysely, sql } from "kysely";
import { WelkinError } from "../../errors.ts";
import type { KeptOrbit, SurveyTables } from "../tables.ts";
import { keysOf } from "./names.ts";
import type { OrbitTarget } from "./target.ts";

/** An orbit that may be kept, with what it is looked up by. */
export interface NamedOrbit {
  readonly orbit: Orbit;
  readonly designation: string;
}

const SUGGESTIONS = 5;
const NAME_LIMIT = 200;

/** The orbits that users imported, by designation and by name. */
export class OrbitCatalog {
  readonly #db: Kysely<SurveyTables>;

  constructor(db: Kysely<SurveyTables>) {
    this.#db = db;
  }

  /** Keeps orbits; one of the same designation is replaced. Of several in the list, the last counts. */
  async add(orbits: readonly NamedOrbit[], source: string): Promise<void> {
    const last = new Map(orbits.map((one) => [one.designation, one]));
    const rows = [...last.values()].map(({ orbit, designation }) => ({
      designation,
      name: orbit.name,
      orbit: kept(orbit),
      keys: [...new Set([...keysOf(designation), ...keysOf(orbit.name)])],
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
    });
  }

  /**
   * The target of a name, number or designation, packed or not.
   *
   * @throws WelkinError SURVEY_TARGET_UNKNOWN with suggestions, SURVEY_TARGET_AMBIGUOUS with those it may be
   */
  async find(text: string): Promise<OrbitTarget> {
    if (text.length > NAME_LIMIT || text.includes("\0")) {
      throw new WelkinError("SURVEY_TARGET_UNKNOWN", "This is no name of a target.");
    }
    for (const key of keysOf(text)) {
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
        return { name: only.name, orbit: revived(only.orbit), source: `catalogue ${only.source}` };
      }
      const names = found
        .slice(0, SUGGESTIONS)
        .map(({ name, designation }) =>
          name.includes(designation) ? name : `${designation} (${name})`,
        );
      throw new WelkinError(
        "SURVEY_TARGET_AMBIGUOUS",
        `"${text}" may be ${names.join(", ")}${found.length > SUGGESTIONS ? " and more" : ""}.`,
      );
    }
    throw await this.#unknown(text);
  }

  async #unknown(text: string): Promise<WelkinError> {
    const held = await this.#db.selectFrom("survey_orbits").select("id").limit(1).execute();
    if (held.length === 0) {
      return new WelkinError(
        "SURVEY_TARGET_UNKNOWN",
        `No orbit of "${text}" is held, nor of anything else: import orbits with welkin survey import FILE --orbits, or give one with --orbit FILE.json.`,
      );
    }
    const begins = (keysOf(text).at(-1) ?? "").slice(0, 3);
    const near = await this.#db
      .selectFrom("survey_orbit_names")
      .innerJoin("survey_orbits", "survey_orbits.id", "survey_orbit_names.orbit")
      .select("name")
      .distinct()
      .where(sql<boolean>`starts_with(key, ${begins})`)
      .orderBy("name")
      .limit(SUGGESTIONS)
      .execute();
    const hint = near.length === 0 ? "" : ` Similar: ${near.map(({ name }) => name).join(", ")}.`;
    return new WelkinError("SURVEY_TARGET_UNKNOWN", `No orbit of "${text}" is held.${hint}`);
  }
}

function kept(orbit: Orbit): KeptOrbit {
  const { covariance, ...rest } = orbit;
  if (covariance === undefined) return rest;
  return { ...rest, covariance: { extra: covariance.extra, matrix: [...covariance.matrix] } };
}

function revived({ covariance, ...rest }: KeptOrbit): Orbit {
  if (covariance === undefined) return rest;
  const matrix = Float64Array.from(covariance.matrix);
  return { ...rest, covariance: { extra: covariance.extra, matrix } };
}
