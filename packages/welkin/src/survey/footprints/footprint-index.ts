import type { TargetPath } from "./path.ts";
import {
  type Footprint,
  joinRows,
  makeSegment,
  RowBuffer,
  SEGMENT_ROWS,
  type Segment,
} from "./segment.ts";
import { spansNear } from "./sky-grid.ts";
import type { Vector } from "./sphere.ts";

/** Which rows are searched. */
export interface Window {
  /** MJD UTC: exposures that overlap the span from `from` to `to`, both included; all by default. */
  readonly from?: number;
  readonly to?: number;
  /** Numbers of sources; all by default. */
  readonly sources?: ReadonlySet<number>;
}

/** Tests a cap at a time: whether the target can be in it then. */
type Near = (t0: number, t1: number, x: number, y: number, z: number, radius: number) => boolean;

/**
 * The pointing and time of every observation, in memory: 36 bytes per row, plus about one for its block and four for
 * its place in a grid of the sky. A search goes through the blocks, then through the rows of those that may be hit; a
 * search for a fixed position goes through the rows of the cells around it. It returns candidates, and misses no row
 * that is hit.
 *
 * The index consists of immutable segments. Added rows become a new segment, and small neighbours are merged, so that
 * there are never many.
 */
export class FootprintIndex {
  readonly segments: readonly Segment[];

  constructor(segments: readonly Segment[] = []) {
    this.segments = segments;
  }

  get rows(): number {
    return this.segments.reduce((sum, { rows }) => sum + rows, 0);
  }

  get bytes(): number {
    return this.segments.reduce((sum, { memory }) => sum + memory.byteLength, 0);
  }

  /** Start of the first and end of the last exposure, MJD UTC, and the length of the longest, days. */
  get span(): { readonly from: number; readonly to: number; readonly longest: number } {
    let [from, to, longest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const { blocks, blockStart, blockStop, duration } of this.segments) {
      for (let block = 0; block < blocks; block++) {
        from = Math.min(from, blockStart[block]!);
        to = Math.max(to, blockStop[block]!);
      }
      for (let row = 0; row < duration.length; row++) longest = Math.max(longest, duration[row]!);
    }
    return { from, to, longest };
  }

  /** The largest id; 0 if there is none. */
  get lastId(): number {
    let last = 0;
    for (const { id } of this.segments) {
      for (let row = 0; row < id.length; row++) last = Math.max(last, id[row]!);
    }
    return last;
  }

  /** A new index with more rows; this one does not change. */
  extended(footprints: Iterable<Footprint>): FootprintIndex {
    const added: Segment[] = [];
    let buffer = new RowBuffer();
    for (const footprint of footprints) {
      if (buffer.rows.rows === SEGMENT_ROWS) {
        added.push(makeSegment(buffer.rows));
        buffer = new RowBuffer();
      }
      buffer.add(footprint);
    }
    if (buffer.rows.rows > 0) added.push(makeSegment(buffer.rows));
    return new FootprintIndex(added.reduce(appended, this.segments));
  }

  /**
   * Ids of the observations in whose cap, widened by `padding` (radians; a function of time if it varies), the target
   * may be during the exposure. None if the padding is NaN.
   */
  moving(
    path: TargetPath,
    padding: number | ((t0: number, t1: number) => number),
    window: Window = {},
  ): Uint32Array {
    const bounded = {
      ...window,
      from: Math.max(window.from ?? path.from, path.from),
      to: Math.min(window.to ?? path.to, path.to),
    };
    const wide = typeof padding === "number" ? () => padding : padding;
    return this.#search(bounded, (t0, t1, x, y, z, radius) =>
      path.near(t0, t1, x, y, z, radius + wide(t0, t1)),
    );
  }

  /** Ids of the observations whose cap comes within `radius` (radians) of a direction. */
  fixed(place: Vector, radius: number, window: Window = {}): Uint32Array {
    const [px, py, pz] = place;
    const near: Near = (_t0, _t1, x, y, z, own) => {
      const reach = own + radius;
      const along = px * x + py * y + pz * z;
      // This already excludes most: 1 − t²/2 is below cos t (and centres are kept in single precision).
      if (along < 1 - (reach * reach) / 2 - 1e-6) return false;
      if (reach >= Math.PI) return true;
      const size = Math.sqrt(x * x + y * y + z * z);
      return along >= Math.cos(reach) * size - 1e-15;
    };
    const search = searchOf(window, near);
    for (const segment of this.segments) {
      const spans = spansNear(segment, place, radius);
      if (spans === undefined) searchBlocks(segment, search);
      else searchSpans(segment, spans, search);
    }
    return Uint32Array.from(search.found).sort();
  }

  #search(window: Window, near: Near): Uint32Array {
    const search = searchOf(window, near);
    for (const segment of this.segments) searchBlocks(segment, search);
    return Uint32Array.from(search.found).sort();
  }
}

