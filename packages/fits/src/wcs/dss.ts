import { FitsError } from "../errors.ts";
import type { Header } from "../header/header.ts";
import { invert } from "./distortions/invert.ts";
import type { Matrix2, PixelMap } from "./pixelmap.ts";
import type { Point } from "./projections/projection.ts";

/** The plate centre in degrees, and the map from pixels to its tangent plane. */
export interface Plate {
  centre: Point;
  map: PixelMap;
}

const COEFFICIENTS = 13;

/** Whether a header has a complete plate solution of the Digitized Sky Survey. */
export function hasPlate(header: Header): boolean {
  const needed = ["AMDX1", "AMDY1", "XPIXELSZ", "YPIXELSZ", "PPO3", "PPO6", "PLTRAH", "PLTDECD"];
  return needed.every((keyword) => header.number(keyword) !== undefined);
}

/**
 * The plate solution of the Digitized Sky Survey (Lasker et al. 1990, AJ 99, 2019; its booklet,
 * "Astrometric calibration"): pixels → millimetres → polynomials AMDX, AMDY in arcseconds.
 *
 * @throws FitsError FITS_WCS_SINGULAR.
 */
export function plateSolution(header: Header): Plate {
  const number = (keyword: string) => header.number(keyword) ?? 0;
  const [cornerX, cornerY] = [number("CNPIX1"), number("CNPIX2")];
  const [sizeX, sizeY] = [number("XPIXELSZ"), number("YPIXELSZ")];
  const [originX, originY] = [number("PPO3"), number("PPO6")];
  const coefficients = (axis: "X" | "Y") =>
    Array.from({ length: COEFFICIENTS }, (_, i) => number(`AMD${axis}${i + 1}`));
  const [a, b] = [coefficients("X"), coefficients("Y")];

  const toPlane = (px: number, py: number): Point => {
    // Pixel numbers on the whole plate; its corner is that of a pixel, not the pixel's centre.
    const x = (originX - sizeX * (px + cornerX - 0.5)) / 1000;
    const y = (sizeY * (py + cornerY - 0.5) - originY) / 1000;
    return [plateAxis(a, x, y) / 3600, plateAxis(b, y, x) / 3600];
  };
  const linear = jacobian(toPlane, [
    originX / sizeX - cornerX + 0.5,
    originY / sizeY - cornerY + 0.5,
  ]);
  const scale = Math.hypot(...linear[0]);
  if (!(scale > 0 && Number.isFinite(scale))) {
    throw new FitsError("FITS_WCS_SINGULAR", "the plate solution is empty");
  }
  const start: Point = [originX / sizeX - cornerX + 0.5, originY / sizeY - cornerY + 0.5];
  const toPixel = (xi: number, eta: number) =>
    invert(toPlane, [xi, eta], start, { step: 0.25, tolerance: 1e-8 * scale });
  const crpix = toPixel(0, 0);
  if (!crpix) throw new FitsError("FITS_WCS_SINGULAR", "the plate solution has no centre");
  return {
    centre: plateCentre(header),
    map: { crpix, matrix: jacobian(toPlane, crpix), toPlane, toPixel },
  };
}

/** The terms of AMDX in (x, y), which are those of AMDY in (y, x). */
function plateAxis(c: readonly number[], x: number, y: number): number {
  const r2 = x * x + y * y;
  const terms = [x, y, 1, x * x, x * y, y * y, r2, x ** 3, x * x * y, x * y * y, y ** 3, x * r2];
  terms.push(x * r2 * r2);
  return terms.reduce((sum, term, i) => sum + (c[i] as number) * term, 0);
}

function jacobian(f: (x: number, y: number) => Point, [x, y]: Point): Matrix2 {
  const step = 0.5;
  const [right, left, up, down] = [f(x + step, y), f(x - step, y), f(x, y + step), f(x, y - step)];
  return [
    [right[0] - left[0], up[0] - down[0]],
    [right[1] - left[1], up[1] - down[1]],
  ];
}

function plateCentre(header: Header): Point {
  const sexagesimal = (keys: readonly string[]) => {
    const [whole, minutes, seconds] = keys.map((key) => Math.abs(header.number(key) ?? 0));
    return (whole ?? 0) + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600;
  };
  const ra = 15 * sexagesimal(["PLTRAH", "PLTRAM", "PLTRAS"]);
  const dec = sexagesimal(["PLTDECD", "PLTDECM", "PLTDECS"]);
  const south = header.string("PLTDECSN")?.trim() === "-" || (header.number("PLTDECD") ?? 0) < 0;
  return [ra, south ? -dec : dec];
}
