import { defaultEphemeris } from "@welkin/orbits";
import { copyOf, type PackedOrbits } from "./packed.ts";
import * as tasks from "./tasks.ts";
import type { Work } from "./work.ts";

const module = new URL("./tasks.ts", import.meta.url);

/** Days between the times at which orbits are kept: any question is at most half of this away. */
const GRID = 200;
/** Orbits per task. */
const PART = 2000;

/** Orbits at one time, MJD TDB. */
export interface Marched {
  readonly mjd: number;
  readonly orbits: PackedOrbits;
}

export type Tell = (done: number, total: number) => void;

/** The same orbits at several times, each made from the nearest of the others. */
export class Marches {
  readonly base: Marched;
  readonly #most: number;
  #kept: readonly Marched[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  /** @param most How many are kept in addition to the base: those requested last. */
  constructor(base: Marched, most: number) {
    this.base = base;
    this.#most = most;
  }

  /** The nearest in time of those that exist. */
  nearest(mjd: number): Marched {
    return [this.base, ...this.#kept].reduce((best, one) =>
      Math.abs(one.mjd - mjd) < Math.abs(best.mjd - mjd) ? one : best,
    );
  }

  /** The orbits at the grid time nearest to an MJD (TDB); computed if necessary, one after the other. */
  async near(mjd: number, work: Work, tell: Tell): Promise<Marched> {
    const turn = this.#turn.then(() => this.#near(mjd, work, tell));
    this.#turn = turn.catch(() => {});
    return await turn;
  }

  async #near(mjd: number, work: Work, tell: Tell): Promise<Marched> {
    if (Math.abs(this.base.mjd - mjd) <= GRID / 2) return this.base;
    const system = await defaultEphemeris();
    const to = Math.min(
      Math.max(Math.round(mjd / GRID) * GRID, Math.ceil(system.start) + 1),
      Math.floor(system.stop) - 1,
    );
    const from = this.nearest(to);
    if (from.mjd === to) return from;
    const marched = { mjd: to, orbits: copyOf(from.orbits) };
    await marchAll(marched.orbits, from.mjd, to, work, tell);
    this.#kept = [marched, ...this.#kept].slice(0, this.#most);
    return marched;
  }
}

/** Moves orbits in place; each from its own epoch if `from` is absent. */
export async function marchAll(
  { memory, count }: PackedOrbits,
  from: number | undefined,
  to: number,
  work: Work,
  tell: Tell,
): Promise<void> {
  let done = 0;
  await work.parts(count, PART, async (begin, end) => {
    const part = { memory, begin, end, from, to };
    await work.run({ module, name: "marchPart" }, tasks.marchPart, part);
    done += end - begin;
    tell(done, count);
  });
}
