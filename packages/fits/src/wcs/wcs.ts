import { apply, direction, type Matrix3, spherical, transpose } from "./matrix.ts";
import { determinant, invertMatrix, type Matrix2, type PixelMap } from "./pixelmap.ts";
import type { Point, Projection } from "./projections/projection.ts";
import type { ReferenceFrame, ToIcrs } from "./systems/system.ts";

const DEGREES = 180 / Math.PI;

/** A place on the sky in the ICRS, degrees, 0 ≤ ra < 360. */
export interface Sky {
  ra: number;
  dec: number;
}

/** A place in the header's own celestial system, degrees, 0 ≤ lon < 360. */
export interface World {
  lon: number;
  lat: number;
}

/** A place in the image in FITS pixel numbers: 1 is the centre of the first pixel. */
export interface Pixel {
  x: number;
  y: number;
}

/** A header's description of its celestial axes, read and checked. */
export interface WcsParts {
  alternate: string;
  name: string;
  ctype: readonly [string, string];
  projectionCode: string;
  system: string;
  frame: ReferenceFrame;
  axes: readonly [number, number];
  crval: Point;
  size: Point | undefined;
  map: PixelMap;
  /** Position of (0, 0) of the map in the projection plane, radians. */
  offset: Point;
  projection: Projection;
  rotation: Matrix3;
  icrs: ToIcrs | undefined;
  warnings: readonly string[];
}

/**
 * The celestial coordinates of an image. Pixel numbers count from 1 (FITS 4.0 §8), angles are
 * degrees; `undefined` stands for places that are not on the map.
 *
 * @example
 * const wcs = parseWcs(hdu.header);
 * wcs?.pixelToSky(1024.5, 1024.5);   // { ra: 186.26, dec: 12.88 }, ICRS
 * wcs?.skyToPixel(186.2656, 12.887); // { x: 1031.2, y: 998.7 }
 */
export class Wcs {
  /** The letter of an alternate description, or "". */
  readonly alternate: string;
  /** WCSNAME. */
  readonly name: string;
  /** CTYPE of longitude and latitude as they stand in the header. */
  readonly ctype: readonly [string, string];
  /** Code of the projection: TAN, SIN, … */
  readonly projection: string;
  /** Name of the celestial system: equatorial, galactic, … */
  readonly system: string;
  /** RADESYS (ICRS, FK5, FK4, …) and equinox of equatorial and ecliptic coordinates. */
  readonly radesys: string;
  readonly equinox: number | undefined;
  /** The image axes, from 1, that x and y run along: [1, 2] unless a cube has another layout. */
  readonly axes: readonly [number, number];
  /** Reference pixel (x, y) and its coordinates (longitude, latitude). */
  readonly crpix: Point;
  readonly crval: Point;
  /** Degrees in the plane per pixel at the reference pixel: rows longitude, latitude; columns x, y. */
  readonly matrix: Matrix2;
  /** Width and height along `axes`, if the header gives them. */
  readonly size: Point | undefined;
  /** What of the header could not be taken at its word, in plain words. */
  readonly warnings: readonly string[];
  readonly #parts: WcsParts;
  readonly #toNative: Matrix3;

  constructor(parts: WcsParts) {
    this.alternate = parts.alternate;
    this.name = parts.name;
    this.ctype = parts.ctype;
    this.projection = parts.projectionCode;
    this.system = parts.system;
    this.radesys = parts.frame.radesys;
    this.equinox = parts.frame.equinox;
    this.axes = parts.axes;
    this.crpix = parts.map.crpix;
    this.crval = parts.crval;
    this.matrix = parts.map.matrix;
    this.size = parts.size;
    this.warnings = parts.warnings;
    this.#parts = parts;
    this.#toNative = transpose(parts.rotation);
  }

  /** Whether the system is tied to the ICRS: false for solar and planetary coordinates. */
  get hasSky(): boolean {
    return this.#parts.icrs !== undefined;
  }

  /** Pixel → coordinates of the header's own system. */
  pixelToWorld(x: number, y: number): World | undefined {
    const vector = this.#pixelToVector(x, y);
    if (!vector) return undefined;
    const [lon, lat] = spherical(vector);
    return { lon: positive(lon * DEGREES), lat: lat * DEGREES };
  }

  /** Pixel → ICRS; undefined also if `hasSky` is false. */
  pixelToSky(x: number, y: number): Sky | undefined {
    const { icrs } = this.#parts;
    const vector = icrs && this.#pixelToVector(x, y);
    if (!vector) return undefined;
    const [ra, dec] = spherical(icrs.toIcrs(vector));
    return { ra: positive(ra * DEGREES), dec: dec * DEGREES };
  }

  /** Coordinates of the header's own system → pixel. */
  worldToPixel(lon: number, lat: number): Pixel | undefined {
    return this.#vectorToPixel(direction(lon / DEGREES, lat / DEGREES));
  }

  /** ICRS → pixel, possibly outside the image; undefined also if `hasSky` is false. */
  skyToPixel(ra: number, dec: number): Pixel | undefined {
    const { icrs } = this.#parts;
    return icrs && this.#vectorToPixel(icrs.fromIcrs(direction(ra / DEGREES, dec / DEGREES)));
  }

