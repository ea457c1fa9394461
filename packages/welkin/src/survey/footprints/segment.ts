import { FootprintError } from "./errors.ts";
import { fillGrid, LISTS } from "./sky-grid.ts";
import { DEGREE } from "./sphere.ts";

/**
 * What the index knows about an observation: its time, its observatory, and the cap on the sky that contains its field.
 */
export interface Footprint {
  /** The observation's id: a whole number below 2³². */
  readonly id: number;
  /** Numbers of its source and its observatory in the index's lists, below 65 536. */
  readonly source: number;
  readonly observatory: number;
  /** MJD UTC, from 0 to 131 071. */
  readonly start: number;
  readonly stop: number;
  /** Centre of the cap, a unit vector, and its radius, radians. */
  readonly centre: readonly [number, number, number];
  readonly radius: number;
}

/** Maximum rows of a segment: the sorting key has room for this many. */
export const SEGMENT_ROWS = 2 ** 22;

const BLOCK_ROWS = 64;
/** A block with at least this many rows ends with its night, so that it does not extend to another part of the sky. */
const BLOCK_LEAST = 16;

/** Segments with fewer rows have no grid: searching their blocks takes less time than filling its cells. */
const GRID_LEAST = 2 ** 14;

/** Centres are kept in single precision: this much (radians, more than their error) is added to the radii. */
const ROUNDING = 3e-7;

/** Columns of the rows, of the blocks and of the grid, in the order in which they lie in memory: wide ones first. */
const rowColumns = {
  start: Float64Array,
  duration: Float32Array,
  x: Float32Array,
  y: Float32Array,
  z: Float32Array,
  radius: Float32Array,
  id: Uint32Array,
  source: Uint16Array,
  observatory: Uint16Array,
} as const;

const blockColumns = {
  blockStart: Float64Array,
  blockStop: Float64Array,
  blockX: Float32Array,
  blockY: Float32Array,
  blockZ: Float32Array,
  blockRadius: Float32Array,
  /** The row after the block's last. */
  blockEnd: Uint32Array,
} as const;

/** Columns of the grid of the sky, if there is one. */
const gridColumns = {
  /** End of each list in `listed`. */
  listEnd: Uint32Array,
  /** The largest radius of the rows in cells. */
  reach: Float32Array,
  /** Rows, list by list. */
  listed: Uint32Array,
} as const;

const columnKinds = { ...rowColumns, ...blockColumns, ...gridColumns };

type Columns<Kinds extends Record<string, new (...rest: never[]) => unknown>> = {
  readonly [Name in keyof Kinds]: InstanceType<Kinds[Name]>;
};

/**
 * Rows ordered by night and, within a night, by position on the sky, in blocks with a cap and a time span each.
 * Immutable; in shared memory, so that threads use one copy.
 */
export interface Segment extends Columns<typeof columnKinds> {
  readonly rows: number;
  readonly blocks: number;
  /** All of the above. */
  readonly memory: SharedArrayBuffer;
}

/** Rows in order of arrival, before sorting. */
export type Rows = Pick<Segment, keyof typeof rowColumns | "rows">;

const align = (bytes: number) => Math.ceil(bytes / 8) * 8;

function layout(rows: number, blocks: number): { name: string; offset: number; end: number }[] {
  const hasGrid = rows >= GRID_LEAST;
  const lengths: Record<keyof typeof gridColumns, number> = {
    listEnd: hasGrid ? LISTS : 0,
    reach: hasGrid ? 1 : 0,
    listed: hasGrid ? rows : 0,
  };
  let offset = 0;
  return Object.entries(columnKinds).map(([name, kind]) => {
    const count = lengths[name as keyof typeof gridColumns] ?? (name in rowColumns ? rows : blocks);
    const place = { name, offset, end: offset + count * kind.BYTES_PER_ELEMENT };
    offset = align(place.end);
    return place;
  });
}

/** Size in bytes of a segment with this many rows. */
export function segmentBytes(rows: number, blocks: number): number {
  return align(layout(rows, blocks).at(-1)!.end);
}

interface ColumnKind {
  readonly BYTES_PER_ELEMENT: number;
  new (memory: SharedArrayBuffer, offset: number, length: number): ArrayBufferView;
}

/** A segment in memory that already holds one, or in empty memory to be filled. */
export function segmentOn(memory: SharedArrayBuffer, rows: number, blocks: number): Segment {
  const columns = layout(rows, blocks).map(({ name, offset, end }) => {
    const Kind = columnKinds[name as keyof typeof columnKinds] as ColumnKind;
    return [name, new Kind(memory, offset, (end - offset) / Kind.BYTES_PER_ELEMENT)];
  });
  return { rows, blocks, memory, ...Object.fromEntries(columns) } as Segment;
}

/** Collects footprints in growing columns. */
export class RowBuffer {
  #rows = allocate(1024);
  #count = 0;

