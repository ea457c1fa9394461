import { OrbitError } from "../errors.ts";
import { GM_SUN } from "../solar-system/bodies.ts";

/** Kepler's equation for each kind of conic: time from perihelion to true anomaly and back. */

/** Conics this near to a parabola lose digits in their anomalies, which are small there: a series is used instead. */
const NEAR_PARABOLA = 0.1;
/** λ tan²(ν/2) up to which the series is accurate to all digits, and its terms. */
const SERIES_REACH = 0.05;
const SERIES_TERMS = 14;

/** M = E − e sin E, by Newton with a bracket: the left side grows with E. Any real M; returns E in the same turn. */
export function eccentricAnomaly(meanAnomaly: number, e: number): number {
  const turns = Math.round(meanAnomaly / (2 * Math.PI));
  const m = meanAnomaly - 2 * Math.PI * turns;
  let low = m - e;
  let high = m + e;
  let at = m + e * Math.sin(m);
  for (let k = 0; k < 100; k++) {
    const error = at - e * Math.sin(at) - m;
    if (error > 0) high = at;
    else low = at;
    const newton = at - error / (1 - e * Math.cos(at));
    const next = newton >= low && newton <= high ? newton : (low + high) / 2;
    if (Math.abs(next - at) <= 1e-16 * Math.max(1, Math.abs(at))) break;
    at = next;
  }
  return at + 2 * Math.PI * turns;
}

/** M = e sinh F − F. */
export function hyperbolicAnomaly(meanAnomaly: number, e: number): number {
  const m = Math.abs(meanAnomaly);
  // e sinh F − F lies between (e−1)F and infinity, and above e·F³/6.
  let low = 0;
  let high = Math.min(m / (e - 1), Math.cbrt((6 * m) / e), Math.asinh(m / e) + 10 + m / (e - 1));
  let at = Math.min(high, Math.asinh(m / e));
  for (let k = 0; k < 200; k++) {
    const error = e * Math.sinh(at) - at - m;
    if (error > 0) high = at;
    else low = at;
    const newton = at - error / (e * Math.cosh(at) - 1);
    const next = newton >= low && newton <= high ? newton : (low + high) / 2;
    if (Math.abs(next - at) <= 1e-16 * Math.max(1, Math.abs(at))) break;
    at = next;
  }
  return Math.sign(meanAnomaly) * at;
}

/**
 * Near a parabola, with w = tan(ν/2) and λ = (1 − e)/(1 + e): r = q(1 + w²)/(1 + λw²), so that by h dt = r² dν
 * t = 2q²/h ∫ (1 + w²)/(1 + λw²)² dw (Danby 1988, §6.9), whose integrand is a power series in λw². The parabola, λ = 0, is
 * Barker's equation.
 */
class NearParabola {
  readonly #lambda: number;
  readonly #scale: number;

  constructor(q: number, e: number) {
    this.#lambda = (1 - e) / (1 + e);
    this.#scale = (2 * q * q) / Math.sqrt(GM_SUN * q * (1 + e));
  }

  holds(w: number): boolean {
    return Math.abs(this.#lambda) * w * w <= SERIES_REACH;
  }

  time(w: number): number {
    const w2 = w * w;
    let sum = 0;
    let power = 1;
    for (let k = 0; k < SERIES_TERMS; k++) {
      const term = (k + 1) * power * (1 / (2 * k + 1) + w2 / (2 * k + 3));
      sum += term;
      if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
      power *= -this.#lambda * w2;
    }
    return this.#scale * w * sum;
  }

  /** The inverse, by Newton's method starting from the parabola; undefined where the series is not valid. */
  w(dt: number): number | undefined {
    const half = (1.5 * dt) / this.#scale;
    const y = Math.cbrt(Math.abs(half) + Math.sqrt(half * half + 1));
    let w = Math.sign(half) * (y - 1 / y);
    for (let k = 0; k < 20 && this.holds(w); k++) {
      const stretch = 1 + this.#lambda * w * w;
      const step = ((this.time(w) - dt) / this.#scale) * ((stretch * stretch) / (1 + w * w));
      w -= step;
      if (Math.abs(step) <= 1e-15 * Math.max(1e-300, Math.abs(w))) break;
    }
    return this.holds(w) ? w : undefined;
  }
}

/**
 * True anomaly (rad) `dt` days after perihelion at distance q (au).
 *
 * Ellipse and hyperbola by their anomalies (Meeus 1998, ch. 30, 35), orbits near a parabola by their own series.
 */
export function trueAnomalyAt(dt: number, q: number, e: number): number {
  if (Math.abs(e - 1) < NEAR_PARABOLA) {
    const w = new NearParabola(q, e).w(dt);
    if (w !== undefined) return 2 * Math.atan(w);
  }
  const a = q / Math.abs(1 - e);
  const m = Math.sqrt(GM_SUN / (a * a * a)) * dt;
  if (e < 1) {
    const half = eccentricAnomaly(m, e) / 2;
    return 2 * Math.atan2(Math.sqrt(1 + e) * Math.sin(half), Math.sqrt(1 - e) * Math.cos(half));
  }
  const half = hyperbolicAnomaly(m, e) / 2;
  return 2 * Math.atan2(Math.sqrt(e + 1) * Math.sinh(half), Math.sqrt(e - 1) * Math.cosh(half));
}

/** Days since perihelion at a true anomaly (rad, −π to π): the inverse. */
export function timeFromPerihelion(nu: number, q: number, e: number): number {
  const t = Math.tan(nu / 2);
  if (Math.abs(e - 1) < NEAR_PARABOLA) {
    const near = new NearParabola(q, e);
    if (near.holds(t)) return near.time(t);
  }
  const a = q / Math.abs(1 - e);
  const n = Math.sqrt(GM_SUN / (a * a * a));
  if (e < 1) {
    const E = 2 * Math.atan(t * Math.sqrt((1 - e) / (1 + e)));
    return (E - e * Math.sin(E)) / n;
  }
  const F = 2 * Math.atanh(t * Math.sqrt((e - 1) / (e + 1)));
  return (e * Math.sinh(F) - F) / n;
}

/** @throws OrbitError `bad-elements` naming the first number that is not finite */
export function requireFinite(elements: object): void {
  for (const [key, value] of Object.entries(elements))
    if (!Number.isFinite(value))
      throw new OrbitError("bad-elements", `The element ${key} is not a number.`, key);
}
