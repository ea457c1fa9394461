import type { Photometry } from "./ephemerides/photometry.ts";
import type { NonGravitational } from "./propagation/nongravitational.ts";
import type { Covariance } from "./uncertainty/covariance.ts";

/**
 * An orbit from any format: a state at an epoch, and whatever else is known of the object. Heliocentric ICRF, au and
 * au/d, MJD TDB.
 */
export interface Orbit {
  /** Designation or name, for people. */
  readonly name: string;
  /** Epoch, MJD TDB. */
  readonly epoch: number;
  /** x, y, z, vx, vy, vz. */
  readonly state: readonly number[];
  readonly nongrav?: NonGravitational;
  readonly covariance?: Covariance;
  readonly photometry?: Photometry;
  /** The solution ("JPL#75", "MPO 12345"), for provenance. */
  readonly solution?: string;
}