  get rows(): Rows {
    return { ...this.#rows, rows: this.#count };
  }

  add(footprint: Footprint): void {
    if (this.#count === SEGMENT_ROWS) {
      throw new FootprintError("INDEX_TOO_LARGE", `A segment holds at most ${SEGMENT_ROWS} rows.`);
    }
    if (this.#count === this.#rows.rows) this.#grow();
    const i = this.#count++;
    const rows = this.#rows;
    rows.start[i] = footprint.start;
    rows.duration[i] = (footprint.stop - footprint.start) * (1 + 1e-6);
    rows.x[i] = footprint.centre[0];
    rows.y[i] = footprint.centre[1];
    rows.z[i] = footprint.centre[2];
    rows.radius[i] = footprint.radius * (1 + 1e-6) + ROUNDING;
    rows.id[i] = footprint.id;
    rows.source[i] = footprint.source;
    rows.observatory[i] = footprint.observatory;
  }

  #grow(): void {
    const wider = allocate(this.#rows.rows * 2);
    copyRows(this.#rows, wider, 0);
    this.#rows = wider;
  }
}

function allocate(count: number): Rows {
  const columns = Object.entries(rowColumns).map(([name, Kind]) => [name, new Kind(count)]);
  return { rows: count, ...Object.fromEntries(columns) } as Rows;
}

function copyRows(from: Rows, to: Rows, at: number): void {
  for (const name of Object.keys(rowColumns) as (keyof typeof rowColumns)[]) {
    to[name].set(from[name].subarray(0, from.rows), at);
  }
}

/** The rows of several segments as one, unsorted. */
export function joinRows(parts: readonly Rows[]): Rows {
  const joined = allocate(parts.reduce((sum, part) => sum + part.rows, 0));
  let at = 0;
  for (const part of parts) {
    copyRows(part, joined, at);
    at += part.rows;
  }
  return joined;
}

/** Sorts rows into a segment. */
export function makeSegment(rows: Rows): Segment {
  const order = sorted(rows);
  const ends = blockEnds(rows, order);
  const memory = new SharedArrayBuffer(segmentBytes(rows.rows, ends.length));
  const segment = segmentOn(memory, rows.rows, ends.length);
  for (const name of Object.keys(rowColumns) as (keyof typeof rowColumns)[]) {
    const from = rows[name];
    const to = segment[name];
    for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
  }
  segment.blockEnd.set(ends);
  for (let block = 0; block < ends.length; block++) bound(segment, block);
  if (segment.listEnd.length > 0) fillGrid(segment);
  return segment;
}

/** A double has room for a night (17 bits), a position on the sky (14) and a row (22). */
const PLACES = 2 ** 14;
/** Degrees of declination in one strip of the sky. */
const STRIP = 4;
const STRIP_PLACES = 360;

/** Sorting keys by night and position: one number per row, so that rows sort as plain numbers. */
function sorted(rows: Rows): Uint32Array {
  const keys = new Float64Array(rows.rows);
  for (let i = 0; i < keys.length; i++) {
    const night = Math.floor(rows.start[i]!);
    keys[i] = (night * PLACES + place(rows.x[i]!, rows.y[i]!, rows.z[i]!)) * SEGMENT_ROWS + i;
  }
  keys.sort();
  return Uint32Array.from(keys, (key) => key % SEGMENT_ROWS);
}

/**
 * Strips of declination, traversed in alternating directions, so that neighbours in order are neighbours on the sky.
 */
function place(x: number, y: number, z: number): number {
  const strip = Math.floor((Math.asin(Math.max(-1, Math.min(1, z))) / DEGREE + 90) / STRIP);
  const along = (Math.atan2(y, x) / DEGREE + 360) % 360;
  return strip * STRIP_PLACES + Math.floor(strip % 2 === 0 ? along : 359.999999 - along);
}

function blockEnds(rows: Rows, order: Uint32Array): number[] {
  const ends: number[] = [];
  let begin = 0;
  for (let i = 1; i < order.length; i++) {
    const night = Math.floor(rows.start[order[i]!]!) !== Math.floor(rows.start[order[i - 1]!]!);
    if (i - begin < BLOCK_ROWS && !(night && i - begin >= BLOCK_LEAST)) continue;
    ends.push(i);
    begin = i;
  }
  if (order.length > 0) ends.push(order.length);
  return ends;
}

/** The time span and the cap of one block. */
function bound(s: Segment, block: number): void {
  const begin = block === 0 ? 0 : s.blockEnd[block - 1]!;
  const end = s.blockEnd[block]!;
  let sx = 0;
  let sy = 0;
  let sz = 0;
  let start = Number.POSITIVE_INFINITY;
  let stop = Number.NEGATIVE_INFINITY;
  for (let i = begin; i < end; i++) {
    sx += s.x[i]!;
    sy += s.y[i]!;
    sz += s.z[i]!;
    start = Math.min(start, s.start[i]!);
    stop = Math.max(stop, s.start[i]! + s.duration[i]!);
  }
  const size = Math.sqrt(sx * sx + sy * sy + sz * sz);
  // Rows all over the sky have no centre: any direction will do, since the radius then covers everything.
  const [x, y, z] = size > 1e-6 ? [sx / size, sy / size, sz / size] : [0, 0, 1];
  let radius = 0;
  for (let i = begin; i < end; i++) {
    const chord = Math.hypot(s.x[i]! - x, s.y[i]! - y, s.z[i]! - z);
    radius = Math.max(radius, 2 * Math.asin(Math.min(1, chord / 2)) + s.radius[i]!);
  }
  s.blockStart[block] = start;
  s.blockStop[block] = stop;
  s.blockX[block] = x;
  s.blockY[block] = y;
  s.blockZ[block] = z;
  s.blockRadius[block] = radius * (1 + 1e-6) + ROUNDING;
}
