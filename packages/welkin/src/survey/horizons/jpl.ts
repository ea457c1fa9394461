import { createHash } from "node:crypto";
import { type EphemerisRow, mjdToIso, mjdToJd, OrbitError } from "@welkin/orbits";
import type { Kysely } from "kysely";
import { codeOf, WelkinError } from "../../errors.ts";
import type { Note } from "../provenance.ts";
import { ambiguous, TargetError } from "../targets/errors.ts";
import { designationIn } from "../targets/names.ts";
import type { OrbitTarget } from "../targets/target.ts";
import { JplCache, type JplOrbit } from "./cache.ts";
import { JplClient, type Patience, unavailable } from "./client.ts";
import { type KeptTable, packed, unpacked } from "./kept-table.ts";
import { nameOf, verdictOf } from "./matches.ts";
import { observerParameters, observerRows, requestsFor } from "./observer-table.ts";
import { orbitOfRecord } from "./record.ts";
import { readSbdb, sbdbParameters } from "./sbdb.ts";
import type { JplTables } from "./tables.ts";

/** Addresses of JPL's services; a service without one is not used. */
export interface JplSettings {
  readonly horizons?: string | undefined;
  readonly sbdb?: string | undefined;
  readonly patience?: Patience;
  /** The clock; tests replace the machine's. */
  readonly now?: () => Date;
}

/** Milliseconds for which an answer from JPL is used without asking again: new solutions appear daily. */
const ORBIT_AGE = 24 * 3600 * 1000;
const ANSWER_AGE = 7 * 24 * 3600 * 1000;
const NAME_LIMIT = 100;
/** Limit on times, which are requested in lists of fifty; even steps may be more. */
const TIMES_LIMIT = 2000;

/** An observer table, and what it describes. */
export interface JplTable {
  readonly rows: EphemerisRow[];
  /** The orbit solution that Horizons reports having used. */
  readonly solution: string | null;
  readonly version: string;
}

/**
 * Small bodies as JPL knows them: orbits with covariances from the Small-Body Database, orbits of single apparitions of
 * comets and observer tables from Horizons. Answers are kept in the database and, while fresh, not requested again.
 */
export class Jpl {
  readonly #settings: JplSettings;
  readonly #client: JplClient;
  readonly #cache: JplCache;

  constructor(db: Kysely<JplTables>, settings: JplSettings) {
    this.#settings = settings;
    this.#client = new JplClient(settings.patience);
    this.#cache = new JplCache(db);
  }

  /** Whether orbits may be requested at all. */
  get on(): boolean {
    return this.#settings.sbdb !== undefined;
  }

  get horizonsOn(): boolean {
    return this.#settings.horizons !== undefined;
  }

  /** The orbit of a name as JPL last gave it, however long ago. */
  async known(text: string): Promise<OrbitTarget | undefined> {
    const found = await this.#cache.orbit(text, 0, true);
    return found && targetOf(found);
  }

  /** The orbit that `orbit` would return for a name, if it can do so without a request. */
  async fresh(text: string): Promise<OrbitTarget | undefined> {
    const found = await this.#cache.orbit(text.trim(), 0);
    const isFresh = found !== undefined && this.#now() - found.fetched.getTime() < ORBIT_AGE;
    return isFresh ? targetOf(found) : undefined;
  }

  /**
   * The orbit of a name: JPL's newest solution, one for the whole of a search.
   *
   * @param apparition MJD: for a comet, the orbit fitted to the apparition before this date, if Horizons has it.
   * @throws TargetError; WelkinError SURVEY_JPL_UNAVAILABLE
   */
  async orbit(
    text: string,
    options: {
      readonly apparition?: number | undefined;
      readonly signal?: AbortSignal | undefined;
    } = {},
  ): Promise<OrbitTarget> {
    const name = text.trim();
    if (name === "" || name.length > NAME_LIMIT || hasControls(name)) throw unknown(text);
    const own = await this.#own(name, options.signal);
    if (!own.orbit.comet || options.apparition === undefined || !this.horizonsOn) {
      return targetOf(own.orbit, own.notes);
    }
    return await this.#return(own.orbit, options.apparition, options.signal);
  }

