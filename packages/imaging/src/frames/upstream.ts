import type { Limits } from "../intervals/interval.ts";
import { roundHalfEven } from "../stretches/upstream-gamma.ts";
import { type Orientation, turned, turnedSize } from "./orient.ts";
import { type Plane, planeValue, rowReader } from "./plane.ts";
import { boxBorders, type LevelColumns, reduceBoxes } from "./shrink/boxes.ts";
import { columnLevels } from "./shrink/columns.ts";
import { lanczos } from "./shrink/lanczos.ts";
import { type AddLevels, floatLevels } from "./shrink/levels.ts";
import type { Size } from "./shrink/size.ts";

/** Pillow's `reducing_gap` in `thumbnail`: whole boxes are averaged while twice the wanted size remains. */
const REDUCING_GAP = 2;

/** The 8-bit levels of a plane, and the final value of each. */
export interface Levels {
  readonly plane: Plane;
  /** The values at levels 0 and 255. */
  readonly limits: Limits;
  /** The final value of each level. */
  readonly table: Uint8Array;
}

/** Values to levels as in fits2image: clipped, scaled in double precision, rounded half to even; 0 if there is no value. */
function toLevels(values: Float64Array, { low, high }: Limits, levels: Uint8Array): void {
  const scale = 255 / (high - low);
  const offset = -low * scale;
  for (let x = 0; x < values.length; x++) {
    const value = values[x] as number;
    const clipped = value < low ? low : value > high ? high : value;
    // NaN becomes 0 as it is stored.
    levels[x] = roundHalfEven(clipped * scale + offset);
  }
}

/** Grey levels, oriented and shrunk, top row first. */
export function upstreamGrey(levels: Levels, orientation: Orientation, size: Size): Uint8Array {
  const { plane } = levels;
  const full = turnedSize(orientation, plane);
  const factorOf = (from: number, to: number) => Math.max(1, Math.floor(from / to / REDUCING_GAP));
  const factors = {
    width: factorOf(full.width, size.width),
    height: factorOf(full.height, size.height),
  };
  const small = turnedBoxes(levels, orientation, factors);
  return lanczos(small.data, small, size, {
    width: full.width / factors.width,
    height: full.height / factors.height,
  });
}

/** The plane averaged over boxes counted from the top left corner of the turned picture. */
function turnedBoxes(
  levels: Levels,
  orientation: Orientation,
  factors: Size,
): Size & { data: Uint8Array } {
  const { plane } = levels;
  const { mirror, turns } = orientation;
  const inPlane = turnedSize(orientation, factors);
  // Which ends of the plane's axes come to the picture's left or top.
  const fromRight = mirror !== (turns === 1 || turns === 2);
  const fromTop = turns === 2 || turns === 3;
  const columns = boxBorders(plane.width, inPlane.width, fromRight);
  const rows = boxBorders(plane.height, inPlane.height, fromTop);
  const small = reduceBoxes(levelColumns(levels), columns, rows);
  return { ...turnedSize(orientation, small), data: turned(small.data, small, orientation) };
}

function levelColumns(levels: Levels): LevelColumns {
  const { plane, limits, table } = levels;
  return (
    columnLevels(plane, levelOfNumbers(levels)) ??
    floatLevels(plane, limits, table, (from) => addRows(levels, from)) ??
    rowLevels(levels)
  );
}

/** The brightness of each 16-bit number; negative ones, if any, from 32 768 on. */
function levelOfNumbers({ plane, limits, table }: Levels): Uint8Array {
  const signed = plane.data instanceof Int16Array;
  const values = new Float64Array(65_536);
  for (let number = 0; number < values.length; number++) {
    values[number] = planeValue(plane, signed ? (number << 16) >> 16 : number);
  }
  const levels = new Uint8Array(65_536);
  toLevels(values, limits, levels);
  for (let i = 0; i < levels.length; i++) levels[i] = table[levels[i] as number] as number;
  return levels;
}

function rowLevels(levels: Levels): LevelColumns {
  const sums = new Int32Array(levels.plane.width);
  const add = addRows(levels, 0);
  const sum = (first: number, last: number) => {
    sums.fill(0);
    for (let y = first; y < last; y++) add(y, sums);
  };
  return { sum, sums };
}

/** Adds rows of final values, from a given column. */
function addRows({ plane, limits, table }: Levels, from: number): AddLevels {
  const read = levelRows(plane, limits, from);
  return (y, sums) => {
    const row = read(y);
    for (let x = 0; x < row.length; x++) {
      sums[from + x] = (sums[from + x] as number) + (table[row[x] as number] as number);
    }
  };
}

/** Reads rows as levels, from a given column. */
function levelRows(plane: Plane, limits: Limits, from = 0): (y: number) => Uint8Array {
  const read = rowReader(plane, from);
  const { scale = 1, zero = 0 } = plane;
  const levels = new Uint8Array(plane.width - from);
  return (y) => {
    const row = read(y);
    if (scale !== 1 || zero !== 0) {
      for (let x = 0; x < row.length; x++) row[x] = zero + scale * (row[x] as number);
    }
    toLevels(row, limits, levels);
    return levels;
  };
}

/** How many pixels of a plane have each level, before the table. */
export function countLevels({ plane, limits }: Levels): Float64Array {
  const counts = new Float64Array(256);
  const read = levelRows(plane, limits);
  for (let y = 0; y < plane.height; y++) countRow(read(y), counts);
  return counts;
}

function countRow(row: Uint8Array, counts: Float64Array): void {
  for (let x = 0; x < row.length; x++) {
    const level = row[x] as number;
    counts[level] = (counts[level] as number) + 1;
  }
}