/** The target of the search, and the ids found. */
interface Search {
  readonly first: number;
  readonly last: number;
  readonly sources: ReadonlySet<number> | undefined;
  readonly near: Near;
  readonly found: number[];
}

function searchOf({ from, to, sources }: Window, near: Near): Search {
  const first = from ?? Number.NEGATIVE_INFINITY;
  const last = to ?? Number.POSITIVE_INFINITY;
  return { first, last, sources, near, found: [] };
}

function searchBlocks(s: Segment, search: Search): void {
  const { first, last, near } = search;
  for (let block = 0; block < s.blocks; block++) {
    const t0 = s.blockStart[block]!;
    const t1 = s.blockStop[block]!;
    if (t0 > last || t1 < first) continue;
    const [x, y, z] = [s.blockX[block]!, s.blockY[block]!, s.blockZ[block]!];
    if (!near(t0, t1, x, y, z, s.blockRadius[block]!)) continue;
    const end = s.blockEnd[block]!;
    for (let i = block === 0 ? 0 : s.blockEnd[block - 1]!; i < end; i++) searchRow(s, i, search);
  }
}

/**
 * Searches the rows in these spans of the grid's lists, for a fixed position. They lie far apart in memory, and most
 * are excluded by their position, so exposure times are read only for the rest.
 */
function searchSpans(s: Segment, spans: readonly number[], search: Search): void {
  const { listed, x, y, z, radius } = s;
  const { near, found } = search;
  for (let span = 0; span < spans.length; span += 2) {
    const end = spans[span + 1]!;
    for (let at = spans[span]!; at < end; at++) {
      const i = listed[at]!;
      if (!near(0, 0, x[i]!, y[i]!, z[i]!, radius[i]!)) continue;
      const start = s.start[i]!;
      if (isWanted(s, i, start, start + s.duration[i]!, search)) found.push(s.id[i]!);
    }
  }
}

function searchRow(s: Segment, i: number, search: Search): void {
  const start = s.start[i]!;
  const stop = start + s.duration[i]!;
  if (!isWanted(s, i, start, stop, search)) return;
  if (search.near(start, stop, s.x[i]!, s.y[i]!, s.z[i]!, s.radius[i]!))
    search.found.push(s.id[i]!);
}

function isWanted(s: Segment, i: number, start: number, stop: number, search: Search): boolean {
  const { first, last, sources } = search;
  if (start > last || stop < first) return false;
  return sources === undefined || sources.has(s.source[i]!);
}

/**
 * Adds a segment, merged with preceding ones that are not at least twice as large; this keeps segments few and sorts
 * each row only a few times.
 */
function appended(segments: readonly Segment[], added: Segment): readonly Segment[] {
  const kept = [...segments];
  const joined = [added];
  let rows = added.rows;
  while (
    kept.length > 0 &&
    kept.at(-1)!.rows < 2 * rows &&
    kept.at(-1)!.rows + rows <= SEGMENT_ROWS
  ) {
    rows += kept.at(-1)!.rows;
    joined.unshift(kept.pop()!);
  }
  return [...kept, joined.length === 1 ? added : makeSegment(joinRows(joined))];
}
