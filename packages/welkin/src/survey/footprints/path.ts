import { bodyIndex, type SolarSystem, type Trajectory, utcToTdb } from "@welkin/orbits";
import type { Vector } from "./sphere.ts";

/** au per day; and the Earth's equatorial radius in au, with a little extra for mountains (IAU 2009 system). */
const LIGHT = 173.1446326846693;
const EARTH_RADIUS = 4.2636e-5;

const EARTH = bodyIndex("earth");

/** Length of the first pieces, days. A cubic of this length fits the Earth's own path to 1e-6 au. */
const LONGEST = 8;
const SHORTEST = 1 / 128;
/** The permitted error of the cubic, radians, and the share of its distance that a target may move in half a piece. */
const TOLERANCE = 5e-5;
const APPROACH = 0.25;
/** au: at least the shift due to a leap second inside a piece. */
const FLOOR = 1e-6;

/** Days over which a rate is computed from directions. */
const PROBE = 1e-3;

/** Numbers of one piece: start, length, position and its three cubic coefficients (3 each), slack, rate. */
const SIZE = 16;

/** A target's geocentric position and velocity at one time. */
interface Place {
  readonly mjd: number;
  readonly p: Vector;
  readonly v: Vector;
}

/**
 * A bound on a target's path across the sky: at every time a direction, and an angle within which it is seen from
 * everywhere on Earth. It serves to exclude rows that cannot be hit; the rest are tested with exact positions.
 *
 * Pieces are cubics through positions and velocities from the Earth's centre, light-time corrected. A piece is
 * subdivided until the cubic fits at its inner points and the target does not come much nearer within it, so a close
 * approach to the Earth has short pieces. `slack` of a piece is the cubic's error and the parallax, `rate` the fastest
 * motion in it.
 */
export class TargetPath {
  /** MJD UTC. */
  readonly from: number;
  readonly to: number;
  readonly #starts: Float64Array;
  readonly #pieces: Float64Array;
  #last = 0;

  private constructor(from: number, to: number, pieces: readonly number[]) {
    this.from = from;
    this.to = to;
    this.#pieces = Float64Array.from(pieces);
    this.#starts = Float64Array.from({ length: pieces.length / SIZE }, (_, i) => pieces[i * SIZE]!);
  }

  /** @param from, to MJD UTC: the span to be bounded, within that of the trajectory. */
  static of(path: Trajectory, system: SolarSystem, from: number, to: number): TargetPath {
    // A cubic needs two ends.
    const end = Math.max(to, from + SHORTEST);
    const count = Math.max(1, Math.ceil((end - from) / LONGEST));
    const times = Array.from({ length: count + 1 }, (_, i) => from + ((end - from) * i) / count);
    return new TargetPath(from, end, piecesOf(new Eye(path, system), times, EARTH_RADIUS));
  }

  /**
   * The bound of a path known only as directions, the same from everywhere.
   *
   * @param times Increasing, at least two; the path is smooth between any two of them.
   */
  static over(at: (mjd: number) => Vector, times: ArrayLike<number>): TargetPath {
    const [from, to] = [times[0]!, times[times.length - 1]!];
    const look = (mjd: number): Place => {
      const [a, b] = [Math.max(from, mjd - PROBE), Math.min(to, mjd + PROBE)];
      const [p, q] = [at(a), at(b)];
      const rate = (k: 0 | 1 | 2) => (q[k] - p[k]) / (b - a);
      return { mjd, p: at(mjd), v: [rate(0), rate(1), rate(2)] };
    };
    return new TargetPath(from, to, piecesOf({ look }, times, 0));
  }

  /** Start times of its pieces, MJD UTC; denser where the target is near. */
  get starts(): Float64Array {
    return this.#starts;
  }

  /** Number of pieces. */
  get length(): number {
    return this.#starts.length;
  }

  /**
   * Whether the target can come within `radius` (radians) of a direction at some time from `t0` to `t1`. Never false if
   * it does, unless the radius is NaN.
   */
  near(t0: number, t1: number, x: number, y: number, z: number, radius: number): boolean {
    const begin = Math.max(t0, this.from);
    const end = Math.min(t1, this.to);
    if (!(begin <= end) || Number.isNaN(radius)) return false;
    for (let piece = this.#find(begin); piece < this.#starts.length; piece++) {
      const o = piece * SIZE;
      const start = this.#pieces[o]!;
      if (start > end) return false;
      const a = Math.max(begin, start);
      const b = Math.min(end, start + this.#pieces[o + 1]!);
      if (this.#nearWithin(o, a, b, x, y, z, radius)) return true;
    }
    return false;
  }

  #nearWithin(
    o: number,
    a: number,
    b: number,
    x: number,
    y: number,
    z: number,
    radius: number,
  ): boolean {
    const s = this.#pieces;
    const reach = radius + s[o + 14]! + (s[o + 15]! * (b - a)) / 2;
    if (!(reach < Math.PI)) return true;
    const u = (a + b) / 2 - s[o]!;
    const px = s[o + 2]! + u * (s[o + 5]! + u * (s[o + 8]! + u * s[o + 11]!));
    const py = s[o + 3]! + u * (s[o + 6]! + u * (s[o + 9]! + u * s[o + 12]!));
    const pz = s[o + 4]! + u * (s[o + 7]! + u * (s[o + 10]! + u * s[o + 13]!));
    const size = Math.sqrt((px * px + py * py + pz * pz) * (x * x + y * y + z * z));
    return px * x + py * y + pz * z >= Math.cos(reach) * size;
  }

  #find(mjd: number): number {
    const starts = this.#starts;
    const last = this.#last;
    if (mjd >= starts[last]! && (last + 1 === starts.length || mjd < starts[last + 1]!))
      return last;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const half = (low + high + 1) >> 1;
      if (starts[half]! <= mjd) low = half;
      else high = half - 1;
    }
    this.#last = low;
    return low;
  }
}

