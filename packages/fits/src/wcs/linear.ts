import { FitsError } from "../errors.ts";
import type { Header } from "../header/header.ts";
import type { CelestialAxes } from "./ctype.ts";
import type { Matrix2 } from "./pixelmap.ts";
import type { Point } from "./projections/projection.ts";

/** CUNITi in degrees (FITS 4.0 §4.3); a missing unit means degrees, and so does an unknown one, with a warning. */
const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(deg|$)/i, 1],
  [/^arcmin/i, 1 / 60],
  [/^arcsec/i, 1 / 3600],
  [/^(mas|milliarcsec)/i, 1 / 3_600_000],
  [/^(uas|microarcsec)/i, 1 / 3_600_000_000],
  [/^rad/i, 180 / Math.PI],
  [/^turn/i, 360],
];

/** The numbers of the celestial axes: image axes x < y, reference point, matrix; degrees. */
export interface LinearCards {
  axes: readonly [number, number];
  crpix: Point;
  crval: Point;
  matrix: Matrix2;
}

/**
 * Reads CRPIX, CRVAL, CUNIT and the matrix in whichever of its forms the header has. Implausible values are reported
 * in `warnings`.
 *
 * @throws FitsError FITS_WCS_BAD_PARAMETER.
 */
export function linearCards(
  header: Header,
  celestial: CelestialAxes,
  alternate: string,
  warnings: string[],
): LinearCards {
  const { longitude, latitude } = celestial;
  const axes = [Math.min(longitude, latitude), Math.max(longitude, latitude)] as const;
  const number = (keyword: string) => header.number(`${keyword}${alternate}`);
  const unit = (axis: number) => {
    const name = header.string(`CUNIT${axis}${alternate}`)?.trim() ?? "";
    const known = UNITS.find(([pattern]) => pattern.test(name));
    if (!known) warnings.push(`CUNIT${axis} "${name}" is no angle: degrees are taken`);
    return known?.[1] ?? 1;
  };
  const units = new Map(axes.map((axis) => [axis, unit(axis)]));
  const form = FORMS[matrixForm(number, axes, warnings)];
  const row = (axis: number): readonly [number, number] => {
    const cell = (pixel: number) => form(number, units, axis, pixel, celestial);
    return [cell(axes[0]), cell(axes[1])];
  };
  const cards = {
    axes,
    crpix: [number(`CRPIX${axes[0]}`) ?? 0, number(`CRPIX${axes[1]}`) ?? 0],
    crval: [
      degrees(units, longitude) * (number(`CRVAL${longitude}`) ?? 0),
      degrees(units, latitude) * (number(`CRVAL${latitude}`) ?? 0),
    ],
    matrix: [row(longitude), row(latitude)],
  } satisfies LinearCards;
  if (![...cards.crpix, ...cards.crval].every(Number.isFinite)) {
    throw new FitsError("FITS_WCS_BAD_PARAMETER", "CRPIX or CRVAL is not finite");
  }
  return cards;
}

type Form = "cd" | "pc" | "crota";
type Read = (keyword: string) => number | undefined;

/** Degrees per unit of each axis. */
type Units = ReadonlyMap<number, number>;
type Element = (n: Read, units: Units, i: number, j: number, axes: CelestialAxes) => number;

/** An element of the matrix in each of the forms, degrees. */
const FORMS: Record<Form, Element> = {
  // Paper I §2.1.2: missing elements are 0 in CD, but an axis without any is left unchanged (wcslib)…
  cd(n, units, i, j, { longitude, latitude }) {
    const cell = (row: number, column: number) => element(n, "CD", row, column) ?? 0;
    const alone = [longitude, latitude].every((k) => cell(i, k) === 0 && cell(k, i) === 0);
    return degrees(units, i) * (alone && i === j ? 1 : cell(i, j));
  },
  // …and those of the unit matrix in PC.
  pc: (n, units, i, j) => cdelt(n, units, i) * (element(n, "PC", i, j) ?? (i === j ? 1 : 0)),
  // Paper II §6.1, equation (191), the AIPS convention: the rotation is on the latitude axis.
  crota(n, units, i, j, { longitude, latitude }) {
    const angle = ((n(`CROTA${latitude}`) ?? 0) * Math.PI) / 180;
    if (i === j) return cdelt(n, units, i) * Math.cos(angle);
    return (i === longitude ? -1 : 1) * cdelt(n, units, j) * Math.sin(angle);
  },
};

/** CDi_j, CD0i_0j or, in drafts before paper I, CD00i00j; PC likewise. */
function element(n: Read, letters: "CD" | "PC", i: number, j: number): number | undefined {
  const digits = (width: number) => [i, j].map((axis) => String(axis).padStart(width, "0"));
  const names = [digits(1).join("_"), digits(2).join("_"), digits(3).join("")];
  return names.map((name) => n(letters + name)).find((value) => value !== undefined);
}

function cdelt(n: Read, units: Units, axis: number): number {
  return degrees(units, axis) * (n(`CDELT${axis}`) ?? 1);
}

function degrees(units: Units, axis: number): number {
  return units.get(axis) ?? 1;
}

/**
 * Paper I forbids CD together with PC; if both are present, PC with its CDELT is used, as in wcslib. A CD matrix of
 * zeros, or one of other axes only, is ignored: some writers leave it beside CDELT.
 */
function matrixForm(n: Read, axes: readonly [number, number], warnings: string[]): Form {
  const elements = (letters: "CD" | "PC") =>
    axes.flatMap((i) => axes.map((j) => element(n, letters, i, j)));
  const pc = elements("PC").some((value) => value !== undefined);
  const cd = elements("CD").some((value) => value !== undefined && value !== 0);
  const counts = pc && axes.every((i) => n(`CDELT${i}`)) ? "pc" : cd ? "cd" : pc ? "pc" : "crota";
  if (pc && cd) warnings.push(`PCi_j and CDi_j stand together: ${counts.toUpperCase()}i_j counts`);
  return counts;
}
