import type { Vector3 } from "../matrix.ts";

/** How vectors of a celestial system become ICRS vectors, and back. */
export interface ToIcrs {
  toIcrs(vector: Vector3): Vector3;
  fromIcrs(vector: Vector3): Vector3;
}

/** The frame that RADESYSa and EQUINOXa (or their absence) give the equatorial coordinates. */
export interface ReferenceFrame {
  radesys: string;
  /** Years, Besselian for FK4 and Julian for FK5; undefined for ICRS. */
  equinox: number | undefined;
}

/** A kind of celestial coordinates, as the registry knows it. */
export interface SystemKind {
  name: string;
  /** The pairs that CTYPE begins with: longitude, latitude. */
  axes: readonly [string, string];
  /** Whether RADESYS and EQUINOX have a part in it. */
  framed: boolean;
  /** Undefined where nothing fixes these coordinates in the ICRS. */
  conversion(frame: ReferenceFrame): ToIcrs | undefined;
}
