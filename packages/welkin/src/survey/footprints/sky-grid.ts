import type { Segment } from "./segment.ts";
import { DEGREE, type Vector } from "./sphere.ts";

/**
 * Which rows of a segment have their centre in which cell of the sky: strips of declination, each divided into cells
 * about as wide as high. After the cells comes the list of rows whose caps are too large for a search of neighbouring
 * cells.
 */
const HEIGHT = 2 * DEGREE;
const STRIPS = Math.round(Math.PI / HEIGHT);

/** Cells of each strip, and of all strips before it. */
const counts = Array.from({ length: STRIPS }, (_, strip) =>
  Math.max(1, Math.round((2 * Math.PI * Math.cos((strip + 0.5) * HEIGHT - Math.PI / 2)) / HEIGHT)),
);
const before = counts.map((_, strip) => counts.slice(0, strip).reduce((sum, n) => sum + n, 0));

const LARGE_LIST = counts.reduce((sum, n) => sum + n, 0);
/** Lists of rows: one per cell, and one for the large rows. */
export const LISTS = LARGE_LIST + 1;

/** Rows with a larger radius are in no cell. */
const LARGE = 5 * DEGREE;
/** For a radius larger than this, the cells have no advantage over the blocks. */
const FARTHEST = 20 * DEGREE;
/** More than the rounding error of positions, radians. */
const ROUNDING = 1e-6;

type Placed = Pick<Segment, "rows" | "x" | "y" | "z" | "radius" | "listEnd" | "listed" | "reach">;

/** Sorts the rows of a segment into the lists, each in the rows' order. */
export function fillGrid(s: Placed): void {
  const lists = new Uint16Array(s.rows);
  const at = new Uint32Array(LISTS + 1);
  let reach = 0;
  for (let row = 0; row < s.rows; row++) {
    const list = listOf(s, row);
    if (list !== LARGE_LIST) reach = Math.max(reach, s.radius[row]!);
    lists[row] = list;
    at[list + 1]!++;
  }
  for (let list = 0; list < LISTS; list++) at[list + 1]! += at[list]!;
  s.reach[0] = reach;
  s.listEnd.set(at.subarray(1));
  for (let row = 0; row < s.rows; row++) s.listed[at[lists[row]!]!++] = row;
}

function listOf({ x, y, z, radius }: Placed, row: number): number {
  if (!(radius[row]! <= LARGE)) return LARGE_LIST;
  const [cx, cy, cz] = [x[row]!, y[row]!, z[row]!];
  const strip = stripOf(Math.atan2(cz, Math.sqrt(cx * cx + cy * cy)));
  const along = Math.floor((turn(Math.atan2(cy, cx)) / (2 * Math.PI)) * counts[strip]!);
  return before[strip]! + Math.min(along, counts[strip]! - 1);
}

const stripOf = (dec: number) =>
  Math.max(0, Math.min(STRIPS - 1, Math.floor((dec + Math.PI / 2) / HEIGHT)));

/** From 0 to a full turn. */
const turn = (angle: number) => (angle < 0 ? angle + 2 * Math.PI : angle);

/**
 * Spans of `listed`, from one number to below the next, two by two, in which is every row whose cap may come within
 * `radius` (radians) of a direction; undefined if that is too far for the cells to help.
 */
export function spansNear(s: Placed, [x, y, z]: Vector, radius: number): number[] | undefined {
  const far = radius + s.reach[0]! + ROUNDING;
  if (s.listEnd.length === 0 || !(far <= FARTHEST)) return undefined;
  const spans: number[] = [];
  const add = (first: number, last: number) => {
    const begin = first === 0 ? 0 : s.listEnd[first - 1]!;
    if (begin < s.listEnd[last]!) spans.push(begin, s.listEnd[last]!);
  };
  const ra = turn(Math.atan2(y, x));
  const dec = Math.atan2(z, Math.sqrt(x * x + y * y));
  // How far a circle extends in right ascension: all the way round if it contains a pole.
  const holdsPole = Math.abs(dec) + far >= Math.PI / 2;
  const width = holdsPole ? Math.PI : Math.asin(Math.sin(far) / Math.cos(dec)) + ROUNDING;
  for (let strip = stripOf(dec - far); strip <= stripOf(dec + far); strip++) {
    const [count, base] = [counts[strip]!, before[strip]!];
    const size = (2 * Math.PI) / count;
    const first = Math.floor((ra - width) / size);
    const last = Math.floor((ra + width) / size);
    if (last - first >= count - 1) {
      add(base, base + count - 1);
    } else if (first < 0) {
      add(base + first + count, base + count - 1);
      add(base, base + last);
    } else if (last >= count) {
      add(base + first, base + count - 1);
      add(base, base + last - count);
    } else {
      add(base + first, base + last);
    }
  }
  add(LARGE_LIST, LARGE_LIST);
  return spans;
}
