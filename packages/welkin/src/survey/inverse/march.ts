import { OrbitError, propagate, type SolarSystem } from "@welkin/orbits";
import { apsides } from "./calm.ts";
import { drift } from "./drift.ts";
import { type PackedOrbits, setState, stateOf } from "./packed.ts";
import type { Planets } from "./planets.ts";

/**
 * How an orbit is moved: in steps of a number of days, and divided into parts, of which only those that come near a
 * planet are integrated.
 */
interface Gait {
  readonly step: number;
  readonly part: number;
}

/**
 * For orbits near the Sun, for those that come near Mars, and for all others: the perihelia and distances that delimit
 * them, au.
 */
const INNER = 1.4;
const INSIDE = 2;
const MARS = 1.75;
const short: Gait = { step: 5, part: 40 };
const middle: Gait = { step: 10, part: 40 };
const long: Gait = { step: 20, part: 200 };

const state = new Float64Array(6);
const path = new Float64Array(6);
const sun = new Float64Array(3);
const sunRate = new Float64Array(3);

/**
 * Moves orbits from `from` (if absent, each from its own epoch) to an MJD (TDB), in place: along their ellipses, with
 * the planets' pull in between (kick–drift–kick: Wisdom & Holman 1991, AJ 102, 1528, in heliocentric form). Over twenty
 * years this is accurate to 2e-4 au for the main belt. An orbit that passes a planet on the way takes steps of a day;
 * in a close passage it is integrated as in every search; one that ends there becomes NaN.
 */
export function march(
  orbits: PackedOrbits,
  range: { readonly begin: number; readonly end: number },
  from: number | undefined,
  to: number,
  planets: Planets,
  system: SolarSystem,
): void {
  for (let i = range.begin; i < range.end; i++) {
    let at = from ?? orbits.epoch[i]!;
    while (at !== to) {
      stateOf(orbits, i, state);
      const gait = gaitOf(state);
      const next = nextOf(at, to, gait);
      if (step(state, at, next, gait.step, 1, planets)) setState(orbits, i, state);
      else if (slowly(orbits, i, at, next, planets)) setState(orbits, i, state);
      else integrate(orbits, i, at, next, system);
      at = next;
    }
  }
}

/** The next multiple of the part on the way: the same for all orbits, so that planets are computed only once. */
function nextOf(at: number, to: number, { part }: Gait): number {
  const next = to > at ? (Math.floor(at / part) + 1) * part : (Math.ceil(at / part) - 1) * part;
  return to > at ? Math.min(next, to) : Math.max(next, to);
}

/**
 * Steps of an orbit that passes a planet, days; and the share of a planet's reach within which even these are too
 * coarse.
 */
const FINE_STEP = 1;
const DEEP = 1 / 4;

function slowly(orbits: PackedOrbits, i: number, from: number, to: number, planets: Planets) {
  stateOf(orbits, i, state);
  return step(state, from, to, FINE_STEP, DEEP, planets);
}

/** Returns whether that succeeded: no planet came nearer than this share of its reach. */
function step(
  s: Float64Array,
  from: number,
  to: number,
  longest: number,
  nearest: number,
  planets: Planets,
): boolean {
  const count = Math.max(1, Math.ceil(Math.abs(to - from) / longest));
  const days = (to - from) / count;
  if (days === 0) return true;
  const near = nearest ** 2;
  let isClear = planets.kick(s, from, days / 2) > near;
  for (let k = 1; k <= count && isClear; k++) {
    drift(s, days);
    isClear = planets.kick(s, from + k * days, k === count ? days / 2 : days) > near;
  }
  return isClear;
}

function gaitOf(s: Float64Array): Gait {
  const { q } = apsides(s);
  if (q >= MARS) return long;
  return q < INNER && Math.hypot(s[0]!, s[1]!, s[2]!) < INSIDE ? short : middle;
}

function integrate(
  orbits: PackedOrbits,
  i: number,
  from: number,
  to: number,
  system: SolarSystem,
): void {
  stateOf(orbits, i, state);
  if (Number.isNaN(state[0])) return;
  try {
    const orbit = { name: "", epoch: from, state: [...state] };
    propagate(orbit, system, { from: Math.min(from, to), to: Math.max(from, to) }).at(to, path);
    system.state(0, to, sun, sunRate, 0);
    for (let k = 0; k < 3; k++) {
      path[k] = path[k]! - sun[k]!;
      path[3 + k] = path[3 + k]! - sunRate[k]!;
    }
    setState(orbits, i, path);
  } catch (error) {
    if (!(error instanceof OrbitError)) throw error;
    setState(orbits, i, path.fill(Number.NaN));
  }
}
