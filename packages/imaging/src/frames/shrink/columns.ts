import { bytesOf, isSwapped, type Plane, rowReader } from "../plane.ts";
import { LANES, type VectorType, vectorKernel } from "./simd.ts";

/** Sums down the columns of some rows, of stored numbers that are values, and how many those were. */
export interface ColumnSums {
  /** Sums of rows `first` (included) to `last` (excluded). The arrays are the object's own, good until the next sum. */
  sum(first: number, last: number): void;
  readonly sums: ArrayLike<number>;
  /** Undefined where every pixel has a value: each count is then that of the rows. */
  readonly counts: ArrayLike<number> | undefined;
}

/** By vector instructions where there are such for the plane's type. */
export function columnSums(plane: Plane): ColumnSums {
  return vectorColumns(plane) ?? rowColumns(plane);
}

/** Rows are handed to the vectors in pieces of this many bytes: small enough for a near cache. */
const PIECE_BYTES = 2 ** 18;

function vectorTypeOf(plane: Plane): VectorType | undefined {
  const { data, blank } = plane;
  const swapped = isSwapped(plane);
  if (data instanceof Float32Array) return { bytes: 4, signed: true, swapped };
  if (blank !== undefined) return;
  if (data instanceof Int16Array) return { bytes: 2, signed: true, swapped };
  return data instanceof Uint16Array ? { bytes: 2, signed: false, swapped } : undefined;
}

function vectorColumns(plane: Plane): ColumnSums | undefined {
  const type = vectorTypeOf(plane);
  const whole = plane.width - (plane.width % LANES);
  if (!type || whole === 0) return;
  const stride = plane.width * type.bytes;
  const rowsAtOnce = Math.max(1, Math.floor(PIECE_BYTES / stride));
  // Sums first, then counts, then the rows.
  const sumBytes = plane.width * (type.bytes === 2 ? 4 : 8);
  const countsAt = align(sumBytes);
  const rowsAt = align(countsAt + plane.width * 4);
  const wasm = vectorKernel(type, rowsAt + rowsAtOnce * stride);
  if (!wasm) return;

  const { memory, kernel } = wasm;
  const stored = bytesOf(plane.data);
  const rows = new Uint8Array(memory, rowsAt);
  const clean = new Uint8Array(memory, 0, rowsAt);
  const sums = sumsView(type, memory, plane.width);
  const counts = type.bytes === 4 ? new Int32Array(memory, countsAt, plane.width) : undefined;
  const rest = whole < plane.width ? restColumns(plane, whole) : undefined;
  const sum = (first: number, last: number) => {
    clean.fill(0);
    for (let y = first; y < last; y += rowsAtOnce) {
      const n = Math.min(rowsAtOnce, last - y);
      rows.set(stored.subarray(y * stride, (y + n) * stride));
      kernel(rowsAt, 0, countsAt, whole, n, stride);
    }
    if (rest) rest(first, last, sums, counts);
  };
  return { sum, sums, counts };
}

type Sums = Int32Array | Uint32Array | Float64Array;

function sumsView({ bytes, signed }: VectorType, memory: ArrayBuffer, width: number): Sums {
  if (bytes === 4) return new Float64Array(memory, 0, width);
  return signed ? new Int32Array(memory, 0, width) : new Uint32Array(memory, 0, width);
}

function align(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

/** The few columns behind the last whole vector. */
function restColumns(
  plane: Plane,
  whole: number,
): (first: number, last: number, sums: Sums, counts: Int32Array | undefined) => void {
  const width = plane.width - whole;
  const read = rowReader(plane, whole);
  return (first, last, sums, counts) => {
    for (let y = first; y < last; y++) {
      const row = read(y);
      for (let x = 0; x < width; x++) {
        const v = row[x] as number;
        if (v - v !== 0) continue;
        sums[whole + x] = (sums[whole + x] as number) + v;
        if (counts) counts[whole + x] = (counts[whole + x] as number) + 1;
      }
    }
  };
}

function rowColumns(plane: Plane): ColumnSums {
  const read = rowReader(plane);
  const sums = new Float64Array(plane.width);
  const counts = new Float64Array(plane.width);
  const sum = (first: number, last: number) => {
    sums.fill(0);
    counts.fill(0);
    for (let y = first; y < last; y++) addRow(read(y), sums, counts);
  };
  return { sum, sums, counts };
}

function addRow(row: Float64Array, sums: Float64Array, counts: Float64Array): void {
  for (let x = 0; x < row.length; x++) {
    const v = row[x] as number;
    if (v - v !== 0) continue;
    sums[x] = (sums[x] as number) + v;
    counts[x] = (counts[x] as number) + 1;
  }
}
