import type { Orbit } from "@welkin/orbits";
import type { KeptOrbit } from "../tables.ts";

/** An orbit in the form kept in the database. */
export function kept(orbit: Orbit): KeptOrbit {
  const { covariance, ...rest } = orbit;
  if (covariance === undefined) return rest;
  return { ...rest, covariance: { extra: covariance.extra, matrix: [...covariance.matrix] } };
}

export function revived({ covariance, ...rest }: KeptOrbit): Orbit {
  if (covariance === undefined) return rest;
  const matrix = Float64Array.from(covariance.matrix);
  return { ...rest, covariance: { extra: covariance.extra, matrix } };
}