  /** Arcseconds per pixel along x and y at the reference pixel. */
  get pixelScales(): readonly [number, number] {
    const [a, b] = this.matrix;
    return [3600 * Math.hypot(a[0], b[0]), 3600 * Math.hypot(a[1], b[1])];
  }

  /** Arcseconds per pixel: the side of a square of equal area. */
  get pixelScale(): number {
    return 3600 * Math.sqrt(Math.abs(determinant(this.matrix)));
  }

  /** Whether longitude increases to the left (as on the sky) or to the right when latitude increases upwards. */
  get parity(): "east-left" | "east-right" {
    return determinant(this.matrix) < 0 ? "east-left" : "east-right";
  }

  /** Direction of increasing latitude at the reference pixel, degrees counter-clockwise from up. */
  get northAngle(): number {
    const [a, b] = invertMatrix(this.matrix);
    return -Math.atan2(a[1], b[1]) * DEGREES + 0;
  }

  /**
   * Direction of ICRS north at any pixel, degrees counter-clockwise from up, with projection,
   * distortion and system taken into account.
   */
  northAngleAt(x: number, y: number): number | undefined {
    const here = this.pixelToSky(x, y);
    if (!here) return undefined;
    // A step of half a pixel on the sky, reversed where it would cross the pole.
    const step = this.pixelScale / 7200;
    const sign = here.dec + step > 90 ? -1 : 1;
    const there = this.skyToPixel(here.ra, here.dec + sign * step);
    if (!there) return undefined;
    return -Math.atan2(sign * (there.x - x), sign * (there.y - y)) * DEGREES + 0;
  }

  /** ICRS position of the centre of the image; undefined without a size, or off the map. */
  get centre(): Sky | undefined {
    return this.size && this.pixelToSky((this.size[0] + 1) / 2, (this.size[1] + 1) / 2);
  }

  /**
   * ICRS of the outer edge of the image, counter-clockwise in pixels from its lower left corner:
   * the corners, or `perSide` points on each side. Places off the map are left out.
   */
  footprint(perSide = 1): Sky[] {
    if (!this.size) return [];
    const [nx, ny] = this.size;
    const corners: Point[] = [
      [0.5, 0.5],
      [nx + 0.5, 0.5],
      [nx + 0.5, ny + 0.5],
      [0.5, ny + 0.5],
    ];
    return corners.flatMap(([x, y], i) => {
      const [x2, y2] = corners[(i + 1) % 4] as Point;
      const side = Array.from(
        { length: Math.max(1, Math.floor(perSide)) },
        (_, k, n = k / perSide) => this.pixelToSky(x + (x2 - x) * n, y + (y2 - y) * n),
      );
      return side.filter((sky) => sky !== undefined);
    });
  }

  #pixelToVector(x: number, y: number) {
    const { map, offset, projection, rotation } = this.#parts;
    const [xi, eta] = map.toPlane(x, y);
    const [planeX, planeY] = [xi / DEGREES + offset[0], eta / DEGREES + offset[1]];
    // A cylindrical map ends at ±180° from its middle, but an image may extend beyond.
    const beyond = Math.abs(planeX) > ((projection.period ?? Infinity) / 2) * (1 + 1e-12);
    if (beyond && !this.#inside([x, y])) return undefined;
    const native = projection.toSphere(planeX, planeY);
    return native && finite(native) ? apply(rotation, direction(...native)) : undefined;
  }

  #vectorToPixel(vector: readonly [number, number, number]): Pixel | undefined {
    const { map, offset, projection } = this.#parts;
    if (!vector.every(Number.isFinite)) return undefined;
    const plane = projection.toPlane(...spherical(apply(this.#toNative, vector)));
    if (!plane) return undefined;
    const at = (turn: number) =>
      map.toPixel((plane[0] + turn - offset[0]) * DEGREES, (plane[1] - offset[1]) * DEGREES);
    const { period } = projection;
    const own = at(0);
    const elsewhere = period !== undefined && own && !this.#inside(own);
    const inside = (turn: number) => {
      const copy = at(turn);
      return copy && this.#inside(copy) ? copy : undefined;
    };
    // A cylindrical map repeats: the copy of the position that lies in the image is used.
    const pixel = (elsewhere && (inside(period) ?? inside(-period))) || own;
    return pixel && finite(pixel) ? { x: pixel[0], y: pixel[1] } : undefined;
  }

  #inside([x, y]: Point): boolean {
    if (!this.size) return false;
    return x >= 0.5 && x <= this.size[0] + 0.5 && y >= 0.5 && y <= this.size[1] + 0.5;
  }
}

function finite([a, b]: Point): boolean {
  return Number.isFinite(a) && Number.isFinite(b);
}

/** Normalised to 0 ≤ angle < 360. */
function positive(angle: number): number {
  const turned = angle < 0 ? angle + 360 : angle;
  return turned >= 360 ? 0 : turned;
}
