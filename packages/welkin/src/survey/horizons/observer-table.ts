import { type EphemerisRow, jdToMjd, mjdToIso, mjdToJd } from "@welkin/orbits";

/**
 * Quantities of an observer table (https://ssd.jpl.nasa.gov/horizons/manual.html#output): astrometric position, rates,
 * magnitudes, distances from Sun and observer, elongation, phase, position angles, 3σ errors and ellipse, true anomaly.
 */
const QUANTITIES = "1,3,9,19,20,23,24,27,36,37,41";
/** Steps that differ by less than this (days) count as even. */
const EVEN = 1e-9;
/** Horizons' own limit on the rows of a table is 90 024. And the number of dates that fit in one address. */
const STEPS = 90_000;
const LISTED = 50;

/** The times of one request: a list, or even steps. */
export interface Times {
  readonly mjd: readonly number[];
  readonly even: boolean;
}

/** Splits times (MJD UTC) into as few requests as possible. */
export function requestsFor(times: readonly number[]): Times[] {
  const sorted = [...new Set(times)].sort((a, b) => a - b);
  if (sorted.length > LISTED && isEven(sorted)) {
    const parts = Math.ceil(sorted.length / STEPS);
    const size = Math.ceil(sorted.length / parts);
    return Array.from({ length: parts }, (_, i) => ({
      mjd: sorted.slice(i * size, (i + 1) * size),
      even: true,
    }));
  }
  const requests: Times[] = [];
  for (let at = 0; at < sorted.length; at += LISTED) {
    requests.push({ mjd: sorted.slice(at, at + LISTED), even: false });
  }
  return requests;
}

function isEven(sorted: readonly number[]): boolean {
  const step = (sorted.at(-1)! - sorted[0]!) / (sorted.length - 1);
  return sorted.every((time, i) => Math.abs(time - (sorted[0]! + i * step)) < EVEN);
}

/** Parameters of Horizons' API for an observer table. */
export function observerParameters(
  command: string,
  site: string,
  { mjd, even }: Times,
): Record<string, string> {
  const jd = (time: number) => mjdToJd(time).toFixed(9);
  const when: Record<string, string> =
    even && mjd.length > 1
      ? {
          START_TIME: `'JD${jd(mjd[0]!)}'`,
          STOP_TIME: `'JD${jd(mjd.at(-1)!)}'`,
          STEP_SIZE: `'${mjd.length - 1}'`,
        }
      : { TLIST: mjd.map((time) => `'${jd(time)}'`).join("\n"), TLIST_TYPE: "'JD'" };
  return {
    format: "text",
    COMMAND: `'${command}'`,
    OBJ_DATA: "'YES'",
    MAKE_EPHEM: "'YES'",
    EPHEM_TYPE: "'OBSERVER'",
    CENTER: `'${site}@399'`,
    ...when,
    TIME_TYPE: "'UT'",
    QUANTITIES: `'${QUANTITIES}'`,
    ANG_FORMAT: "'DEG'",
    EXTRA_PREC: "'YES'",
    CAL_FORMAT: "'BOTH'",
    TIME_DIGITS: "'FRACSEC'",
    CSV_FORMAT: "'YES'",
  };
}

const opposite = (angle: number): number => (angle + 180) % 360;

/** Columns by the beginning of their names; the number of underscores differs between versions. */
const columns = {
  jd: /^Date_+JDUT/,
  ra: /^R\.A\._+\(ICRF\)/,
  dec: /^DEC_+\(ICRF\)/,
  dra: /^dRA\*cosD/,
  ddec: /^d\(DEC\)\/dt/,
  ap: /^APmag/,
  total: /^T-mag/,
  nuclear: /^N-mag/,
  rh: /^r$/,
  drh: /^rdot/,
  delta: /^delta/,
  elong: /^S-O-T/,
  phase: /^S-T-O/,
  sun: /^PsAng/,
  motion: /^PsAMV/,
  a: /^SMAA_3sig/,
  b: /^SMIA_3sig/,
  theta: /^Theta/,
  anomaly: /^Tru_Anom/,
} as const;

type Column = keyof typeof columns;

/**
 * The rows of an observer table in CSV, between $$SOE and $$EOE. Undefined if there is no such table. Horizons' "n.a."
 * becomes NaN or null.
 */
export function observerRows(text: string): EphemerisRow[] | undefined {
  const begin = text.indexOf("$$SOE");
  const end = text.indexOf("$$EOE", begin);
  if (begin < 0 || end < 0) return undefined;
  const head = text
    .slice(0, begin)
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => !/^\*+$/.test(line.trim()));
  const names = (head.at(-1) ?? "").split(",").map((name) => name.trim());
  const places = new Map(
    Object.entries(columns).map(([column, pattern]) => [
      column as Column,
      names.findIndex((name) => pattern.test(name)),
    ]),
  );
  if ((["jd", "ra", "dec"] as const).some((column) => places.get(column)! < 0)) return undefined;
  const lines = text
    .slice(begin + 5, end)
    .split(/\r?\n/)
    .filter((line) => line.includes(","));
  return lines.map((line) => rowOf(line.split(","), places));
}

function rowOf(cells: readonly string[], places: ReadonlyMap<Column, number>): EphemerisRow {
  const number = (column: Column): number => {
    const text = cells[places.get(column)!]?.trim() ?? "";
    return text === "" ? Number.NaN : Number(text);
  };
  const known = (...candidates: readonly Column[]): number | null =>
    candidates.map(number).find(Number.isFinite) ?? null;
  const mjd = jdToMjd(number("jd"));
  return {
    date: mjdToIso(mjd).replace("T", " "),
    mjd,
    ra: number("ra"),
    dec: number("dec"),
    dra: number("dra"),
    ddec: number("ddec"),
    delta: number("delta"),
    rh: number("rh"),
    drh: number("drh"),
    phase: number("phase"),
    elong: number("elong"),
    true_anomaly: number("anomaly"),
    sangle: opposite(number("sun")),
    vangle: opposite(number("motion")),
    vmag: known("ap", "total", "nuclear"),
    unc_a: known("a"),
    unc_b: known("b"),
    unc_theta: known("theta"),
  };
}
