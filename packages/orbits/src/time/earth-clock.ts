import { taiMinusUtc } from "./leap-seconds.ts";
import { TT_MINUS_TAI } from "./scales.ts";

/**
 * ΔT = TT − UT1 on 1 January of each year from 1960, s (IERS EOP C04; the Astronomical Almanac, page K9). Linear
 * interpolation is within 0.1 s, 45 m at the equator.
 */
const DELTA_T = [
  33.15, 33.59, 34.0, 34.47, 35.03, 35.73, 36.54, 37.43, 38.29, 39.2, 40.18, 41.17, 42.23, 43.37,
  44.48, 45.48, 46.46, 47.52, 48.53, 49.59, 50.54, 51.38, 52.17, 52.96, 53.79, 54.34, 54.87, 55.32,
  55.82, 56.3, 56.86, 57.57, 58.31, 59.12, 59.98, 60.78, 61.63, 62.29, 62.97, 63.47, 63.83, 64.09,
  64.3, 64.47, 64.57, 64.69, 64.85, 65.15, 65.46, 65.78, 66.07, 66.32, 66.6, 66.91, 67.28, 67.64,
  68.1, 68.59, 68.97, 69.22, 69.36, 69.36, 69.29, 69.2, 69.18, 69.14,
];
const FIRST_MJD = 36934;
const YEAR = 365.2425;

/**
 * UT1 − UTC at an MJD (UTC), s: from the yearly table to 2025; after that the last difference is kept, since future
 * leap seconds are unknown.
 */
export function ut1MinusUtc(mjdUtc: number): number {
  const along = Math.max(0, (mjdUtc - FIRST_MJD) / YEAR);
  const last = DELTA_T.length - 1;
  const i = Math.min(Math.floor(along), last - 1);
  const u = Math.min(along - i, 1);
  const deltaT = DELTA_T[i]! + u * (DELTA_T[i + 1]! - DELTA_T[i]!);
  return taiMinusUtc(mjdUtc) + TT_MINUS_TAI - deltaT;
}
