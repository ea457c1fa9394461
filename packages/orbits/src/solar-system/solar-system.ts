import { MJD_ZERO_JD } from "../constants.ts";
import { OrbitError } from "../errors.ts";
import { BODIES, type Body, EARTH, MAJOR_BODIES, MOON, SUN } from "./bodies.ts";
import { type Series, unpackEphemeris } from "./packing.ts";

/** Ratio of the masses of Earth and Moon, as in DE405 (its header constant EMRAT). */
const EARTH_MOON_RATIO = 81.30056;
const MOON_SHARE = 1 / (1 + EARTH_MOON_RATIO);
const MAX_TERMS = 40;
/** The span open to callers; the file itself extends a few weeks further on both sides. */
export const SPAN_YEARS = "1960 to 2060";

/** Scratch space for Chebyshev polynomials T and their derivatives; JavaScript is single-threaded within a realm. */
const T = new Float64Array(MAX_TERMS);
const U = new Float64Array(MAX_TERMS);

/**
 * Evaluates at `mjd + offset`, without rounding the sum: a single MJD is accurate to 4e-12 d, in which the Earth
 * moves a centimetre.
 */
function evaluate(
  s: Series,
  mjd: number,
  offset: number,
  out: Float64Array,
  at: number,
  velocity: Float64Array | null,
): void {
  const { terms, coefficients } = s;
  const since = mjd - s.start;
  const k = Math.max(0, Math.min(Math.floor((since + offset) / s.days), s.intervals - 1));
  const x = (2 * (since - k * s.days + offset)) / s.days - 1;
  const x2 = 2 * x;
  T[0] = 1;
  T[1] = x;
  for (let i = 2; i < terms; i++) T[i] = x2 * T[i - 1]! - T[i - 2]!;
  let c = k * 3 * terms;
  if (velocity === null) {
    for (let axis = 0; axis < 3; axis++, c += terms) {
      let sum = 0;
      for (let i = terms - 1; i >= 0; i--) sum += coefficients[c + i]! * T[i]!;
      out[at + axis] = sum;
    }
    return;
  }
  U[0] = 0;
  U[1] = 1;
  for (let i = 2; i < terms; i++) U[i] = x2 * U[i - 1]! - U[i - 2]! + 2 * T[i - 1]!;
  const rate = 2 / s.days;
  for (let axis = 0; axis < 3; axis++, c += terms) {
    let sum = 0;
    let slope = 0;
    for (let i = terms - 1; i >= 0; i--) {
      sum += coefficients[c + i]! * T[i]!;
      slope += coefficients[c + i]! * U[i]!;
    }
    out[at + axis] = sum;
    velocity[at + axis] = slope * rate;
  }
}

/**
 * Positions of the Sun, planets, Moon, Pluto and large asteroids: barycentric ICRF, au and au/d, at MJD TDB. Planets,
 * Moon and Sun are JPL DE405 (Standish 1998) as Chebyshev series; the asteroids were integrated in it.
 *
 * @example
 * const system = loadEphemeris(bytes);
 * const earth = new Float64Array(3);
 * system.position(EARTH, 60000, earth, 0);
 */
export class SolarSystem {
  /** Names the data, for provenance. */
  readonly source: string;
  /** First and last available MJD (TDB). */
  readonly start: number;
  readonly stop: number;
  /** The available bodies, in order of their index here. */
  readonly bodies: readonly Body[];
  #series: Series[];
  #emb: Series;
  #moon: Series;
  #pair = new Float64Array(6);
  #pairRate = new Float64Array(6);

