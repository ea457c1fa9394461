import { WelkinError } from "../../errors.ts";

/** A region of the sky as SODA 1.0 (section 3.3) and DALI 1.1 (section 3.3) write it; ICRS degrees. */
export type Shape =
  | { readonly kind: "circle"; readonly ra: number; readonly dec: number; readonly radius: number }
  | { readonly kind: "range"; readonly ra: Range; readonly dec: Range }
  | { readonly kind: "polygon"; readonly corners: readonly (readonly [number, number])[] };

type Range = readonly [from: number, to: number];

const MOST_CORNERS = 1000;

/** Parsers for the shapes of POS, by their first word. */
const readers: Readonly<Record<string, (numbers: readonly number[]) => Shape | undefined>> = {
  CIRCLE: ([ra = Number.NaN, dec = Number.NaN, radius = Number.NaN, ...more]) =>
    more.length === 0 && isPlace(ra, dec) && radius >= 0 && radius <= 180
      ? { kind: "circle", ra, dec, radius }
      : undefined,
  RANGE(numbers) {
    const [west = 0, east = 0, south = 0, north = 0] = numbers;
    const inOrder = west <= east && south <= north && south <= 90 && north >= -90;
    return numbers.length === 4 && inOrder && !numbers.some(Number.isNaN)
      ? { kind: "range", ra: [west, east], dec: [Math.max(-90, south), Math.min(90, north)] }
      : undefined;
  },
  POLYGON(numbers) {
    const corners: [number, number][] = [];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      corners.push([numbers[i] as number, numbers[i + 1] as number]);
    }
    const whole = numbers.length % 2 === 0 && corners.length >= 3 && corners.length <= MOST_CORNERS;
    return whole && corners.every(([ra, dec]) => isPlace(ra, dec))
      ? { kind: "polygon", corners }
      : undefined;
  },
};

/**
 * Reads a value of POS, `CIRCLE 12 34 0.5`, or with `kind` a value of CIRCLE or POLYGON, which omit that word.
 *
 * @throws WelkinError BAD_REQUEST
 */
export function readShape(text: string, kind?: "CIRCLE" | "POLYGON"): Shape {
  const words = text.trim().split(/[\s,]+/);
  const name = kind ?? (words.shift() ?? "").toUpperCase();
  const shape = Object.hasOwn(readers, name) ? readers[name]?.(words.map(numberOf)) : undefined;
  if (shape) return shape;
  throw new WelkinError(
    "BAD_REQUEST",
    `${kind ?? "POS"}: "${text.slice(0, 60)}" is not a shape: CIRCLE ra dec radius, RANGE ra1 ra2 dec1 dec2 or POLYGON ra dec ra dec ra dec …, degrees.`,
  );
}

/** Infinities mean no limit (DALI 1.1, section 3.3.1). */
function numberOf(word: string): number {
  const infinite = /^([+-]?)inf(inity)?$/i.exec(word);
  if (infinite) return infinite[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(word) ? Number(word) : Number.NaN;
}

function isPlace(ra: number, dec: number): boolean {
  return ra >= -360 && ra <= 720 && dec >= -90 && dec <= 90;
}
