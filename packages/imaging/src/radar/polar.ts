import type { Coding } from "./coding.ts";

/** The antenna's position: WGS84 degrees, and metres of the feedhorn above mean sea level. */
export interface Antenna {
  readonly latitude: number;
  readonly longitude: number;
  readonly height: number;
}

/** A field on a polar grid: one sweep of one moment, as raw codes, `azimuths.length × gates`. */
export interface PolarField extends Coding {
  readonly antenna: Antenna;
  /** Nominal elevation angle, degrees. */
  readonly elevation: number;
  /** Azimuth of each radial's centre, degrees clockwise from north, in any order, gaps allowed. */
  readonly azimuths: Float32Array;
  /** Nominal degrees between radials (0.5 or 1). */
  readonly azimuthSpacing: number;
  /** Slant range of the first gate's centre, metres. */
  readonly firstGate: number;
  /** Metres. */
  readonly gateSpacing: number;
  readonly gates: number;
}
