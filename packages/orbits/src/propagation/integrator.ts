import { OrbitError } from "../errors.ts";
import { type Encounter, EncounterWatch } from "./encounters.ts";
import type { Forces, Sky } from "./forces.ts";
import { B_TO_G, cell, G_TO_B, INVERSE_SPACING, NODES } from "./radau.ts";
import { STEP_SIZE } from "./trajectory.ts";

/**
 * IAS15 (Rein & Spiegel 2015, MNRAS 446, 1424): Everhart's 15th-order Gauss–Radau predictor–corrector, step size from
 * the last coefficient (§2.3), compensated summation (§2.4).
 */

/** ε_b of Rein & Spiegel (eq. 9): keeps the step's error below rounding. */
const TOLERANCE = 1e-9;
const SAFETY = 0.25;
/** The corrector stops here: relative change of the acceleration at the last node (eq. 8). */
const CONVERGED = 1e-16;
const MAX_ITERATIONS = 12;
/**
 * Close to a planet the difference of two barycentric positions loses digits. The rounding error, amplified in b6,
 * does not shrink with the step, so steps chosen by it would shrink without end. Below this fraction of |x| × tide
 * (rounding 1.1e-16, amplification up to 1e4), b6 says nothing about the step.
 */
const NOISE = 1.1e-12;
/** Days. Short enough for a grazing pass of the Earth, long enough for a trans-Neptunian orbit. */
const MIN_STEP = 1e-5;
const MAX_STEP = 100;
/** Days: a path that ends in a body is followed to about this long before the impact. */
const GRAZE = 1e-4;
/** A century of the tightest known orbit takes about 20 000 steps; more than this would be two seconds of nonsense. */
const MAX_STEPS = 60_000;

/** Pascal's triangle without its edge: b_j of the next step is a shifted expansion (Rein & Spiegel §2.2). */
const BINOMIAL = Array.from({ length: 7 }, (_, j) =>
  Array.from({ length: 7 }, (_, i) => {
    let c = 1;
    for (let k = 0; k <= j; k++) c = (c * (i + 1 - k)) / (k + 1);
    return Math.round(c);
  }),
);

export interface Run {
  /** Records of `STEP_SIZE` numbers, in the order taken. */
  steps: Float64Array[];
  encounters: readonly Encounter[];
  /** Barycentric state at the end. */
  end: Float64Array;
}

class Step {
  readonly x = new Float64Array(3);
  readonly v = new Float64Array(3);
  readonly a = new Float64Array(3);
  readonly b = new Float64Array(21);
  readonly g = new Float64Array(21);
  readonly expected = new Float64Array(21);
  readonly compensation = new Float64Array(6);
  readonly skies: Sky[];
  readonly nodeX = new Float64Array(3);
  readonly nodeV = new Float64Array(3);
  readonly nodeA = new Float64Array(3);
  readonly forces: Forces;

  constructor(forces: Forces, state: ArrayLike<number>) {
    this.forces = forces;
    this.skies = Array.from({ length: 8 }, () => forces.sky());
    for (let k = 0; k < 3; k++) {
      this.x[k] = state[k]!;
      this.v[k] = state[k + 3]!;
    }
  }

  /** Sets the acceleration at the step's start. */
  begin(t: number): void {
    this.forces.at(this.skies[0]!, t, 0);
    this.forces.acceleration(this.skies[0]!, this.x, this.v, this.a);
  }

  /** Iterates the corrector over the seven inner nodes until the b's converge. */
  correct(t: number, h: number): void {
    for (let n = 1; n < 8; n++) this.forces.at(this.skies[n]!, t, NODES[n]! * h);
    this.#gFromB();
    let last = Number.POSITIVE_INFINITY;
    for (let k = 0; k < MAX_ITERATIONS; k++) {
      const change = this.#sweep(h);
      if (change < CONVERGED || (k > 1 && change >= last)) return;
      last = change;
    }
  }

