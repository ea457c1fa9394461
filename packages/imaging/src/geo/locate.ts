import { geodesicInverse } from "./geodesic.ts";

/** A place as seen from the antenna. */
export interface Bearing {
  /** Degrees clockwise from north, 0 ≤ azimuth < 360. */
  readonly azimuth: number;
  /** Metres along the WGS84 ellipsoid. */
  readonly groundRange: number;
}

/** Azimuth and ground range of a place (degrees) from an antenna. */
export function locate(
  antenna: { readonly latitude: number; readonly longitude: number },
  longitude: number,
  latitude: number,
): Bearing {
  const { longitude: lon, latitude: lat } = antenna;
  const { azimuth, distance } = geodesicInverse(lon, lat, longitude, latitude);
  return { azimuth, groundRange: distance };
}
