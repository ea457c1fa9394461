import { ARCSECOND, DEGREE } from "../constants.ts";
import { direction } from "../ephemerides/observe.ts";
import type { Observer } from "../observatories/observer.ts";
import type { Orbit } from "../orbit.ts";
import type { ForceOptions } from "../propagation/forces.ts";
import { propagate } from "../propagation/propagate.ts";
import type { Trajectory } from "../propagation/trajectory.ts";
import type { SolarSystem } from "../solar-system/solar-system.ts";
import { principalAxes } from "./covariance.ts";
import { displace, requireCovariance } from "./variants.ts";

/** Where the target may be on the sky, at three standard deviations. */
export interface Ellipse {
  /** Semi-axes, arcsec. */
  a: number;
  b: number;
  /**
   * Direction of the long axis, degrees from +RA (east) towards +Dec (north), −90 to 90: Horizons' Theta. The position
   * angle (north through east) is 90° − theta.
   */
  theta: number;
}

const SIGMAS = 3;
/**
 * The displacement for numerical derivatives, as a fraction of the heliocentric distance or speed: far above the
 * integrator's rounding (1e-15), far below where the mapping becomes nonlinear.
 */
const PROBE = 1e-7;
/** The same for A1–A3, au/d²: about a thousandth of a strong comet's. */
const PROBE_NONGRAV = 1e-12;

function probeScale(axis: Float64Array, orbit: Orbit): number {
  const [x, y, z, vx, vy, vz] = orbit.state as [number, number, number, number, number, number];
  const far = Math.hypot(axis[0]!, axis[1]!, axis[2]!) / (PROBE * Math.hypot(x, y, z));
  const fast = Math.hypot(axis[3]!, axis[4]!, axis[5]!) / (PROBE * Math.hypot(vx, vy, vz));
  const pushed = Math.max(0, ...Array.from(axis.slice(6), Math.abs)) / PROBE_NONGRAV;
  const size = Math.max(far, fast, pushed);
  return size > 0 ? 1 / size : 0;
}

/**
 * Linear mapping of an orbit's covariance to the sky: the orbit is integrated once more for each principal axis, and
 * the differences in direction are the images of the axes (Milani & Gronchi 2010, Theory of Orbit Determination, ch.
 * 7).
 *
 * @example
 * const region = new SkyUncertainty(orbit, system, { from: 60000, to: 60100 });
 * region.ellipse(observer("X05"), 60050);
 */
export class SkyUncertainty {
  readonly nominal: Trajectory;
  #system: SolarSystem;
  #paths: { path: Trajectory; scale: number }[];

  /** @throws OrbitError `bad-covariance` without a usable covariance, and the errors of `propagate` */
  constructor(
    orbit: Orbit,
    system: SolarSystem,
    span: { from: number; to: number },
    options: ForceOptions = {},
  ) {
    this.nominal = propagate(orbit, system, span, options);
    this.#system = system;
    this.#paths = principalAxes(requireCovariance(orbit)).flatMap((axis) => {
      const scale = probeScale(axis, orbit);
      if (scale === 0) return [];
      const moved = displace(
        orbit,
        axis.map((v) => v * scale),
      );
      return [{ path: propagate(moved, system, span, options), scale }];
    });
  }

  /** The 3σ ellipse as seen by an observer at an MJD (UTC). */
  ellipse(from: Observer, mjdUtc: number): Ellipse {
    const centre = new Float64Array(3);
    const there = new Float64Array(3);
    direction(this.nominal, this.#system, from, mjdUtc, centre);
    const [x, y, z] = centre as unknown as [number, number, number];
    const flat = Math.hypot(x, y) || 1;
    let ee = 0;
    let en = 0;
    let nn = 0;
    for (const { path, scale } of this.#paths) {
      direction(path, this.#system, from, mjdUtc, there);
      const dx = there[0]! - x;
      const dy = there[1]! - y;
      const dz = there[2]! - z;
      const east = (dy * x - dx * y) / flat / scale;
      const north = ((-dx * x - dy * y) * z) / flat / scale + (dz * flat) / scale;
      ee += east * east;
      en += east * north;
      nn += north * north;
    }
    const spread = Math.hypot(ee - nn, 2 * en);
    const axis = (value: number) => (SIGMAS * Math.sqrt(Math.max(0, value / 2))) / ARCSECOND;
    return {
      a: axis(ee + nn + spread),
      b: axis(ee + nn - spread),
      theta: Math.atan2(2 * en, ee - nn) / 2 / DEGREE,
    };
  }
}
