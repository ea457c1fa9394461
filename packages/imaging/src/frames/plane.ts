import { ImagingError } from "../errors.ts";

/** The array types of pixels. */
export type PlaneData =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/**
 * One image as its file stores it: row 0 is the lowest, x varies fastest. A pixel's value is `zero + scale × stored`;
 * it has none if `stored` is `blank`, NaN or infinite. Functions here work on the stored type and never copy an image
 * to floats.
 */
export interface Plane {
  readonly data: PlaneData;
  readonly width: number;
  readonly height: number;
  /** BSCALE, default 1. */
  readonly scale?: number;
  /** BZERO, default 0. */
  readonly zero?: number;
  /** The stored integer that means "no value". */
  readonly blank?: number;
  /**
   * The array's bytes are in FITS order, most significant first, whatever the machine's own order: a file's bytes can
   * be drawn without swapping them.
   */
  readonly bigEndian?: boolean;
  /**
   * The orientation of the sky: CD1_1, CD1_2, CD2_1, CD2_2 in degrees per pixel, that is the movement to the east and
   * to the north per step in x and in y. It also applies to any section.
   */
  readonly cd?: CdMatrix;
}

export type CdMatrix = readonly [number, number, number, number];

/** Longer sides are refused. */
const MAX_SIDE = 65_535;

/** @throws ImagingError `FRAME_SHAPE` if the numbers do not describe the array. */
export function checkPlane(plane: Plane): void {
  const { data, width, height } = plane;
  const fits = (side: number) => Number.isInteger(side) && side >= 1 && side <= MAX_SIDE;
  if (!fits(width) || !fits(height) || data.length !== width * height) {
    throw new ImagingError(
      "FRAME_SHAPE",
      `${data.length} pixels are not an image of ${width} × ${height}, of which no side is longer than ${MAX_SIDE}`,
    );
  }
  if (plane.scale === 0 || !Number.isFinite((plane.scale ?? 1) + (plane.zero ?? 0))) {
    throw new ImagingError("FRAME_SHAPE", "a scaling is two finite numbers, the scale not 0");
  }
}

/** The number types by BITPIX. */
const TYPES = {
  8: Uint8Array,
  16: Int16Array,
  32: Int32Array,
  [-32]: Float32Array,
  [-64]: Float64Array,
} as const;

/**
 * A plane over an image's bytes as they are in a FITS file, of BITPIX 8, 16, 32, −32 or −64: nothing is copied or
 * swapped if the bytes are aligned to the number type.
 *
 * @throws ImagingError `FRAME_SHAPE`
 */
export function planeOfBytes(
  bytes: Uint8Array,
  bitpix: number,
  size: Omit<Plane, "data" | "bigEndian">,
): Plane {
  const Type = Object.hasOwn(TYPES, bitpix) ? TYPES[bitpix as keyof typeof TYPES] : undefined;
  if (!Type) throw new ImagingError("FRAME_SHAPE", `there are no planes of BITPIX ${bitpix}`);
  const word = Type.BYTES_PER_ELEMENT;
  const { buffer, byteOffset, byteLength } = byteAligned(bytes, word);
  const data = new Type(buffer as ArrayBuffer, byteOffset, byteLength / word);
  const plane = { ...size, data, bigEndian: true };
  checkPlane(plane);
  return plane;
}

function byteAligned(bytes: Uint8Array, word: number): Uint8Array {
  if (bytes.byteLength % word !== 0) {
    throw new ImagingError("FRAME_SHAPE", `${bytes.byteLength} bytes are not whole numbers`);
  }
  // A Buffer's slice would be a view.
  return bytes.byteOffset % word === 0 ? bytes : new Uint8Array(bytes);
}

/** The value of a stored number: NaN if it has none. */
export function planeValue(plane: Plane, stored: number): number {
  if (stored === plane.blank || stored - stored !== 0) return Number.NaN;
  return (plane.zero ?? 0) + (plane.scale ?? 1) * stored;
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Whether the byte order of the stored numbers is not this machine's. */
export function isSwapped({ bigEndian, data }: Plane): boolean {
  return bigEndian === true && LITTLE_ENDIAN && data.BYTES_PER_ELEMENT > 1;
}

function isFloat(data: PlaneData): data is Float32Array | Float64Array {
  return data instanceof Float32Array || data instanceof Float64Array;
}

/** Whether a pixel may be without a value. */
export function mayHaveHoles({ data, blank }: Plane): boolean {
  return isFloat(data) || blank !== undefined;
}

/** Reads the stored number at an index. */
export function storedReader(plane: Plane): (index: number) => number {
  const { data } = plane;
  if (!isSwapped(plane)) return (index) => data[index] as number;
  const one = data.slice(0, 1);
  const to = new Uint8Array(one.buffer);
  const from = bytesOf(data);
  const bytes = to.length;
  return (index) => {
    for (let b = 0; b < bytes; b++) to[b] = from[(index + 1) * bytes - 1 - b] as number;
    return one[0] as number;
  };
}

export function bytesOf(data: PlaneData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * Reads rows, from a given first column, as stored numbers, NaN where there is no value. The array belongs to the
 * reader and holds the row until the next one is read: computations on rows see one type of array, whatever the
 * plane's type.
 */
export function rowReader(plane: Plane, first = 0): (y: number) => Float64Array {
  const { data, width, blank } = plane;
  const row = new Float64Array(width - first);
  const turned = isSwapped(plane) ? data.slice(0, row.length) : undefined;
  const float = isFloat(data);
  return (y) => {
    const stored = data.subarray(y * width + first, (y + 1) * width);
    row.set(turned ? turnedRound(stored, turned) : stored);
    if (float) dropNonFinite(row);
    else if (blank !== undefined) dropEqual(row, blank);
    return row;
  };
}

function dropNonFinite(row: Float64Array): void {
  for (let x = 0; x < row.length; x++) {
    const v = row[x] as number;
    if (v - v !== 0) row[x] = Number.NaN;
  }
}

function dropEqual(row: Float64Array, blank: number): void {
  for (let x = 0; x < row.length; x++) if (row[x] === blank) row[x] = Number.NaN;
}

/** A copy with the bytes of each number swapped. */
function turnedRound<T extends PlaneData>(stored: PlaneData, into: T): T {
  const from = bytesOf(stored);
  const to = bytesOf(into);
  const word = into.BYTES_PER_ELEMENT;
  for (let at = 0; at < from.length; at += word) {
    for (let b = 0; b < word; b++) to[at + b] = from[at + word - 1 - b] as number;
  }
  return into;
}

/** For planes of 16 bits: the numbers as they lie in memory, and the value of each such code. */
export interface Codes16 {
  readonly codes: Uint16Array;
  stored(code: number): number;
}

/** Undefined for planes of other types. A table over all codes handles sign, byte order, scaling and blanks. */
export function codes16(plane: Plane): Codes16 | undefined {
  const { data } = plane;
  if (!(data instanceof Int16Array || data instanceof Uint16Array)) return;
  const signed = data instanceof Int16Array;
  const swapped = isSwapped(plane);
  const codes = new Uint16Array(data.buffer, data.byteOffset, data.length);
  const stored = (code: number) => {
    const number = swapped ? ((code & 255) << 8) | (code >> 8) : code;
    return signed ? (number << 16) >> 16 : number;
  };
  return { codes, stored };
}
