import { type CometaryElements, cometaryToState } from "../elements/cometary.ts";
import {
  type Covariance,
  makeCovariance,
  mapCovariance,
  type NonGravParameter,
} from "../uncertainty/covariance.ts";

/** Steps for derivatives by cometary element: e, q (au), tp (d), node, peri, i (degrees). */
const ORDER = ["e", "q", "tp", "node", "peri", "i"] as const;
const STEP = { e: 1e-7, q: 1e-7, tp: 1e-4, node: 1e-5, peri: 1e-5, i: 1e-5 } as const;

/**
 * A covariance of cometary elements, in the order e, q, tp, node, peri, i (degrees, days; then A1…A3), converted to
 * one of the state at the epoch by the Jacobian of the conversion, using central differences.
 *
 * @throws OrbitError `bad-covariance`
 */
export function elementCovarianceToState(
  values: readonly number[],
  extra: readonly NonGravParameter[],
  elements: CometaryElements,
  epoch: number,
): Covariance {
  const covariance = makeCovariance(values, extra);
  const n = 6 + extra.length;
  const J = new Float64Array(n * n);
  ORDER.forEach((key, column) => {
    const h = STEP[key];
    const up = cometaryToState({ ...elements, [key]: elements[key] + h }, epoch);
    // An eccentricity or inclination of zero has no negative side.
    const other = key === "tp" || elements[key] > h ? -h : 0;
    const down = cometaryToState({ ...elements, [key]: elements[key] + other }, epoch);
    for (let row = 0; row < 6; row++) J[row * n + column] = (up[row]! - down[row]!) / (h - other);
  });
  for (let k = 6; k < n; k++) J[k * n + k] = 1;
  return mapCovariance(covariance, J);
}