  /** The object's own orbit: fresh from the database, from JPL or, failing that, the old one with a note. */
  async #own(name: string, signal?: AbortSignal): Promise<{ orbit: JplOrbit; notes: Note[] }> {
    const known = await this.#cache.orbit(name, 0);
    if (known !== undefined && this.#now() - known.fetched.getTime() < ORBIT_AGE) {
      return { orbit: known, notes: [] };
    }
    try {
      return { orbit: await this.#ask(name, signal), notes: [] };
    } catch (error) {
      if (codeOf(error) !== "SURVEY_JPL_UNAVAILABLE") throw error;
      const told = known ?? (await this.#cache.orbit(name, 0, true));
      if (told === undefined) throw error;
      return { orbit: told, notes: [silent(error, told.fetched)] };
    }
  }

  async #ask(name: string, signal?: AbortSignal): Promise<JplOrbit> {
    // In the Minor Planet Center's spelling, whatever was typed.
    const url = this.#address(this.#settings.sbdb, sbdbParameters(designationIn(name) ?? name));
    const { text, status } = await this.#client.get(url, signal);
    let answer: ReturnType<typeof readSbdb>;
    try {
      answer = readSbdb(text);
    } catch (error) {
      if (!(error instanceof OrbitError)) throw error;
      throw unavailable(url, `its orbit of "${name}" cannot be read (${error.message})`);
    }
    if (answer === undefined) throw unavailable(url, `its answer (HTTP ${status}) cannot be read`);
    if (answer.kind === "none") throw unknown(name);
    if (answer.kind === "several") throw ambiguous(name, answer.matches.map(nameOf));
    const { orbit, designation, comet, aliases } = answer;
    const found = { orbit, designation, comet, name: orbit.name, record: 0, year: 0 };
    await this.#cache.keepOrbit(found, [name, ...aliases]);
    return { ...found, fetched: new Date(this.#now()) };
  }

  /** The orbit of the apparition before a date: requested once, so that a whole search uses one orbit. */
  async #return(own: JplOrbit, mjd: number, signal?: AbortSignal): Promise<OrbitTarget> {
    const year = Number(mjdToIso(mjd).slice(0, 4));
    const known = await this.#cache.orbit(own.designation, year);
    if (known !== undefined && this.#now() - known.fetched.getTime() < ORBIT_AGE) {
      return targetOf(known, [apparitionNote(known)]);
    }
    try {
      const found = await this.#askReturn(own, mjd, year, signal);
      return targetOf(found, [apparitionNote(found)]);
    } catch (error) {
      if (error instanceof TargetError) return targetOf(own, [apparitionNote(own)]);
      if (codeOf(error) !== "SURVEY_JPL_UNAVAILABLE") throw error;
      const used = known ?? own;
      return targetOf(used, [silent(error, used.fetched), apparitionNote(used)]);
    }
  }

  async #askReturn(
    own: JplOrbit,
    mjd: number,
    year: number,
    signal?: AbortSignal,
  ): Promise<JplOrbit> {
    const url = this.#address(this.#settings.horizons, {
      format: "text",
      COMMAND: `'${cometCommand(own.designation, `<${mjdToJd(mjd).toFixed(1)}`)}'`,
      OBJ_DATA: "'YES'",
      MAKE_EPHEM: "'NO'",
    });
    const { text } = await this.#client.get(url, signal);
    this.#refuse(text, own.designation);
    const found = orbitOfRecord(text);
    if (found === undefined) throw unavailable(url, "its answer holds no orbit");
    const { record = 0, ...orbit } = found;
    const { designation, comet } = own;
    const kept = { orbit, designation, comet, name: own.name, record, year };
    await this.#cache.keepOrbit(kept, []);
    return { ...kept, fetched: new Date(this.#now()) };
  }

  /**
   * Horizons' own observer table at the given times (MJD UTC), in their order.
   *
   * @throws TargetError; WelkinError SURVEY_JPL_UNAVAILABLE, TOO_LARGE, BAD_REQUEST
   */
  async table(
    target: OrbitTarget,
    site: string,
    times: readonly number[],
    signal?: AbortSignal,
  ): Promise<JplTable> {
    if (target.designation === undefined) {
      throw new WelkinError(
        "BAD_REQUEST",
        "Horizons knows targets by designation; this one has none.",
      );
    }
    const requests = requestsFor(times);
    if (requests.some(({ even }) => !even) && times.length > TIMES_LIMIT) {
      throw new WelkinError(
        "TOO_LARGE",
        `Horizons is asked for at most ${TIMES_LIMIT} times, or for even steps.`,
      );
    }
    const command = commandOf(target);
    const rows = new Map<number, EphemerisRow>();
    const tables: JplTable[] = [];
    for (const request of requests) {
      const parameters = observerParameters(command, site, request);
      const table = await this.#tableOf(parameters, target.name, request.mjd.length, signal);
      tables.push(table);
      for (const [i, mjd] of request.mjd.entries()) rows.set(mjd, { ...table.rows[i]!, mjd });
    }
    const solutions = new Set(tables.map(({ solution }) => solution));
    return {
      rows: times.map((time) => rows.get(time)!),
      solution: [...solutions].join(" and ") || null,
      version: tables[0]?.version ?? "JPL Horizons",
    };
  }

  async #tableOf(
    parameters: Record<string, string>,
    name: string,
    count: number,
    signal?: AbortSignal,
  ): Promise<JplTable> {
    const url = this.#address(this.#settings.horizons, parameters);
    const key = createHash("sha256").update(url.href).digest("base64url");
    const known = await this.#cache.answer<KeptTable>(key, new Date(this.#now() - ANSWER_AGE));
    if (known !== undefined) return { ...known, rows: known.rows.map(unpacked) };
    const { text } = await this.#client.get(url, signal, "table");
    this.#refuse(text, name);
    const rows = observerRows(text);
    if (rows === undefined) throw unavailable(url, `it answers no table${saying(text)}`);
    if (rows.length !== count) throw unavailable(url, `it gives ${rows.length} rows of ${count}`);
    const solution = /^Target body name:.*\{source:\s*([^}]+?)\s*\}/m.exec(text)?.[1] ?? null;
    const planets = /^Center body name:.*\{source:\s*([^}]+?)\s*\}/m.exec(text)?.[1];
    const api = /^API VERSION:\s*(\S+)/m.exec(text)?.[1];
    const version = `JPL Horizons${api ? ` API ${api}` : ""}${planets ? `, ${planets}` : ""}`;
    await this.#cache.keepAnswer(key, { rows: rows.map(packed), solution, version });
    return { rows, solution, version };
  }

  /** @throws TargetError if Horizons knows no such object, or several */
  #refuse(text: string, name: string): void {
    const verdict = verdictOf(text);
    if (verdict?.kind === "none") throw unknown(name);
    if (verdict?.kind === "several") {
      throw ambiguous(
        name,
        verdict.matches.map((match) =>
          match.year === undefined ? nameOf(match) : `${nameOf(match)} (${match.year})`,
        ),
      );
    }
  }

  #address(base: string | undefined, parameters: Record<string, string>): URL {
    if (base === undefined) {
      throw new WelkinError("SURVEY_JPL_UNAVAILABLE", "JPL is not asked here: it is switched off.");
    }
    const url = new URL(base);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url;
  }

  #now(): number {
    return (this.#settings.now?.() ?? new Date()).getTime();
  }
}

