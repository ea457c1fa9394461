import { DEGREE } from "../constants.ts";

/** H, G of Bowell et al. (1989). */
export interface HG {
  model: "HG";
  H: number;
  /** 0.15 if unknown. */
  G: number;
}

/** H, G1, G2 of Muinonen et al. (2010). */
export interface HG1G2 {
  model: "HG1G2";
  H: number;
  G1: number;
  G2: number;
}

/**
 * A comet's total magnitude M1 + 5 log Δ + K1 log r, and its nucleus's M2 + 5 log Δ + K2 log r + PC·phase, in JPL's
 * notation (MPC's slope n is K1/2.5).
 */
export interface CometMagnitude {
  model: "comet";
  M1?: number;
  K1?: number;
  M2?: number;
  K2?: number;
  PC?: number;
}

export type Photometry = HG | HG1G2 | CometMagnitude;

/** What the brightness depends on: rh and delta in au, phase in degrees. */
export interface Circumstances {
  rh: number;
  delta: number;
  phase: number;
}

/** Bowell et al. (1989, Asteroids II, p. 549), eq. A4: Φ_i = exp(−A_i tan^B_i(α/2)), as MPC and Horizons apply it. */
const BOWELL = [
  { A: 3.33, B: 0.63 },
  { A: 1.87, B: 1.22 },
] as const;

function hg({ H, G }: HG, phase: number): number {
  const t = Math.tan((Math.min(phase, 179.9) * DEGREE) / 2);
  const [one, two] = BOWELL.map(({ A, B }) => Math.exp(-A * t ** B)) as [number, number];
  const light = (1 - G) * one + G * two;
  return light > 0 ? H - 2.5 * Math.log10(light) : Number.NaN;
}

/** A cubic spline through points (radians) with given slopes at both ends (Press et al., §3.3). */
class ClampedSpline {
  #x: number[];
  #y: number[];
  #curvature: number[];

  constructor(degrees: number[], y: number[], first: number, last: number) {
    const x = degrees.map((d) => d * DEGREE);
    const n = x.length;
    const slope = (k: number) => (y[k + 1]! - y[k]!) / (x[k + 1]! - x[k]!);
    const u: number[] = [(3 / (x[1]! - x[0]!)) * (slope(0) - first)];
    const c: number[] = [-0.5];
    for (let k = 1; k < n - 1; k++) {
      const share = (x[k]! - x[k - 1]!) / (x[k + 1]! - x[k - 1]!);
      const p = share * c[k - 1]! + 2;
      c[k] = (share - 1) / p;
      const bend = (6 * (slope(k) - slope(k - 1))) / (x[k + 1]! - x[k - 1]!);
      u[k] = (bend - share * u[k - 1]!) / p;
    }
    const end = (3 / (x[n - 1]! - x[n - 2]!)) * (last - slope(n - 2));
    c[n - 1] = (end - 0.5 * u[n - 2]!) / (0.5 * c[n - 2]! + 1);
    for (let k = n - 2; k >= 0; k--) c[k] = c[k]! * c[k + 1]! + u[k]!;
    this.#x = x;
    this.#y = y;
    this.#curvature = c;
  }

  at(x: number): number {
    const xs = this.#x;
    let k = 0;
    while (k < xs.length - 2 && x > xs[k + 1]!) k++;
    const h = xs[k + 1]! - xs[k]!;
    const b = (x - xs[k]!) / h;
    const a = 1 - b;
    const bend = (a ** 3 - a) * this.#curvature[k]! + (b ** 3 - b) * this.#curvature[k + 1]!;
    return a * this.#y[k]! + b * this.#y[k + 1]! + (bend * h * h) / 6;
  }
}

/** Muinonen et al. (2010, Icarus 209, 542), tables 2 and 3. Slopes per radian. */
const WIDE = [7.5, 30, 60, 90, 120, 150];
const PHI1 = new ClampedSpline(
  WIDE,
  [0.75, 0.33486016, 0.1341056, 0.051104756, 0.021465687, 0.0036396989],
  -1.9098593,
  -0.091328612,
);
const PHI2 = new ClampedSpline(
  WIDE,
  [0.925, 0.62884169, 0.31755495, 0.12716367, 0.022373903, 0.00016505689],
  -0.5729578,
  -8.6573138e-8,
);
const PHI3 = new ClampedSpline(
  [0, 0.3, 1, 2, 4, 8, 12, 20, 30],
  [1, 0.83381185, 0.57735424, 0.42144772, 0.2317423, 0.10348178, 0.061733473, 0.016107006, 0],
  -0.10630097,
  0,
);
const LINEAR_BELOW = 7.5 * DEGREE;
const OPPOSITION_BELOW = 30 * DEGREE;

function hg1g2({ H, G1, G2 }: HG1G2, phase: number): number {
  const a = Math.min(phase * DEGREE, 150 * DEGREE);
  const one = a < LINEAR_BELOW ? 1 - (6 * a) / Math.PI : PHI1.at(a);
  const two = a < LINEAR_BELOW ? 1 - (9 * a) / (5 * Math.PI) : PHI2.at(a);
  const three = a < OPPOSITION_BELOW ? PHI3.at(a) : 0;
  const light = G1 * one + G2 * two + (1 - G1 - G2) * three;
  return light > 0 ? H - 2.5 * Math.log10(light) : Number.NaN;
}

/** Total magnitude of a comet, if M1 is known. */
export function totalMagnitude(
  law: CometMagnitude,
  { rh, delta }: Circumstances,
): number | undefined {
  if (law.M1 === undefined) return undefined;
  return law.M1 + 5 * Math.log10(delta) + (law.K1 ?? 10) * Math.log10(rh);
}

/** Magnitude of a comet's nucleus, if M2 is known. */
export function nuclearMagnitude(law: CometMagnitude, at: Circumstances): number | undefined {
  if (law.M2 === undefined) return undefined;
  const distance = 5 * Math.log10(at.delta) + (law.K2 ?? 5) * Math.log10(at.rh);
  return law.M2 + distance + (law.PC ?? 0) * at.phase;
}

/**
 * Apparent V: an asteroid's by its phase law, a comet's total magnitude or, without one, its nucleus's. Undefined
 * where the law does not apply (no H; beyond its phase angles).
 *
 * @example
 * apparentMagnitude({ model: "HG", H: 3.33, G: 0.12 }, { rh: 2.6, delta: 3.5, phase: 8.4 }); // 8.74
 */
export function apparentMagnitude(law: Photometry, at: Circumstances): number | undefined {
  if (law.model === "comet") return totalMagnitude(law, at) ?? nuclearMagnitude(law, at);
  const reduced = law.model === "HG" ? hg(law, at.phase) : hg1g2(law, at.phase);
  const v = reduced + 5 * Math.log10(at.rh * at.delta);
  return Number.isFinite(v) ? v : undefined;
}
