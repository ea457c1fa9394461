import type { Limits } from "../intervals/interval.ts";
import { roundHalfEven } from "../stretches/upstream-gamma.ts";
import { type Orientation, turned, turnedSize } from "./orient.ts";
import { codes16, type Plane, planeValue, rowReader } from "./plane.ts";
import { type AddRow, addCodes8, addCodes16, boxBorders, reduceBoxes } from "./shrink/boxes.ts";
import { lanczos } from "./shrink/lanczos.ts";
import type { Size } from "./shrink/size.ts";

/** Pillow's `reducing_gap` in `thumbnail`: whole boxes are averaged while twice the wanted size remains. */
const REDUCING_GAP = 2;

/** The 8-bit levels of a plane, and what is then made of each level. */
export interface Levels {
  readonly plane: Plane;
  /** The level, 0 to 255, of a value that may be NaN. */
  level(value: number): number;
  /** What becomes of each level. */
  readonly table: Uint8Array;
}

/** Values to levels as fits2image: clipped, scaled in double precision, rounded half to even; 0 where there is none. */
export function linearLevel({ low, high }: Limits): (value: number) => number {
  const scale = 255 / (high - low);
  const offset = -low * scale;
  return (value) => {
    if (Number.isNaN(value)) return 0;
    const level = Math.min(high, Math.max(low, value)) * scale + offset;
    return Math.min(255, Math.max(0, roundHalfEven(level)));
  };
}

/** Grey levels, turned the right way up and shrunk, top row first. */
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

/** The plane averaged over boxes that are counted from the top left corner of the turned picture. */
function turnedBoxes(
  levels: Levels,
  orientation: Orientation,
  factors: Size,
): Size & { data: Uint8Array } {
  const { plane } = levels;
  const { mirror, turns } = orientation;
  const inPlane = turnedSize(orientation, factors);
  // Which ends of the plane's axes come to lie at the picture's left or top.
  const fromRight = mirror !== (turns === 1 || turns === 2);
  const fromTop = turns === 2 || turns === 3;
  const columns = boxBorders(plane.width, inPlane.width, fromRight);
  const rows = boxBorders(plane.height, inPlane.height, fromTop);
  const small = reduceBoxes(rowAdder(levels), columns, rows);
  return { ...turnedSize(orientation, small), data: turned(small.data, small, orientation) };
}

function rowAdder({ plane, level, table }: Levels): AddRow {
  const direct = codes16(plane);
  if (direct) return addCodes16(direct.codes, plane.width, codeLevels({ plane, level, table }));
  return addCodes8(levelRows({ plane, level }), table);
}

/** The brightness of each 16-bit code. */
function codeLevels({ plane, level, table }: Levels): Uint8Array {
  const stored = (codes16(plane) as NonNullable<ReturnType<typeof codes16>>).stored;
  return Uint8Array.from(
    { length: 65_536 },
    (_, code) => table[level(planeValue(plane, stored(code)))] as number,
  );
}

/** Reads rows as levels. */
function levelRows({ plane, level }: Omit<Levels, "table">): (y: number) => Uint8Array {
  const read = rowReader(plane);
  const { scale = 1, zero = 0 } = plane;
  const levels = new Uint8Array(plane.width);
  return (y) => {
    const row = read(y);
    for (let x = 0; x < levels.length; x++) levels[x] = level(zero + scale * (row[x] as number));
    return levels;
  };
}

/** How many pixels of a plane have each level, before the table. */
export function countLevels({ plane, level }: Omit<Levels, "table">): Float64Array {
  const counts = new Float64Array(256);
  const read = levelRows({ plane, level });
  for (let y = 0; y < plane.height; y++) countRow(read(y), counts);
  return counts;
}

function countRow(row: Uint8Array, counts: Float64Array): void {
  for (let x = 0; x < row.length; x++) {
    const level = row[x] as number;
    counts[level] = (counts[level] as number) + 1;
  }
}