  #gFromB(): void {
    const { b, g } = this;
    for (let j = 0; j < 7; j++) {
      for (let k = 0; k < 3; k++) {
        let sum = 0;
        for (let i = j; i < 7; i++) sum += b[3 * i + k]! * B_TO_G[cell(i, j)]!;
        g[3 * j + k] = sum;
      }
    }
  }

  /** One pass over the nodes. Returns the relative change of the acceleration at the last one. */
  #sweep(h: number): number {
    const { nodeX, nodeV, nodeA } = this;
    let change = 0;
    let size = 0;
    for (let n = 1; n < 8; n++) {
      this.#place(NODES[n]!, h);
      this.forces.acceleration(this.skies[n]!, nodeX, nodeV, nodeA);
      for (let k = 0; k < 3; k++) {
        const moved = Math.abs(this.#refine(n, k));
        if (n < 7) continue;
        change = Math.max(change, moved);
        size = Math.max(size, Math.abs(nodeA[k]!));
      }
    }
    return change / size;
  }

  /** Position and velocity at fraction u of the step (eqs. 10, 11). */
  #place(u: number, h: number): void {
    const { x, v, a, b, nodeX, nodeV } = this;
    const uh = u * h;
    for (let k = 0; k < 3; k++) {
      const b0 = b[k]!;
      const b1 = b[3 + k]!;
      const b2 = b[6 + k]!;
      const b3 = b[9 + k]!;
      const b4 = b[12 + k]!;
      const b5 = b[15 + k]!;
      const b6 = b[18 + k]!;
      const sx =
        b0 / 6 +
        u *
          (b1 / 12 + u * (b2 / 20 + u * (b3 / 30 + u * (b4 / 42 + u * (b5 / 56 + (u * b6) / 72)))));
      const sv =
        b0 / 2 +
        u * (b1 / 3 + u * (b2 / 4 + u * (b3 / 5 + u * (b4 / 6 + u * (b5 / 7 + (u * b6) / 8)))));
      nodeX[k] = x[k]! + uh * (v[k]! + uh * (a[k]! / 2 + u * sx));
      nodeV[k] = v[k]! + uh * (a[k]! + u * sv);
    }
  }

  /** Updates g and b with the acceleration at node n. Returns the change of g. */
  #refine(n: number, k: number): number {
    const { g, b } = this;
    let value = (this.nodeA[k]! - this.a[k]!) * INVERSE_SPACING[cell(n, 0)]!;
    for (let j = 1; j < n; j++)
      value = (value - g[3 * (j - 1) + k]!) * INVERSE_SPACING[cell(n, j)]!;
    const change = value - g[3 * (n - 1) + k]!;
    g[3 * (n - 1) + k] = value;
    for (let j = 0; j < n; j++) b[3 * j + k]! += change * G_TO_B[cell(n - 1, j)]!;
    return change;
  }

  /** The step size that the last coefficient requires (eqs. 9, 11: seventh root). */
  wanted(h: number): number {
    let last = 0;
    let size = 0;
    for (let k = 0; k < 3; k++) {
      last = Math.max(last, Math.abs(this.b[18 + k]!));
      size = Math.max(size, Math.abs(this.a[k]!));
    }
    const error = (last - this.#noise()) / size;
    const factor = error > 0 ? (TOLERANCE / error) ** (1 / 7) : 1 / SAFETY;
    const length = Math.min(Math.max(Math.abs(h) * factor, MIN_STEP), MAX_STEP);
    return Math.sign(h) * length;
  }

  /** The rounding error that b6 may contain. */
  #noise(): number {
    const [x, y, z] = this.x as unknown as [number, number, number];
    return NOISE * Math.sqrt(x * x + y * y + z * z) * this.forces.tide(this.skies[0]!, this.x);
  }

  record(t: number, h: number): Float64Array {
    const r = new Float64Array(STEP_SIZE);
    r[0] = t;
    r[1] = h;
    r.set(this.x, 2);
    r.set(this.v, 5);
    r.set(this.a, 8);
    r.set(this.b, 11);
    return r;
  }

  /** Moves to the end of the step. */
  advance(h: number): void {
    const { x, v, a, b } = this;
    for (let k = 0; k < 3; k++) {
      const sx =
        b[k]! / 6 +
        b[3 + k]! / 12 +
        b[6 + k]! / 20 +
        b[9 + k]! / 30 +
        b[12 + k]! / 42 +
        b[15 + k]! / 56 +
        b[18 + k]! / 72;
      const sv =
        b[k]! / 2 +
        b[3 + k]! / 3 +
        b[6 + k]! / 4 +
        b[9 + k]! / 5 +
        b[12 + k]! / 6 +
        b[15 + k]! / 7 +
        b[18 + k]! / 8;
      this.#add(x, k, 0, h * (v[k]! + h * (a[k]! / 2 + sx)));
      this.#add(v, k, 3, h * (a[k]! + sv));
    }
  }

  /** Kahan summation: the small step is not lost in the large sum. */
  #add(to: Float64Array, k: number, offset: number, amount: number): void {
    const y = amount - this.compensation[offset + k]!;
    const sum = to[k]! + y;
    this.compensation[offset + k] = sum - to[k]! - y;
    to[k] = sum;
  }

  /** Extrapolates the b's to a next step `ratio` times as long, corrected by the error of the last prediction. */
  predict(ratio: number, first: boolean): void {
    const { b, expected } = this;
    const keep = !first && Math.abs(ratio) <= 1 / SAFETY;
    for (let k = 0; k < 3; k++) {
      let power = 1;
      for (let j = 0; j < 7; j++) {
        power *= ratio;
        let guess = 0;
        for (let i = j; i < 7; i++) guess += BINOMIAL[j]![i]! * b[3 * i + k]!;
        const missed = b[3 * j + k]! - expected[3 * j + k]!;
        expected[3 * j + k] = guess * power;
        b[3 * j + k] = guess * power + (keep ? missed : 0);
      }
    }
  }

  /** Forgets the predicted b's, after a rejected step. */
  reset(): void {
    this.b.fill(0);
    this.expected.fill(0);
  }
}

