import { type CometaryElements, cometaryToState } from "../elements/cometary.ts";
import { equinoctialToState } from "../elements/equinoctial.ts";
import { keplerianToState } from "../elements/keplerian.ts";
import { badJson, type Json, numberIn, requiredNumber } from "./json.ts";

/** The usual names of each element; any complete set is accepted. */
const NAMES = {
  node: ["node", "om", "Omega", "W", "longitude_of_ascending_node"],
  peri: ["peri", "w", "omega", "argument_of_perihelion"],
  i: ["i", "inc", "inclination"],
  M: ["M", "ma", "mean_anomaly"],
  lambda: ["lambda", "L", "mean_longitude"],
} as const;

/** A time of perihelion or an epoch above this is a Julian date. */
const JULIAN = 1_000_000;
const MJD_ZERO = 2400000.5;

/** A date under any of its names: MJD, or JD if it is that large. */
export function dateIn(o: Json, ...stems: string[]): number | undefined {
  const keys = stems.flatMap((s) => [`${s}_mjd_tdb`, `${s}_mjd`, `${s}_jd_tdb`, `${s}_jd`, s]);
  const value = numberIn(o, ...keys);
  return value !== undefined && value > JULIAN ? value - MJD_ZERO : value;
}

/** The six cometary elements of an object, or undefined if it has no time of perihelion. */
export function cometaryOf(o: Json): CometaryElements | undefined {
  const tp = dateIn(o, "tp", "time_of_perihelion");
  if (tp === undefined) return undefined;
  const e = requiredNumber(o, "e");
  const a = numberIn(o, "a");
  const q = numberIn(o, "q") ?? (a === undefined ? requiredNumber(o, "q") : a * (1 - e));
  return {
    e,
    q,
    tp,
    i: requiredNumber(o, ...NAMES.i),
    node: requiredNumber(o, ...NAMES.node),
    peri: requiredNumber(o, ...NAMES.peri),
  };
}

/**
 * Heliocentric ICRF state of cometary (e, q, tp, i, node, peri), Keplerian (a or q, e, i, node, peri, M) or equinoctial
 * (a, h, k, p, q, lambda) elements, degrees and au, ecliptic J2000.
 *
 * @throws OrbitError `bad-json`, `bad-elements`
 */
export function elementsToState(o: Json, epoch: number): number[] {
  const cometary = cometaryOf(o);
  if (cometary !== undefined) return cometaryToState(cometary, epoch);
  const lambda = numberIn(o, ...NAMES.lambda);
  if (lambda !== undefined && o.h !== undefined) {
    const [a, h, k, p, q] = ["a", "h", "k", "p", "q"].map((key) => requiredNumber(o, key)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    return equinoctialToState({ a, h, k, p, q, lambda }, epoch);
  }
  const e = requiredNumber(o, "e");
  const a = numberIn(o, "a") ?? requiredNumber(o, "q") / (1 - e);
  const M = numberIn(o, ...NAMES.M);
  if (M === undefined)
    throw badJson("The elements lack a time of perihelion (tp) or a mean anomaly (M).", "elements");
  return keplerianToState(
    {
      a,
      e,
      M,
      i: requiredNumber(o, ...NAMES.i),
      node: requiredNumber(o, ...NAMES.node),
      peri: requiredNumber(o, ...NAMES.peri),
    },
    epoch,
  );
}
