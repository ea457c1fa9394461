import { cometaryToState } from "../elements/cometary.ts";
import type { CometMagnitude } from "../ephemerides/photometry.ts";
import { OrbitError } from "../errors.ts";
import type { Orbit } from "../orbit.ts";
import { Columns, calendarMjd, heliocentricDesignation } from "./columns.ts";

/** MPC's slope n multiplies 2.5 log r. */
const SLOPE_TO_K1 = 2.5;

function designationOf(c: Columns): string {
  const number = c.text(1, 4);
  const kind = c.text(5, 5);
  // Some lists have a fragment's second letter in the blank column after it.
  const rest = c.text(6, 13);
  const packed = number === "" ? kind + rest : `${number}${kind}${rest.replace(/[^a-z]/g, "")}`;
  return heliocentricDesignation(packed);
}

/** Elements without an epoch belong to an unperturbed path; perihelion serves as well as any day. */
function epochOf(c: Columns, tp: number): number {
  const year = c.optional("epoch's year", 82, 85);
  if (year === undefined) return Math.round(tp);
  return calendarMjd(year, c.number("epoch's month", 86, 87), c.number("epoch's day", 88, 89));
}

function photometryOf(c: Columns): CometMagnitude | undefined {
  const M1 = c.optional("absolute magnitude", 92, 95);
  if (M1 === undefined) return undefined;
  return { model: "comet", M1, K1: SLOPE_TO_K1 * (c.optional("slope", 97, 100) ?? 4) };
}

/**
 * A line of MPC's CometEls.txt (https://www.minorplanetcenter.net/iau/info/CometOrbitFormat.html).
 *
 * @throws OrbitError `bad-line` with the field and columns, `bad-designation`, `bad-elements`
 */
export function parseCometLine(line: string): Orbit & { designation: string } {
  const c = new Columns(line);
  if (line.length < 79)
    throw new OrbitError("bad-line", "A line of comet elements has at least 79 columns.", "line");
  const designation = designationOf(c);
  const year = c.number("year of perihelion", 15, 18);
  const month = c.number("month of perihelion", 20, 21);
  const tp = calendarMjd(year, month, c.number("day of perihelion", 23, 29));
  const epoch = epochOf(c, tp);
  const state = cometaryToState(
    {
      tp,
      q: c.number("perihelion distance", 31, 39),
      e: c.number("eccentricity", 42, 49),
      peri: c.number("argument of perihelion", 52, 59),
      node: c.number("longitude of the node", 62, 69),
      i: c.number("inclination", 72, 79),
    },
    epoch,
  );
  const photometry = photometryOf(c);
  const solution = c.text(160, 168);
  return {
    name: c.text(103, 158) || designation,
    designation,
    epoch,
    state,
    ...(photometry === undefined ? {} : { photometry }),
    ...(solution === "" ? {} : { solution }),
  };
}
