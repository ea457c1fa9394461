/**
 * Geodesics on the WGS84 ellipsoid by Vincenty's series, good to a millimetre.
 * T. Vincenty, Direct and Inverse Solutions of Geodesics on the Ellipsoid with Application of
 * Nested Equations, Survey Review XXIII (176), 1975; equation numbers below are his.
 */

/** WGS84 semi-major axis (m) and flattening: NIMA TR8350.2, table 3.1. */
const MAJOR = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const MINOR = MAJOR * (1 - FLATTENING);
/** e′², of the second eccentricity. */
const SECOND = (MAJOR * MAJOR - MINOR * MINOR) / (MINOR * MINOR);

const RADIAN = Math.PI / 180;
const ITERATIONS = 60;
const CONVERGED = 1e-13;

/** The end of a geodesic. */
export interface Destination {
  /** Degrees, continuous with the start: may lie beyond ±180. */
  readonly longitude: number;
  readonly latitude: number;
}

/** Length and initial course of a geodesic. */
export interface Course {
  /** Degrees clockwise from north, 0 ≤ azimuth < 360. */
  readonly azimuth: number;
  /** Metres. */
  readonly distance: number;
}

/** A and B of eq. 3 and 4, nested. */
function scaleTerms(cosSqAlpha: number): [a: number, b: number] {
  const u = cosSqAlpha * SECOND;
  const a = 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u)));
  const b = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)));
  return [a, b];
}

/** Δσ of eq. 6. */
function arcCorrection(b: number, sinSigma: number, cosSigma: number, cos2m: number): number {
  const square = cos2m * cos2m;
  const inner =
    cosSigma * (2 * square - 1) -
    (b / 6) * cos2m * (4 * sinSigma * sinSigma - 3) * (4 * square - 3);
  return b * sinSigma * (cos2m + (b / 4) * inner);
}

/** L − λ, or its opposite, of eq. 10 and 11. */
function longitudeCorrection(
  sinAlpha: number,
  cosSqAlpha: number,
  sigma: number,
  cos2m: number,
): number {
  const c = (FLATTENING / 16) * cosSqAlpha * (4 + FLATTENING * (4 - 3 * cosSqAlpha));
  const sine = Math.sin(sigma);
  const inner = cos2m + c * Math.cos(sigma) * (2 * cos2m * cos2m - 1);
  return (1 - c) * FLATTENING * sinAlpha * (sigma + c * sine * inner);
}

/**
 * The point that lies `distance` metres from a point along `azimuth` (degrees).
 * Latitudes and longitudes in degrees.
 */
export function geodesicDirect(
  longitude: number,
  latitude: number,
  azimuth: number,
  distance: number,
): Destination {
  const sinCourse = Math.sin(azimuth * RADIAN);
  const cosCourse = Math.cos(azimuth * RADIAN);
  const tanU = (1 - FLATTENING) * Math.tan(latitude * RADIAN);
  const cosU = 1 / Math.sqrt(1 + tanU * tanU);
  const sinU = tanU * cosU;
  const start = Math.atan2(tanU, cosCourse);
  const sinAlpha = cosU * sinCourse;
  const cosSqAlpha = 1 - sinAlpha * sinAlpha;
  const [a, b] = scaleTerms(cosSqAlpha);

  const first = distance / (MINOR * a);
  let sigma = first;
  let cos2m = Math.cos(2 * start + sigma);
  for (let i = 0; i < ITERATIONS; i++) {
    const next = first + arcCorrection(b, Math.sin(sigma), Math.cos(sigma), cos2m);
    const change = Math.abs(next - sigma);
    sigma = next;
    cos2m = Math.cos(2 * start + sigma);
    if (change < CONVERGED) break;
  }

  const sinSigma = Math.sin(sigma);
  const cosSigma = Math.cos(sigma);
  const across = sinU * sinSigma - cosU * cosSigma * cosCourse;
  const latitude2 = Math.atan2(
    sinU * cosSigma + cosU * sinSigma * cosCourse,
    (1 - FLATTENING) * Math.hypot(sinAlpha, across),
  );
  const lambda = Math.atan2(sinSigma * sinCourse, cosU * cosSigma - sinU * sinSigma * cosCourse);
  const change = lambda - longitudeCorrection(sinAlpha, cosSqAlpha, sigma, cos2m);
  return { longitude: longitude + change / RADIAN, latitude: latitude2 / RADIAN };
}

/**
 * Course and distance from one point to another, all in degrees; longitudes may lie beyond ±180.
 * Within half a degree of the antipode, where Vincenty's iteration fails, a great circle stands in.
 */
export function geodesicInverse(
  longitude1: number,
  latitude1: number,
  longitude2: number,
  latitude2: number,
): Course {
  const turns = Math.round((longitude2 - longitude1) / 360);
  const difference = (longitude2 - longitude1 - 360 * turns) * RADIAN;
  const tanU1 = (1 - FLATTENING) * Math.tan(latitude1 * RADIAN);
  const cosU1 = 1 / Math.sqrt(1 + tanU1 * tanU1);
  const sinU1 = tanU1 * cosU1;
  const tanU2 = (1 - FLATTENING) * Math.tan(latitude2 * RADIAN);
  const cosU2 = 1 / Math.sqrt(1 + tanU2 * tanU2);
  const sinU2 = tanU2 * cosU2;

  let lambda = difference;
  for (let i = 0; i < ITERATIONS; i++) {
    const sinLambda = Math.sin(lambda);
    const cosLambda = Math.cos(lambda);
    const east = cosU2 * sinLambda;
    const north = cosU1 * sinU2 - sinU1 * cosU2 * cosLambda;
    const sinSigma = Math.sqrt(east * east + north * north);
    if (sinSigma === 0) return { azimuth: 0, distance: 0 };
    const cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cosU1 * cosU2 * sinLambda) / sinSigma;
    const cosSqAlpha = 1 - sinAlpha * sinAlpha;
    // Along the equator cos²α is 0 and the mid-point term drops out.
    const cos2m = cosSqAlpha > 1e-15 ? cosSigma - (2 * sinU1 * sinU2) / cosSqAlpha : 0;
    const next = difference + longitudeCorrection(sinAlpha, cosSqAlpha, sigma, cos2m);
    if (Math.abs(next) > Math.PI) break;
    if (Math.abs(next - lambda) < CONVERGED) {
      const [a, b] = scaleTerms(cosSqAlpha);
      const distance = MINOR * a * (sigma - arcCorrection(b, sinSigma, cosSigma, cos2m));
      return { azimuth: degrees(Math.atan2(east, north)), distance };
    }
    lambda = next;
  }
  return greatCircle(difference, sinU1, cosU1, sinU2, cosU2);
}

/** Distance and course on a sphere of the mean radius, from the sines and cosines of the latitudes. */
function greatCircle(
  difference: number,
  sin1: number,
  cos1: number,
  sin2: number,
  cos2: number,
): Course {
  const east = cos2 * Math.sin(difference);
  const north = cos1 * sin2 - sin1 * cos2 * Math.cos(difference);
  const along = sin1 * sin2 + cos1 * cos2 * Math.cos(difference);
  const distance = 6_371_008.8 * Math.atan2(Math.hypot(east, north), along);
  return { azimuth: degrees(Math.atan2(east, north)), distance };
}

function degrees(radians: number): number {
  const azimuth = radians / RADIAN;
  return azimuth < 0 ? azimuth + 360 : azimuth;
}
