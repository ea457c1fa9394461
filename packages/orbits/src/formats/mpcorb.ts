import { unpackDesignation } from "../designations/designations.ts";
import { keplerianToState } from "../elements/keplerian.ts";
import { OrbitError } from "../errors.ts";
import type { Orbit } from "../orbit.ts";
import { Columns, calendarMjd, heliocentricDesignation } from "./columns.ts";

const DEFAULT_SLOPE = 0.15;
const DIGIT = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

/** K107N is 2010 July 23 (MPC, "Packed Dates"). MJD TT, which TDB follows within 2 ms. */
export function unpackEpoch(packed: string): number {
  if (!/^[IJK]\d\d[1-9A-C][1-9A-V]$/.test(packed))
    throw new OrbitError("bad-line", `"${packed}" is not a packed date.`, "epoch");
  const year = (18 + "IJK".indexOf(packed[0]!)) * 100 + Number(packed.slice(1, 3));
  return calendarMjd(year, DIGIT.indexOf(packed[3]!), DIGIT.indexOf(packed[4]!));
}

/** The readable name at the line's end, "(433) Eros"; else the designation. */
function nameOf(c: Columns, packed: string): string {
  const written = c.text(167, 194);
  return written !== "" ? written : unpackDesignation(packed);
}

/**
 * A line of MPCORB.DAT (https://www.minorplanetcenter.net/iau/info/MPOrbitFormat.html).
 *
 * @throws OrbitError `bad-line` with the field and columns, `bad-designation`, `bad-elements`
 * @example
 * const ceres = parseMpcorbLine(line);
 */
export function parseMpcorbLine(line: string): Orbit & { designation: string } {
  const c = new Columns(line);
  if (line.length < 103)
    throw new OrbitError("bad-line", "An MPCORB line has at least 103 columns.", "line");
  const packed = c.text(1, 7);
  const designation = heliocentricDesignation(packed);
  const epoch = unpackEpoch(c.text(21, 25));
  const state = keplerianToState(
    {
      M: c.number("mean anomaly", 27, 35),
      peri: c.number("argument of perihelion", 38, 46),
      node: c.number("longitude of the node", 49, 57),
      i: c.number("inclination", 60, 68),
      e: c.number("eccentricity", 71, 79),
      a: c.number("semi-major axis", 93, 103),
    },
    epoch,
  );
  const H = c.optional("absolute magnitude", 9, 13);
  const G = c.optional("slope", 15, 19) ?? DEFAULT_SLOPE;
  const solution = c.text(108, 116);
  return {
    name: nameOf(c, packed),
    designation,
    epoch,
    state,
    ...(H === undefined ? {} : { photometry: { model: "HG", H, G } as const }),
    ...(solution === "" ? {} : { solution }),
  };
}
