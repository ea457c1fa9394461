import { randomNumbers } from "../../random.ts";
import type { CometSight } from "./comet.ts";
import type { Exposure } from "./exposures.ts";
import { type Pointing, pixelOf } from "./projection.ts";
import { magnitudeIn, type Shape, sourcesNear } from "./sky.ts";

/** Electrons per second from magnitude 0, as a power of −0.4: a half-metre telescope. */
const ZERO_POINT = 24;
/** Electrons per pixel and second from the night sky. */
const SKY = { g: 35, r: 55, i: 80 } as const;
export const READ_NOISE = 8;
/** Electrons per count. */
export const GAIN = 1.6;
/** Counts at which the detector saturates. */
export const SATURATED = 60_000;

/** How stars are blurred: Moffat's curve (1969, A&A 3, 455) of this width at half height, pixels, and this exponent. */
const SEEING = 2.1;
const WINGS = 2.8;
const CORE = SEEING / 2 / Math.sqrt(2 ** (1 / WINGS) - 1);
const REACH = 60;

/** Fractions of the comet's light, and sizes in degrees, of its coma and its tail. */
const COMA = { share: 0.6, scale: 50 / 3600 };
const TAIL = { share: 0.4, length: 240 / 3600, opening: 0.28 };
/** A comet is as yellow as the sunlight reflected by its dust. */
const COMET_COLOR = 0.5;

/** The camera's recording: counts, lowest row first. */
export function takePicture(exposure: Exposure, comet: CometSight): Uint16Array<ArrayBuffer> {
  const { pointing, filter } = exposure;
  const light = new Float32Array(pointing.size ** 2).fill(SKY[filter] * exposure.exposure);
  const electrons = (magnitude: number, color: number) =>
    10 ** (0.4 * (ZERO_POINT - magnitudeIn(filter, magnitude, color))) * exposure.exposure;

  const radius = pointing.scale * pointing.size * 0.75;
  for (const { ra, dec, magnitude, color, galaxy } of sourcesNear(
    pointing.ra,
    pointing.dec,
    radius,
  )) {
    const at = pixelOf(pointing, ra, dec);
    if (at === undefined) continue;
    const amount = electrons(magnitude, color);
    if (galaxy === undefined) addStar(light, pointing.size, at, amount);
    else addGalaxy(light, pointing, at, amount, galaxy);
  }
  addComet(light, pointing, comet, electrons(comet.magnitude, COMET_COLOR));
  return counts(light, randomNumbers(exposure.request * 7 + pointing.dec * 1e6));
}

type Pixel = readonly [x: number, y: number];

/** Adds `value(dx, dy)` around a pixel (FITS numbers) as far as `reach`. */
function add(
  light: Float32Array,
  size: number,
  [x, y]: Pixel,
  reach: number,
  value: (dx: number, dy: number) => number,
): void {
  const [left, right] = [Math.max(1, Math.ceil(x - reach)), Math.min(size, Math.floor(x + reach))];
  const top = Math.min(size, Math.floor(y + reach));
  for (let row = Math.max(1, Math.ceil(y - reach)); row <= top; row++) {
    const start = (row - 1) * size - 1;
    for (let column = left; column <= right; column++) {
      light[start + column]! += value(column - x, row - y);
    }
  }
}

function addStar(light: Float32Array, size: number, at: Pixel, electrons: number): void {
  const peak = (electrons * (WINGS - 1)) / (Math.PI * CORE ** 2);
  // As far as it stands out from the sky.
  const reach = Math.min(REACH, CORE * (peak / 4) ** (1 / (2 * WINGS)) + 1);
  add(light, size, at, reach, (dx, dy) => peak * (1 + (dx * dx + dy * dy) / CORE ** 2) ** -WINGS);
}

function addGalaxy(
  light: Float32Array,
  { size, scale }: Pointing,
  at: Pixel,
  electrons: number,
  shape: Shape,
): void {
  const long = shape.scale / scale / 2;
  const peak = electrons / (2 * Math.PI * long ** 2 * shape.flatness);
  const [cos, sin] = [Math.cos(shape.angle), Math.sin(shape.angle)];
  add(light, size, at, Math.min(3 * REACH, 7 * long), (dx, dy) => {
    const along = dx * cos + dy * sin;
    const across = (dy * cos - dx * sin) / shape.flatness;
    // The seeing rounds off the peak.
    return peak * Math.exp(-Math.sqrt(along * along + across * across + 0.7) / long);
  });
}

/** Dust leaving the nucleus evenly thins out as 1/ρ; sunlight drives some of it into a fan. */
function addComet(
  light: Float32Array,
  pointing: Pointing,
  { ra, dec, tail }: CometSight,
  electrons: number,
): void {
  const at = pixelOf(pointing, ra, dec);
  if (at === undefined) return;
  const angle = (tail * Math.PI) / 180;
  const step = 10 / 3600;
  const far = pixelOf(
    pointing,
    ra + (step * Math.sin(angle)) / Math.cos((dec * Math.PI) / 180),
    dec + step * Math.cos(angle),
  );
  if (far === undefined) return;
  const norm = Math.hypot(far[0] - at[0], far[1] - at[1]);
  const [ux, uy] = [(far[0] - at[0]) / norm, (far[1] - at[1]) / norm];

  const coma = COMA.scale / pointing.scale;
  // The integral of exp(−(ρ/R)²)/ρ over the plane is π^1.5 R.
  const core = (COMA.share * electrons) / (Math.PI ** 1.5 * coma);
  const length = TAIL.length / pointing.scale;
  const fan = (TAIL.share * electrons) / (Math.sqrt(2 * Math.PI) * length);
  add(light, pointing.size, at, 5 * length, (dx, dy) => {
    const square = dx * dx + dy * dy + 1.2;
    const round = (core * Math.exp(-square / coma ** 2)) / Math.sqrt(square);
    const along = dx * ux + dy * uy;
    if (along < 0) return round;
    const across = dy * ux - dx * uy;
    const width = 1.5 + TAIL.opening * along;
    return round + (fan / width) * Math.exp(-along / length - (across / width) ** 2 / 2);
  });
}

/** Counts as read out: each pixel has photon noise, and noise from the electronics. */
function counts(light: Float32Array, random: () => number): Uint16Array<ArrayBuffer> {
  const out = new Uint16Array(light.length);
  for (let at = 0; at < out.length; at += 2) {
    // Box and Muller (1958): two normal numbers from two uniform ones.
    const length = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    out[at] = count(light[at]!, length * Math.cos(angle));
    if (at + 1 < out.length) out[at + 1] = count(light[at + 1]!, length * Math.sin(angle));
  }
  return out;
}

function count(electrons: number, scatter: number): number {
  const read = electrons + scatter * Math.sqrt(electrons + READ_NOISE ** 2);
  return Math.min(SATURATED, Math.max(0, Math.round(read / GAIN)));
}
