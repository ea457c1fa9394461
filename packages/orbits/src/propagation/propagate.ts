import { LIGHT_AU_DAY } from "../constants.ts";
import { OrbitError } from "../errors.ts";
import type { Orbit } from "../orbit.ts";
import { PLUTO } from "../solar-system/bodies.ts";
import type { SolarSystem } from "../solar-system/solar-system.ts";
import { type ForceOptions, Forces } from "./forces.ts";
import { integrate } from "./integrator.ts";
import { joinRuns, type Trajectory } from "./trajectory.ts";

/** au. */
const SUN_RADIUS = 0.00465;

/** Days added at both ends, besides twice the light-time at the epoch, since sightings reach back that far. */
const MARGIN = 3;
/** Days, rounded up: anything beyond this is only margin, and there the path may end in a body. */
const UTC_TO_TDB = 0.002;
/**
 * A body this near a large asteroid at epoch, at this relative speed, is that asteroid on a poorer orbit (au, au/d;
 * 170 m/s). No other body is known to be so close to one of them for longer than an encounter.
 */
const SAME_PLACE = 0.02;
const SAME_SPEED = 1e-4;

function requireState(state: readonly number[]): void {
  if (state.length !== 6 || !state.every(Number.isFinite))
    throw new OrbitError("bad-state", "A state is six finite numbers: x, y, z, vx, vy, vz.");
  const r = Math.hypot(state[0]!, state[1]!, state[2]!);
  if (r < SUN_RADIUS || r > 1e5)
    throw new OrbitError("bad-state", `A heliocentric distance of ${r} au makes no sense here.`);
  if (Math.hypot(state[3]!, state[4]!, state[5]!) > 1)
    throw new OrbitError("bad-state", "The speed exceeds 1 au a day (1700 km/s).");
}

/** Heliocentric to barycentric ICRF at MJD TDB. */
export function toBarycentric(
  state: ArrayLike<number>,
  mjd: number,
  system: SolarSystem,
): Float64Array {
  const sun = new Float64Array(3);
  const rate = new Float64Array(3);
  system.state(0, mjd, sun, rate, 0);
  return Float64Array.from({ length: 6 }, (_, i) => state[i]! + (i < 3 ? sun[i]! : rate[i - 3]!));
}

/** A large asteroid does not attract itself; nor does Pluto. */
function itself(state: Float64Array, mjd: number, system: SolarSystem): Set<number> {
  const p = new Float64Array(3);
  const v = new Float64Array(3);
  const found = new Set<number>();
  for (let i = PLUTO; i < system.bodies.length; i++) {
    system.state(i, mjd, p, v, 0);
    const away = Math.hypot(p[0]! - state[0]!, p[1]! - state[1]!, p[2]! - state[2]!);
    const drift = Math.hypot(v[0]! - state[3]!, v[1]! - state[4]!, v[2]! - state[5]!);
    if (away < SAME_PLACE && drift < SAME_SPEED) found.add(i);
  }
  return found;
}

/**
 * Integrates an orbit so that it can be read anywhere from `from` to `to` (MJD, either scale: a margin is added).
 *
 * @throws OrbitError `outside-span` beyond 1960 to 2060, `bad-state`, `impact`, `stalled`
 * @example
 * const path = propagate(orbit, system, { from: 58849, to: 62502 });
 * path.at(60000, state);
 */
export function propagate(
  orbit: Orbit,
  system: SolarSystem,
  span: { from: number; to: number },
  options: ForceOptions = {},
): Trajectory {
  requireState(orbit.state);
  for (const mjd of [orbit.epoch, span.from, span.to]) system.requireDate(mjd);
  const [x, y, z, vx, vy, vz] = orbit.state as [number, number, number, number, number, number];
  // A body that leaves for good is farther away at the ends than at the epoch, so its light-time is longer there.
  const days = Math.max(Math.abs(span.from - orbit.epoch), Math.abs(span.to - orbit.epoch));
  const farthest = 2 * Math.hypot(x, y, z) + Math.hypot(vx, vy, vz) * days;
  const margin = MARGIN + farthest / LIGHT_AU_DAY;
  const from = Math.max(Math.min(span.from, span.to, orbit.epoch) - margin, system.start);
  const last = Math.max(span.from, span.to, orbit.epoch);
  const to = Math.min(last + margin, system.stop);
  const state = toBarycentric(orbit.state, orbit.epoch, system);
  const forces = new Forces(system, orbit.nongrav, itself(state, orbit.epoch, system), options);
  return joinRuns(
    integrate(forces, state, orbit.epoch, from),
    integrate(forces, state, orbit.epoch, to, Math.min(to, last + UTC_TO_TDB)),
  );
}
