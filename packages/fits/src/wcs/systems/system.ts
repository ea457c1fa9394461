import type { Vector3 } from "../matrix.ts";

/** The conversion of a celestial system's vectors to ICRS vectors, and back. */
export interface ToIcrs {
  toIcrs(vector: Vector3): Vector3;
  fromIcrs(vector: Vector3): Vector3;
}

/** The frame of the equatorial coordinates according to RADESYSa and EQUINOXa (or their absence). */
export interface ReferenceFrame {
  radesys: string;
  /** Years, Besselian for FK4 and Julian for FK5; undefined for ICRS. */
  equinox: number | undefined;
}

/** A kind of celestial coordinates in the registry. */
export interface SystemKind {
  name: string;
  /** The pairs of names at the beginning of CTYPE: longitude, latitude. */
  axes: readonly [string, string];
  /** Undefined if these coordinates are not tied to the ICRS. */
  framed: boolean;
  /** Undefined where nothing fixes these coordinates in the ICRS. */
  conversion(frame: ReferenceFrame): ToIcrs | undefined;
}
