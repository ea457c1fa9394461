import { FitsError } from "../../errors.ts";
import type { Header } from "../../header/header.ts";
import type { CelestialAxes } from "../ctype.ts";
import type { Point } from "../projections/projection.ts";

/** Characters of a string in a card (FITS 4.0 §4.2.1.1): IRAF splits its texts there, whatever the contents. */
const CUT = 68;
/** WATj_001 to WATj_999. */
const MOST_CARDS = 999;
/** Real surfaces are of order 2 to 10. */
const MOST_ORDER = 32;

/**
 * IRAF's description of an axis in WATj_nnn: one text, split into cards, of words `name=value` or `name="a longer
 * value"`.
 */
function watAttributes(header: Header, axis: number): Map<string, string> {
  const parts: string[] = [];
  for (let n = 1; n <= MOST_CARDS; n++) {
    const part = header.string(`WAT${axis}_${String(n).padStart(3, "0")}`);
    if (part === undefined) break;
    // Trailing blanks of a card are lost in reading.
    parts.push(part.padEnd(CUT));
  }
  const words = parts.join("").matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|(\S+))/g);
  return new Map(
    Array.from(words, ([, name, quoted, bare]) => [name as string, quoted ?? bare ?? ""]),
  );
}

/** The coefficients projp0, projp1, … of a ZPX axis: those of ZPN. */
export function watProjection(header: Header, axis: number): [m: number, value: number][] {
  return [...watAttributes(header, axis)].flatMap(([name, text]): [number, number][] => {
    const m = /^projp(\d{1,2})$/.exec(name)?.[1];
    return m === undefined ? [] : [[Number(m), number(text)]];
  });
}

/**
 * The distortion of IRAF's TNX and ZPX (registered FITS conventions, Valdes 1998 and Davis 2000): polynomial surfaces
 * `lngcor` and `latcor` of the position in the plane are added to it, all in degrees. Undefined if there are none.
 *
 * @throws FitsError FITS_WCS_BAD_DISTORTION on an invalid surface.
 */
export function irafDistortion(
  header: Header,
  { longitude, latitude }: CelestialAxes,
): ((xi: number, eta: number) => Point) | undefined {
  const lngcor = watAttributes(header, longitude).get("lngcor");
  const latcor = watAttributes(header, latitude).get("latcor");
  if (lngcor === undefined && latcor === undefined) return undefined;
  const [dx, dy] = [surface(lngcor), surface(latcor)];
  return (xi, eta) => [xi + dx(xi, eta), eta + dy(xi, eta)];
}

type Surface = (x: number, y: number) => number;

/** Values of the functions of order 0, 1, … at a position; scaled to −1 to 1 over their range, or in degrees. */
interface Basis {
  scaled: boolean;
  next(order: number, x: number, last: number, before: number): number;
}

/** By the first number of a surface: Chebyshev, Legendre, powers. */
const BASES: Record<number, Basis> = {
  1: { scaled: true, next: (n, x, last, before) => (n === 1 ? x : 2 * x * last - before) },
  2: {
    scaled: true,
    next: (n, x, last, before) => (n === 1 ? x : ((2 * n - 1) * x * last - (n - 1) * before) / n),
  },
  3: { scaled: false, next: (_n, x, last) => x * last },
};

/**
 * Which products of functions a surface contains, by its fourth number: none that mix x and y, all, or those up to
 * the highest order.
 */
const MIXED: Record<number, (i: number, j: number, highest: number) => boolean> = {
  0: (i, j) => i === 0 || j === 0,
  1: () => true,
  2: (i, j, highest) => i + j < highest,
};

/** Type, orders in x and y, kind of mixed terms, ranges of x and y, then coefficients, x varying faster. */
function surface(text: string | undefined): Surface {
  if (text === undefined) return () => 0;
  const [type = 0, xOrder = 0, yOrder = 0, mixed = -1, ...rest] = numbers(text);
  const basis = BASES[type];
  const isIn = MIXED[mixed];
  const orders = [xOrder, yOrder].every((n) => Number.isInteger(n) && n >= 1 && n <= MOST_ORDER);
  if (!basis || !isIn || !orders) throw bad(`type ${type}, orders ${xOrder} and ${yOrder}`);
  const [x0 = 0, x1 = 0, y0 = 0, y1 = 0, ...coefficients] = rest;
  const terms: [i: number, j: number, c: number][] = [];
  for (let j = 0; j < yOrder; j++) {
    for (let i = 0; i < xOrder; i++) {
      if (!isIn(i, j, Math.max(xOrder, yOrder))) continue;
      terms.push([i, j, coefficients[terms.length] ?? Number.NaN]);
    }
  }
  if (terms.some(([, , c]) => Number.isNaN(c))) throw bad(`${coefficients.length} coefficients`);
  if (basis.scaled && !(x1 !== x0 && y1 !== y0)) throw bad("an empty range");
  const scaled = (t: number, from: number, to: number) =>
    basis.scaled ? (2 * t - (from + to)) / (to - from) : t;
  return (x, y) => {
    const fx = functions(basis, xOrder, scaled(x, x0, x1));
    const fy = functions(basis, yOrder, scaled(y, y0, y1));
    return terms.reduce((sum, [i, j, c]) => sum + c * (fx[i] as number) * (fy[j] as number), 0);
  };
}

function functions({ next }: Basis, orders: number, x: number): number[] {
  const values = [1];
  for (let n = 1; n < orders; n++) {
    values.push(next(n, x, values[n - 1] as number, values[n - 2] ?? 0));
  }
  return values;
}

function numbers(text: string): number[] {
  return text.trim().split(/\s+/).map(number);
}

function number(text: string): number {
  const value = Number(text.replace(/d/i, "e"));
  if (Number.isFinite(value)) return value;
  throw bad(JSON.stringify(text.slice(0, 30)));
}

function bad(detail: string): FitsError {
  return new FitsError("FITS_WCS_BAD_DISTORTION", `lngcor or latcor: ${detail}`);
}
