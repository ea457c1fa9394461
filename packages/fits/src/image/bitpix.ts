import { FitsError } from "../errors.ts";

/** The array types in which a file stores values. */
export type RawArray =
  | Uint8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Float32Array
  | Float64Array;

/** What a BITPIX value means (FITS 4.0 §4.4.1.1, table 8). */
export interface PixelFormat {
  readonly bitpix: number;
  readonly bytes: number;
  readonly integer: boolean;
  allocate(length: number): RawArray;
  /** Whether an array is of the type made by `allocate`. */
  is(array: ArrayBufferView): array is RawArray;
  /** Native array from big-endian bytes; the bytes are not modified. */
  decode(bytes: Uint8Array): RawArray;
  /** The same, into an array at a given position; the bytes are whole values. */
  decodeInto(bytes: Uint8Array, output: RawArray, at: number): void;
  /** Big-endian bytes from a native array. */
  encode(values: RawArray): Uint8Array;
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function format<T extends RawArray>(
  bitpix: number,
  Type: { new (length: number): T; new (buffer: ArrayBuffer): T },
): PixelFormat {
  const bytes = Math.abs(bitpix) / 8;
  return {
    bitpix,
    bytes,
    integer: bitpix > 0,
    allocate: (length) => new Type(length),
    is: (array): array is T => array instanceof Type,
    decode: (input) => {
      const whole = input.byteLength - (input.byteLength % bytes);
      return new Type(swapped(input.subarray(0, whole), bytes).buffer);
    },
    decodeInto: (input, output, at) => {
      const from = output.byteOffset + at * bytes;
      const place = new Uint8Array(output.buffer as ArrayBuffer, from, input.byteLength);
      place.set(input);
      if (LITTLE_ENDIAN) SWAPS[bytes]?.(place);
    },
    encode: (values) =>
      swapped(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), bytes),
  };
}

const FORMATS: readonly PixelFormat[] = [
  format(8, Uint8Array),
  format(16, Int16Array),
  format(32, Int32Array),
  format(64, BigInt64Array),
  format(-32, Float32Array),
  format(-64, Float64Array),
];

/** The format for a BITPIX; FITS_BAD_HEADER for an invalid number. */
export function pixelFormat(bitpix: number | undefined, card = "BITPIX"): PixelFormat {
  const found = FORMATS.find((format) => format.bitpix === bitpix);
  if (found) return found;
  throw new FitsError("FITS_BAD_HEADER", `${card} = ${bitpix}`, { card });
}

/** A copy of the bytes with each word of this many bytes swapped, in its own buffer. */
function swapped(input: Uint8Array, wordBytes: number): Uint8Array<ArrayBuffer> {
  // A Node Buffer's slice() would be a view: this must be a copy.
  const output = new Uint8Array(input.byteLength);
  output.set(input);
  if (LITTLE_ENDIAN && wordBytes > 1) SWAPS[wordBytes]?.(output);
  return output;
}

/** Functions that swap words in place, in memory that begins at a whole word. */
const SWAPS: Record<number, (bytes: Uint8Array<ArrayBuffer>) => void> = {
  2: swap16,
  4: (bytes) => swap32(wordsOf(bytes)),
  8: swap64,
};

function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): Uint32Array {
  return new Uint32Array(buffer, byteOffset, byteLength >> 2);
}

/** Two 16-bit words at a time: half the loads. */
function swap16(bytes: Uint8Array<ArrayBuffer>): void {
  const odd = Math.min(bytes.byteOffset & 2, bytes.byteLength);
  const pairs = wordsOf(bytes.subarray(odd));
  bytes.subarray(0, odd).reverse();
  bytes.subarray(odd + 4 * pairs.length).reverse();
  for (let i = 0; i < pairs.length; i++) {
    const v = pairs[i] as number;
    pairs[i] = ((v & 0x00ff00ff) << 8) | ((v >>> 8) & 0x00ff00ff);
  }
}

function swap32(words: Uint32Array): void {
  for (let i = 0; i < words.length; i++) words[i] = swap(words[i] as number);
}

function swap64(bytes: Uint8Array<ArrayBuffer>): void {
  const words = wordsOf(bytes);
  for (let i = 0; i + 1 < words.length; i += 2) {
    const high = swap(words[i] as number);
    words[i] = swap(words[i + 1] as number);
    words[i + 1] = high;
  }
}

function swap(v: number): number {
  return (v << 24) | ((v & 0xff00) << 8) | ((v >>> 8) & 0xff00) | (v >>> 24);
}
