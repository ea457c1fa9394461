import { ImagingError } from "../errors.ts";
import { geodesicDirect } from "./geodesic.ts";

const RADIAN = Math.PI / 180;

/** Latitude where Web Mercator's square world ends (EPSG:3857). */
const MERCATOR_LIMIT = Math.atan(Math.sinh(Math.PI)) / RADIAN;

/** Widest or highest picture that this library makes, pixels. */
const MAX_GRID_SIDE = 16_384;

/**
 * A picture in Web Mercator (EPSG:3857): edges in degrees, pixels evenly spaced in projected metres. `west < east`
 * always; a grid that crosses the antimeridian has an edge beyond ±180 (map libraries accept such corners).
 */
export interface MercatorGrid {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly width: number;
  readonly height: number;
}

/** Longitude and latitude, degrees. */
export type LonLat = readonly [longitude: number, latitude: number];

/** The corners of a picture, as a map's image overlay takes them. */
export interface Corners {
  readonly nw: LonLat;
  readonly ne: LonLat;
  readonly se: LonLat;
  readonly sw: LonLat;
}

/** Mercator ordinate of a latitude, radians on the unit sphere. */
export function mercatorY(latitude: number): number {
  return Math.asinh(Math.tan(latitude * RADIAN));
}

/** Latitude (degrees) of a Mercator ordinate. */
function mercatorLatitude(y: number): number {
  return Math.atan(Math.sinh(y)) / RADIAN;
}

/** Throws `GRID_SIZE` unless a side is a whole number of pixels within this library's limit. */
export function checkSide(side: number, name: string): void {
  if (Number.isInteger(side) && side >= 1 && side <= MAX_GRID_SIDE) return;
  throw new ImagingError("GRID_SIZE", `${name} must be a whole number from 1 to ${MAX_GRID_SIDE}`);
}

/**
 * The smallest grid that contains everything within `groundRange` metres of a place, `width` pixels wide. Its pixels
 * are square, its middle column is the place's meridian, and its height follows (slightly less or more than its
 * width). If the height is not whole, north and south are moved outwards equally until it is.
 */
export function gridAround(
  place: { readonly latitude: number; readonly longitude: number },
  groundRange: number,
  width: number,
): MercatorGrid {
  checkSide(width, "width");
  if (!(groundRange > 0 && groundRange <= 5_000_000)) {
    throw new ImagingError("GRID_SIZE", "ground range must be over 0 and at most 5 000 000 m");
  }
  const { latitude, longitude } = place;
  const beyond = () =>
    new ImagingError("GRID_BEYOND_MERCATOR", `no Mercator picture reaches around ${latitude}°`);
  // A meridian degree is at least 110.5 km.
  if (!(Math.abs(latitude) + groundRange / 110_500 < MERCATOR_LIMIT)) throw beyond();

  const top = mercatorY(geodesicDirect(longitude, latitude, 0, groundRange).latitude);
  const bottom = mercatorY(geodesicDirect(longitude, latitude, 180, groundRange).latitude);
  const reach = widestLongitude(latitude, groundRange);
  const pixel = (2 * reach * RADIAN) / width;
  // The allowance keeps rounding noise from adding a row.
  const height = Math.max(1, Math.ceil((top - bottom) / pixel - 1e-6));
  checkSide(height, "height");
  const middle = (top + bottom) / 2;
  return {
    west: longitude - reach,
    east: longitude + reach,
    south: mercatorLatitude(middle - (height * pixel) / 2),
    north: mercatorLatitude(middle + (height * pixel) / 2),
    width,
    height,
  };
}

/** Degrees of longitude to the easternmost point of a geodesic circle, which is poleward of due east. */
function widestLongitude(latitude: number, radius: number): number {
  const east = (azimuth: number) => geodesicDirect(0, latitude, azimuth, radius).longitude;
  let low = 0;
  let high = 180;
  for (let i = 0; i < 80; i++) {
    const third = (high - low) / 3;
    if (east(low + third) < east(high - third)) low += third;
    else high -= third;
  }
  return east((low + high) / 2);
}

/** The grid of a web map tile (XYZ scheme, y from the north). */
export function tileGrid(z: number, x: number, y: number, size = 256): MercatorGrid {
  checkSide(size, "tile size");
  const tiles = 2 ** z;
  const whole = [z, x, y].every(Number.isInteger);
  if (!whole || z < 0 || z > 30 || x < 0 || x >= tiles || y < 0 || y >= tiles) {
    throw new ImagingError("GRID_TILE", `there is no tile ${z}/${x}/${y}`);
  }
  const ordinate = (row: number) => mercatorLatitude(Math.PI * (1 - (2 * row) / tiles));
  return {
    west: (x / tiles) * 360 - 180,
    east: ((x + 1) / tiles) * 360 - 180,
    north: ordinate(y),
    south: ordinate(y + 1),
    width: size,
    height: size,
  };
}

/** Exact corners of a grid. */
export function gridCorners(grid: MercatorGrid): Corners {
  const { west, south, east, north } = grid;
  return { nw: [west, north], ne: [east, north], se: [east, south], sw: [west, south] };
}

/** A grid's edges as GeoJSON (RFC 7946 section 5) orders them, except that they may run beyond ±180. */
export function gridBounds(
  grid: MercatorGrid,
): readonly [west: number, south: number, east: number, north: number] {
  return [grid.west, grid.south, grid.east, grid.north];
}

/**
 * The position of a place in a grid, in pixels from its north-west corner: pixel (0, 0) spans 0 to 1. Outside the
 * grid the numbers are outside 0…width and 0…height.
 */
export function pixelOf(
  grid: MercatorGrid,
  longitude: number,
  latitude: number,
): { x: number; y: number } {
  const middle = (grid.west + grid.east) / 2;
  const turns = Math.round((longitude - middle) / 360);
  const top = mercatorY(grid.north);
  const bottom = mercatorY(grid.south);
  return {
    x: ((longitude - 360 * turns - grid.west) / (grid.east - grid.west)) * grid.width,
    y: ((top - mercatorY(latitude)) / (top - bottom)) * grid.height,
  };
}

/** The place of a point in a grid, in pixels from its north-west corner; inverse of {@link pixelOf}. */
export function positionOf(grid: MercatorGrid, x: number, y: number): LonLat {
  const top = mercatorY(grid.north);
  const bottom = mercatorY(grid.south);
  return [
    grid.west + (x / grid.width) * (grid.east - grid.west),
    mercatorLatitude(top - (y / grid.height) * (top - bottom)),
  ];
}
