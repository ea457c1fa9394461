import { AU_KM, DAY_S, DEGREE, EARTH_RADIUS_KM } from "../constants.ts";
import { EARTH_SPIN, earthOrientation, siderealTime } from "../frames/earth-orientation.ts";
import { EARTH } from "../solar-system/bodies.ts";
import type { SolarSystem } from "../solar-system/solar-system.ts";
import { ut1MinusUtc } from "../time/earth-clock.ts";
import { tdbToTt } from "../time/scales.ts";
import { findObservatory, type Observatory } from "./codes.ts";

/** An observer: anything that knows its own barycentric position, a spacecraft's ephemeris as well as a dome. */
export interface Observer {
  readonly code: string;
  /**
   * Barycentric ICRF position (au) and velocity (au/d) at one instant, given in UTC and TDB, written into the two
   * arrays.
   */
  state(
    system: SolarSystem,
    mjdUtc: number,
    mjdTdb: number,
    position: Float64Array,
    velocity: Float64Array,
  ): void;
}

const EARTH_RADIUS = EARTH_RADIUS_KM / AU_KM;
const ON_AXES = new Float64Array(3);
const MOVING = new Float64Array(3);

class EarthObserver implements Observer {
  readonly code: string;
  readonly observatory: Required<Observatory>;
  #longitude: number;

  constructor(observatory: Required<Observatory>) {
    this.code = observatory.code;
    this.observatory = observatory;
    this.#longitude = observatory.longitude * DEGREE;
  }

  state(
    system: SolarSystem,
    mjdUtc: number,
    mjdTdb: number,
    position: Float64Array,
    velocity: Float64Array,
  ): void {
    system.state(EARTH, mjdTdb, position, velocity, 0);
    const { rhoCos, rhoSin } = this.observatory;
    if (rhoCos === 0 && rhoSin === 0) return;
    const orientation = earthOrientation(tdbToTt(mjdTdb));
    const ut1 = mjdUtc + ut1MinusUtc(mjdUtc) / DAY_S;
    const angle = siderealTime(ut1, orientation) + this.#longitude;
    const across = EARTH_RADIUS * rhoCos;
    ON_AXES[0] = across * Math.cos(angle);
    ON_AXES[1] = across * Math.sin(angle);
    ON_AXES[2] = EARTH_RADIUS * rhoSin;
    MOVING[0] = -EARTH_SPIN * ON_AXES[1]!;
    MOVING[1] = EARTH_SPIN * ON_AXES[0]!;
    const m = orientation.matrix;
    for (let k = 0; k < 3; k++) {
      position[k]! += m[k]! * ON_AXES[0]! + m[3 + k]! * ON_AXES[1]! + m[6 + k]! * ON_AXES[2]!;
      velocity[k]! += m[k]! * MOVING[0]! + m[3 + k]! * MOVING[1]!;
    }
  }
}

/**
 * The observer at an MPC code ("500" is the geocentre), or at your own observatory.
 *
 * @throws OrbitError `unknown-observatory`, `moving-observatory`
 */
export function observer(site: string | Required<Observatory>): Observer {
  return new EarthObserver(typeof site === "string" ? findObservatory(site) : site);
}
