import { GM_SUN } from "./drift.ts";

/**
 * Calm orbits stay between Mars and Jupiter, clear of both, and drift from their ellipses slowly, by no more than the
 * bound below; nine of ten are calm. All others (near-Earth objects, Mars crossers, Hildas, Trojans, comets, distant
 * objects) are called restless.
 */
const CLEAR_OF_MARS = 1.75;
const CLEAR_OF_JUPITER = 4;

/**
 * Bound on a calm orbit's distance from its ellipse, au: the smaller of `square` times years² and `rate` times years,
 * by aphelion (au). Twice the largest drift of a hundred thousand main-belt orbits in 1, 2, 5, 10 and 25 years.
 */
const wanders = [
  { aphelion: 2, square: 0.0028, rate: 0.0038 },
  { aphelion: 2.25, square: 0.004, rate: 0.0074 },
  { aphelion: 2.5, square: 0.0058, rate: 0.0112 },
  { aphelion: 2.75, square: 0.0078, rate: 0.0156 },
  { aphelion: 3, square: 0.0094, rate: 0.022 },
  { aphelion: 3.25, square: 0.012, rate: 0.043 },
  { aphelion: 3.5, square: 0.0148, rate: 0.066 },
  { aphelion: 3.75, square: 0.0202, rate: 0.12 },
  { aphelion: CLEAR_OF_JUPITER, square: 0.0236, rate: 0.17 },
] as const;

/** Perihelion and aphelion of a heliocentric state, au; the aphelion of an open orbit is infinite. */
export function apsides(s: ArrayLike<number>): { readonly q: number; readonly Q: number } {
  const [x, y, z, vx, vy, vz] = [s[0]!, s[1]!, s[2]!, s[3]!, s[4]!, s[5]!];
  const [hx, hy, hz] = [y * vz - z * vy, z * vx - x * vz, x * vy - y * vx];
  const p = (hx * hx + hy * hy + hz * hz) / GM_SUN;
  const energy = (vx * vx + vy * vy + vz * vz) / GM_SUN - 2 / Math.sqrt(x * x + y * y + z * z);
  const e = Math.sqrt(Math.max(0, 1 + p * energy));
  return { q: p / (1 + e), Q: e < 1 ? p / (1 - e) : Number.POSITIVE_INFINITY };
}

export function isCalm(state: ArrayLike<number>): boolean {
  const { q, Q } = apsides(state);
  return q >= CLEAR_OF_MARS && Q < CLEAR_OF_JUPITER;
}

/** How far a calm orbit may be from its ellipse after a number of years, au. */
export function wander(state: ArrayLike<number>, years: number): number {
  const { Q } = apsides(state);
  const { square, rate } = wanders.find(({ aphelion }) => Q < aphelion) ?? wanders.at(-1)!;
  return Math.min(square * years * years, rate * years);
}
