/**
 * Every error of this package, one code each. The sentence says what is wrong and, with `where`, in which part of the
 * input.
 */
export type OrbitErrorCode =
  | "bad-date"
  | "outside-span"
  | "bad-elements"
  | "bad-state"
  | "bad-covariance"
  | "bad-line"
  | "bad-json"
  | "bad-designation"
  | "unknown-observatory"
  | "moving-observatory"
  | "bad-ephemeris-file"
  | "impact"
  | "stalled";

/**
 * The one error type of this package.
 *
 * @example
 * try { parseMpcorbLine(line) } catch (e) { if (e instanceof OrbitError) console.log(e.code, e.message) }
 */
export class OrbitError extends Error {
  readonly code: OrbitErrorCode;
  /** The part of the input at fault (a field name, a column range, a designation), if any. */
  readonly where: string | undefined;
  /** When an `impact` ends the path: MJD TDB. */
  readonly mjd: number | undefined;

  constructor(code: OrbitErrorCode, message: string, where?: string, mjd?: number) {
    super(message);
    this.name = "OrbitError";
    this.code = code;
    this.where = where;
    this.mjd = mjd;
  }
}
