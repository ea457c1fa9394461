import { direction, type Observer, type SolarSystem, type Trajectory } from "@welkin/orbits";
import type { SkyPolygon } from "./polygon.ts";
import { arcDistance, type Vector } from "./sphere.ts";

/** Permitted distance of the trail from the great circle that approximates it, radians: 0.002 arcsec. */
const STRAIGHT = 1e-8;
/** Maximum number of halvings: an exposure of years in pieces of minutes. */
const DEEPEST = 20;

/** The direction in which a target is seen at an MJD (UTC). */
export type Look = (from: Observer, mjd: number) => Vector;

/** Tests targets that move along a path, light-time corrected, with exact positions. */
export function lookAlong(path: Trajectory, system: SolarSystem): Look {
  const out = new Float64Array(3);
  return (from, mjd) => {
    direction(path, system, from, mjd, out);
    return [out[0]!, out[1]!, out[2]!];
  };
}

/**
 * Whether a target comes within `padding` (radians) of a field during its exposure. The trail is the path seen from the
 * observatory: arcs of great circles, halved until the position at their midpoint lies on them.
 */
export class Trail {
  /** The direction at an MJD (UTC). */
  readonly at: Look;

  constructor(look: Look) {
    this.at = look;
  }

  meets(from: Observer, start: number, stop: number, field: SkyPolygon, padding: number): boolean {
    const touch = (a: Vector, b: Vector) =>
      padding > 0 ? field.arcDistance(a, b) <= padding : field.meetsArc(a, b);
    return this.some(from, start, stop, STRAIGHT, ({ a, b }) => touch(a, b));
  }

  /** Whether the target comes within `radius` (radians) of a direction during the exposure. */
  passes(from: Observer, start: number, stop: number, centre: Vector, radius: number): boolean {
    return this.some(
      from,
      start,
      stop,
      STRAIGHT,
      ({ a, b }) => arcDistance(centre, a, b) <= radius,
    );
  }

  /** Whether one of the trail's arcs, each straight to within `tolerance` (radians), satisfies the test. */
  some(
    from: Observer,
    start: number,
    stop: number,
    tolerance: number,
    test: (arc: Arc) => boolean,
  ): boolean {
    const walk = (t0: number, a: Vector, t1: number, b: Vector, depth: number): boolean => {
      const middle = (t0 + t1) / 2;
      const m = this.at(from, middle);
      if (depth === 0 || arcDistance(m, a, b) <= tolerance) return test({ t0, a, t1, b });
      return walk(t0, a, middle, m, depth - 1) || walk(middle, m, t1, b, depth - 1);
    };
    const a = this.at(from, start);
    if (stop === start) return test({ t0: start, a, t1: stop, b: a });
    return walk(start, a, stop, this.at(from, stop), DEEPEST);
  }
}

/** A piece of a trail: its ends, and when the target is there. */
export interface Arc {
  readonly t0: number;
  readonly a: Vector;
  readonly t1: number;
  readonly b: Vector;
}
