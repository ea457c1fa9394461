/** Mean radius of the Earth, metres (IUGG). A drawn ring needs no ellipsoid. */
const earthRadius = 6_371_008.8;
const radians = Math.PI / 180;

/** A ring of points `distance` metres from a centre, closed, as [longitude, latitude] in degrees. */
export function circle(
  longitude: number,
  latitude: number,
  distance: number,
  points = 180,
): [number, number][] {
  return Array.from({ length: points + 1 }, (_, index) =>
    destination(longitude, latitude, (index / points) * 2 * Math.PI, distance / earthRadius),
  );
}

/** The end of a great circle of `arc` radians that leaves at `azimuth`. */
function destination(lon: number, lat: number, azimuth: number, arc: number): [number, number] {
  const sinLat =
    Math.sin(lat * radians) * Math.cos(arc) +
    Math.cos(lat * radians) * Math.sin(arc) * Math.cos(azimuth);
  const y = Math.sin(azimuth) * Math.sin(arc) * Math.cos(lat * radians);
  const x = Math.cos(arc) - Math.sin(lat * radians) * sinLat;
  return [lon + Math.atan2(y, x) / radians, Math.asin(sinLat) / radians];
}

/** The box around a circle, as [west, south, east, north]. */
export function around(
  longitude: number,
  latitude: number,
  distance: number,
): [number, number, number, number] {
  const ring = circle(longitude, latitude, distance, 36);
  const longitudes = ring.map(([lon]) => lon);
  const latitudes = ring.map(([, lat]) => lat);
  return [
    Math.min(...longitudes),
    Math.min(...latitudes),
    Math.max(...longitudes),
    Math.max(...latitudes),
  ];
}
