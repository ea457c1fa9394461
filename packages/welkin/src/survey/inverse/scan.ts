import { bodyIndex, type SolarSystem } from "@welkin/orbits";
import { apsides } from "./calm.ts";
import { drift } from "./drift.ts";
import { type PackedOrbits, stateOf } from "./packed.ts";
import type { Planets } from "./planets.ts";

/** au per day; the Earth's radius and the Moon's influence, au. */
export const LIGHT = 173.1446;
export const PARALLAX = 5e-5;
const EARTH = bodyIndex("earth");
/** au: an object nearer to the Earth than this may be anywhere on the sky. */
const CLOSE = 0.03;
/**
 * Orbits with a smaller perihelion distance may have passed a planet since they were last moved: au, for a hundred
 * days.
 */
const INNER = 1.4;
const PASSAGE = 3e-3;
/** The march's own error: au per year since the orbit's epoch, and the same for those that come near the Sun. */
export const MARCH = 3e-5;
const MARCH_INNER = 1e-3;
/** The pull may grow on the way. */
const PULL = 3;
/** Phase laws such as Bowell's dim with phase; nothing is more than this much brighter than at full phase, mag. */
export const BRIGHTER = 0.5;

/** The region searched: a cap on the sky at a time. */
export interface Cap {
  /** MJD TDB of the middle of the exposure, and half its length in days. */
  readonly mjd: number;
  readonly half: number;
  readonly centre: readonly [number, number, number];
  /** Radians. */
  readonly radius: number;
  readonly maglimit?: number | undefined;
}

const s = new Float64Array(6);
const pulled = new Float64Array(6);
const earth = new Float64Array(3);
const earthRate = new Float64Array(3);
const sun = new Float64Array(3);
const sunRate = new Float64Array(3);

/**
 * Numbers of the orbits that may be in a cap, from their positions at `since` (MJD TDB): along their ellipses, with a
 * bound on the planets' effect meanwhile. None that is there is missed, as far as the bound holds: it doubles the
 * effect of the pull at both ends, and allows for passages.
 */
export function scan(
  orbits: PackedOrbits,
  range: { readonly begin: number; readonly end: number },
  since: number,
  cap: Cap,
  planets: Planets,
  system: SolarSystem,
): number[] {
  system.state(EARTH, cap.mjd, earth, earthRate, 0);
  system.state(0, cap.mjd, sun, sunRate, 0);
  const [ex, ey, ez] = [earth[0]! - sun[0]!, earth[1]! - sun[1]!, earth[2]! - sun[2]!];
  const speed = Math.hypot(
    earthRate[0]! - sunRate[0]!,
    earthRate[1]! - sunRate[1]!,
    earthRate[2]! - sunRate[2]!,
  );
  const days = cap.mjd - since;
  const [cx, cy, cz] = cap.centre;
  const found: number[] = [];
  for (let i = range.begin; i < range.end; i++) {
    stateOf(orbits, i, s);
    if (Number.isNaN(s[0]!)) continue;
    const { q } = apsides(s);
    const before = pull(planets, since);
    drift(s, days);
    let dx = s[0]! - ex;
    let dy = s[1]! - ey;
    let dz = s[2]! - ez;
    let distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const r = Math.sqrt(s[0]! ** 2 + s[1]! ** 2 + s[2]! ** 2);
    if (cap.maglimit !== undefined) {
      const near = Math.max(distance - CLOSE, 1e-3) * Math.max(r - CLOSE, 1e-3);
      if (orbits.H[i]! + 5 * Math.log10(near) - BRIGHTER > cap.maglimit) continue;
    }
    if (distance < CLOSE) {
      found.push(i);
      continue;
    }
    const tau = distance / LIGHT;
    dx -= s[3]! * tau;
    dy -= s[4]! * tau;
    dz -= s[5]! * tau;
    distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
    const moving = Math.sqrt(s[3]! ** 2 + s[4]! ** 2 + s[5]! ** 2) + speed;
    const years = Math.abs(since - orbits.epoch[i]!) / 365.25;
    const inner = q < INNER;
    const off =
      PARALLAX +
      moving * cap.half +
      (PULL * Math.max(before, pull(planets, cap.mjd)) * days * days) / 2 +
      (inner ? MARCH_INNER : MARCH) * (years + 1) +
      (inner ? (PASSAGE * Math.abs(days)) / 100 : 0);
    if (off >= distance) {
      found.push(i);
      continue;
    }
    const reach = cap.radius + Math.asin(off / distance);
    if (reach >= Math.PI || dx * cx + dy * cy + dz * cz >= Math.cos(reach) * distance)
      found.push(i);
  }
  return found;
}

/** The planets' acceleration of the state, au/d². */
function pull(planets: Planets, mjd: number): number {
  pulled[0] = s[0]!;
  pulled[1] = s[1]!;
  pulled[2] = s[2]!;
  pulled[3] = 0;
  pulled[4] = 0;
  pulled[5] = 0;
  planets.kick(pulled, mjd, 1);
  return Math.sqrt(pulled[3]! ** 2 + pulled[4]! ** 2 + pulled[5]! ** 2);
}
