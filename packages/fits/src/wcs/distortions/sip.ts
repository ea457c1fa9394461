import { FitsError } from "../../errors.ts";
import type { Header } from "../../header/header.ts";
import type { Point } from "../projections/projection.ts";
import { evaluate, type Polynomial } from "./polynomial.ts";

/** The convention allows orders from 2 to 9 (Shupe et al. 2005, ASP Conf. 347, 491, §2). */
const MIN_ORDER = 2;
const MAX_ORDER = 9;

/** What a distortion adds to a pixel position, in pixels. */
export type PixelShift = (x: number, y: number) => Point;

/**
 * The SIP polynomials A and B of a header, undefined if there are none. The inverse AP and BP are approximations and
 * are not used: the inverse is iterated.
 *
 * @throws FitsError FITS_WCS_BAD_DISTORTION on an order beyond the convention.
 */
export function sipShift(header: Header, crpix: Point, warnings: string[]): PixelShift | undefined {
  const a = polynomial(header, "A");
  const b = polynomial(header, "B");
  if (!a && !b) return undefined;
  if (!a || !b) warnings.push("SIP bends one axis only: A_ORDER or B_ORDER is missing");
  return (x, y) => {
    const [u, v] = [x - crpix[0], y - crpix[1]];
    return [a ? evaluate(a, u, v) : 0, b ? evaluate(b, u, v) : 0];
  };
}

/** A_p_q or B_p_q. */
function polynomial(header: Header, letter: "A" | "B"): Polynomial | undefined {
  const order = header.integer(`${letter}_ORDER`);
  if (order === undefined || order < MIN_ORDER) return undefined;
  if (order > MAX_ORDER) {
    throw new FitsError(
      "FITS_WCS_BAD_DISTORTION",
      `SIP order ${order}, the highest is ${MAX_ORDER}`,
      {
        card: `${letter}_ORDER`,
      },
    );
  }
  return Array.from({ length: order + 1 }, (_, p) =>
    Array.from({ length: order + 1 - p }, (_, q) => header.number(`${letter}_${p}_${q}`) ?? 0),
  );
}
