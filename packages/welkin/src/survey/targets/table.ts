import { WelkinError } from "../../errors.ts";
import { angle, DEGREE, normalize, type Vector, vectorOf } from "../footprints/index.ts";

/** A row of a user's ephemeris. Values not given are unknown. */
export interface TableRow {
  /** UTC. */
  readonly mjd: number;
  /** Astrometric ICRF, degrees. */
  readonly ra: number;
  readonly dec: number;
  /** arcsec/h along the ICRF axes; dra includes cos δ. */
  readonly dra?: number | undefined;
  readonly ddec?: number | undefined;
  readonly delta?: number | undefined;
  readonly rh?: number | undefined;
  readonly phase?: number | undefined;
  readonly vmag?: number | undefined;
}

const ROW_LIMIT = 100_000;
/** Two rows farther apart than this say nothing about the path between them. */
const GAP_LIMIT = 20 * DEGREE;
/** Points of the Lagrange polynomial. */
const POINTS = 6;
/**
 * Ratio of the error between rows that are all present to the error of an interpolated row that was left out: 0.10 for
 * six even steps by the polynomial's remainder (Press et al. 2007, §3.2), and more to be safe.
 */
const SHARE = 0.25;
/** Number of rows left out to estimate the error: all of a short table, a sample of a long one. */
const PROBES = 2000;
const ARCSEC = DEGREE / 3600;
const DAILY = 24 * ARCSEC;

/**
 * A path across the sky by interpolation in a table: Lagrange interpolation of the unit vectors of six rows around a
 * moment, or Hermite interpolation of those of two with their rates, whichever better reproduces rows that are left
 * out. `error` is the resulting estimate. The path is seen from the table's own observatory: no parallax between
 * observatories is applied.
 */
export class EphemerisTable {
  /** MJD UTC of the first and the last row. */
  readonly from: number;
  readonly to: number;
  readonly rows: readonly TableRow[];
  /** Estimated error of the interpolated positions, arcsec. */
  readonly error: number;
  readonly #times: Float64Array;
  readonly #places: readonly Vector[];
  readonly #rates: readonly Vector[] | undefined;

