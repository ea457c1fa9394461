import { FootprintError } from "./errors.ts";
import {
  angle,
  arcDistance,
  arcsCross,
  cross,
  DEGREE,
  dot,
  type Vector,
  vectorOf,
} from "./sphere.ts";

/** More corners than any camera's outline has. Limits the test for crossing edges, which is quadratic. */
const CORNER_LIMIT = 1000;
/**
 * Fields extend no further than this from their centre; within this distance the gnomonic projection is well-behaved.
 */
const RADIUS_LIMIT = 80 * DEGREE;
/** Most fields have no more, and it is worth looking at the sides of their edges. */
const FEW_CORNERS = 8;
/** Points this close to an edge count as on it, radians: a fifth of a micro-arcsecond. */
const ON_EDGE = 1e-12;

/**
 * A field on the sky: any polygon that does not cross itself, convex or not, anywhere on the sky, with great circles as
 * edges. Its corners and edges belong to it.
 *
 * Seen from the centre of the sphere, great circles project to straight lines on the plane that touches it at the
 * field's centre (gnomonic: Calabretta & Greisen 2002, A&A 395, 1077, §5.1.3), so what is inside there is inside here.
 */
export class SkyPolygon {
  readonly #outline: Outline;
  #corners: readonly Vector[] | undefined;
  #cap: Cap | undefined;
  #plane: Plane | undefined;

  /**
   * @param corners `[ra, dec]` in degrees of the corners in order, in either direction; the first may be repeated at the
   *   end. Or the outline of a field, which is not tested again.
   * @throws FootprintError
   */
  constructor(corners: readonly (readonly [number, number])[] | Outline) {
    if ("vectors" in corners) {
      this.#outline = corners;
      return;
    }
    this.#corners = cornerVectors(corners);
    this.#outline = outlineOf(this.#corners);
    this.#requireSmall();
    this.#requireSimple();
  }

  get corners(): readonly Vector[] {
    this.#corners ??= cornersOf(this.#outline);
    return this.#corners;
  }

  /** The centre of a cap that contains the field. */
  get centre(): Vector {
    return this.#caps().centre;
  }

  /** The radius of that cap, radians. */
  get radius(): number {
    return this.#caps().radius;
  }

  /** Whether a direction lies in the field. */
  contains(p: Vector): boolean {
    return this.#clearlyContains(p) ?? this.#exactlyContains(p);
  }

