import { HALF_PI, type Point, type Projection, RADIANS } from "./projection.ts";

/**
 * No projection: longitude and latitude are linear in the pixels, whatever the latitude. A CTYPE of `RA` or `GLAT`
 * alone means that (paper I §2.4.1, a linear axis).
 *
 * @param crval coordinates of the reference point, degrees.
 */
export function unprojected(crval: Point): Projection {
  const [longitude, latitude] = [crval[0] * RADIANS, crval[1] * RADIANS];
  return {
    theta0: 0,
    period: 2 * Math.PI,
    toPlane(phi, theta) {
      const turns = Math.round((phi - longitude) / (2 * Math.PI));
      return [phi - longitude - 2 * Math.PI * turns, theta - latitude];
    },
    toSphere(x, y) {
      const theta = latitude + y;
      return Math.abs(theta) <= HALF_PI ? [longitude + x, theta] : undefined;
    },
  };
}
