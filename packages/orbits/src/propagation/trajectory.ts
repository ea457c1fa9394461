import { OrbitError } from "../errors.ts";
import type { Encounter } from "./encounters.ts";

/** Numbers of one step: t, h, x (3), v (3), a (3), b (7 × 3). */
export const STEP_SIZE = 32;

/** The result of one integrator run. */
interface Taken {
  steps: Float64Array[];
  encounters: readonly Encounter[];
}

/** Joins two runs from one epoch, backwards and forwards, into one path. */
export function joinRuns(back: Taken, forth: Taken): Trajectory {
  const records = [...back.steps.toReversed(), ...forth.steps];
  const steps = new Float64Array(records.length * STEP_SIZE);
  for (const [i, record] of records.entries()) steps.set(record, i * STEP_SIZE);
  const encounters = [...back.encounters, ...forth.encounters].sort((p, q) => p.mjd - q.mjd);
  return new Trajectory(steps, encounters);
}

/**
 * A barycentric path that can be evaluated at any time between its ends: with the integrator's own polynomials (Rein
 * & Spiegel 2015, eqs. 10 and 11), so evaluation loses no accuracy.
 */
export class Trajectory {
  /** First and last MJD TDB. */
  readonly start: number;
  readonly stop: number;
  /** Close approaches along the path, in order of time. */
  readonly encounters: readonly Encounter[];
  #steps: Float64Array;
  #from: Float64Array;
  #last = 0;

  /** @param steps records of `STEP_SIZE` numbers, in order of their earlier end */
  constructor(steps: Float64Array, encounters: readonly Encounter[]) {
    const count = steps.length / STEP_SIZE;
    this.#steps = steps;
    this.#from = Float64Array.from({ length: count }, (_, i) => {
      const t = steps[i * STEP_SIZE]!;
      return Math.min(t, t + steps[i * STEP_SIZE + 1]!);
    });
    const t = steps[(count - 1) * STEP_SIZE]!;
    this.start = this.#from[0]!;
    this.stop = Math.max(t, t + steps[(count - 1) * STEP_SIZE + 1]!);
    this.encounters = encounters;
  }

  /** Steps taken. */
  get length(): number {
    return this.#from.length;
  }

  #find(mjd: number): number {
    const from = this.#from;
    const last = this.#last;
    if (mjd >= from[last]! && (last + 1 === from.length || mjd < from[last + 1]!)) return last;
    if (!(mjd >= this.start - 1e-9 && mjd <= this.stop + 1e-9))
      throw new OrbitError(
        "outside-span",
        `MJD ${mjd} is outside the path, which was integrated from ${this.start} to ${this.stop}.`,
        String(mjd),
      );
    let low = 0;
    let high = from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (from[middle]! <= mjd) low = middle;
      else high = middle - 1;
    }
    this.#last = low;
    return low;
  }

  /**
   * Barycentric ICRF position (au) and velocity (au/d) at MJD TDB, into `out[0…5]`.
   *
   * @throws OrbitError `outside-span` beyond the ends
   */
  at(mjd: number, out: Float64Array): void {
    const s = this.#steps;
    const o = this.#find(mjd) * STEP_SIZE;
    const h = s[o + 1]!;
    const u = (mjd - s[o]!) / h;
    const uh = u * h;
    for (let k = 0; k < 3; k++) {
      const a = s[o + 8 + k]!;
      const b0 = s[o + 11 + k]!;
      const b1 = s[o + 14 + k]!;
      const b2 = s[o + 17 + k]!;
      const b3 = s[o + 20 + k]!;
      const b4 = s[o + 23 + k]!;
      const b5 = s[o + 26 + k]!;
      const b6 = s[o + 29 + k]!;
      const v = s[o + 5 + k]!;
      const sx =
        b0 / 6 +
        u *
          (b1 / 12 + u * (b2 / 20 + u * (b3 / 30 + u * (b4 / 42 + u * (b5 / 56 + (u * b6) / 72)))));
      const sv =
        b0 / 2 +
        u * (b1 / 3 + u * (b2 / 4 + u * (b3 / 5 + u * (b4 / 6 + u * (b5 / 7 + (u * b6) / 8)))));
      out[k] = s[o + 2 + k]! + uh * (v + uh * (a / 2 + u * sx));
      out[k + 3] = v + uh * (a + u * sv);
    }
  }
}
