import { OrbitError } from "../errors.ts";

/** Stumpff's functions c2 and c3 (Danby 1988, Fundamentals of Celestial Mechanics, §6.9). */
function stumpff(z: number): [number, number] {
  if (Math.abs(z) < 0.1) {
    let c2 = 0;
    let c3 = 0;
    let term = 0.5;
    for (let k = 0; k < 9; k++) {
      c2 += term;
      c3 += term / (2 * k + 3);
      term *= -z / ((2 * k + 3) * (2 * k + 4));
    }
    return [c2, c3];
  }
  const s = Math.sqrt(Math.abs(z));
  if (z > 0) return [(1 - Math.cos(s)) / z, (s - Math.sin(s)) / (z * s)];
  return [(Math.cosh(s) - 1) / -z, (Math.sinh(s) - s) / (-z * s)];
}

interface Solution {
  s: number;
  c2: number;
  c3: number;
  r: number;
}

/**
 * Kepler's equation in universal variables (Danby 1988, §6.9), by Newton's method guarded by bisection:
 * the elapsed time grows with s, so a bracket always closes.
 */
function solveUniversal(r0: number, rv: number, alpha: number, dt: number, gm: number): Solution {
  const evaluate = (s: number): Solution & { error: number } => {
    const [c2, c3] = stumpff(alpha * s * s);
    const s2 = s * s;
    const r = r0 * (1 - alpha * s2 * c2) + rv * s * (1 - alpha * s2 * c3) + gm * s2 * c2;
    const time = r0 * s * (1 - alpha * s2 * c3) + rv * s2 * c2 + gm * s2 * s * c3;
    return { s, c2, c3, r, error: time - dt };
  };
  const direction = Math.sign(dt) || 1;
  // From below by doubling: time grows exponentially with s on a hyperbola, and Newton's method would converge slowly
  // from far above.
  const unit = Math.min(Math.abs(dt) / r0, 0.5 / Math.sqrt(Math.abs(alpha) + gm / r0));
  let far = direction * (unit || 1e-12);
  for (let k = 0; k < 200 && evaluate(far).error * direction < 0; k++) far *= 2;
  let low = Math.min(0, far);
  let high = Math.max(0, far);
  let at = evaluate((low + high) / 2);
  for (let k = 0; k < 200; k++) {
    if (at.error > 0) high = at.s;
    else low = at.s;
    const newton = at.s - at.error / at.r;
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    const done = Math.abs(next - at.s) <= 1e-15 * Math.abs(next);
    at = evaluate(next);
    if (done) break;
  }
  return at;
}

/** alpha = gm/a: positive for an ellipse, negative for a hyperbola. */
function energy(state: ArrayLike<number>, gm: number): { r: number; rv: number; alpha: number } {
  const [x, y, z, vx, vy, vz] = [0, 1, 2, 3, 4, 5].map((i) => state[i]!) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const r = Math.hypot(x, y, z);
  const v2 = vx * vx + vy * vy + vz * vz;
  return { r, rv: x * vx + y * vy + z * vz, alpha: (2 * gm) / r - v2 };
}

/**
 * The state of an unperturbed body `dt` days later: f and g functions in universal variables (Danby 1988, §6.9). Any
 * eccentricity.
 *
 * @param state heliocentric x, y, z, vx, vy, vz
 * @throws OrbitError `bad-state` for a state that is not finite
 */
export function twoBody(state: ArrayLike<number>, dt: number, gm: number): number[] {
  const { r, rv, alpha } = energy(state, gm);
  const { s, c2, c3, r: r1 } = solveUniversal(r, rv, alpha, dt, gm);
  if (!(r > 0) || !(r1 > 0))
    throw new OrbitError("bad-state", "The state is not one of an orbit about the Sun.");
  const f = 1 - (gm * s * s * c2) / r;
  const g = dt - gm * s * s * s * c3;
  const fdot = (-gm * s * (1 - alpha * s * s * c3)) / (r * r1);
  const gdot = 1 - (gm * s * s * c2) / r1;
  const out: number[] = [];
  for (let i = 0; i < 3; i++) {
    out[i] = f * state[i]! + g * state[i + 3]!;
    out[i + 3] = fdot * state[i]! + gdot * state[i + 3]!;
  }
  return out;
}

/** Only the distance, `dt` days later. */
export function keplerDistance(state: ArrayLike<number>, dt: number, gm: number): number {
  const { r, rv, alpha } = energy(state, gm);
  return solveUniversal(r, rv, alpha, dt, gm).r;
}
