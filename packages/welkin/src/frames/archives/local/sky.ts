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
  const cross = Math.hypot(
    a[1] * b[2] - a[2] * b[1],
    a[2] * b[0] - a[0] * b[2],
    a[0] * b[1] - a[1] * b[0],
  );
  return Math.atan2(cross, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) / RADIANS;
}

/** A circle that holds a polygon: its middle, and its radius in degrees. */
export function boundingCircle(polygon: readonly Place[]) {
  const corners = polygon.map(vectorOf);
  const sum = [0, 1, 2].map((i) => corners.reduce((total, corner) => total + (corner[i] ?? 0), 0));
  const length = Math.hypot(...sum);
  // Of a polygon around the whole sky any place is the middle.
  if (!(length > 1e-9)) return { vector: [0, 0, 1] as Vector, radius: 180 };
  const vector = sum.map((value) => value / length) as unknown as Vector;
  const radius = Math.max(...corners.map((corner) => angle(vector, corner)));
  // The corners of more than half the sky say little of where its sides run.
  return { vector, radius: radius > 80 ? 180 : radius };
}
