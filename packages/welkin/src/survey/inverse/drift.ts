import { BODIES, twoBody } from "@welkin/orbits";

/** The Sun's GM, au³/d². */
export const GM_SUN = BODIES[0]!.gm;
/** 1/au: wider orbits, and open ones, take the general method. */
const WIDEST = 1e-3;
const ROUNDS = 12;
const DONE = 1e-12;

/**
 * Moves a heliocentric state along its conic by `dt` days, in place: Kepler's equation for the difference of eccentric
 * anomalies and the f and g functions (Danby 1988, Fundamentals of Celestial Mechanics, §6.9); orbits that are not
 * ellipses use universal variables.
 */
export function drift(s: Float64Array, dt: number): void {
  const [x, y, z, vx, vy, vz] = [s[0]!, s[1]!, s[2]!, s[3]!, s[4]!, s[5]!];
  const r0 = Math.sqrt(x * x + y * y + z * z);
  const alpha = 2 / r0 - (vx * vx + vy * vy + vz * vz) / GM_SUN;
  if (!(alpha > WIDEST)) {
    general(s, dt);
    return;
  }
  const a = 1 / alpha;
  const n = Math.sqrt(GM_SUN * alpha) * alpha;
  const c = 1 - r0 * alpha;
  const b = ((x * vx + y * vy + z * vz) * Math.sqrt(alpha)) / Math.sqrt(GM_SUN);
  const m = n * dt;
  let e = m / (1 - c);
  if (Math.abs(e) > Math.abs(m) * 3) e = m;
  let sin = 0;
  let cos = 1;
  let round = 0;
  for (; round < ROUNDS; round++) {
    sin = Math.sin(e);
    cos = Math.cos(e);
    const step = (e - c * sin + b * (1 - cos) - m) / (1 - c * cos + b * sin);
    e -= step;
    if (Math.abs(step) < DONE) break;
  }
  if (round === ROUNDS) {
    general(s, dt);
    return;
  }
  sin = Math.sin(e);
  cos = Math.cos(e);
  const r = a * (1 - c * cos + b * sin);
  const f = 1 - (a / r0) * (1 - cos);
  const g = dt - (e - sin) / n;
  const fdot = (-Math.sqrt(GM_SUN * a) / (r * r0)) * sin;
  const gdot = 1 - (a / r) * (1 - cos);
  s[0] = f * x + g * vx;
  s[1] = f * y + g * vy;
  s[2] = f * z + g * vz;
  s[3] = fdot * x + gdot * vx;
  s[4] = fdot * y + gdot * vy;
  s[5] = fdot * z + gdot * vz;
}

function general(s: Float64Array, dt: number): void {
  try {
    s.set(twoBody(s, dt, GM_SUN));
  } catch {
    // An orbit that leads nowhere has no position.
    s.fill(Number.NaN);
  }
}
