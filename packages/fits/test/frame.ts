import { expect } from "vitest";
import {
  type CardValue,
  FitsError,
  Header,
  parseWcs,
  type Wcs,
  type WcsOptions,
} from "../src/index.ts";

export type Cards = Record<string, CardValue>;

/** A header of these cards. */
export function header(cards: Cards): Header {
  return new Header(
    Object.entries(cards).map(([keyword, value]) => ({ keyword, value, comment: "" })),
  );
}

/** A TAN frame of 400 × 300 pixels with a tilt; other cards over it. */
export function frame(cards: Cards = {}): Header {
  return header({
    NAXIS1: 400,
    NAXIS2: 300,
    CTYPE1: "RA---TAN",
    CTYPE2: "DEC--TAN",
    CRVAL1: 186.2656,
    CRVAL2: 12.887,
    CRPIX1: 200.5,
    CRPIX2: 200.5,
    CD1_1: -0.00010804502273322,
    CD1_2: 1.50869115331319e-6,
    CD2_1: 1.50869115331319e-6,
    CD2_2: 0.000108045022733227,
    ...cards,
  });
}

/** The coordinates of a header that has some. */
export function parsed(h: Header, options: WcsOptions = {}): Wcs {
  const wcs = parseWcs(h, options);
  if (!wcs) throw new Error("no coordinates");
  return wcs;
}

/** The code of the FitsError that something throws. */
export function code(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof FitsError) return error.code;
    throw error;
  }
  return "no error";
}

/** Whether a place on the sky is the one expected, to 1e-9 degrees. */
export function expectSky(
  found: { ra: number; dec: number } | undefined,
  ra: number,
  dec: number,
): void {
  expect(Math.abs((found?.ra ?? Number.NaN) - ra)).toBeLessThan(1e-9);
  expect(Math.abs((found?.dec ?? Number.NaN) - dec)).toBeLessThan(1e-9);
}
