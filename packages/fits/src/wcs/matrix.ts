/** A row-major 3 × 3 matrix: here always a rotation. */
export type Matrix3 = readonly [
  readonly [number, number, number],
  readonly [number, number, number],
  readonly [number, number, number],
];

export type Vector3 = readonly [number, number, number];

const IDENTITY: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const cell = (i: 0 | 1 | 2, j: 0 | 1 | 2) =>
    a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
  const row = (i: 0 | 1 | 2): Vector3 => [cell(i, 0), cell(i, 1), cell(i, 2)];
  return [row(0), row(1), row(2)];
}

/** The product of several matrices, the last applied first. */
export function product(...matrices: readonly Matrix3[]): Matrix3 {
  return matrices.reduce(multiply, IDENTITY);
}

export function transpose([a, b, c]: Matrix3): Matrix3 {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

export function apply([a, b, c]: Matrix3, [x, y, z]: Vector3): Vector3 {
  return [
    a[0] * x + a[1] * y + a[2] * z,
    b[0] * x + b[1] * y + b[2] * z,
    c[0] * x + c[1] * y + c[2] * z,
  ];
}

/** Rotates the axes by an angle (radians) about x: coordinates of a fixed vector in the rotated frame. */
export function rotationX(angle: number): Matrix3 {
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  return [
    [1, 0, 0],
    [0, c, s],
    [0, -s, c],
  ];
}

export function rotationY(angle: number): Matrix3 {
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  return [
    [c, 0, -s],
    [0, 1, 0],
    [s, 0, c],
  ];
}

export function rotationZ(angle: number): Matrix3 {
  const [s, c] = [Math.sin(angle), Math.cos(angle)];
  return [
    [c, s, 0],
    [-s, c, 0],
    [0, 0, 1],
  ];
}

/** The unit vector towards a longitude and latitude, radians. */
export function direction(longitude: number, latitude: number): Vector3 {
  const c = Math.cos(latitude);
  return [c * Math.cos(longitude), c * Math.sin(longitude), Math.sin(latitude)];
}

/** Longitude (−π to π) and latitude of a vector of any length. */
export function spherical([x, y, z]: Vector3): readonly [number, number] {
  const r = Math.hypot(x, y);
  return [r === 0 ? 0 : Math.atan2(y, x), Math.atan2(z, r)];
}
