import type { Observer } from "@welkin/orbits";
import { codeOf, WelkinError } from "../errors.ts";
import { type EphemerisAnswer, embeddedEphemeris } from "./ephemeris.ts";
import type { Jpl } from "./horizons/index.ts";
import { hasOrbit, type Target } from "./targets/target.ts";

export interface EphemerisQuestion {
  readonly target: Target;
  readonly observer: Observer;
  /** MJD UTC. */
  readonly times: readonly number[];
  /**
   * Who computes: this program, on the target's orbit, or Horizons, on its own newest one. Where Horizons does not
   * answer, this program does, with a note. Default: embedded.
   */
  readonly source?: "embedded" | "horizons";
  readonly signal?: AbortSignal;
}

/** Ephemerides from this program and from JPL Horizons. */
export class EphemerisService {
  readonly #jpl: Jpl;

  constructor(jpl: Jpl) {
    this.#jpl = jpl;
  }

  /** @throws OrbitError; TargetError; WelkinError BAD_REQUEST, TOO_LARGE; the signal's reason */
  async rows(question: EphemerisQuestion): Promise<EphemerisAnswer> {
    const { target, observer, times, source = "embedded", signal } = question;
    if (source === "embedded") return await embeddedEphemeris(target, observer, times, signal);
    if (!hasOrbit(target)) {
      throw new WelkinError(
        "BAD_REQUEST",
        "Horizons computes no ephemeris of a table of positions.",
      );
    }
    try {
      const { rows, solution, version } = await this.#jpl.table(
        target,
        observer.code,
        times,
        signal,
      );
      return {
        rows,
        provenance: {
          ephemeris: "horizons",
          version,
          orbit_source: "JPL Horizons",
          orbit_id: solution,
        },
        notes: target.notes ?? [],
      };
    } catch (error) {
      if (codeOf(error) !== "SURVEY_JPL_UNAVAILABLE") throw error;
      const answer = await embeddedEphemeris(target, observer, times, signal);
      const message = `${(error as Error).message} These positions were computed here.`;
      return { ...answer, notes: [...answer.notes, { code: "REMOTE_UNAVAILABLE", message }] };
    }
  }
}
