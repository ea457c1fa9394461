import { DEGREE } from "../constants.ts";
import { earthOrientation } from "../frames/earth-orientation.ts";
import type { Observer } from "../observatories/observer.ts";
import type { Trajectory } from "../propagation/trajectory.ts";
import type { SolarSystem } from "../solar-system/solar-system.ts";
import { mjdToIso } from "../time/calendar.ts";
import { tdbToTt } from "../time/scales.ts";
import type { SkyUncertainty } from "../uncertainty/ellipse.ts";
import { observe, type Sighting } from "./observe.ts";
import { apparentMagnitude, type Photometry } from "./photometry.ts";

/** One row of an ephemeris, with the names used by CATCH and its clients. */
export interface EphemerisRow {
  /** UTC, "2024-02-29 12:34:56.789". */
  date: string;
  /** MJD UTC. */
  mjd: number;
  /** Astrometric ICRF, degrees. */
  ra: number;
  dec: number;
  /**
   * arcsec/h along the equator and meridian of date (`raRate` and `decRate` of a Sighting are along the ICRF's, up to
   * 0.3° away); dra includes cos δ. This is Horizons' convention (quantity 3).
   */
  dra: number;
  ddec: number;
  /** au. */
  delta: number;
  rh: number;
  /** km/s. */
  drh: number;
  /** Degrees. */
  phase: number;
  elong: number;
  true_anomaly: number;
  /** Position angles of the target-to-Sun line and of the target's motion around the Sun, degrees N through E. */
  sangle: number;
  vangle: number;
  /** Predicted V, null if no law is known. */
  vmag: number | null;
  /** 3σ ellipse, arcsec and degrees from +RA towards +Dec; null without a covariance. */
  unc_a: number | null;
  unc_b: number | null;
  unc_theta: number | null;
}

/** Motion along right ascension and declination of date: rotated by the position angle of the pole of date. */
function ratesOfDate(s: Sighting): { dra: number; ddec: number } {
  const [x, y, z] = earthOrientation(tdbToTt(s.tdb)).matrix.subarray(6) as unknown as number[] as [
    number,
    number,
    number,
  ];
  const ra = s.ra * DEGREE;
  const dec = s.dec * DEGREE;
  const east = y * Math.cos(ra) - x * Math.sin(ra);
  const north = z * Math.cos(dec) - Math.sin(dec) * (x * Math.cos(ra) + y * Math.sin(ra));
  const size = Math.hypot(east, north) || 1;
  return {
    dra: (s.raRate * north - s.decRate * east) / size,
    ddec: (s.decRate * north + s.raRate * east) / size,
  };
}

const opposite = (angle: number): number => (angle + 180) % 360;

/** A sighting under those names. */
export function ephemerisRow(
  s: Sighting,
  photometry?: Photometry,
  ellipse?: { a: number; b: number; theta: number },
): EphemerisRow {
  return {
    date: mjdToIso(s.mjd).replace("T", " "),
    mjd: s.mjd,
    ra: s.ra,
    dec: s.dec,
    ...ratesOfDate(s),
    delta: s.delta,
    rh: s.rh,
    drh: s.rhRate,
    phase: s.phase,
    elong: s.elongation,
    true_anomaly: s.trueAnomaly,
    sangle: opposite(s.antisolarPa),
    vangle: opposite(s.antivelocityPa),
    vmag: (photometry === undefined ? undefined : apparentMagnitude(photometry, s)) ?? null,
    unc_a: ellipse?.a ?? null,
    unc_b: ellipse?.b ?? null,
    unc_theta: ellipse?.theta ?? null,
  };
}

export interface EphemerisRequest {
  system: SolarSystem;
  /** The target's path, integrated in advance over all the times. */
  path: Trajectory;
  observer: Observer;
  /** MJD UTC, in any order. */
  times: Iterable<number>;
  photometry?: Photometry | undefined;
  uncertainty?: SkyUncertainty | undefined;
}

/**
 * A table of sightings.
 *
 * @throws OrbitError `outside-span`, `bad-date`
 */
export function ephemeris(request: EphemerisRequest): EphemerisRow[] {
  const { system, path, observer, photometry, uncertainty } = request;
  return Array.from(request.times, (mjd) =>
    ephemerisRow(
      observe(path, system, observer, mjd),
      photometry,
      uncertainty?.ellipse(observer, mjd),
    ),
  );
}
