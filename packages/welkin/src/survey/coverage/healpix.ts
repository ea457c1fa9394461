import { angle, type Vector } from "../footprints/sphere.ts";

/**
 * HEALPix in the nested scheme: Górski et al. 2005, ApJ 622, 759, sections 4 and 5, and Calabretta & Roukema 2007,
 * MNRAS 381, 865. There are twelve faces, each divided into four as many times as the order says, at most 13 times, so
 * that pixel numbers fit in 32 bits.
 */

/** Positions of the faces' centres: rings in quarter turns from the north, and eighths of a turn east. */
const FACE_RING = [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4] as const;
const FACE_EAST = [1, 3, 5, 7, 0, 2, 4, 6, 1, 3, 5, 7] as const;
/** |z| of the parallels between the equatorial belt and the caps. */
const BELT = 2 / 3;

export function pixelCount(order: number): number {
  return 12 * 4 ** order;
}

/** The pixel that contains a direction. */
export function pixelOf([x, y, z]: Vector, order: number): number {
  const side = 2 ** order;
  const turns = Math.atan2(y, x) / (Math.PI / 2);
  const tt = turns < 0 ? Math.min(turns + 4, 4 - 1e-15) : turns;
  return Math.abs(z) <= BELT ? beltPixel(tt, z, order, side) : capPixel(tt, [x, y, z], side);
}

function beltPixel(tt: number, z: number, order: number, side: number): number {
  const along = side * (0.5 + tt);
  const across = side * z * 0.75;
  const jp = Math.floor(along - across);
  const jm = Math.floor(along + across);
  const [fp, fm] = [jp >> order, jm >> order];
  const face = fp === fm ? (fp & 3) + 4 : fp < fm ? fp & 3 : (fm & 3) + 8;
  return face * side * side + interleaved(jm & (side - 1), side - (jp & (side - 1)) - 1);
}

function capPixel(tt: number, [x, y, z]: Vector, side: number): number {
  const quarter = Math.min(3, Math.floor(tt));
  const tp = tt - quarter;
  // 1 − |z|, without losing digits near the pole.
  const height = (x * x + y * y) / (1 + Math.abs(z));
  const reach = side * Math.sqrt(3 * height);
  const jp = Math.min(side - 1, Math.floor(tp * reach));
  const jm = Math.min(side - 1, Math.floor((1 - tp) * reach));
  return z >= 0
    ? quarter * side * side + interleaved(side - jm - 1, side - jp - 1)
    : (quarter + 8) * side * side + interleaved(jp, jm);
}

/** The centre of a pixel. */
export function pixelCentre(pixel: number, order: number): Vector {
  return inPixel(pixel, order, 0.5, 0.5);
}

/** Its corners: south, east, north, west. */
export function pixelCorners(pixel: number, order: number): [Vector, Vector, Vector, Vector] {
  return [
    inPixel(pixel, order, 0, 0),
    inPixel(pixel, order, 1, 0),
    inPixel(pixel, order, 1, 1),
    inPixel(pixel, order, 0, 1),
  ];
}

/**
 * Largest distance of a point in a pixel of an order from the pixel's centre, radians; the pixels at the caps' edges
 * are the longest.
 */
export function pixelRadius(order: number): number {
  const side = 2 ** order;
  const inner = 1 - 1 / side;
  const z = 1 - (inner * inner) / 3;
  const phi = Math.PI / (4 * side);
  const flat = Math.sqrt(1 - BELT * BELT);
  const middle: Vector = [flat * Math.cos(phi), flat * Math.sin(phi), BELT];
  return angle(middle, [Math.sqrt(1 - z * z), 0, z]);
}

function inPixel(pixel: number, order: number, u: number, v: number): Vector {
  const side = 1 << order;
  const inFace = pixel & (side * side - 1);
  const ix = gathered(inFace);
  const iy = gathered(inFace >>> 1);
  return onFace(pixel >>> (2 * order), (ix + u) / side, (iy + v) / side);
}

/** The direction of a point on a face, from 0 to 1 towards its east and its west corner. */
function onFace(face: number, x: number, y: number): Vector {
  const ring = FACE_RING[face]! - x - y;
  const near = ring < 1 ? ring : ring > 3 ? 4 - ring : 1;
  const belt = ring >= 1 && ring <= 3;
  const cap = (near * near) / 3;
  const z = belt ? ((2 - ring) * 2) / 3 : ring < 1 ? 1 - cap : cap - 1;
  const flat = belt ? Math.sqrt((1 - z) * (1 + z)) : Math.sqrt(cap * (2 - cap));
  const eighths = FACE_EAST[face]! * near + x - y;
  const phi = near < 1e-15 ? 0 : ((Math.PI / 4) * eighths) / near;
  return [flat * Math.cos(phi), flat * Math.sin(phi), z];
}

/** Interleaves the bits of two numbers, those of the first at the even positions. */
function interleaved(x: number, y: number): number {
  return spread(x) + 2 * spread(y);
}

function spread(value: number): number {
  let v = value;
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

/** The bits at the even positions. */
function gathered(value: number): number {
  let v = value & 0x55555555;
  v = (v | (v >>> 1)) & 0x33333333;
  v = (v | (v >>> 2)) & 0x0f0f0f0f;
  v = (v | (v >>> 4)) & 0x00ff00ff;
  return (v | (v >>> 8)) & 0x0000ffff;
}
