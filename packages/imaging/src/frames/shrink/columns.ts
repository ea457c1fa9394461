import { bytesOf, type Codes16, codes16, isSwapped, type Plane, rowReader } from "../plane.ts";
import {
  kernelIn,
  memoryOf,
  newMemory,
  SCRATCH_BYTES,
  type VectorMemory,
  wordBytes,
} from "./simd.ts";
import { LANES, type VectorType } from "./steps.ts";

/** Column sums over some rows, of stored numbers that are values, and their counts. */
export interface ColumnSums {
  /**
   * Sums rows `first` (included) to `last` (excluded). The arrays belong to the object and are valid until the next
   * sum.
   */
  sum(first: number, last: number): void;
  readonly sums: ArrayLike<number>;
  /** Undefined if every pixel has a value: each count is then the number of rows. */
  readonly counts: ArrayLike<number> | undefined;
}

/** Uses vector instructions if available for the plane's type. */
export function columnSums(plane: Plane): ColumnSums {
  return vectorColumns(plane) ?? rowColumns(plane);
}

/** Rows are passed to the vector code in pieces of this many bytes: small enough for a near cache. */
const PIECE_BYTES = 2 ** 18;

function vectorTypeOf(plane: Plane): VectorType | undefined {
  const { data, blank } = plane;
  const swapped = isSwapped(plane);
  if (data instanceof Float32Array) return { of: "float", swapped };
  if (blank !== undefined) return;
  if (data instanceof Int16Array) return { of: "signed", swapped };
  return data instanceof Uint16Array ? { of: "unsigned", swapped } : undefined;
}

function vectorColumns(plane: Plane): ColumnSums | undefined {
  const type = vectorTypeOf(plane);
  const float = type?.of === "float";
  const room = type && vectorRoom(plane, type);
  if (!room) return;
  const { memory, besideAt } = room;
  const sums = sumsView(type, memory, plane.width);
  const counts = float ? new Int32Array(memory, besideAt, plane.width) : undefined;
  const rest = room.whole < plane.width ? restColumns(plane, room.whole) : undefined;
  const sum = (first: number, last: number) => {
    sums.fill(0);
    counts?.fill(0);
    room.add(first, last);
    rest?.(first, last, sums, counts);
  };
  return { sum, sums, counts };
}

/**
 * Column sums of a table's entries for each 16-bit number: `table[number]`, negative numbers from 32 768 on.
 * Undefined for planes of other types.
 */
export function columnLevels(plane: Plane, table: Uint8Array): ColumnSums | undefined {
  const direct = codes16(plane);
  if (!direct) return;
  const type: VectorType = { of: "table", swapped: isSwapped(plane) };
  const room = vectorRoom(plane, type);
  const sums = room ? new Int32Array(room.memory, 0, plane.width) : new Int32Array(plane.width);
  if (room) new Uint8Array(room.memory, room.besideAt, table.length).set(table);
  const whole = room?.whole ?? 0;
  const sum = (first: number, last: number) => {
    sums.fill(0);
    room?.add(first, last);
    if (whole === plane.width) return;
    for (let y = first; y < last; y++) {
      addLevels(direct, y * plane.width, table, whole, sums);
    }
  };
  return { sum, sums, counts: undefined };
}

function addLevels(
  { codes, stored }: Codes16,
  row: number,
  table: Uint8Array,
  from: number,
  sums: Int32Array,
): void {
  for (let x = from; x < sums.length; x++) {
    sums[x] = (sums[x] as number) + (table[stored(codes[row + x] as number) & 0xffff] as number);
  }
}

/**
 * A kernel's memory laid out for a plane: sums, their companions, then rows. It belongs to one plane until the next
 * is summed.
 */
export interface VectorRoom {
  readonly memory: ArrayBuffer;
  readonly besideAt: number;
  /** Columns processed by the kernel; a few after them remain. */
  readonly whole: number;
  add(first: number, last: number): void;
}

let shared: VectorMemory | undefined;

/** The memory for planes that are not in vector memory themselves. */
function sharedMemory(bytes: number): VectorMemory | undefined {
  if (!shared || shared.buffer.byteLength < SCRATCH_BYTES + bytes) shared = newMemory(bytes);
  return shared;
}

export function vectorRoom(plane: Plane, type: VectorType): VectorRoom | undefined {
  const whole = plane.width - (plane.width % LANES);
  const wide = wordBytes(type);
  const stride = plane.width * wide;
  const besideAt = align(plane.width * (wide === 2 ? 4 : 8));
  const own = memoryOf(plane.data.buffer);
  const memory = own ?? sharedMemory(Math.max(PIECE_BYTES, stride));
  const kernel = memory && whole > 0 ? kernelIn(memory, type) : undefined;
  if (!memory || !kernel) return;
  const { buffer } = memory;
  const sum = (rowsAt: number, rows: number) => kernel(rowsAt, 0, besideAt, whole, rows, stride);
  const add = own
    ? (first: number, last: number) => {
        if (last > first) sum(plane.data.byteOffset + first * stride, last - first);
      }
    : copyingAdd(bytesOf(plane.data), stride, new Uint8Array(buffer, SCRATCH_BYTES), sum);
  return { memory: buffer, besideAt, whole, add };
}

function copyingAdd(
  stored: Uint8Array,
  stride: number,
  rows: Uint8Array,
  sum: (rowsAt: number, rows: number) => void,
): (first: number, last: number) => void {
  const rowsAtOnce = Math.max(1, Math.floor(PIECE_BYTES / stride));
  return (first, last) => {
    for (let y = first; y < last; y += rowsAtOnce) {
      const n = Math.min(rowsAtOnce, last - y);
      rows.set(stored.subarray(y * stride, (y + n) * stride));
      sum(SCRATCH_BYTES, n);
    }
  };
}

type Sums = Int32Array | Uint32Array | Float64Array;

function sumsView(type: VectorType, memory: ArrayBuffer, width: number): Sums {
  if (type.of === "float") return new Float64Array(memory, 0, width);
  return type.of === "signed"
    ? new Int32Array(memory, 0, width)
    : new Uint32Array(memory, 0, width);
}

function align(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}

/** The few columns after the last whole vector. */
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