  constructor(source: string, series: Series[]) {
    const byName = new Map(series.map((s) => [s.name, s]));
    const find = (name: string): Series => {
      const s = byName.get(name);
      if (s === undefined)
        throw new OrbitError("bad-ephemeris-file", `The ephemeris lacks ${name}.`, name);
      return s;
    };
    this.source = source;
    this.#emb = find("emb");
    this.#moon = find("moon");
    this.bodies = BODIES.filter((b, i) => i < MAJOR_BODIES || byName.has(b.name));
    this.#series = this.bodies.map((b, i) => (i === EARTH ? this.#emb : find(b.name)));
    this.start = Math.max(...series.map((s) => s.start));
    this.stop = Math.min(...series.map((s) => s.start + s.days * s.intervals));
  }

  /** @throws OrbitError `outside-span` if a date is not covered; the text names the years. */
  requireDate(mjd: number): void {
    if (mjd >= this.start && mjd <= this.stop) return;
    if (!Number.isFinite(mjd)) throw new OrbitError("bad-date", "The date is not a number.");
    throw new OrbitError(
      "outside-span",
      `The date MJD ${mjd} (JD ${mjd + MJD_ZERO_JD}) is outside the ephemeris, which spans ${SPAN_YEARS}.`,
      String(mjd),
    );
  }

  /** Position of body `index` into `out[at…at+2]`. */
  position(index: number, mjd: number, out: Float64Array, at: number): void {
    this.#checked(mjd);
    this.#any(index, mjd, out, at, null);
  }

  /** Position and velocity of body `index` into `out[at…]` and `velocity[at…]`. */
  state(index: number, mjd: number, out: Float64Array, velocity: Float64Array, at: number): void {
    this.#checked(mjd);
    this.#any(index, mjd, out, at, velocity);
  }

  /**
   * Positions of all bodies at `mjd + offset` into `out[3 × index…]`, and the Sun's velocity into `sunVelocity[0…2]`.
   */
  positions(mjd: number, offset: number, out: Float64Array, sunVelocity: Float64Array): void {
    this.#checked(mjd + offset);
    const count = this.bodies.length;
    evaluate(this.#series[SUN]!, mjd, offset, out, 0, sunVelocity);
    for (let i = 1; i < count; i++) {
      if (i !== EARTH && i !== MOON) evaluate(this.#series[i]!, mjd, offset, out, 3 * i, null);
    }
    const pair = this.#pair;
    evaluate(this.#emb, mjd, offset, pair, 0, null);
    evaluate(this.#moon, mjd, offset, pair, 3, null);
    for (let axis = 0; axis < 3; axis++) {
      const earth = pair[axis]! - pair[3 + axis]! * MOON_SHARE;
      out[3 * EARTH + axis] = earth;
      out[3 * MOON + axis] = earth + pair[3 + axis]!;
    }
  }

  #checked(mjd: number): void {
    if (!(mjd >= this.start && mjd <= this.stop)) this.requireDate(mjd);
  }

  #any(
    index: number,
    mjd: number,
    out: Float64Array,
    at: number,
    velocity: Float64Array | null,
  ): void {
    if (index !== EARTH && index !== MOON) {
      evaluate(this.#series[index]!, mjd, 0, out, at, velocity);
      return;
    }
    const rates = velocity === null ? null : this.#pairRate;
    evaluate(this.#emb, mjd, 0, this.#pair, 0, rates);
    evaluate(this.#moon, mjd, 0, this.#pair, 3, rates);
    const share = index === EARTH ? -MOON_SHARE : 1 - MOON_SHARE;
    for (let axis = 0; axis < 3; axis++) {
      out[at + axis] = this.#pair[axis]! + share * this.#pair[3 + axis]!;
      if (velocity !== null)
        velocity[at + axis] = this.#pairRate[axis]! + share * this.#pairRate[3 + axis]!;
    }
  }
}

/**
 * Reads the packed ephemeris (data/solar-system.bin of this package).
 *
 * @throws OrbitError `bad-ephemeris-file` if the bytes are not such a file
 */
export function loadEphemeris(bytes: Uint8Array): SolarSystem {
  const { source, series } = unpackEphemeris(bytes);
  return new SolarSystem(source, series);
}
