import { codeOf, WelkinError } from "../../errors.ts";
import type { Jpl } from "../horizons/index.ts";
import type { Note } from "../provenance.ts";
import { TargetError } from "./errors.ts";
import { targetOfJson } from "./json.ts";
import { satelliteIn } from "./names.ts";
import type { OrbitCatalog } from "./orbits.ts";
import { simulatedOrbit } from "./simulated.ts";
import type { OrbitTarget, Target } from "./target.ts";

export interface ResolveOptions {
  /** Whether JPL may be asked; its earlier answers are used either way. */
  readonly allowRemote?: boolean;
  /** Which orbit to use if there are two: JPL's newest, unless an imported one is preferred. */
  readonly prefer?: "remote" | "held";
  /** MJD: for a comet, the orbit fitted to the apparition before this date rather than the newest. */
  readonly apparition?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds to wait for JPL if an orbit is held. */
const HELD_PATIENCE = 3000;
/** Maximum characters of JSON. */
const JSON_LIMIT = 16 * 1024 ** 2;

/**
 * Finds the target that a text refers to: among the imported orbits, from JPL, or from the text itself if it is JSON.
 */
export class TargetResolver {
  readonly #orbits: OrbitCatalog;
  readonly #jpl: Jpl;

  constructor(orbits: OrbitCatalog, jpl: Jpl) {
    this.#orbits = orbits;
    this.#jpl = jpl;
  }

  /**
   * @param text A name, number or designation, packed or not; or JSON of an orbit or of an ephemeris.
   * @throws TargetError SURVEY_TARGET_UNKNOWN, SURVEY_TARGET_AMBIGUOUS; OrbitError; WelkinError SURVEY_EPHEMERIS_BAD,
   * BAD_REQUEST, SURVEY_JPL_UNAVAILABLE if nobody else knows the target
   */
  async resolve(text: string, options: ResolveOptions = {}): Promise<Target> {
    if (/^\s*[{[]/.test(text)) return this.fromJson(parsed(text));
    return await this.byName(text, options);
  }

  /** @throws OrbitError; WelkinError SURVEY_EPHEMERIS_BAD */
  fromJson(json: unknown, name?: string): Target {
    return targetOfJson(json, "given", name);
  }

  async byName(text: string, options: ResolveOptions = {}): Promise<OrbitTarget> {
    assertSmallBody(text);
    const held = await this.#held(text);
    const { allowRemote = false, prefer = "remote" } = options;
    if (prefer === "held" && "orbit" in held) return held;
    if (!allowRemote || !this.#jpl.on) {
      if ("orbit" in held) return held;
      return (await this.#jpl.known(text)) ?? simulated(text) ?? refuse(held);
    }
    const patience = "orbit" in held ? AbortSignal.timeout(HELD_PATIENCE) : undefined;
    const signals = [options.signal, patience].filter((signal) => signal !== undefined);
    try {
      return await this.#jpl.orbit(text, { ...options, signal: AbortSignal.any(signals) });
    } catch (error) {
      options.signal?.throwIfAborted();
      return this.#instead(patience?.aborted ? late() : error, held, text);
    }
  }

  /** The target that `byName` would find with JPL, if no request is needed. */
  async atOnce(text: string): Promise<OrbitTarget | undefined> {
    if (this.#jpl.on) return await this.#jpl.fresh(text);
    try {
      return await this.byName(text);
    } catch (error) {
      if (codeOf(error) === "SURVEY_TARGET_UNKNOWN") return undefined;
      throw error;
    }
  }

  /** The fallback if JPL gives nothing. */
  #instead(error: unknown, held: OrbitTarget | TargetError, text: string): OrbitTarget {
    const silent = codeOf(error) === "SURVEY_JPL_UNAVAILABLE";
    if (!silent && codeOf(error) !== "SURVEY_TARGET_UNKNOWN") throw error;
    const found = "orbit" in held ? held : simulated(text);
    if (found === undefined) {
      if (silent && (held as TargetError).code === "SURVEY_TARGET_AMBIGUOUS") throw held;
      throw silent
        ? neither(error, held as TargetError)
        : bothUnknown(error as TargetError, held as TargetError);
    }
    if (!silent) return found;
    const note: Note = {
      code: "REMOTE_UNAVAILABLE",
      message: `${(error as Error).message} The orbit is the one that is held here (${found.source}).`,
    };
    return { ...found, notes: [...(found.notes ?? []), note] };
  }

  async #held(text: string): Promise<OrbitTarget | TargetError> {
    try {
      return await this.#orbits.find(text);
    } catch (error) {
      if (error instanceof TargetError) return error;
      throw error;
    }
  }
}

/** Targets for which no request is needed. */
function assertSmallBody(text: string): void {
  const satellite = satelliteIn(text);
  if (satellite !== undefined) {
    const message = `${satellite} goes round a planet: only comets and asteroids are looked for.`;
    throw new TargetError("SURVEY_TARGET_UNKNOWN", message);
  }
  if (text.trim() === "") {
    throw new TargetError("SURVEY_TARGET_UNKNOWN", "The target's name is empty.");
  }
}

function parsed(text: string): unknown {
  if (text.length > JSON_LIMIT) throw new WelkinError("TOO_LARGE", "The target is too long.");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new WelkinError("BAD_REQUEST", `The target is not JSON: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

function late(): WelkinError {
  const seconds = HELD_PATIENCE / 1000;
  return new WelkinError("SURVEY_JPL_UNAVAILABLE", `JPL did not answer within ${seconds} s.`);
}

function refuse(error: OrbitTarget | TargetError): never {
  throw error;
}

/** JPL does not answer, and no orbit is held. */
function neither(error: unknown, held: TargetError): WelkinError {
  const message = `${(error as Error).message} ${held.message}`;
  return new WelkinError("SURVEY_JPL_UNAVAILABLE", message, { cause: error });
}

function bothUnknown(remote: TargetError, held: TargetError): TargetError {
  const names = held.suggestions;
  const hint = names.length === 0 ? "" : ` Held here, and similar: ${names.join(", ")}.`;
  return new TargetError("SURVEY_TARGET_UNKNOWN", `${remote.message}${hint}`, names);
}

function simulated(text: string): OrbitTarget | undefined {
  const found = simulatedOrbit(text);
  if (found === undefined) return undefined;
  const { name, designation, orbit } = found;
  const message =
    designation === name
      ? "This orbit is made up."
      : "This orbit is only near the true one: it is that of the simulated survey.";
  const note: Note = { code: "SIMULATED", message };
  return { name, designation, orbit, source: "the simulated sample", notes: [note] };
}
