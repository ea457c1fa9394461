import type { Position } from "../packets/packet.ts";

/** WGS84: semi-major axis in metres, and flattening (NIMA TR8350.2, table 3.1). */
const A = 6_378_137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const RADIANS = Math.PI / 180;

/** The series converges in a few steps at a radar's ranges; beyond this many it never will. */
const MOST_STEPS = 50;
/** A ten-thousandth of a millimetre. */
const CLOSE = 1e-14;

/**
 * The point at a distance in metres on the ellipsoid in a direction from another: T. Vincenty, "Direct and inverse
 * solutions of geodesics on the ellipsoid", Survey Review 23 (1975), equations 1–11.
 *
 * @param azimuth degrees clockwise from north
 * @returns degrees of longitude (−180 … 180) and latitude
 */
export function destination(
  [longitude, latitude]: Position,
  azimuth: number,
  distance: number,
): Position {
  const alpha = azimuth * RADIANS;
  const sinAlpha1 = Math.sin(alpha);
  const cosAlpha1 = Math.cos(alpha);
  const tanU1 = (1 - F) * Math.tan(latitude * RADIANS);
  const cosU1 = 1 / Math.hypot(1, tanU1);
  const sinU1 = tanU1 * cosU1;
  const sigma1 = Math.atan2(tanU1, cosAlpha1);
  const sinAlpha = cosU1 * sinAlpha1;
  const cosSqAlpha = 1 - sinAlpha * sinAlpha;
  const uSq = (cosSqAlpha * (A * A - B * B)) / (B * B);
  const a = 1 + (uSq / 16384) * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
  const b = (uSq / 1024) * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));

  const first = distance / (B * a);
  let sigma = first;
  let cos2SigmaM = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    cos2SigmaM = Math.cos(2 * sigma1 + sigma);
    const before = sigma;
    sigma = first + deltaSigma(b, sigma, cos2SigmaM);
    if (Math.abs(sigma - before) < CLOSE) break;
  }

  const sinSigma = Math.sin(sigma);
  const cosSigma = Math.cos(sigma);
  const across = sinU1 * sinSigma - cosU1 * cosSigma * cosAlpha1;
  const toLatitude = Math.atan2(
    sinU1 * cosSigma + cosU1 * sinSigma * cosAlpha1,
    (1 - F) * Math.hypot(sinAlpha, across),
  );
  const lambda = Math.atan2(sinSigma * sinAlpha1, cosU1 * cosSigma - sinU1 * sinSigma * cosAlpha1);
  const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
  const bend = sigma + c * sinSigma * (cos2SigmaM + c * cosSigma * (2 * cos2SigmaM ** 2 - 1));
  const toLongitude = longitude + (lambda - (1 - c) * F * sinAlpha * bend) / RADIANS;
  return [wrap(toLongitude), toLatitude / RADIANS];
}

/** Vincenty's equation 6. */
function deltaSigma(b: number, sigma: number, cos2SigmaM: number): number {
  const sin = Math.sin(sigma);
  const cos = Math.cos(sigma);
  const squared = 2 * cos2SigmaM ** 2 - 1;
  const last = (b / 6) * cos2SigmaM * (4 * sin * sin - 3) * (4 * cos2SigmaM ** 2 - 3);
  return b * sin * (cos2SigmaM + (b / 4) * (cos * squared - last));
}

/** Longitude and latitude of a place given in kilometres east and north of an origin: azimuthal equidistant. */
export function fromOffsets(origin: Position, [x, y]: Position): Position {
  return destination(origin, Math.atan2(x, y) / RADIANS, Math.hypot(x, y) * 1000);
}

function wrap(longitude: number): number {
  return ((((longitude + 180) % 360) + 360) % 360) - 180;
}