/**
 * Integrates a barycentric state from `t0` to `t1` (MJD TDB, either direction).
 *
 * @param enough The time beyond which the path may end in a body; `t1` by default.
 * @throws OrbitError `impact`, `stalled` (more than 60 000 steps), `outside-span` from the ephemeris
 */
export function integrate(
  forces: Forces,
  state: ArrayLike<number>,
  t0: number,
  t1: number,
  enough = t1,
): Run {
  const step = new Step(forces, state);
  const watch = new EncounterWatch(forces.system, forces.gm);
  const steps: Float64Array[] = [];
  const direction = Math.sign(t1 - t0);
  let t = t0;
  let h = direction * Math.min(10, Math.abs(t1 - t0));
  for (let taken = 0; direction * (t1 - t) > 1e-12; taken++) {
    if (taken > MAX_STEPS)
      throw new OrbitError("stalled", `The integration needs more than ${MAX_STEPS} steps.`);
    if (direction * (t + h - t1) > 0) h = t1 - t;
    h = t + h - t; // a step that moves t by exactly h
    step.begin(t);
    step.correct(t, h);
    const next = step.wanted(h);
    if (Number.isNaN(next))
      throw new OrbitError("bad-state", "The state leads nowhere: it is not finite.");
    if (Math.abs(next) < SAFETY * Math.abs(h)) {
      step.reset();
      h = next;
      continue;
    }
    const impact = impactIn(watch, step, t, h);
    if (impact !== undefined && Math.abs(h) > GRAZE) {
      step.reset();
      h /= 4;
      continue;
    }
    if (impact !== undefined) {
      if (steps.length === 0 || direction * (t - enough) < 0) throw impact;
      break;
    }
    steps.push(step.record(t, h));
    step.advance(h);
    t += h;
    const growth = Math.min(Math.abs(next / h), 1 / SAFETY);
    step.predict(growth, steps.length === 1);
    h *= growth;
  }
  const end = new Float64Array(6);
  end.set(step.x);
  end.set(step.v, 3);
  return { steps, encounters: watch.found, end };
}

/** What ends the path within a step, if anything. */
function impactIn(watch: EncounterWatch, step: Step, t: number, h: number): OrbitError | undefined {
  try {
    for (const sky of step.skies) look(watch, step, sky, t, h);
    return undefined;
  } catch (error) {
    if (error instanceof OrbitError && error.code === "impact") return error;
    throw error;
  }
}

const scratch = new Float64Array(3);

function look(watch: EncounterWatch, step: Step, sky: Sky, t: number, h: number): void {
  const { x, v, a } = step;
  const dt = sky.mjd - t;
  const u = dt / h;
  for (let k = 0; k < 3; k++) {
    const curve = a[k]! / 2 + u * (step.b[k]! / 6 + (u * step.b[3 + k]!) / 12);
    scratch[k] = x[k]! + dt * (v[k]! + dt * curve);
  }
  watch.look(sky.mjd, scratch, sky.positions);
}
