/**
 * TAI − UTC, s (IERS Bulletin C; USNO tai-utc.dat). Before 1972 UTC ran at its own rate: offset + (MJD − reference) ×
 * rate. Rows: first MJD (UTC), offset, reference MJD, rate (s/d).
 */
const DRIFTING: readonly (readonly [number, number, number, number])[] = [
  [36934, 1.417818, 37300, 0.001296],
  [37300, 1.422818, 37300, 0.001296],
  [37512, 1.372818, 37300, 0.001296],
  [37665, 1.845858, 37665, 0.0011232],
  [38334, 1.945858, 37665, 0.0011232],
  [38395, 3.24013, 38761, 0.001296],
  [38486, 3.34013, 38761, 0.001296],
  [38639, 3.44013, 38761, 0.001296],
  [38761, 3.54013, 38761, 0.001296],
  [38820, 3.64013, 38761, 0.001296],
  [38942, 3.74013, 38761, 0.001296],
  [39004, 3.84013, 38761, 0.001296],
  [39126, 4.31317, 39126, 0.002592],
  [39887, 4.21317, 39126, 0.002592],
];

/** MJD from which TAI − UTC is 10 s, 11 s, … (1972 Jan 1 … 2017 Jan 1). */
const LEAPS = [
  41317, 41499, 41683, 42048, 42413, 42778, 43144, 43509, 43874, 44239, 44786, 45151, 45516, 46247,
  47161, 47892, 48257, 48804, 49169, 49534, 50083, 50630, 51179, 53736, 54832, 56109, 57204, 57754,
];
const FIRST_OFFSET = 10;

/** TAI − UTC at an MJD (UTC), s. The last known value is used for the future, the first before 1960. */
export function taiMinusUtc(mjdUtc: number): number {
  for (let i = LEAPS.length - 1; i >= 0; i--) if (mjdUtc >= LEAPS[i]!) return FIRST_OFFSET + i;
  for (let i = DRIFTING.length - 1; i > 0; i--) {
    const [from, offset, reference, rate] = DRIFTING[i]!;
    if (mjdUtc >= from) return offset + (mjdUtc - reference) * rate;
  }
  const [, offset, reference, rate] = DRIFTING[0]!;
  return offset + (mjdUtc - reference) * rate;
}

/** Whether the UTC day that starts at this MJD ends with a 61st second. */
export function isLeapSecondDay(mjd: number): boolean {
  return LEAPS.indexOf(Math.floor(mjd) + 1) > 0;
}