/** The observer for whom the bound is computed. */
interface Looker {
  look(mjd: number): Place;
}

/** Pieces between the times, each subdivided as often as necessary. */
function piecesOf(eye: Looker, times: ArrayLike<number>, parallax: number): number[] {
  const pieces: number[] = [];
  let left = eye.look(times[0]!);
  for (let i = 1; i < times.length; i++) {
    const right = eye.look(times[i]!);
    cut(eye, left, right, parallax, pieces);
    left = right;
  }
  return pieces;
}

/** An observer at the centre of the Earth. */
class Eye implements Looker {
  readonly #path: Trajectory;
  readonly #system: SolarSystem;
  readonly #body = new Float64Array(6);
  readonly #earth = new Float64Array(3);
  readonly #motion = new Float64Array(3);

  constructor(path: Trajectory, system: SolarSystem) {
    this.#path = path;
    this.#system = system;
  }

  look(mjd: number): Place {
    const body = this.#body;
    const e = this.#earth;
    const w = this.#motion;
    const tdb = utcToTdb(mjd);
    this.#system.state(EARTH, tdb, e, w, 0);
    let p: Vector = [0, 0, 0];
    let distance = 0;
    for (let round = 0; round < 4; round++) {
      this.#path.at(tdb - distance / LIGHT, body);
      p = [body[0]! - e[0]!, body[1]! - e[1]!, body[2]! - e[2]!];
      distance = size(p);
    }
    const towards = (k: 0 | 1 | 2) => p[k] * (body[3 + k]! - w[k]!);
    // A receding target appears slower than it is.
    const slow = 1 - (towards(0) + towards(1) + towards(2)) / distance / LIGHT;
    const v: Vector = [body[3]! * slow - w[0]!, body[4]! * slow - w[1]!, body[5]! * slow - w[2]!];
    return { mjd, p, v };
  }
}

function size([x, y, z]: Vector): number {
  return Math.sqrt(x * x + y * y + z * z);
}

/** Adds the pieces between two positions, in order of time. */
function cut(eye: Looker, left: Place, right: Place, parallax: number, pieces: number[]): void {
  const h = right.mjd - left.mjd;
  const middle = eye.look(left.mjd + h / 2);
  const cubic = hermite(left, right, h);
  const speed = Math.max(size(left.v), size(right.v)) + (bend(cubic, h) * h) / 2;
  const distance = size(middle.p);
  const fine = (speed * h) / 2 <= APPROACH * distance;
  if (!fine && h > SHORTEST) {
    cut(eye, left, middle, parallax, pieces);
    cut(eye, middle, right, parallax, pieces);
    return;
  }
  const inner = [middle, eye.look(left.mjd + h / 4), eye.look(left.mjd + (3 * h) / 4)];
  const miss = FLOOR + 2 * Math.max(...inner.map((place) => missOf(cubic, place, left.mjd)));
  const nearest = distance - (speed * h) / 2 - miss;
  if (miss > TOLERANCE * nearest && miss > 2 * FLOOR && h > SHORTEST) {
    cut(eye, left, middle, parallax, pieces);
    cut(eye, middle, right, parallax, pieces);
    return;
  }
  const away = miss + parallax;
  // If it is nearer than that, it may be anywhere.
  const slack = nearest > 2 * away ? Math.asin(away / nearest) * 1.01 : Math.PI;
  const rate = nearest > 0 ? speed / nearest : 0;
  pieces.push(left.mjd, h, ...cubic, slack, rate);
}

/** Coefficients of the cubic through two positions with their velocities: four vectors, by powers of days. */
function hermite(left: Place, right: Place, h: number): number[] {
  const axes = [0, 1, 2] as const;
  const step = axes.map((k) => right.p[k] - left.p[k]);
  const square = axes.map((k) => (3 * step[k]!) / (h * h) - (2 * left.v[k] + right.v[k]) / h);
  const cube = axes.map((k) => (-2 * step[k]!) / (h * h * h) + (left.v[k] + right.v[k]) / (h * h));
  return [...left.p, ...left.v, ...square, ...cube];
}

/** The largest acceleration in a piece: it changes linearly, so at one of the ends. */
function bend(cubic: readonly number[], h: number): number {
  const at = (u: number) =>
    Math.hypot(...[6, 7, 8].map((k) => 2 * cubic[k]! + 6 * u * cubic[k + 3]!));
  return Math.max(at(0), at(h));
}

function missOf(cubic: readonly number[], place: Place, start: number): number {
  const u = place.mjd - start;
  return Math.hypot(
    ...[0, 1, 2].map(
      (k) =>
        cubic[k]! + u * (cubic[k + 3]! + u * (cubic[k + 6]! + u * cubic[k + 9]!)) - place.p[k as 0],
    ),
  );
}
