import { AU_DAY_KM_S, DEGREE, LIGHT_AU_DAY } from "../constants.ts";
import { OrbitError } from "../errors.ts";
import type { Observer } from "../observatories/observer.ts";
import type { Trajectory } from "../propagation/trajectory.ts";
import { GM_SUN, SUN } from "../solar-system/bodies.ts";
import type { SolarSystem } from "../solar-system/solar-system.ts";
import { utcToTdb } from "../time/scales.ts";

/**
 * Where a body is seen: the astrometric position, light-time corrected, ICRF axes, no aberration, no deflection
 * (Seidelmann 1992, Explanatory Supplement, §3.26; the convention of MPC and of Horizons' quantity 1).
 */
export interface Sighting {
  /** MJD UTC and TDB of the observation. */
  mjd: number;
  tdb: number;
  /** Degrees, ICRF. */
  ra: number;
  dec: number;
  /** Motion of that position along the ICRF's axes, arcsec/h; `raRate` includes cos δ. */
  raRate: number;
  decRate: number;
  /** Distance from the observer, au, and its rate of change, km/s. */
  delta: number;
  deltaRate: number;
  /** Distance that the Sun's light travelled to the target, au, and its rate of change, km/s. */
  rh: number;
  rhRate: number;
  /** Sun–target–observer and Sun–observer–target angles, degrees. */
  phase: number;
  elongation: number;
  /** Osculating true anomaly when the light left, degrees, 0 to 360. */
  trueAnomaly: number;
  /** Position angles (north through east, degrees) of the extended Sun–target line and of the negative velocity. */
  antisolarPa: number;
  antivelocityPa: number;
}

const HOURLY_ARCSEC = 3600 / DEGREE / 24;
const HALF_TURN = 180 / Math.PI;

const place = new Float64Array(3);
const motion = new Float64Array(3);
const body = new Float64Array(6);
const sun = new Float64Array(3);
const sunMotion = new Float64Array(3);

const turn = (angle: number): number => (angle < 0 ? angle + 360 : angle);

function angleBetween(
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
): number {
  const cx = ay * bz - az * by;
  const cy = az * bx - ax * bz;
  const cz = ax * by - ay * bx;
  return (
    Math.atan2(Math.sqrt(cx * cx + cy * cy + cz * cz), ax * bx + ay * by + az * bz) * HALF_TURN
  );
}

/** Osculating true anomaly of a heliocentric state (Danby 1988, §6.3), degrees. */
function trueAnomalyOf(ux: number, uy: number, uz: number, r: number, rv: number): number {
  const v2 = ux * ux + uy * uy + uz * uz;
  const p = (v2 * r * r - rv * rv) / GM_SUN; // semi-latus rectum h²/μ
  const cosine = p / r - 1; // e cos ν
  const sine = (rv / r) * Math.sqrt(p / GM_SUN); // e sin ν
  return turn(Math.atan2(sine, cosine) * HALF_TURN);
}

/**
 * The target's position at the moment whose light arrives now: fixed point of t − |x(t − τ) − o|/c, into `body`. The
 * error shrinks by v/c (1e-4) per iteration. Returns τ, days.
 */
function lightTime(path: Trajectory, tdb: number): number {
  let tau = 0;
  for (let k = 0; k < 8; k++) {
    path.at(tdb - tau, body);
    const next =
      Math.sqrt(
        (body[0]! - place[0]!) ** 2 + (body[1]! - place[1]!) ** 2 + (body[2]! - place[2]!) ** 2,
      ) / LIGHT_AU_DAY;
    if (Math.abs(next - tau) < 1e-10) return next;
    tau = next;
  }
  return tau;
}

/** Direction only: unit vector (ICRF) into `out`. For region searches, where angles would be wasted. */
export function direction(
  path: Trajectory,
  system: SolarSystem,
  from: Observer,
  mjdUtc: number,
  out: Float64Array,
): void {
  const tdb = utcToTdb(mjdUtc);
  from.state(system, mjdUtc, tdb, place, motion);
  lightTime(path, tdb);
  const x = body[0]! - place[0]!;
  const y = body[1]! - place[1]!;
  const z = body[2]! - place[2]!;
  const d = Math.sqrt(x * x + y * y + z * z);
  out[0] = x / d;
  out[1] = y / d;
  out[2] = z / d;
}

/**
 * One sighting from an observer at an MJD (UTC).
 *
 * @throws OrbitError `outside-span`, `bad-date`
 * @example
 * const { ra, dec } = observe(path, system, observer("X05"), 60000.25);
 */
