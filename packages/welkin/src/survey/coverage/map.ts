import { colorMapNamed, type Picture } from "@welkin/imaging";
import type { Vector } from "../footprints/sphere.ts";
import { COUNT_ORDER } from "./cover.ts";
import { stampText } from "./digits.ts";
import { pixelOf } from "./healpix.ts";

export interface MapOptions {
  /** Pixels; the height is half of this. */
  readonly width: number;
  /** How often each position was observed, or only whether it was. */
  readonly kind: "density" | "covered";
}

type Rgb = readonly [number, number, number];

const SKY: Rgb = [20, 26, 38];
const COVERED: Rgb = [94, 176, 255];
const GRATICULE: Rgb = [255, 255, 255];
const ECLIPTIC: Rgb = [255, 205, 90];
const GALAXY: Rgb = [120, 235, 180];
/** Degrees between lines. */
const SPACING = 30;
/** The palette's darkest part is as dark as sky that was not observed. */
const DARKEST = 0.22;
const RADIAN = 180 / Math.PI;

/** The right ascension at the centre of the map, which shows the sky as seen from inside: east is left. */
const MIDDLE = 180;

/** Obliquity of the ecliptic at J2000 (IAU 1976), and the galactic pole (Hipparcos catalogue, 1997, section 1.5.3). */
const OBLIQUITY = 23.439_291_1 / RADIAN;
const ECLIPTIC_POLE: Vector = [0, -Math.sin(OBLIQUITY), Math.cos(OBLIQUITY)];
const GALACTIC_POLE = vectorAt(192.859_48 / RADIAN, 27.128_25 / RADIAN);

/**
 * The whole sky in Mollweide's projection (Snyder 1987, USGS professional paper 1395, p. 249), coloured by the number
 * of exposures of each cell, with a graticule, the ecliptic and the galactic plane.
 */
export function drawMap(counts: Uint32Array, { width, kind }: MapOptions): Picture {
  const height = width / 2;
  // Sums of red, green and blue over a pixel's sample points inside the map, and their number.
  const sums = new Uint16Array(width * height * 4);
  const color = kind === "covered" ? coveredColor : densityColor(counts);
  // Each pixel is the mean of two by two sample points.
  for (let row = 0; row < 2 * height; row++) {
    const v = 1 - (row + 0.5) / height;
    for (let column = 0; column < 2 * width; column++) {
      const u = (column + 0.5) / width - 1;
      const sky = placeOf(u, v);
      if (sky === undefined) continue;
      const at = 4 * ((row >> 1) * width + (column >> 1));
      const shade = paint(color(counts[pixelOf(sky.vector, COUNT_ORDER)]!), sky, 2 / height);
      for (let k = 0; k < 3; k++) sums[at + k]! += Math.round(shade[k]!);
      sums[at + 3]!++;
    }
  }
  const picture = { width, height, channels: 4, data: means(sums) } as const;
  label(picture);
  return picture;
}

interface Place {
  readonly vector: Vector;
  readonly ra: number;
  readonly dec: number;
}

/** The direction at a point of the map, from −1 to 1 on each axis, or undefined outside the map. */
function placeOf(u: number, v: number): Place | undefined {
  if (u * u + v * v >= 1) return undefined;
  const theta = Math.asin(v);
  const dec = Math.asin((2 * theta + Math.sin(2 * theta)) / Math.PI);
  const ra = MIDDLE / RADIAN - (Math.PI * u) / Math.cos(theta);
  return { vector: vectorAt(ra, dec), ra, dec };
}

/** The position of a direction on the map. */
function mapped(ra: number, dec: number): { readonly u: number; readonly v: number } {
  let theta = dec;
  for (let i = 0; i < 50; i++) {
    const slope = 2 + 2 * Math.cos(2 * theta);
    if (slope < 1e-9) break;
    theta -= (2 * theta + Math.sin(2 * theta) - Math.PI * Math.sin(dec)) / slope;
  }
  return { u: ((MIDDLE / RADIAN - ra) / Math.PI) * Math.cos(theta), v: Math.sin(theta) };
}

function vectorAt(ra: number, dec: number): Vector {
  const flat = Math.cos(dec);
  return [flat * Math.cos(ra), flat * Math.sin(ra), Math.sin(dec)];
}

/** Lines are about `step` (radians at the centre of the map) wide. */
function paint(under: Rgb, { vector, ra, dec }: Place, step: number): Rgb {
  const lean = Math.max(0.02, Math.cos(dec));
  const line = Math.min(
    offLine(dec * RADIAN),
    // Meridians end before the poles, where they would merge.
    Math.abs(dec) * RADIAN > 75.5 && offLine(ra * RADIAN, 90) > 0.1
      ? 9
      : offLine(ra * RADIAN) * lean,
  );
  const half = (step * RADIAN) / 2;
  if (Math.abs(along(vector, ECLIPTIC_POLE)) * RADIAN < half * 1.4)
    return mix(under, ECLIPTIC, 0.75);
  if (Math.abs(along(vector, GALACTIC_POLE)) * RADIAN < half * 1.4) return mix(under, GALAXY, 0.6);
  return line < half ? mix(under, GRATICULE, 0.28) : under;
}

/** Degrees to the next line. */
function offLine(degrees: number, spacing = SPACING): number {
  const rest = Math.abs(degrees % spacing);
  return Math.min(rest, spacing - rest);
}

function along(vector: Vector, pole: Vector): number {
  return Math.asin(vector[0] * pole[0] + vector[1] * pole[1] + vector[2] * pole[2]);
}

function mix(under: Rgb, over: Rgb, share: number): Rgb {
  const part = (k: 0 | 1 | 2) => under[k] + (over[k] - under[k]) * share;
  return [part(0), part(1), part(2)];
}

function coveredColor(count: number): Rgb {
  return count === 0 ? SKY : COVERED;
}

/** Colours by the logarithm of the count: surveys observe some positions a thousand times as often as others. */
function densityColor(counts: Uint32Array): (count: number) => Rgb {
  const { rgb } = colorMapNamed("inferno");
  let most = 1;
  for (const count of counts) most = Math.max(most, count);
  const top = Math.log1p(most);
  return (count) => {
    if (count === 0) return SKY;
    const share = DARKEST + (1 - DARKEST) * (Math.log1p(count) / top);
    const at = 3 * Math.round(255 * share);
    return [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
  };
}

/** A pixel at the map's edge has the colour of its sample points inside the map, and its opacity is their share. */
function means(sums: Uint16Array): Uint8Array {
  const data = new Uint8Array(sums.length);
  for (let at = 0; at < data.length; at += 4) {
    const count = sums[at + 3]!;
    if (count === 0) continue;
    for (let k = 0; k < 3; k++) data[at + k] = sums[at + k]! / count;
    data[at + 3] = (255 * count) / 4;
  }
  return data;
}

/** Hours of right ascension along the equator, degrees of declination along the central meridian. */
function label(picture: Picture): void {
  const { width, height } = picture;
  const size = Math.max(1, Math.round(width / 700));
  const put = (text: string, ra: number, dec: number) => {
    const { u, v } = mapped(ra / RADIAN, dec / RADIAN);
    const x = ((u + 1) * width) / 2 + 3 * size;
    stampText(picture, text, Math.round(x), Math.round(((1 - v) * height) / 2 + 3 * size), size);
  };
  for (let ra = 30; ra < 360; ra += 30) put(`${ra / 15}h`, ra, 0);
  for (const dec of [-60, -30, 30, 60]) put(`${dec > 0 ? "+" : "-"}${Math.abs(dec)}°`, MIDDLE, dec);
}
