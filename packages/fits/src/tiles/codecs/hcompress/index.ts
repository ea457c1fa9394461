import { FitsError } from "../../../errors.ts";
import type { TileCodec } from "../codec.ts";
import { BitReader } from "./bits.ts";
import { decodeQuadrant } from "./quadtree.ts";
import { inverseTransform } from "./transform.ts";

/** The two bytes that begin every stream. */
const MAGIC = 0xdd99;
/** Magic, two sizes, the scale, the sum of all pixels and three numbers of bit planes. */
const HEADER_BYTES = 25;
/** Coefficients of up to this many bits, and sums of four of them, fit 32-bit arithmetic. */
const NARROW_BITS = 28;
/** Beyond this a coefficient is no longer an exact double. */
const MAX_BITS = 50;

/**
 * HCOMPRESS_1: the H-transform (a two-dimensional Haar transform), its coefficients stored bit
 * plane by bit plane as quadtrees (White, Postman & Lattanzi 1992; FITS 4.0 §10.4.4). Lossy when
 * the coefficients were divided by a scale; SMOOTH then hides the blocks.
 */
export const hcompress: TileCodec = {
  names: ["HCOMPRESS_1"],
  decode({ bytes, pixels, parameters, format }) {
    const { rows, columns, scale, sum, planes } = readHeader(bytes);
    if (rows * columns !== pixels) throw bad(`${rows} × ${columns} in a tile of ${pixels}`);
    const wide = isWide(scale, sum, planes);
    const coefficients = wide ? new Float64Array(pixels) : new Int32Array(pixels);
    const bits = new BitReader(bytes, HEADER_BYTES);
    const topRows = Math.ceil(rows / 2);
    const leftColumns = Math.ceil(columns / 2);
    for (const [row, column, plane] of [
      [0, 0, 0],
      [0, leftColumns, 1],
      [topRows, 0, 1],
      [topRows, leftColumns, 2],
    ] as const) {
      const height = row ? rows - topRows : topRows;
      const width = column ? columns - leftColumns : leftColumns;
      const target = { values: coefficients, stride: columns, from: row * columns + column };
      decodeQuadrant(bits, target, height, width, planes[plane] as number);
    }
    if (bits.read(4) !== 0) throw bad("no end mark behind the bit planes");
    readSigns(bits, coefficients);
    coefficients[0] = sum;
    if (scale > 1)
      for (let i = 0; i < pixels; i++) coefficients[i] = (coefficients[i] as number) * scale;
    const smooth = parameters.get("SMOOTH") ? Math.max(0, scale) : 0;
    const output = inverseTransform(coefficients, rows, columns, smooth);
    return clamped(output, LIMITS[format.bitpix] ?? INT32);
  },
};

/** Extremes of the integers of a BITPIX; those of 32 bits for all wider ones. */
const INT32 = [-(2 ** 31), 2 ** 31 - 1] as const;
const LIMITS: Record<number, readonly [number, number]> = { 8: [0, 255], 16: [-32768, 32767] };

/** Values that the loss pushed outside the type are clamped to its range. */
function clamped(values: Int32Array | Float64Array, [low, high]: readonly [number, number]) {
  const output = values instanceof Int32Array ? values : new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    output[i] = Math.max(low, Math.min(high, values[i] as number));
  }
  return output;
}

interface StreamHeader {
  /** Sizes along the slow and the fast axis. */
  rows: number;
  columns: number;
  scale: number;
  sum: number;
  /** Bit planes of the quadrants: first, second and third, fourth. */
  planes: [number, number, number];
}

function readHeader(bytes: Uint8Array): StreamHeader {
  if (bytes.byteLength < HEADER_BYTES) throw bad("no header");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== MAGIC) throw bad("wrong magic number");
  const sum = Number(view.getBigInt64(14));
  const planes: [number, number, number] = [bytes[22]!, bytes[23]!, bytes[24]!];
  const header = {
    rows: view.getInt32(2),
    columns: view.getInt32(6),
    scale: view.getInt32(10),
    sum,
    planes,
  };
  // A scale of 0, or below 0 where cfitsio's overflowed, means no scaling.
  const sane = header.rows > 0 && header.columns > 0 && Number.isSafeInteger(sum);
  if (!sane || Math.max(...planes) > MAX_BITS) throw bad("impossible header");
  return header;
}

function isWide(scale: number, sum: number, planes: readonly number[]): boolean {
  const scaleBits = scale > 1 ? Math.ceil(Math.log2(scale)) : 0;
  const bits = Math.max(Math.log2(Math.abs(sum) + 1), ...planes) + scaleBits;
  return bits > NARROW_BITS;
}

/** The signs come last, one bit for each non-zero coefficient, starting on a byte boundary. */
function readSigns(bits: BitReader, coefficients: Int32Array | Float64Array): void {
  bits.align();
  for (let i = 0; i < coefficients.length; i++) {
    const value = coefficients[i] as number;
    if (value !== 0 && bits.read(1)) coefficients[i] = -value;
  }
}

function bad(detail: string): FitsError {
  return new FitsError("FITS_BAD_TILE", `HCOMPRESS_1: ${detail}`);
}