  /** @throws WelkinError SURVEY_EPHEMERIS_BAD */
  constructor(given: readonly TableRow[]) {
    const rows = checked(given);
    this.rows = rows;
    this.from = rows[0]!.mjd;
    this.to = rows.at(-1)!.mjd;
    this.#times = Float64Array.from(rows, ({ mjd }) => mjd);
    this.#places = rows.map(({ ra, dec }) => vectorOf(ra, dec));
    const wide = rows.findIndex((_, i) => i > 0 && this.#gap(i) > GAP_LIMIT);
    if (wide > 0) throw bad(`Rows ${wide} and ${wide + 1} are more than 20 degrees apart.`);
    const lagrange = this.#residual(undefined);
    const rates = rows.every(({ dra, ddec }) => dra !== undefined && ddec !== undefined)
      ? rows.map((row, i) => motion(row, this.#places[i]!))
      : undefined;
    const hermite = rates === undefined ? Number.POSITIVE_INFINITY : this.#residual(rates);
    this.#rates = hermite < lagrange ? rates : undefined;
    // With only two rows, none can be left out: the error is unknown.
    this.error = (Math.min(lagrange, hermite) * SHARE) / ARCSEC;
  }

  /** Times of the rows, MJD UTC, increasing. */
  get times(): Float64Array {
    return this.#times;
  }

  /** The direction at an MJD (UTC) from `from` to `to`. */
  at(mjd: number): Vector {
    return this.#between(mjd, this.#before(mjd), undefined, this.#rates);
  }

  /** A column at an MJD, by linear interpolation between two rows; NaN if it is not given. */
  value(name: "delta" | "rh" | "phase" | "vmag", mjd: number): number {
    const i = this.#before(mjd);
    const [a, b] = [this.rows[i]!, this.rows[i + 1]!];
    const u = (mjd - a.mjd) / (b.mjd - a.mjd);
    return (a[name] ?? Number.NaN) * (1 - u) + (b[name] ?? Number.NaN) * u;
  }

  #gap(i: number): number {
    return angle(this.#places[i - 1]!, this.#places[i]!);
  }

  /** The row that begins the step containing a moment. */
  #before(mjd: number): number {
    let low = 0;
    let high = this.#times.length - 2;
    while (low < high) {
      const half = (low + high + 1) >> 1;
      if (this.#times[half]! <= mjd) low = half;
      else high = half - 1;
    }
    return low;
  }

  /** The largest error at rows that are left out, radians. */
  #residual(rates: readonly Vector[] | undefined): number {
    const count = this.#times.length;
    if (count < 3) return Number.POSITIVE_INFINITY;
    const step = Math.max(1, Math.ceil((count - 2) / PROBES));
    let most = 0;
    for (let i = 1; i < count - 1; i += step) {
      const place = this.#between(this.#times[i]!, i - 1, i, rates);
      most = Math.max(most, angle(place, this.#places[i]!));
    }
    return most;
  }

  /** @param without A row to be treated as missing. */
  #between(
    mjd: number,
    before: number,
    without: number | undefined,
    rates: readonly Vector[] | undefined,
  ): Vector {
    const after = before + 1 === without ? before + 2 : before + 1;
    if (rates !== undefined) return this.#hermite(mjd, before, after, rates);
    return this.#lagrange(mjd, before, after, without);
  }

  #hermite(mjd: number, i: number, j: number, rates: readonly Vector[]): Vector {
    const h = this.#times[j]! - this.#times[i]!;
    const u = (mjd - this.#times[i]!) / h;
    const [a, b, v, w] = [this.#places[i]!, this.#places[j]!, rates[i]!, rates[j]!];
    const [p, q, r, s] = [
      (1 + 2 * u) * (1 - u) ** 2,
      u * u * (3 - 2 * u),
      u * (1 - u) ** 2 * h,
      u * u * (u - 1) * h,
    ];
    const axis = (k: 0 | 1 | 2) => p * a[k] + q * b[k] + r * v[k] + s * w[k];
    return normalize([axis(0), axis(1), axis(2)]);
  }

  #lagrange(mjd: number, before: number, after: number, without: number | undefined): Vector {
    const nodes = this.#nodes(mjd, before, after, without);
    let [x, y, z] = [0, 0, 0];
    for (const i of nodes) {
      let weight = 1;
      for (const j of nodes) {
        if (j !== i) weight *= (mjd - this.#times[j]!) / (this.#times[i]! - this.#times[j]!);
      }
      const place = this.#places[i]!;
      x += weight * place[0];
      y += weight * place[1];
      z += weight * place[2];
    }
    return normalize([x, y, z]);
  }

  /** The rows nearest in time, as many as there are on either side. */
  #nodes(mjd: number, before: number, after: number, without: number | undefined): number[] {
    const nodes = [before, after];
    let [left, right] = [before - 1, after + 1];
    while (nodes.length < POINTS && (left >= 0 || right < this.#times.length)) {
      const takeLeft =
        right >= this.#times.length ||
        (left >= 0 && mjd - this.#times[left]! <= this.#times[right]! - mjd);
      const next = takeLeft ? left-- : right++;
      if (next !== without) nodes.push(next);
    }
    return nodes;
  }
}

function motion({ ra, dra, ddec }: TableRow, [x, y, z]: Vector): Vector {
  const east = dra! * DAILY;
  const north = ddec! * DAILY;
  const [sin, cos] = [Math.sin(ra * DEGREE), Math.cos(ra * DEGREE)];
  const flat = Math.sqrt(x * x + y * y);
  return [-sin * east - z * cos * north, cos * east - z * sin * north, flat * north];
}

/** The rows in order of time. */
function checked(given: readonly TableRow[]): TableRow[] {
  if (given.length < 2) throw bad("It needs two rows at least.");
  if (given.length > ROW_LIMIT) throw bad(`It has more than ${ROW_LIMIT} rows.`);
  for (const [i, { mjd, ra, dec, dra, ddec }] of given.entries()) {
    const isPlace = Math.abs(ra) <= 720 && Math.abs(dec) <= 90 && mjd >= 0 && mjd < 131_071;
    const isMotion = [dra, ddec].every((rate) => rate === undefined || Math.abs(rate) < 1e8);
    if (!isPlace || !isMotion) throw bad(`Row ${i + 1} has no sound mjd, ra and dec (degrees).`);
  }
  const rows = given.toSorted((a, b) => a.mjd - b.mjd);
  const twice = rows.findIndex((row, i) => i > 0 && row.mjd === rows[i - 1]!.mjd);
  if (twice > 0) throw bad(`MJD ${rows[twice]!.mjd} comes twice.`);
  return rows;
}

function bad(reason: string): WelkinError {
  return new WelkinError(
    "SURVEY_EPHEMERIS_BAD",
    `The table of positions cannot be used. ${reason}`,
  );
}
