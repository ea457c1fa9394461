import { OrbitError } from "../errors.ts";
import { eclipticToIcrf } from "../frames/ecliptic.ts";
import { at, eigen, sandwich } from "./matrix.ts";

export type NonGravParameter = "A1" | "A2" | "A3";

/**
 * The uncertainty of an orbit: the covariance of x, y, z, vx, vy, vz (heliocentric ICRF, au and au/d) and of the
 * non-gravitational parameters (au/d²) that were fitted with them.
 */
export interface Covariance {
  /** The parameters of rows 7, 8, … */
  readonly extra: readonly NonGravParameter[];
  /** Flat, (6 + extra) squared. */
  readonly matrix: Float64Array;
}

const covarianceSize = (c: Covariance): number => 6 + c.extra.length;

/**
 * From rows or a flat list, as in files.
 *
 * @throws OrbitError `bad-covariance` if it is not square, symmetric, or has a negative variance
 */
export function makeCovariance(
  values: readonly number[] | readonly (readonly number[])[],
  extra: readonly NonGravParameter[] = [],
): Covariance {
  const n = 6 + extra.length;
  const matrix = Float64Array.from(values.flat() as number[]);
  const bad = (why: string) => new OrbitError("bad-covariance", `The covariance ${why}.`);
  if (matrix.length !== n * n) throw bad(`is not ${n} by ${n}`);
  if (!matrix.every(Number.isFinite)) throw bad("holds what is not a number");
  for (let i = 0; i < n; i++) {
    if (at(matrix, n, i, i) < 0) throw bad("has a negative variance");
    for (let j = 0; j < i; j++) {
      const scale = Math.sqrt(at(matrix, n, i, i) * at(matrix, n, j, j));
      if (Math.abs(at(matrix, n, i, j) - at(matrix, n, j, i)) > 1e-6 * scale)
        throw bad("is not symmetric");
    }
  }
  return { extra, matrix };
}

/** The same covariance through new = J · old, with J of n × n. */
export function mapCovariance(covariance: Covariance, jacobian: Float64Array): Covariance {
  const n = covarianceSize(covariance);
  return { extra: covariance.extra, matrix: sandwich(jacobian, covariance.matrix, n, n) };
}

/** Rotates a Cartesian covariance from ecliptic J2000 axes to ICRF axes. */
export function eclipticCovarianceToIcrf(covariance: Covariance): Covariance {
  const n = covarianceSize(covariance);
  const J = new Float64Array(n * n);
  for (let column = 0; column < n; column++) {
    const unit = Array.from({ length: 6 }, (_, i) => (i === column ? 1 : 0));
    const turned = eclipticToIcrf(unit);
    for (let row = 0; row < n; row++)
      J[row * n + column] = row < 6 && column < 6 ? turned[row]! : row === column ? 1 : 0;
  }
  return mapCovariance(covariance, J);
}

/** The lowest correlation eigenvalue that may be due to rounding. */
const ROUNDING = -1e-3;

/**
 * L with L · Lᵀ = C, by the eigenvectors of the correlation matrix, so that variances of 1e-4 and 1e-20 can coexist
 * without loss and a semi-definite matrix is accepted. Columns are one-sigma displacements.
 *
 * @throws OrbitError `bad-covariance` for a matrix that is not a possible covariance
 */
export function principalAxes(covariance: Covariance): Float64Array[] {
  const n = covarianceSize(covariance);
  const sigma = Array.from({ length: n }, (_, i) => Math.sqrt(at(covariance.matrix, n, i, i)));
  const correlation = covariance.matrix.map((value, index) => {
    const scale = sigma[Math.floor(index / n)]! * sigma[index % n]!;
    return scale > 0 ? value / scale : 0;
  });
  const { values, vectors } = eigen(correlation, n);
  if (Math.min(...values) < ROUNDING)
    throw new OrbitError("bad-covariance", "The covariance is not positive semi-definite.");
  return values.map((value, k) =>
    Float64Array.from(
      { length: n },
      (_, i) => sigma[i]! * at(vectors, n, i, k) * Math.sqrt(Math.max(0, value)),
    ),
  );
}
