import { FitsError } from "../errors.ts";
import type { RawArray } from "../image/bitpix.ts";
import { type Box, boxLength, boxRows } from "../image/section.ts";
import type { TileLayout } from "./layout.ts";

/** A tile with needed pixels, and where they go. All lists run over the axes. */
export interface WantedTile {
  /** Row of the table, from 0. */
  index: number;
  /** Size of this tile: those at the far edges may be smaller. */
  size: number[];
  /** First needed pixel in the tile, their number, and their stride. */
  from: number[];
  count: number[];
  step: readonly number[];
  /** Position of the first one in the output, and the output's sizes. */
  to: number[];
  output: readonly number[];
  /** Pixels to decode, from the first of the tile to the last needed one. */
  wanted: number;
}

/** One axis of a tile intersected with one axis of a box. */
interface Span {
  tile: number;
  size: number;
  from: number;
  count: number;
  to: number;
}

/** The tiles that contain pixels of a box, in storage order. */
export function* tilesOf(box: Box, layout: TileLayout): Generator<WantedTile> {
  const spans = box.size.map((_, axis) => spansOf(box, axis, layout));
  const total = spans.reduce((product, list) => product * list.length, 1);
  const counters = spans.map(() => 0);
  for (let n = 0; n < total; n++) {
    yield combine(
      spans.map((list, axis) => list[counters[axis] as number] as Span),
      box,
      layout,
    );
    for (let axis = 0; axis < counters.length; axis++) {
      counters[axis] = ((counters[axis] as number) + 1) % (spans[axis] as Span[]).length;
      if (counters[axis] !== 0) break;
    }
  }
}

function spansOf(box: Box, axis: number, layout: TileLayout): Span[] {
  const start = box.start[axis] as number;
  const count = box.size[axis] as number;
  const step = box.step[axis] as number;
  const width = layout.tile[axis] as number;
  const spans: Span[] = [];
  for (let to = 0; to < count; ) {
    const first = start + to * step;
    const tile = Math.floor(first / width);
    const end = Math.min((tile + 1) * width, layout.axes[axis] as number);
    const inside = Math.min(count - to, Math.ceil((end - first) / step));
    spans.push({ tile, size: end - tile * width, from: first - tile * width, count: inside, to });
    to += inside;
  }
  return spans;
}

function combine(spans: Span[], box: Box, layout: TileLayout): WantedTile {
  let index = 0;
  let last = 0;
  for (let axis = spans.length - 1; axis >= 0; axis--) {
    const { tile, size, from, count } = spans[axis] as Span;
    index = index * (layout.grid[axis] as number) + tile;
    last = last * size + from + (count - 1) * (box.step[axis] as number);
  }
  return {
    index,
    size: spans.map(({ size }) => size),
    from: spans.map(({ from }) => from),
    count: spans.map(({ count }) => count),
    step: box.step,
    to: spans.map(({ to }) => to),
    output: box.size,
    wanted: last + 1,
  };
}

/** Output position of a tile if all needed pixels are one run from its first on, as in rows; else −1. */
export function runPlace(tile: WantedTile): number {
  if (tile.wanted !== tile.count.reduce((a, b) => a * b, 1) || tile.wanted !== tile.count[0])
    return -1;
  return tile.to.reduceRight((at, to, axis) => at * (tile.output[axis] as number) + to, 0);
}

/**
 * Copies the needed pixels of a decoded tile to their places.
 *
 * @throws FitsError FITS_BAD_TILE if they have 64 bits and the image's have not.
 */
export function copyTile(values: RawArray, tile: WantedTile, output: RawArray): void {
  if (values instanceof BigInt64Array && !(output instanceof BigInt64Array)) {
    throw new FitsError("FITS_BAD_TILE", "pixels of 64 bits in an image of other ones");
  }
  const counters = tile.count.map(() => 0);
  const run = tile.count[0] as number;
  const step = tile.step[0] as number;
  const runs = tile.count.reduce((a, b) => a * b, 1) / run;
  for (let n = 0; n < runs; n++) {
    let from = 0;
    let to = 0;
    for (let axis = counters.length - 1; axis >= 0; axis--) {
      const i = counters[axis] as number;
      from =
        from * (tile.size[axis] as number) +
        (tile.from[axis] as number) +
        i * (tile.step[axis] as number);
      to = to * (tile.output[axis] as number) + (tile.to[axis] as number) + i;
    }
    copyRun(values, from, step, output, to, run);
    for (let axis = 1; axis < counters.length; axis++) {
      counters[axis] = ((counters[axis] as number) + 1) % (tile.count[axis] as number);
      if (counters[axis] !== 0) break;
    }
  }
}

function copyRun(
  values: RawArray,
  from: number,
  step: number,
  output: RawArray,
  to: number,
  count: number,
): void {
  if (step === 1 && values.constructor === output.constructor) {
    output.set(values.subarray(from, from + count) as never, to);
  } else if (step === 1 && output instanceof Int16Array && values instanceof Int32Array) {
    narrow(values, from, output, to, count);
  } else if (output instanceof BigInt64Array && !(values instanceof BigInt64Array)) {
    for (let i = 0; i < count; i++) output[to + i] = BigInt(values[from + i * step] as number);
  } else {
    for (let i = 0; i < count; i++) output[to + i] = values[from + i * step] as never;
  }
}

/** By far the most common case (Rice, 16 bits), in its own function so that it stays fast. */
function narrow(values: Int32Array, from: number, output: Int16Array, to: number, count: number) {
  for (let i = 0; i < count; i++) output[to + i] = values[from + i] as number;
}

/** Divides an array into tiles, in storage order. */
export function* tileRows(
  raw: RawArray,
  axes: readonly number[],
  tile: readonly number[],
): Generator<RawArray> {
  const grid = axes.map((n, i) => Math.ceil(n / (tile[i] as number)));
  const tiles = grid.reduce((a, b) => a * b, 1);
  for (let index = 0; index < tiles; index++) {
    let rest = index;
    const start = grid.map((n, i) => {
      const at = rest % n;
      rest = (rest - at) / n;
      return at * (tile[i] as number);
    });
    const size = start.map((s, i) => Math.min(tile[i] as number, (axes[i] as number) - s));
    yield cutTile(raw, axes, { start, size, step: size.map(() => 1) });
  }
}

function cutTile(raw: RawArray, axes: readonly number[], box: Box): RawArray {
  const width = box.size[0] as number;
  const Type = raw.constructor as new (length: number) => RawArray;
  const output = new Type(boxLength(box));
  let to = 0;
  for (const indices of boxRows(box)) {
    const row = indices.reduceRight((sum, index, i) => sum * (axes[i + 1] as number) + index, 0);
    const from = row * (axes[0] as number) + (box.start[0] as number);
    output.set(raw.subarray(from, from + width) as never, to);
    to += width;
  }
  return output;
}
