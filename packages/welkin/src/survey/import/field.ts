import { DEGREE, parseField, SkyPolygon } from "../footprints/index.ts";

/**
 * Checks that a text is a field of view that can be searched.
 *
 * @throws FootprintError
 */
export function assertField(text: string): void {
  if (!isPlainField(text)) new SkyPolygon(parseField(text));
}

/** Corners of a plain field, the first repeated or not. */
const MOST_CORNERS = 5;
/**
 * Maximum digits of a number that is exact as a double, as is its power of ten: a single division then rounds
 * correctly.
 */
const MOST_DIGITS = 15;
const powers = Array.from({ length: MOST_DIGITS + 1 }, (_, digits) => 10 ** digits);
/**
 * Cosine of the largest distance of a plain field's corners from its centre; fields in general may be slightly larger.
 */
const NEAR = Math.cos((75 * Math.PI) / 180);
/**
 * Sine of the angle below which two corners may count as one, or a turn as none; ten times that at which a polygon
 * drops a corner, and far above rounding errors.
 */
const STRAIGHT = 1e-11;

const numbers = new Float64Array(2 * MOST_CORNERS);
const vectors = new Float64Array(3 * MOST_CORNERS);

/**
 * Whether a field is plain, as almost all are: simply written, with three or four corners that all turn to the same
 * side. Such a field is valid, and this check costs a fifth of constructing a polygon. About any other field it says
 * nothing.
 */
function isPlainField(text: string): boolean {
  let count = readCorners(text);
  const last = 2 * (count - 1);
  if (count > 3 && numbers[0] === numbers[last] && numbers[1] === numbers[last + 1]) count--;
  if (count !== 3 && count !== 4) return false;
  for (let i = 0; i < count; i++) {
    const ra = numbers[2 * i]!;
    const dec = numbers[2 * i + 1]!;
    if (!(Math.abs(ra) <= 720 && Math.abs(dec) <= 90)) return false;
    setVector(i, ra * DEGREE, dec * DEGREE);
  }
  return isNarrow(count) && turnsOneWay(count);
}

function setVector(i: number, ra: number, dec: number): void {
  const flat = Math.cos(dec);
  vectors[3 * i] = flat * Math.cos(ra);
  vectors[3 * i + 1] = flat * Math.sin(ra);
  vectors[3 * i + 2] = Math.sin(dec);
}

function isNarrow(count: number): boolean {
  let [x, y, z] = [0, 0, 0];
  for (let i = 0; i < 3 * count; i += 3) {
    x += vectors[i]!;
    y += vectors[i + 1]!;
    z += vectors[i + 2]!;
  }
  const least = NEAR * Math.sqrt(x * x + y * y + z * z);
  for (let i = 0; i < 3 * count; i += 3) {
    if (!(x * vectors[i]! + y * vectors[i + 1]! + z * vectors[i + 2]! > least)) return false;
  }
  return true;
}

/** Then no edges cross: the ends of each lie on one side of those that it does not touch. */
function turnsOneWay(count: number): boolean {
  let left = 0;
  let right = 0;
  for (let i = 0; i < count; i++) {
    const turn = volume(3 * i, 3 * ((i + 1) % count), 3 * ((i + 2) % count));
    if (turn > STRAIGHT) left++;
    else if (turn < -STRAIGHT) right++;
  }
  return left === count || right === count;
}

/** (a × b) · c */
function volume(a: number, b: number, c: number): number {
  const v = vectors;
  return (
    (v[a + 1]! * v[b + 2]! - v[a + 2]! * v[b + 1]!) * v[c]! +
    (v[a + 2]! * v[b]! - v[a]! * v[b + 2]!) * v[c + 1]! +
    (v[a]! * v[b + 1]! - v[a + 1]! * v[b]!) * v[c + 2]!
  );
}

/** Reads `ra:dec,ra:dec,…` into `numbers`; returns the number of corners, or 0 if one is not simply written. */
function readCorners(text: string): number {
  let count = 0;
  for (let at = 0; at <= text.length; count++) {
    if (count === MOST_CORNERS) return 0;
    at = readNumber(text, at, COLON, 2 * count);
    if (at < 0) return 0;
    at = readNumber(text, at, COMMA, 2 * count + 1);
    if (at < 0) return 0;
  }
  return count;
}

const [MINUS, POINT, ZERO, NINE, COLON, COMMA] = Array.from("-.09:,", (sign) =>
  sign.charCodeAt(0),
) as [number, number, number, number, number, number];

/**
 * Reads a number up to the character that ends it, or to the end of the text. Returns the position after it, or −1 if
 * it is not a number.
 */
function readNumber(text: string, begin: number, end: number, place: number): number {
  const isNegative = text.charCodeAt(begin) === MINUS;
  let at = isNegative ? begin + 1 : begin;
  let value = 0;
  let digits = 0;
  let point = -1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      value = 10 * value + (code - ZERO);
      digits++;
    } else if (code === POINT && point < 0 && digits > 0) point = digits;
    else if (code === end) break;
    else return -1;
  }
  if (digits === 0 || digits > MOST_DIGITS) return -1;
  // A right ascension cannot end the text.
  if (at === text.length && end === COLON) return -1;
  if (point >= 0) value /= powers[digits - point]!;
  numbers[place] = isNegative ? -value : value;
  return at + 1;
}
