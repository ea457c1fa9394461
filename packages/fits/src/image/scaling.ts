import type { Header } from "../header/header.ts";
import type { PixelFormat, RawArray } from "./bitpix.ts";

/** The array types returned to callers. */
export type PixelArray = RawArray | Int8Array | Uint16Array | Uint32Array | BigUint64Array;

/** The array types that a caller can request. */
export interface PixelTypes {
  /**
   * The file's own type: unsigned and signed bytes stored by offset are restored exactly; other scalings, and
   * integers with BLANK, become Float32 (8 and 16 bits, float) or Float64, blanks NaN.
   */
  native: PixelArray;
  /** As stored, before BSCALE, BZERO and BLANK. */
  raw: RawArray;
  float32: Float32Array;
  float64: Float64Array;
}

export type PixelType = keyof PixelTypes;

/** How stored values become physical ones (FITS 4.0 §4.4.2.5): zero + scale × stored. */
export interface Scaling {
  scale: number;
  zero: number;
  /** The stored integer that means "no value". */
  blank?: number | bigint;
}

/** The scaling cards of an image. BLANK applies to integers only. */
export function imageScaling(header: Header, format: PixelFormat): Scaling {
  const blank = header.get("BLANK");
  return {
    scale: header.number("BSCALE") ?? 1,
    zero: header.number("BZERO") ?? 0,
    ...(format.integer && (typeof blank === "number" || typeof blank === "bigint")
      ? { blank }
      : {}),
  };
}

/** Applies a scaling. May reuse the raw array. */
export function scaled<T extends PixelType>(
  raw: RawArray,
  format: PixelFormat,
  scaling: Scaling,
  type: T,
): PixelTypes[T] {
  return SCALERS[type](raw, format, scaling) as PixelTypes[T];
}

type Scaler = (raw: RawArray, format: PixelFormat, scaling: Scaling) => PixelArray;

const SCALERS: Record<PixelType, Scaler> = {
  raw: (raw) => raw,
  native: nativeValues,
  float32: (raw, _format, scaling) =>
    raw instanceof Float32Array && isIdentity(scaling)
      ? raw
      : fill(raw, scaling, new Float32Array(raw.length)),
  float64: (raw, _format, scaling) =>
    raw instanceof Float64Array && isIdentity(scaling)
      ? raw
      : fill(raw, scaling, new Float64Array(raw.length)),
};

function nativeValues(raw: RawArray, format: PixelFormat, scaling: Scaling): PixelArray {
  if (isIdentity(scaling)) return raw;
  if (scaling.scale === 1 && scaling.blank === undefined) {
    const offset = OFFSET_INTEGERS.find(
      ({ bitpix, zero }) => bitpix === format.bitpix && zero === scaling.zero,
    );
    if (offset) return offset.shift(raw);
  }
  const narrow = format.bytes <= 2 || format.bitpix === -32;
  return fill(raw, scaling, narrow ? new Float32Array(raw.length) : new Float64Array(raw.length));
}

function isIdentity(scaling: Scaling): boolean {
  return scaling.scale === 1 && scaling.zero === 0 && scaling.blank === undefined;
}

/** Sign conventions by offset (FITS 4.0 table 11): flipping the top bit adds the offset exactly. */
const OFFSET_INTEGERS: readonly {
  bitpix: number;
  zero: number;
  shift(raw: RawArray): PixelArray;
}[] = [
  { bitpix: 8, zero: -128, shift: (raw) => new Int8Array(flipped(raw)) },
  { bitpix: 16, zero: 2 ** 15, shift: (raw) => new Uint16Array(flipped(raw)) },
  { bitpix: 32, zero: 2 ** 31, shift: (raw) => new Uint32Array(flipped(raw)) },
  { bitpix: 64, zero: 2 ** 63, shift: (raw) => new BigUint64Array(flipped(raw)) },
];

/** Top bits in a 32-bit word of integers of this many bytes, on a little-endian machine. */
const TOP_BITS: Record<number, number> = { 1: 0x80808080, 2: 0x80008000, 4: 0x80000000 };

/**
 * The array's own memory with the top bit of each integer flipped: this avoids copying a frame. The array must begin
 * at the beginning of its buffer.
 */
export function flipped(raw: PixelArray): ArrayBuffer {
  const buffer = raw.buffer as ArrayBuffer;
  if (raw instanceof BigInt64Array || raw instanceof BigUint64Array) {
    const words = new Uint32Array(buffer, 0, 2 * raw.length);
    for (let i = 1; i < words.length; i += 2) words[i] = (words[i] as number) ^ 0x80000000;
    return buffer;
  }
  const mask = TOP_BITS[raw.BYTES_PER_ELEMENT] as number;
  const words = new Uint32Array(buffer, 0, raw.byteLength >> 2);
  for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) ^ mask;
  const perWord = 4 / raw.BYTES_PER_ELEMENT;
  const top = 2 ** (8 * raw.BYTES_PER_ELEMENT - 1);
  for (let i = words.length * perWord; i < raw.length; i++) raw[i] = (raw[i] as number) ^ top;
  return buffer;
}

function fill<T extends Float32Array | Float64Array>(
  raw: RawArray,
  scaling: Scaling,
  output: T,
): T {
  if (raw instanceof BigInt64Array) return fillBig(raw, scaling, output);
  const { scale, zero } = scaling;
  const values: ArrayLike<number> = raw;
  const blank = scaling.blank === undefined ? undefined : Number(scaling.blank);
  for (let i = 0; i < values.length; i++) output[i] = (values[i] as number) * scale + zero;
  if (blank === undefined) return output;
  for (let i = 0; i < values.length; i++) if (values[i] === blank) output[i] = Number.NaN;
  return output;
}

function fillBig<T extends Float32Array | Float64Array>(
  raw: BigInt64Array,
  { scale, zero, blank }: Scaling,
  output: T,
): T {
  const none = blank === undefined ? undefined : BigInt(blank);
  if (scale === 1 && Number.isSafeInteger(zero / 2 ** 32)) {
    // A large offset is added exactly, before the sum is rounded: small unsigned values would be lost.
    const offset = BigInt(zero);
    for (let i = 0; i < raw.length; i++) {
      output[i] = raw[i] === none ? Number.NaN : Number((raw[i] as bigint) + offset);
    }
    return output;
  }
  for (let i = 0; i < raw.length; i++) {
    output[i] = raw[i] === none ? Number.NaN : Number(raw[i]) * scale + zero;
  }
  return output;
}
