import { DAY_S, J2000_MJD } from "../constants.ts";
import { taiMinusUtc } from "./leap-seconds.ts";

/** TT − TAI, s (IAU 1991 Recommendation IV). */
export const TT_MINUS_TAI = 32.184;

export const utcToTai = (mjd: number): number => mjd + taiMinusUtc(mjd) / DAY_S;
export const taiToTt = (mjd: number): number => mjd + TT_MINUS_TAI / DAY_S;
export const ttToTai = (mjd: number): number => mjd - TT_MINUS_TAI / DAY_S;
export const utcToTt = (mjd: number): number => mjd + (taiMinusUtc(mjd) + TT_MINUS_TAI) / DAY_S;

/** TAI to UTC. During a leap second the result is the first moment of the next day. */
export function taiToUtc(mjd: number): number {
  const guess = mjd - taiMinusUtc(mjd - taiMinusUtc(mjd) / DAY_S) / DAY_S;
  const offset = taiMinusUtc(guess);
  const utc = mjd - offset / DAY_S;
  // With the new offset it is still yesterday, with the old one already today: the leap second in between.
  return utc < Math.floor(guess) && offset - taiMinusUtc(utc) > 0.5 ? Math.floor(guess) : utc;
}

export const ttToUtc = (mjd: number): number => taiToUtc(ttToTai(mjd));

/**
 * TDB − TT at an MJD (TT or TDB), s: the seven largest terms of Fairhead & Bretagnon, accurate to 10 µs for 1600–2200
 * (Kaplan 2005, USNO Circular 179, eq. 2.6).
 */
export function tdbMinusTt(mjd: number): number {
  const t = (mjd - J2000_MJD) / 36525;
  return (
    0.001657 * Math.sin(628.3076 * t + 6.2401) +
    0.000022 * Math.sin(575.3385 * t + 4.297) +
    0.000014 * Math.sin(1256.6152 * t + 6.1969) +
    0.000005 * Math.sin(606.9777 * t + 4.0212) +
    0.000005 * Math.sin(52.9691 * t + 0.4444) +
    0.000002 * Math.sin(21.3299 * t + 5.5431) +
    0.00001 * t * Math.sin(628.3076 * t + 4.249)
  );
}

export const ttToTdb = (mjd: number): number => mjd + tdbMinusTt(mjd) / DAY_S;
export const tdbToTt = (mjd: number): number => mjd - tdbMinusTt(mjd) / DAY_S;

/** For ephemerides: civil time to the time of the equations of motion. */
export const utcToTdb = (mjd: number): number => ttToTdb(utcToTt(mjd));
export const tdbToUtc = (mjd: number): number => ttToUtc(tdbToTt(mjd));