/** Horizons takes a number for a major body, and with a semicolon for a small body. */
function commandOf({ designation = "", comet, record }: OrbitTarget): string {
  if (record !== undefined && record > 0) return `${record};`;
  if (/^\d+$/.test(designation)) return `${designation};`;
  return comet ? cometCommand(designation) : `DES=${plain(designation)};`;
}

/** A comet's apparition; without its fragments, unless one of them is meant. */
function cometCommand(designation: string, before = ""): string {
  const isFragment = /-[A-Z]{1,2}$/.test(designation);
  return `DES=${plain(designation)};CAP${before}${isFragment ? "" : ";NOFRAG"}`;
}

/** Text inserted in a command must not be able to end it. */
const plain = (text: string): string => text.replace(/[^\p{L}\p{N} /.-]/gu, "");

const hasControls = (text: string): boolean => /[\p{Cc}\p{Cs}]/u.test(text);

function targetOf(found: JplOrbit, notes: readonly Note[] = []): OrbitTarget {
  const { name, designation, comet, record, orbit, year, fetched } = found;
  const from = year === 0 ? "JPL SBDB" : "JPL Horizons";
  const source = `${from}, ${fetched.toISOString().slice(0, 10)}`;
  return { name, designation, comet, record, orbit, source, notes };
}

function apparitionNote({ orbit, record, name }: JplOrbit): Note {
  const epoch = mjdToIso(orbit.epoch).slice(0, 10);
  const which = record > 0 ? `Horizons' record ${record}` : `the orbit of the Small-Body Database`;
  return {
    code: "APPARITION",
    message: `All positions of ${name} are on one orbit: ${which}, epoch ${epoch}${orbit.solution ? `, ${orbit.solution}` : ""}.`,
  };
}

function silent(error: unknown, fetched: Date): Note {
  const day = fetched.toISOString().slice(0, 10);
  return {
    code: "REMOTE_UNAVAILABLE",
    message: `${(error as Error).message} The orbit is the one that was told on ${day}.`,
  };
}

function unknown(text: string): TargetError {
  return new TargetError(
    "SURVEY_TARGET_UNKNOWN",
    `JPL knows no small body "${text.slice(0, NAME_LIMIT)}".`,
  );
}

/** The last line of an unusual text, which mostly gives the reason. */
function saying(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const told = lines.filter((line) => line !== "" && !/^(API |\*|\$\$)/.test(line)).at(-1);
  return told === undefined ? "" : ` ("${told.slice(0, 200)}")`;
}
