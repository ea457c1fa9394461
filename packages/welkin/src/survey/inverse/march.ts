import { OrbitError, propagate, type SolarSystem } from "@welkin/orbits";
import { drift, GM_SUN } from "./drift.ts";
import { type PackedOrbits, setState, stateOf } from "./packed.ts";
import type { Planets } from "./planets.ts";

/** Days at which a march is cut: only the part in which an orbit comes near a planet is integrated. */
const PART = 200;
/** Days of a step: of an orbit that stays beyond the Earth's, and of one that comes nearer to the Sun. */
const STEP = 20;
const SHORT_STEP = 5;
/** au. */
const INNER = 1.4;

const state = new Float64Array(6);
const path = new Float64Array(6);
const sun = new Float64Array(3);
const sunRate = new Float64Array(3);

/**
 * Moves orbits from `from` (each from its own epoch without) to an MJD (TDB), in place: along their ellipses, with the planets'
 * pull between (kick–drift–kick: Wisdom & Holman 1991, AJ 102, 1528, in heliocentric form). Over twenty years this is within 2e-4 au for the
 * main belt. One that comes near a planet on the way is integrated as in every search, one that ends there becomes NaN.
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
      const next = nextOf(at, to);
      stateOf(orbits, i, state);
      if (step(state, at, next, planets)) setState(orbits, i, state);
      else integrate(orbits, i, at, next, system);
      at = next;
    }
  }
}

/** The next multiple of the part on the way: the same for all orbits, so that planets are computed once. */
function nextOf(at: number, to: number): number {
  const next = to > at ? (Math.floor(at / PART) + 1) * PART : (Math.ceil(at / PART) - 1) * PART;
  return to > at ? Math.min(next, to) : Math.max(next, to);
}

/** Answers whether that went well: no planet came near. */
function step(s: Float64Array, from: number, to: number, planets: Planets): boolean {
  const longest = perihelion(s) < INNER ? SHORT_STEP : STEP;
  const count = Math.max(1, Math.ceil(Math.abs(to - from) / longest));
  const days = (to - from) / count;
  if (days === 0) return true;
  let near = planets.kick(s, from, days / 2);
  for (let k = 1; k <= count && !near; k++) {
    drift(s, days);
    near = planets.kick(s, from + k * days, k === count ? days / 2 : days);
  }
  return !near;
}

function perihelion(s: Float64Array): number {
  const [x, y, z, vx, vy, vz] = [s[0]!, s[1]!, s[2]!, s[3]!, s[4]!, s[5]!];
  const r = Math.sqrt(x * x + y * y + z * z);
  const [hx, hy, hz] = [y * vz - z * vy, z * vx - x * vz, x * vy - y * vx];
  const p = (hx * hx + hy * hy + hz * hz) / GM_SUN;
  const energy = (vx * vx + vy * vy + vz * vz) / GM_SUN - 2 / r;
  const e = Math.sqrt(Math.max(0, 1 + p * energy));
  return p / (1 + e);
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
