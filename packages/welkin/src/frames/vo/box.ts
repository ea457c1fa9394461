import type { Wcs } from "@welkin/fits";
import { type Box, separation } from "../cutouts/box.ts";
import type { Shape } from "./shapes.ts";

type Place = readonly [ra: number, dec: number];
interface Size {
  readonly width: number;
  readonly height: number;
}

/** Points per side of an image's grid. */
const GRID = 64;
/** Steps along the border of a shape: this many per image width, and this many at most. */
const STEPS = 256;
const MOST_STEPS = 40_000;

/**
 * The pixels of an image that contain its intersection with a shape (SODA 1.0, section 3.1: at least the requested
 * region, reduced to the image). Undefined if they do not intersect.
 *
 * Both borders are followed in small steps, so that large shapes, poles and the seam at 0° need no special cases.
 */
export function boxOfShape(shape: Shape, wcs: Wcs, size: Size): Box | undefined {
  const inside = within(shape);
  const extent = new Extent();
  const field = fieldOf(wcs, size);
  for (const [ra, dec] of borderOf(shape, (2 * field.radius) / STEPS)) {
    if (separation(field, { ra, dec }) > field.radius) continue;
    const pixel = pixelOf(wcs, ra, dec);
    if (pixel && isInside(pixel, size)) extent.add(pixel.x, pixel.y);
  }
  // The image's own pixels, its edge first: a shape may contain all of them, or cut off a corner.
  for (const [x, y] of gridOf(size)) {
    const sky = wcs.pixelToSky(x, y);
    if (sky && inside(sky.ra, sky.dec)) extent.add(x, y);
  }
  return extent.box(size);
}

/** A circle on the sky that contains the image: nothing beyond it matters. */
function fieldOf(wcs: Wcs, { width, height }: Size): { ra: number; dec: number; radius: number } {
  const centre = wcs.pixelToSky((width + 1) / 2, (height + 1) / 2);
  if (!centre) return { ra: 0, dec: 0, radius: 180 };
  let radius = 0;
  for (let i = 0; i <= 32; i++) {
    const x = 0.5 + (width * i) / 32;
    const y = 0.5 + (height * i) / 32;
    for (const [u, v] of [
      [x, 0.5],
      [x, height + 0.5],
      [0.5, y],
      [width + 0.5, y],
    ] as const) {
      const sky = wcs.pixelToSky(u, v);
      radius = Math.max(radius, sky ? separation(centre, sky) : 180);
    }
  }
  return { ...centre, radius: Math.min(180, 1.05 * radius) };
}

class Extent {
  #left = Number.POSITIVE_INFINITY;
  #right = Number.NEGATIVE_INFINITY;
  #bottom = Number.POSITIVE_INFINITY;
  #top = Number.NEGATIVE_INFINITY;

  add(x: number, y: number): void {
    this.#left = Math.min(this.#left, x);
    this.#right = Math.max(this.#right, x);
    this.#bottom = Math.min(this.#bottom, y);
    this.#top = Math.max(this.#top, y);
  }

