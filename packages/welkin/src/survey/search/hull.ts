import { angle, cross, dot, normalize, type SkyPolygon, type Vector } from "../footprints/index.ts";
import type { SkyEllipse } from "../targets/spread.ts";

/** The directions east and north at a direction. */
function axes([x, y, z]: Vector): readonly [Vector, Vector] {
  const flat = Math.sqrt(x * x + y * y);
  const east: Vector = flat > 1e-12 ? [-y / flat, x / flat, 0] : [0, 1, 0];
  return [east, cross([x, y, z], east)];
}

/** Less than a milli-arcsecond: an ellipse without width would make a hull without an interior. */
const THIN = 2e-9;

/**
 * Directions of the polygon circumscribed about an ellipse around a centre: it contains the ellipse, and extends at
 * most 1/cos(π/count) times as far.
 */
export function around(centre: Vector, { a, b, theta }: SkyEllipse, count: number): Vector[] {
  const [east, north] = axes(centre);
  const wider = 1 / Math.cos(Math.PI / count);
  const [long, short] = [Math.max(a, THIN) * wider, Math.max(b, THIN) * wider];
  const [cos, sin] = [Math.cos(theta), Math.sin(theta)];
  return Array.from({ length: count }, (_, i) => {
    const turn = (2 * Math.PI * i) / count;
    const [u, v] = [long * Math.cos(turn), short * Math.sin(turn)];
    const [e, n] = [u * cos - v * sin, u * sin + v * cos];
    const at = (k: 0 | 1 | 2) => centre[k] + e * east[k] + n * north[k];
    return normalize([at(0), at(1), at(2)]);
  });
}

/** The smallest convex region of the sky that contains the given directions, all within a quarter turn of `centre`. */
export class SkyHull {
  readonly #centre: Vector;
  readonly #corners: readonly Vector[];
  readonly #radius: number;

  constructor(points: readonly Vector[], centre: Vector) {
    this.#centre = centre;
    const [east, north] = axes(centre);
    // Great circles are straight lines on the tangent plane, so a region that is convex there is convex here.
    const flat = points.map((point) => {
      const depth = dot(point, centre);
      return { u: dot(point, east) / depth, v: dot(point, north) / depth, point };
    });
    this.#corners = convex(flat).map(({ point }) => point);
    this.#radius = Math.max(...this.#corners.map((corner) => angle(corner, centre)));
  }

  /** Whether a field comes within `padding` (radians) of this region. */
  near(field: SkyPolygon, padding: number): boolean {
    const reach = this.#radius + field.radius + padding;
    if (angle(this.#centre, field.centre) > reach) return false;
    if (field.contains(this.#corners[0]!) || this.#contains(field.corners[0]!)) return true;
    return this.#corners.some((corner, i) => {
      const next = this.#corners[(i + 1) % this.#corners.length]!;
      return padding > 0
        ? field.arcDistance(corner, next) <= padding
        : field.meetsArc(corner, next);
    });
  }

  #contains(p: Vector): boolean {
    if (dot(p, this.#centre) <= 0) return false;
    return this.#corners.every((corner, i) => {
      const next = this.#corners[(i + 1) % this.#corners.length]!;
      return dot(cross(corner, next), p) >= 0;
    });
  }
}

interface Flat {
  readonly u: number;
  readonly v: number;
  readonly point: Vector;
}

/** Corners of the convex hull, counter-clockwise (Andrew 1979, Inf. Process. Lett. 9, 216). */
function convex(points: readonly Flat[]): Flat[] {
  const sorted = points.toSorted((p, q) => p.u - q.u || p.v - q.v);
  const chain = (list: readonly Flat[]) => {
    const hull: Flat[] = [];
    for (const point of list) {
      while (hull.length > 1 && !turnsLeft(hull.at(-2)!, hull.at(-1)!, point)) hull.pop();
      hull.push(point);
    }
    hull.pop();
    return hull;
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function turnsLeft(a: Flat, b: Flat, c: Flat): boolean {
  return (b.u - a.u) * (c.v - a.v) - (b.v - a.v) * (c.u - a.u) > 0;
}
