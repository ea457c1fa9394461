/**
 * Beam propagation in a standard atmosphere: rays curve with 4/3 of the earth's radius, so that
 * they are straight over a sphere of that size.
 * Doviak and Zrnić, Doppler Radar and Weather Observations, 2nd ed. (1993), eq. 2.28b and 2.28c.
 *
 * The triangle's foot is the antenna at its own height, as the ground range is wanted at sea level;
 * an antenna at 0 m gives the book's formulas exactly.
 */

/** Mean earth radius, metres, as in MetPy, Py-ART and wradlib. */
const EARTH_RADIUS = 6_371_000;

/** Effective radius over true radius for the standard refractive gradient, 1/(1 + a·dn/dh). */
const STANDARD = 4 / 3;

const RADIAN = Math.PI / 180;

/**
 * Height of the beam's centre above mean sea level, metres.
 * @param slantRange metres along the beam
 * @param elevation degrees above the antenna's horizon
 * @param antennaHeight metres above mean sea level
 * @param factor effective over true earth radius, for a non-standard atmosphere
 */
export function beamHeight(
  slantRange: number,
  elevation: number,
  antennaHeight: number,
  factor = STANDARD,
): number {
  const foot = EARTH_RADIUS * factor + antennaHeight;
  const sine = Math.sin(elevation * RADIAN);
  // √(r² + f² + 2rf·sin) − f without the cancellation of two near-equal numbers.
  const squares = slantRange * slantRange + 2 * slantRange * foot * sine;
  return antennaHeight + squares / (Math.sqrt(foot * foot + squares) + foot);
}

/** Distance at sea level from below the antenna to below the gate, metres. Arguments as in {@link beamHeight}. */
export function beamGroundRange(
  slantRange: number,
  elevation: number,
  antennaHeight: number,
  factor = STANDARD,
): number {
  const radius = EARTH_RADIUS * factor;
  const centre = radius + beamHeight(slantRange, elevation, antennaHeight, factor);
  const sine = (slantRange * Math.cos(elevation * RADIAN)) / centre;
  return radius * Math.asin(Math.min(1, sine));
}

/**
 * Inverse of {@link beamGroundRange}: metres along the beam to the gate above a ground range. Infinity if the beam
 * never reaches that place.
 */
export function slantRangeOf(
  groundRange: number,
  elevation: number,
  antennaHeight: number,
  factor = STANDARD,
): number {
  const radius = EARTH_RADIUS * factor;
  const arc = groundRange / radius;
  const opening = Math.cos(arc + elevation * RADIAN);
  if (opening <= 0) return Number.POSITIVE_INFINITY;
  return ((radius + antennaHeight) * Math.sin(arc)) / opening;
}