  /** Pixels from 0 that contain all of it. */
  box({ width, height }: Size): Box | undefined {
    if (this.#left > this.#right) return undefined;
    const first = (at: number) => Math.max(0, Math.round(at) - 1);
    const last = (at: number, length: number) => Math.min(length - 1, Math.round(at) - 1);
    const x = Math.min(first(this.#left), width - 1);
    const y = Math.min(first(this.#bottom), height - 1);
    return {
      x,
      y,
      width: Math.max(x, last(this.#right, width)) - x + 1,
      height: Math.max(y, last(this.#top, height)) - y + 1,
    };
  }
}

/** The image position of a place on the sky; undefined for places that the projection maps there from elsewhere. */
function pixelOf(wcs: Wcs, ra: number, dec: number) {
  const pixel = wcs.skyToPixel(ra, dec);
  const back = pixel && wcs.pixelToSky(pixel.x, pixel.y);
  const same = back && separation(back, { ra, dec }) < Math.max(1e-3, wcs.pixelScale / 1800);
  return same ? pixel : undefined;
}

function isInside({ x, y }: { x: number; y: number }, { width, height }: Size): boolean {
  return x >= 0.5 && y >= 0.5 && x <= width + 0.5 && y <= height + 0.5;
}

/** Its whole edge in pixels from 1, and a grid across it. */
function* gridOf({ width, height }: Size): Generator<readonly [number, number]> {
  const along = (length: number, n: number, i: number) => 0.5 + (length * i) / n;
  const fine = (length: number) => Math.min(4096, Math.max(GRID, length));
  for (const y of [0.5, height + 0.5]) {
    const n = fine(width);
    for (let i = 0; i <= n; i++) yield [along(width, n, i), y];
  }
  for (const x of [0.5, width + 0.5]) {
    const n = fine(height);
    for (let i = 0; i <= n; i++) yield [x, along(height, n, i)];
  }
  for (let j = 0; j <= GRID; j++) {
    for (let i = 0; i <= GRID; i++) yield [along(width, GRID, i), along(height, GRID, j)];
  }
}

function* borderOf(shape: Shape, step: number): Generator<Place> {
  const steps = (length: number) => Math.max(16, Math.min(MOST_STEPS, Math.ceil(length / step)));
  if (shape.kind === "circle") {
    yield [shape.ra, shape.dec];
    const n = steps(360 * Math.sin(shape.radius * RADIANS));
    for (let i = 0; i < n; i++) {
      yield destination([shape.ra, shape.dec], (360 * i) / n, shape.radius);
    }
    return;
  }
  if (shape.kind === "polygon") return yield* polygon(shape.corners, steps);
  yield* rangeBorder(shape, steps);
}

/** Great circles between the corners (DALI 1.1, section 3.3.6). */
function* polygon(corners: readonly Place[], steps: (length: number) => number): Generator<Place> {
  for (const [i, from] of corners.entries()) {
    const to = corners[(i + 1) % corners.length] as Place;
    const a = vectorOf(from);
    const b = vectorOf(to);
    const length = separation({ ra: from[0], dec: from[1] }, { ra: to[0], dec: to[1] });
    const n = Math.min(steps(length), Math.ceil((4 * MOST_STEPS) / corners.length));
    for (let k = 0; k < n; k++) yield placeOf(mix(a, b, k / n));
  }
}

function* rangeBorder(
  { ra, dec }: Extract<Shape, { kind: "range" }>,
  steps: (length: number) => number,
): Generator<Place> {
  const [south, north] = dec;
  const all = ra[1] - ra[0] >= 360;
  const west = all ? 0 : ra[0];
  const east = all ? 360 : ra[1];
  const across = steps(east - west);
  for (let i = 0; i <= across; i++) {
    const at = west + ((east - west) * i) / across;
    yield [at, south];
    yield [at, north];
  }
  const up = all ? 0 : steps(north - south);
  for (let i = 0; i <= up; i++) {
    const at = south + ((north - south) * i) / Math.max(1, up);
    yield [west, at];
    yield [east, at];
  }
}

function within(shape: Shape): (ra: number, dec: number) => boolean {
  if (shape.kind === "circle") {
    return (ra, dec) => separation(shape, { ra, dec }) <= shape.radius;
  }
  if (shape.kind === "polygon") return inPolygon(shape.corners.map(vectorOf));
  const [west, east] = shape.ra;
  const [south, north] = shape.dec;
  return (ra, dec) => {
    if (dec < south || dec > north) return false;
    // Any turn of the right ascension between them will do.
    return east - west >= 360 || west + ((((ra - west) % 360) + 360) % 360) <= east;
  };
}

type Vector = readonly [number, number, number];

/**
 * Whether a position lies in a polygon of less than half the sky, by how far its border turns around the position:
 * the order of the corners does not matter.
 */
function inPolygon(corners: readonly Vector[]): (ra: number, dec: number) => boolean {
  const centre = corners.reduce<Vector>(
    (sum, v) => [sum[0] + v[0], sum[1] + v[1], sum[2] + v[2]],
    [0, 0, 0],
  );
  return (ra, dec) => {
    const p = vectorOf([ra, dec]);
    if (dot(p, centre) <= 0) return false;
    let turn = 0;
    for (const [i, from] of corners.entries()) {
      const to = corners[(i + 1) % corners.length] as Vector;
      const a = cross(p, from);
      const b = cross(p, to);
      turn += Math.atan2(dot(cross(a, b), p), dot(a, b));
    }
    return Math.abs(turn) > Math.PI;
  };
}

const RADIANS = Math.PI / 180;

function vectorOf([ra, dec]: Place): Vector {
  const [a, d] = [ra * RADIANS, dec * RADIANS];
  return [Math.cos(d) * Math.cos(a), Math.cos(d) * Math.sin(a), Math.sin(d)];
}

function placeOf([x, y, z]: Vector): Place {
  const ra = Math.atan2(y, x) / RADIANS;
  return [ra < 0 ? ra + 360 : ra, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
}

/** A point of the great circle between two others, at the fraction `part` of the way. */
function mix(a: Vector, b: Vector, part: number): Vector {
  const angle = Math.atan2(Math.hypot(...cross(a, b)), dot(a, b));
  if (angle < 1e-12) return a;
  const [u, v] = [Math.sin((1 - part) * angle), Math.sin(part * angle)];
  return [u * a[0] + v * b[0], u * a[1] + v * b[1], u * a[2] + v * b[2]];
}

function destination([ra, dec]: Place, bearing: number, distance: number): Place {
  const [d, b, r] = [dec * RADIANS, bearing * RADIANS, distance * RADIANS];
  const sin = Math.sin(d) * Math.cos(r) + Math.cos(d) * Math.sin(r) * Math.cos(b);
  const east = Math.sin(b) * Math.sin(r) * Math.cos(d);
  const turn = Math.atan2(east, Math.cos(r) - Math.sin(d) * sin);
  const around = (((ra + turn / RADIANS) % 360) + 360) % 360;
  return [around, Math.asin(Math.max(-1, Math.min(1, sin))) / RADIANS];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