  /**
   * The answer for most fields and directions, without a projection: a direction that lies on the same side of all edges is
   * inside, and one that does not is outside if the field is convex. Undefined near edges, and where neither holds.
   */
  #clearlyContains([px, py, pz]: Vector): boolean | undefined {
    const { vectors, begin, end } = this.#outline;
    const count = (end - begin) / 3;
    if (count > FEW_CORNERS) return undefined;
    let [left, right, turnsLeft, turnsRight] = [0, 0, 0, 0];
    let [ax, ay, az] = [vectors[end - 3]!, vectors[end - 2]!, vectors[end - 1]!];
    const nearby = px * ax + py * ay + pz * az;
    for (let i = begin; i < end; i += 3) {
      const [bx, by, bz] = [vectors[i]!, vectors[i + 1]!, vectors[i + 2]!];
      const next = i + 3 < end ? i + 3 : begin;
      const [x, y, z] = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
      const side = x * px + y * py + z * pz;
      if (side > ON_EDGE) left++;
      else if (side < -ON_EDGE) right++;
      const turn = x * vectors[next]! + y * vectors[next + 1]! + z * vectors[next + 2]!;
      if (turn > 0) turnsLeft++;
      else turnsRight++;
      [ax, ay, az] = [bx, by, bz];
    }
    // The same is true on the other side of the sky.
    if (left === count || right === count) return nearby > 0.5 ? true : undefined;
    const isConvex = turnsLeft === count || turnsRight === count;
    return isConvex && left > 0 && right > 0 ? false : undefined;
  }

  #exactlyContains(p: Vector): boolean {
    if (dot(p, this.centre) <= 0) return false;
    const plane = this.#projection();
    const [u, v] = plane.project(p);
    const { outline } = plane;
    let inside = false;
    // A ray towards +u crosses the outline an odd number of times.
    for (let i = 0, j = outline.length - 2; i < outline.length; j = i, i += 2) {
      const vi = outline[i + 1]!;
      const vj = outline[j + 1]!;
      if (vi > v === vj > v) continue;
      const ui = outline[i]!;
      if (u < ui + ((outline[j]! - ui) * (v - vi)) / (vj - vi)) inside = !inside;
    }
    return inside || this.edgeDistance(p) <= ON_EDGE;
  }

  /** Angle from a direction to the nearest edge, radians. */
  edgeDistance(p: Vector): number {
    return this.#overEdges((a, b) => arcDistance(p, a, b));
  }

  /** Whether a great-circle arc has a point in the field. */
  meetsArc(a: Vector, b: Vector): boolean {
    return (
      this.contains(a) ||
      this.contains(b) ||
      this.corners.some((corner, i) => arcsCross(a, b, corner, this.#next(i)))
    );
  }

  /** Angle from a great-circle arc to the nearest point of the field, radians; 0 where they meet. */
  arcDistance(a: Vector, b: Vector): number {
    if (this.meetsArc(a, b)) return 0;
    const fromEnds = Math.min(this.edgeDistance(a), this.edgeDistance(b));
    return Math.min(fromEnds, ...this.corners.map((corner) => arcDistance(corner, a, b)));
  }

  /** Whether the two fields have a point in common. */
  meets(other: SkyPolygon): boolean {
    if (angle(this.centre, other.centre) > this.radius + other.radius) return false;
    return (
      this.contains(other.corners[0]!) ||
      other.contains(this.corners[0]!) ||
      this.corners.some((corner, i) => other.meetsArc(corner, this.#next(i)))
    );
  }

  /** Whether the other field lies in this one. */
  holds(other: SkyPolygon): boolean {
    return (
      other.corners.every((corner) => this.contains(corner)) &&
      !this.corners.some((corner, i) => other.#crosses(corner, this.#next(i)))
    );
  }

  #crosses(a: Vector, b: Vector): boolean {
    return this.corners.some((corner, i) => arcsCross(a, b, corner, this.#next(i)));
  }

  #next(index: number): Vector {
    return this.corners[(index + 1) % this.corners.length]!;
  }

  #overEdges(measure: (a: Vector, b: Vector) => number): number {
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.corners.length; i++) {
      least = Math.min(least, measure(this.corners[i]!, this.#next(i)));
    }
    return least;
  }

  #caps(): Cap {
    this.#cap ??= capOf(this.corners);
    return this.#cap;
  }

  #projection(): Plane {
    this.#plane ??= new Plane(this.centre, this.corners);
    return this.#plane;
  }

  #requireSmall(): void {
    if (this.radius <= RADIUS_LIMIT) return;
    throw new FootprintError(
      "FIELD_TOO_LARGE",
      "A field reaches no further than 80 degrees from its centre.",
    );
  }

  #requireSimple(): void {
    const { corners } = this;
    const count = corners.length;
    for (let i = 0; i < count; i++) {
      for (let j = i + 2; j < count; j++) {
        if (i === 0 && j === count - 1) continue;
        if (!arcsCross(corners[i]!, this.#next(i), corners[j]!, this.#next(j))) continue;
        throw new FootprintError(
          "FIELD_CROSSES_ITSELF",
          `The edges from corner ${i + 1} and from corner ${j + 1} cross.`,
        );
      }
    }
  }
}

/** A field's corners: unit vectors, x, y and z in turn, from one place in a list to another. */
export interface Outline {
  readonly vectors: Float64Array;
  readonly begin: number;
  readonly end: number;
}

function outlineOf(corners: readonly Vector[]): Outline {
  const vectors = Float64Array.from(corners.flat());
  return { vectors, begin: 0, end: vectors.length };
}

function cornersOf({ vectors, begin, end }: Outline): Vector[] {
  const corners: Vector[] = [];
  for (let i = begin; i < end; i += 3)
    corners.push([vectors[i]!, vectors[i + 1]!, vectors[i + 2]!]);
  return corners;
}

/** The corners as vectors, without repetitions of the preceding one. */
export function cornerVectors(degrees: readonly (readonly [number, number])[]): Vector[] {
  if (degrees.length > CORNER_LIMIT) {
    throw new FootprintError(
      "FIELD_TOO_MANY_CORNERS",
      `A field has at most ${CORNER_LIMIT} corners, not ${degrees.length}.`,
    );
  }
  const corners: Vector[] = [];
  for (const [ra, dec] of degrees) {
    if (!(Math.abs(ra) <= 720 && Math.abs(dec) <= 90)) {
      throw new FootprintError("FIELD_UNREADABLE", `${ra}:${dec} is no place on the sky.`);
    }
    const corner = vectorOf(ra, dec);
    const last = corners.at(-1);
    if (last === undefined || chord2(last, corner) > ON_EDGE ** 2) corners.push(corner);
  }
  if (corners.length > 1 && chord2(corners[0]!, corners.at(-1)!) <= ON_EDGE ** 2) corners.pop();
  if (corners.length < 3) {
    throw new FootprintError("FIELD_TOO_FEW_CORNERS", "A field has at least three corners.");
  }
  return corners;
}

/** The square of the chord between two directions. */
function chord2(a: Vector, b: Vector): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

/** A circle on the sky: its centre and radius (radians). */
interface Cap {
  readonly centre: Vector;
  readonly radius: number;
}

/** A cap that contains these corners. */
function capOf(corners: readonly Vector[]): Cap {
  const centre = middle(corners);
  let farthest = 0;
  for (const corner of corners) farthest = Math.max(farthest, chord2(centre, corner));
  return { centre, radius: 2 * Math.asin(Math.min(1, Math.sqrt(farthest) / 2)) };
}

/** The plane that touches the sphere at a field's centre, and the field's outline on it: u and v in turn. */
class Plane {
  readonly outline: Float64Array;
  readonly #centre: Vector;
  readonly #axes: readonly [Vector, Vector];

  constructor(centre: Vector, corners: readonly Vector[]) {
    this.#centre = centre;
    this.#axes = tangents(centre);
    this.outline = new Float64Array(2 * corners.length);
    for (const [i, corner] of corners.entries()) this.outline.set(this.project(corner), 2 * i);
  }

  project(p: Vector): [number, number] {
    const depth = dot(p, this.#centre);
    return [dot(p, this.#axes[0]) / depth, dot(p, this.#axes[1]) / depth];
  }
}

function middle(corners: readonly Vector[]): Vector {
  const sum: [number, number, number] = [0, 0, 0];
  for (const [x, y, z] of corners) {
    sum[0] += x;
    sum[1] += y;
    sum[2] += z;
  }
  const size = Math.sqrt(dot(sum, sum));
  return [sum[0] / size, sum[1] / size, sum[2] / size];
}

/** Two directions perpendicular to a third and to each other. */
function tangents(centre: Vector): [Vector, Vector] {
  const aside: Vector = Math.abs(centre[2]) < 0.7 ? [0, 0, 1] : [1, 0, 0];
  const east = cross(aside, centre);
  const size = Math.sqrt(dot(east, east));
  const unit: Vector = [east[0] / size, east[1] / size, east[2] / size];
  return [unit, cross(centre, unit)];
}

/**
 * A field in CATCH's notation, `ra:dec,ra:dec,…` in degrees.
 *
 * @throws FootprintError
 */
export function parseField(text: string): [number, number][] {
  return text.split(",", CORNER_LIMIT + 2).map(parseCorner);
}

const CORNER = /^\s*[-+]?\d+\.?\d*(?:e[-+]?\d+)?\s*:\s*[-+]?\d+\.?\d*(?:e[-+]?\d+)?\s*$/i;

function parseCorner(pair: string): [number, number] {
  if (!CORNER.test(pair)) {
    throw new FootprintError(
      "FIELD_UNREADABLE",
      `"${pair.slice(0, 40)}" is not RA:DEC in degrees.`,
    );
  }
  const colon = pair.indexOf(":");
  return [Number(pair.slice(0, colon)), Number(pair.slice(colon + 1))];
}
