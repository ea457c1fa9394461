/** A direction: a unit vector, ICRF. */
export type Vector = readonly [x: number, y: number, z: number];

export const DEGREE = Math.PI / 180;

export function vectorOf(ra: number, dec: number): Vector {
  const flat = Math.cos(dec * DEGREE);
  return [flat * Math.cos(ra * DEGREE), flat * Math.sin(ra * DEGREE), Math.sin(dec * DEGREE)];
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Angle between two vectors of any length, radians: accurate for small angles and near a half turn too. */
export function angle(a: Vector, b: Vector): number {
  const c = cross(a, b);
  return Math.atan2(Math.sqrt(dot(c, c)), dot(a, b));
}

export function normalize([x, y, z]: Vector): Vector {
  const size = Math.sqrt(x * x + y * y + z * z);
  return [x / size, y / size, z / size];
}

/** Angle from a point to the nearest point of the great-circle arc ab (shorter than a half turn), radians. */
export function arcDistance(p: Vector, a: Vector, b: Vector): number {
  const pole = cross(a, b);
  const size = Math.sqrt(dot(pole, pole));
  // An arc of less than a hundredth of a micro-arcsecond is a point.
  if (size < 1e-14) return angle(p, a);
  const height = dot(p, pole) / size;
  const foot: Vector = [
    p[0] - (height * pole[0]) / size,
    p[1] - (height * pole[1]) / size,
    p[2] - (height * pole[2]) / size,
  ];
  const between = dot(cross(pole, a), foot) >= 0 && dot(cross(b, pole), foot) >= 0;
  return between
    ? Math.abs(Math.asin(Math.min(1, Math.max(-1, height))))
    : Math.min(angle(p, a), angle(p, b));
}

/**
 * Whether the arcs ab and cd (each shorter than a half turn) cross at a point inside both: the ends of each lie on
 * different sides of the other, on the same half of the sphere.
 */
export function arcsCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const ab = cross(a, b);
  const cd = cross(c, d);
  const abc = dot(ab, c);
  const abd = dot(ab, d);
  const cda = dot(cd, a);
  const cdb = dot(cd, b);
  return abc < 0 ? abd > 0 && cda > 0 && cdb < 0 : abc > 0 && abd < 0 && cda < 0 && cdb > 0;
}
