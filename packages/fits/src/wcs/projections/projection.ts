/** Two related numbers: (x, y) in a plane or (longitude, latitude) on a sphere. */
export type Point = readonly [number, number];

/** PVi_m of the latitude axis by m; a parameter missing in the header takes its default. */
export type Parameters = (m: number, byDefault: number) => number;

/**
 * A projection with its parameters set: native spherical coordinates (φ, θ) to and from the projection plane (x, y),
 * all in radians. `undefined` if the map has no such point.
 */
export interface Projection {
  /** Latitude of the fiducial point, whose longitude is 0: it is mapped to (0, 0). */
  readonly theta0: number;
  /** Length of a full turn, if x is periodic in longitude (cylindrical maps). */
  readonly period?: number;
  toPlane(phi: number, theta: number): Point | undefined;
  toSphere(x: number, y: number): Point | undefined;
}

/**
 * A kind of projection in the registry. References are to sections of Calabretta & Greisen 2002, A&A 395, 1077
 * ("paper II") unless stated otherwise.
 */
export interface ProjectionKind {
  /** Three-letter code, the last part of CTYPEi. */
  readonly code: string;
  readonly name: string;
  /** @throws FitsError FITS_WCS_BAD_PARAMETER if the parameters give no map. */
  create(parameters: Parameters): Projection;
}

export const HALF_PI = Math.PI / 2;
export const RADIANS = Math.PI / 180;

/** How far (radians, or units of a sine) rounding may carry a point over the edge of a map. */
export const EDGE = 1e-10;

/** asin of a value that rounding may have carried slightly beyond ±1; NaN if it is really outside. */
export function asinEdge(s: number): number {
  if (Math.abs(s) <= 1) return Math.asin(s);
  return Math.abs(s) <= 1 + EDGE ? Math.sign(s) * HALF_PI : Number.NaN;
}

/** The point, unless a coordinate is not finite or the longitude lies beyond ±180°. */
export function onSphere(phi: number, theta: number): Point | undefined {
  if (!(Math.abs(phi) <= Math.PI + EDGE && Math.abs(theta) <= HALF_PI + EDGE)) return undefined;
  return [phi, theta];
}

/** The point, unless a coordinate is not finite. */
export function onPlane(x: number, y: number): Point | undefined {
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined;
}

/**
 * The point whose longitude is arc / scale, where `scale` is the length of a radian of longitude
 * on its parallel. Near a pole, where the parallel shrinks to a point, rounding may carry the
 * quotient beyond ±180°.
 */
export function onParallel(arc: number, scale: number, theta: number): Point | undefined {
  const slack = Math.abs(scale) < 1e-6 ? 1e-7 : EDGE;
  if (!(Math.abs(arc) <= Math.PI * Math.abs(scale) + slack)) return undefined;
  const phi = scale === 0 ? 0 : arc / scale;
  return onSphere(Math.max(-Math.PI, Math.min(Math.PI, phi)), theta);
}
