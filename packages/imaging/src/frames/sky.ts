import { isUsable } from "./orient.ts";
import type { Affine } from "./picture.ts";
import type { CdMatrix } from "./plane.ts";

/** A matrix like a plane's for a picture of it: degrees to the east and north per pixel to the right and down. */
export function pictureCd(cd: CdMatrix, toPlane: Affine): CdMatrix {
  const [a, b, c, d] = cd;
  const [xx, xy, , yx, yy] = toPlane;
  return [a * xx + b * yx, a * xy + b * yy, c * xx + d * yx, c * xy + d * yy];
}

/** The directions of north and east in a picture, as unit steps (x to the right, y down), and degrees per pixel. */
export interface PictureSky {
  readonly north: { readonly x: number; readonly y: number };
  readonly east: { readonly x: number; readonly y: number };
  readonly pixel: number;
}

/** Undefined if the matrix is meaningless. */
export function pictureSky(cd: CdMatrix | undefined, toPlane: Affine): PictureSky | undefined {
  if (!isUsable(cd)) return;
  const [a, b, c, d] = pictureCd(cd, toPlane);
  const determinant = a * d - b * c;
  const step = (x: number, y: number) => {
    const length = Math.hypot(x, y);
    return { x: x / length, y: y / length };
  };
  const sign = Math.sign(determinant);
  return {
    north: step(-b * sign, a * sign),
    east: step(d * sign, -c * sign),
    pixel: Math.sqrt(Math.abs(determinant)),
  };
}

/** The pixel of a picture that shows a position of the plane, whole numbers at the centres of pixels. */
export function pictureOf(toPlane: Affine, x: number, y: number): { x: number; y: number } {
  const [a, b, c, d, e, f] = toPlane;
  const determinant = a * e - b * d;
  return {
    x: (e * (x - c) - b * (y - f)) / determinant,
    y: (a * (y - f) - d * (x - c)) / determinant,
  };
}

/**
 * A position as astronomers write it, `12:25:03.74 +12:53:13.2`, from degrees.
 * @param digits of the arcseconds; right ascension has one more.
 */
export function formatSky(ra: number, dec: number, digits = 1): string {
  const turn = ((ra % 360) + 360) % 360;
  const rightAscension = sexagesimal(turn / 15, digits + 1, 24);
  const sign = dec < 0 ? "−" : "+";
  return `${rightAscension} ${sign}${sexagesimal(Math.abs(dec), digits)}`;
}

function sexagesimal(value: number, digits: number, wrap = Number.POSITIVE_INFINITY): string {
  const unit = 10 ** digits;
  const parts = Math.round(value * 3600 * unit) % (wrap * 3600 * unit);
  const whole = Math.floor(parts / unit / 3600);
  const minutes = Math.floor(parts / unit / 60) % 60;
  const seconds = (parts - (whole * 3600 + minutes * 60) * unit) / unit;
  const two = (n: number) => String(n).padStart(2, "0");
  const width = digits > 0 ? 3 + digits : 2;
  return `${two(whole)}:${two(minutes)}:${seconds.toFixed(digits).padStart(width, "0")}`;
}

/** A round angle for a scale bar. */
export interface RoundAngle {
  readonly degrees: number;
  readonly text: string;
}

const UNITS = [
  { degrees: 1 / 3600, sign: "″", steps: [1, 2, 5, 10, 15, 20, 30] },
  { degrees: 1 / 60, sign: "′", steps: [1, 2, 5, 10, 15, 20, 30] },
  { degrees: 1, sign: "°", steps: [1, 2, 5, 10, 20, 45, 90] },
] as const;

/** The longest round angle not longer than this; undefined below a hundred-thousandth of an arcsecond. */
export function roundAngle(degrees: number): RoundAngle | undefined {
  const slack = degrees * (1 + 1e-9);
  for (const unit of UNITS.toReversed()) {
    const steps = unit.steps.filter((step) => step * unit.degrees <= slack);
    const step = steps.at(-1);
    if (step !== undefined) return { degrees: step * unit.degrees, text: `${step}${unit.sign}` };
  }
  return roundBelowSecond(slack * 3600);
}

function roundBelowSecond(seconds: number): RoundAngle | undefined {
  if (!(seconds >= 1e-5)) return;
  const power = 10 ** Math.floor(Math.log10(seconds));
  const step = [5, 2, 1].find((n) => n * power <= seconds) ?? 1;
  const digits = Math.max(0, -Math.floor(Math.log10(power)));
  return { degrees: (step * power) / 3600, text: `${(step * power).toFixed(digits)}″` };
}
