import { ARCSECOND, DEGREE, J2000_MJD } from "../constants.ts";

/**
 * The Earth's axes in the ICRF, to about 0.05″ (1.5 m at the surface): IAU 1976 precession (Lieske 1979), the largest
 * terms of IAU 1980 nutation, Earth rotation angle and GMST of IAU 2006 (Capitaine et al. 2003). The frame bias
 * (0.02″) and polar motion (0.3″, 10 m) are left out: at 0.1 au they are below 0.0002″.
 */

/**
 * Nutation terms: multiples of D, M, M′, F, Ω; longitude and its rate, obliquity and its rate (0.0001″, centuries).
 * IAU 1980 (Seidelmann 1982, Celest. Mech. 27, 79; Meeus 1998, Astronomical Algorithms, table 22.A), above 0.02″.
 */
const NUTATION: readonly (readonly number[])[] = [
  [0, 0, 0, 0, 1, -171996, -174.2, 92025, 8.9],
  [-2, 0, 0, 2, 2, -13187, -1.6, 5736, -3.1],
  [0, 0, 0, 2, 2, -2274, -0.2, 977, -0.5],
  [0, 0, 0, 0, 2, 2062, 0.2, -895, 0.5],
  [0, 1, 0, 0, 0, 1426, -3.4, 54, -0.1],
  [0, 0, 1, 0, 0, 712, 0.1, -7, 0],
  [-2, 1, 0, 2, 2, -517, 1.2, 224, -0.6],
  [0, 0, 0, 2, 1, -386, -0.4, 200, 0],
  [0, 0, 1, 2, 2, -301, 0, 129, -0.1],
  [-2, -1, 0, 2, 2, 217, -0.5, -95, 0.3],
];

/** Nutation changes by at most 0.0003″ in this many days; within that time the last matrix is reused. */
const REUSE_DAYS = 0.002;

const EARTH_RATE = 1.0027378119113546;

export interface EarthOrientation {
  mjdTt: number;
  /** Rows of true equator and equinox of date: r_ICRF = Mᵀ r_date. */
  matrix: Float64Array;
  /** Equation of the equinoxes, rad. */
  equinoxes: number;
}

function nutation(t: number): { longitude: number; obliquity: number } {
  const args = [
    297.85036 + 445267.11148 * t,
    357.52772 + 35999.05034 * t,
    134.96298 + 477198.867398 * t,
    93.27191 + 483202.017538 * t,
    125.04452 - 1934.136261 * t,
  ].map((a) => a * DEGREE);
  let longitude = 0;
  let obliquity = 0;
  for (const row of NUTATION) {
    const angle = args.reduce((sum, a, i) => sum + a * row[i]!, 0);
    longitude += (row[5]! + row[6]! * t) * Math.sin(angle);
    obliquity += (row[7]! + row[8]! * t) * Math.cos(angle);
  }
  return { longitude: longitude * 1e-4 * ARCSECOND, obliquity: obliquity * 1e-4 * ARCSECOND };
}

type Axis = 0 | 1 | 2;

/** R_axis(angle) · m, the passive rotation of Seidelmann (1992), Explanatory Supplement, §11.4. */
function rotate(m: Float64Array, axis: Axis, angle: number): void {
  const c = Math.cos(angle);
  const s = Math.sin(angle);
  const i = 3 * ((axis + 1) % 3);
  const j = 3 * ((axis + 2) % 3);
  for (let k = 0; k < 3; k++) {
    const p = m[i + k]!;
    const q = m[j + k]!;
    m[i + k] = c * p + s * q;
    m[j + k] = -s * p + c * q;
  }
}

function orient(mjdTt: number): EarthOrientation {
  const t = (mjdTt - J2000_MJD) / 36525;
  const zeta = (2306.2181 * t + 0.30188 * t ** 2 + 0.017998 * t ** 3) * ARCSECOND;
  const z = (2306.2181 * t + 1.09468 * t ** 2 + 0.018203 * t ** 3) * ARCSECOND;
  const theta = (2004.3109 * t - 0.42665 * t ** 2 - 0.041833 * t ** 3) * ARCSECOND;
  const mean = (84381.448 - 46.815 * t - 0.00059 * t ** 2) * ARCSECOND;
  const { longitude, obliquity } = nutation(t);
  const matrix = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  rotate(matrix, 2, -zeta);
  rotate(matrix, 1, theta);
  rotate(matrix, 2, -z);
  rotate(matrix, 0, mean);
  rotate(matrix, 2, -longitude);
  rotate(matrix, 0, -mean - obliquity);
  return { mjdTt, matrix, equinoxes: longitude * Math.cos(mean) };
}

let recent = orient(J2000_MJD);

/**
 * Precession and nutation at an MJD (TT): rows of the matrix are the true equator's and equinox' axes of date in the
 * ICRF. Neighbouring times share one result, which must not be modified.
 *
 * @example
 * const { matrix } = earthOrientation(utcToTt(60000)); // its third row is the pole
 */
export function earthOrientation(mjdTt: number): EarthOrientation {
  if (!(Math.abs(mjdTt - recent.mjdTt) < REUSE_DAYS)) recent = orient(mjdTt);
  return recent;
}

/**
 * Greenwich apparent sidereal time at an MJD (UT1), rad, possibly several turns: Earth rotation angle (Capitaine et
 * al. 2000) + accumulated precession (IAU 2006, Capitaine et al. 2003, eq. 42) + equation of the equinoxes.
 */
export function siderealTime(mjdUt1: number, orientation: EarthOrientation): number {
  const days = mjdUt1 - J2000_MJD;
  const t = (orientation.mjdTt - J2000_MJD) / 36525;
  const turns = 0.779057273264 + (days % 1) + (EARTH_RATE - 1) * days;
  const drift = 0.014506 + 4612.156534 * t + 1.3915817 * t * t;
  return 2 * Math.PI * (turns % 1) + drift * ARCSECOND + orientation.equinoxes;
}

/** Rotation of the Earth, rad/d. */
export const EARTH_SPIN = 2 * Math.PI * EARTH_RATE;
