import { pixelFormat, type RawArray } from "../image/bitpix.ts";
import { flipped, type PixelArray } from "../image/scaling.ts";

/** An array in FITS storage form. */
export interface StoredPixels {
  raw: RawArray;
  bitpix: number;
  /** BZERO or TZEROn of types that FITS does not have (FITS 4.0 table 11). */
  zero?: number | bigint;
}

/** Storage form of any typed array: types that FITS lacks are shifted by half their range. */
export function storedPixels(values: PixelArray): StoredPixels {
  if (values instanceof Int8Array) {
    return { raw: new Uint8Array(flipped(values.slice())), bitpix: 8, zero: -128 };
  }
  if (values instanceof Uint16Array) {
    return { raw: new Int16Array(flipped(values.slice())), bitpix: 16, zero: 2 ** 15 };
  }
  if (values instanceof Uint32Array) {
    return { raw: new Int32Array(flipped(values.slice())), bitpix: 32, zero: 2 ** 31 };
  }
  if (values instanceof BigUint64Array) {
    return { raw: new BigInt64Array(flipped(values.slice())), bitpix: 64, zero: 1n << 63n };
  }
  return { raw: values, bitpix: bitpixOf(values) };
}

function bitpixOf(raw: RawArray): number {
  const real = raw instanceof Float32Array || raw instanceof Float64Array;
  return 8 * raw.BYTES_PER_ELEMENT * (real ? -1 : 1);
}

/** Big-endian bytes. */
export function storedBytes({ raw, bitpix }: StoredPixels): Uint8Array {
  return pixelFormat(bitpix).encode(raw);
}