export function observe(
  path: Trajectory,
  system: SolarSystem,
  from: Observer,
  mjdUtc: number,
): Sighting {
  if (!Number.isFinite(mjdUtc)) throw new OrbitError("bad-date", "The date is not a number.");
  const tdb = utcToTdb(mjdUtc);
  from.state(system, mjdUtc, tdb, place, motion);
  const tau = lightTime(path, tdb);
  const x = body[0]! - place[0]!;
  const y = body[1]! - place[1]!;
  const z = body[2]! - place[2]!;
  const vx = body[3]!;
  const vy = body[4]!;
  const vz = body[5]!;
  const delta = Math.sqrt(x * x + y * y + z * z);

  // Heliocentric state when the light left the target.
  system.state(SUN, tdb - tau, sun, sunMotion, 0);
  const hx = body[0]! - sun[0]!;
  const hy = body[1]! - sun[1]!;
  const hz = body[2]! - sun[2]!;
  const ux = vx - sunMotion[0]!;
  const uy = vy - sunMotion[1]!;
  const uz = vz - sunMotion[2]!;
  const r = Math.sqrt(hx * hx + hy * hy + hz * hz);
  const rv = hx * ux + hy * uy + hz * uz;

  // The Sun as seen from the target at that time: where it was r/c earlier.
  const back = r / LIGHT_AU_DAY;
  const litX = hx + sunMotion[0]! * back;
  const litY = hy + sunMotion[1]! * back;
  const litZ = hz + sunMotion[2]! * back;
  const rh = Math.sqrt(litX * litX + litY * litY + litZ * litZ);
  const sunX = sun[0]! - place[0]!;
  const sunY = sun[1]! - place[1]!;
  const sunZ = sun[2]! - place[2]!;
  const sunD = Math.sqrt(sunX * sunX + sunY * sunY + sunZ * sunZ);

  // Phase and elongation are between apparent directions: each ray is aberrated according to its receiver.
  const ox = motion[0]! / LIGHT_AU_DAY;
  const oy = motion[1]! / LIGHT_AU_DAY;
  const oz = motion[2]! / LIGHT_AU_DAY;
  const seenX = x / delta + ox;
  const seenY = y / delta + oy;
  const seenZ = z / delta + oz;

  // d/dt of x(t − τ) − o(t), with dτ/dt from the range itself.
  const towards = (x * (vx - motion[0]!) + y * (vy - motion[1]!) + z * (vz - motion[2]!)) / delta;
  const deltaRate = towards / (1 + (x * vx + y * vy + z * vz) / (delta * LIGHT_AU_DAY));
  const stretch = 1 - deltaRate / LIGHT_AU_DAY;
  const wx = vx * stretch - motion[0]!;
  const wy = vy * stretch - motion[1]!;
  const wz = vz * stretch - motion[2]!;

  const flat = Math.sqrt(x * x + y * y);
  const cosRa = flat > 0 ? x / flat : 1;
  const sinRa = flat > 0 ? y / flat : 0;
  const cosDec = flat / delta;
  const sinDec = z / delta;
  const northX = -sinDec * cosRa;
  const northY = -sinDec * sinRa;

  return {
    mjd: mjdUtc,
    tdb,
    ra: turn(Math.atan2(y, x) * HALF_TURN),
    dec: Math.atan2(z, flat) * HALF_TURN,
    raRate: ((wy * cosRa - wx * sinRa) / delta) * HOURLY_ARCSEC,
    decRate: ((wx * northX + wy * northY + wz * cosDec) / delta) * HOURLY_ARCSEC,
    delta,
    deltaRate: deltaRate * AU_DAY_KM_S,
    rh,
    rhRate: (rv / r) * AU_DAY_KM_S,
    phase: angleBetween(
      litX / rh - vx / LIGHT_AU_DAY,
      litY / rh - vy / LIGHT_AU_DAY,
      litZ / rh - vz / LIGHT_AU_DAY,
      seenX,
      seenY,
      seenZ,
    ),
    elongation: angleBetween(
      seenX,
      seenY,
      seenZ,
      sunX / sunD + ox,
      sunY / sunD + oy,
      sunZ / sunD + oz,
    ),
    trueAnomaly: trueAnomalyOf(ux, uy, uz, r, rv),
    antisolarPa: turn(
      Math.atan2(hy * cosRa - hx * sinRa, hx * northX + hy * northY + hz * cosDec) * HALF_TURN,
    ),
    antivelocityPa: turn(
      Math.atan2(ux * sinRa - uy * cosRa, -(ux * northX + uy * northY + uz * cosDec)) * HALF_TURN,
    ),
  };
}
