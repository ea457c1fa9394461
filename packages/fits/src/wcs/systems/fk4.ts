import { type Matrix3, product, type Vector3 } from "../matrix.ts";
import { newcombPrecession, obliquity1980 } from "./precession.ts";

const RADIANS = Math.PI / 180;
const ARCSEC = RADIANS / 3600;

/** Julian dates of B1950.0 and J2000.0; days of a tropical and a Julian year and century. */
const JD_B1950 = 2433282.4235;
const JD_J2000 = 2451545;
const TROPICAL_YEAR = 365.242198781;
const JULIAN_CENTURY = 36525;

/** Julian date of a Besselian epoch (Lieske 1979, A&A 73, 282). */
export function besselianDate(epoch: number): number {
  return 2415020.31352 + (epoch - 1900) * TROPICAL_YEAR;
}

/**
 * The E-terms of aberration, which FK4 positions contain, for a Besselian equinox
 * (Explanatory Supplement to the Astronomical Almanac 1992, §3.531; constant of aberration as
 * there; elements of the Earth's orbit after Newcomb).
 */
export function eTerms(equinox: number): Vector3 {
  const jd = besselianDate(equinox);
  const t = (jd - JD_B1950) / JULIAN_CENTURY;
  const aberration = 0.0056932 * RADIANS;
  const eccentricity = 0.01673011 - (0.00004193 + 0.000000126 * t) * t;
  const perigee = (1015489.951 + (6190.67 + (1.65 + 0.012 * t) * t) * t) * ARCSEC;
  const obliquity = obliquity1980((jd - JD_J2000) / JULIAN_CENTURY);
  const k = eccentricity * aberration;
  return [
    k * Math.sin(perigee),
    -k * Math.cos(perigee) * Math.cos(obliquity),
    -k * Math.cos(perigee) * Math.sin(obliquity),
  ];
}

/** Removes the E-terms from a direction: r − a + (a·r) r, normalised to unit length. */
export function withoutETerms(r: Vector3, a: Vector3): Vector3 {
  const dot = a[0] * r[0] + a[1] * r[1] + a[2] * r[2];
  return unit([r[0] - a[0] + dot * r[0], r[1] - a[1] + dot * r[1], r[2] - a[2] + dot * r[2]]);
}

/** The exact inverse of `withoutETerms`, by iteration: each step gains four digits. */
export function withETerms(target: Vector3, a: Vector3): Vector3 {
  let r = target;
  for (let step = 0; step < 6; step++) {
    const found = withoutETerms(r, a);
    r = unit([
      r[0] + target[0] - found[0],
      r[1] + target[1] - found[1],
      r[2] + target[2] - found[2],
    ]);
  }
  return r;
}

function unit([x, y, z]: Vector3): Vector3 {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

/** B1950.0 to J2000.0, and its change per Julian century from 1950 (Murray 1989, A&A 218, 325, eq. 28, 29). */
const B1950_TO_J2000: Matrix3 = [
  [0.9999256794956877, -0.0111814832204662, -0.0048590038153592],
  [0.0111814832391717, 0.9999374848933135, -0.0000271625947142],
  [0.0048590037723143, -0.000027170293744, 0.9999881946023742],
];
const ROTATION_OF_FK4: Matrix3 = [
  [-0.0026455262e-6, -1.1539918689e-6, 2.111134619e-6],
  [1.1540628161e-6, -0.0129042997e-6, 0.0236021478e-6],
  [-2.1112979048e-6, -0.0056024448e-6, 0.0102587734e-6],
];

/** From FK4 without E-terms, of a Besselian equinox and observed then, to FK5 J2000.0. */
export function fk4ToFk5(equinox: number): Matrix3 {
  const julian = 2000 + (besselianDate(equinox) - JD_J2000) / 365.25;
  const t = (julian - 1950) / 100;
  const cell = (i: 0 | 1 | 2, j: 0 | 1 | 2) => B1950_TO_J2000[i][j] + ROTATION_OF_FK4[i][j] * t;
  const row = (i: 0 | 1 | 2): Vector3 => [cell(i, 0), cell(i, 1), cell(i, 2)];
  return product([row(0), row(1), row(2)], newcombPrecession(equinox, 1950));
}
