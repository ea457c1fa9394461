import type { FrameInfo } from "./api.ts";

/** The orientation of a frame on the screen: rotated clockwise, then mirrored left to right. */
export interface Turn {
  readonly degrees: number;
  readonly flip: boolean;
}

const asInFile: Turn = { degrees: 0, flip: false };

/** North up, by quarter turns or exactly, and east to the left, as the service draws its pictures. */
export function turnOf(wcs: FrameInfo["wcs"], orient: string | undefined): Turn {
  if (orient === "none" || !wcs || wcs.northAngle === null) return asInFile;
  const flip = wcs.parity === "east-right";
  const degrees = orient === "up" ? wcs.northAngle : 90 * Math.round(wcs.northAngle / 90);
  return { degrees: (degrees + 360) % 360, flip };
}

/** Directions of north and east on the screen, degrees counter-clockwise from up. */
export function compassOf(
  { northAngle, parity }: { readonly northAngle: number; readonly parity: string },
  { degrees, flip }: Turn,
): { readonly north: number; readonly east: number } {
  const sign = flip ? -1 : 1;
  const east = northAngle + (parity === "east-right" ? -90 : 90);
  return { north: sign * (northAngle - degrees), east: sign * (east - degrees) };
}

/** Lengths of scale bars, arc seconds. */
const lengths = [
  ...[0.01, 0.02, 0.05, 0.1, 0.2, 0.5],
  ...[1, 60, 3600].flatMap((unit) => [1, 2, 5, 10, 20, 30].map((count) => count * unit)),
];

/** The longest arc that fits in a number of screen pixels, and its length there. */
export function barOf(
  arcsecAPixel: number,
  most: number,
): { readonly arcsec: number; readonly name: string; readonly pixels: number } | undefined {
  const arcsec = lengths.findLast((length) => length / arcsecAPixel <= most);
  return arcsec === undefined
    ? undefined
    : { arcsec, name: nameOf(arcsec), pixels: arcsec / arcsecAPixel };
}

const short = (value: number) => String(Number(value.toPrecision(3)));

function nameOf(arc: number): string {
  if (arc >= 3600) return `${short(arc / 3600)}°`;
  return arc >= 60 ? `${short(arc / 60)}′` : `${short(arc)}″`;
}
