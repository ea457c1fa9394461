type Vector = readonly [number, number, number];
type Place = readonly [ra: number, dec: number];

const RADIANS = Math.PI / 180;

export function vectorOf([ra, dec]: Place): Vector {
  const across = Math.cos(dec * RADIANS);
  return [
    across * Math.cos(ra * RADIANS),
    across * Math.sin(ra * RADIANS),
    Math.sin(dec * RADIANS),
  ];
}

/** Angle between two unit vectors, degrees. */
function angle(a: Vector, b: Vector): number {
  return Math.atan2(Math.hypot(...cross(a, b)), dot(a, b)) / RADIANS;
}

/** A circle that contains a polygon: its centre, and its radius in degrees. */
export function boundingCircle(polygon: readonly Place[]) {
  const corners = polygon.map(vectorOf);
  const sum = [0, 1, 2].map((i) => corners.reduce((total, corner) => total + (corner[i] ?? 0), 0));
  const length = Math.hypot(...sum);
  // For a polygon around the whole sky, any place is the centre.
  if (!(length > 1e-9)) return { vector: [0, 0, 1] as Vector, radius: 180 };
  const vector = sum.map((value) => value / length) as unknown as Vector;
  const radius = Math.max(...corners.map((corner) => angle(vector, corner)));
  // For more than half the sky, the corners say little about where the sides run.
  return { vector, radius: radius > 80 ? 180 : radius };
}

/**
 * Whether a polygon of great circles overlaps a circle: contains its centre, or comes within the radius of it.
 *
 * @param polygon Corners of a convex polygon in either order, as of an image.
 */
export function meetsCircle(polygon: readonly Place[], middle: Vector, radius: number): boolean {
  const corners = polygon.map(vectorOf);
  const sides = corners.map((corner, i) => {
    const next = corners[(i + 1) % corners.length] as Vector;
    return [corner, next, cross(corner, next)] as const;
  });
  const holds = (sign: number) => sides.every(([, , normal]) => sign * dot(normal, middle) >= 0);
  // A place on the far side of the sky is outside, whatever the signs say.
  const { vector } = boundingCircle(polygon);
  if (dot(vector, middle) > 0 && (holds(1) || holds(-1))) return true;
  return sides.some((side) => distance(side, middle) <= radius);
}

/** Angle between a place and an arc of a great circle, degrees. */
function distance([from, to, normal]: readonly [Vector, Vector, Vector], place: Vector): number {
  const ends = Math.min(angle(from, place), angle(to, place));
  const length = Math.hypot(...normal);
  if (length < 1e-12) return ends;
  const beside = dot(cross(normal, from), place) >= 0 && dot(cross(to, normal), place) >= 0;
  const off = Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(normal, place) / length)))) / RADIANS;
  return beside ? Math.min(off, ends) : ends;
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
