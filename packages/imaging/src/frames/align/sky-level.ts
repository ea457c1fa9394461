import { type Plane, planeValue, storedReader } from "../plane.ts";

/** The brightness of the empty sky, which varies slowly over a frame. */
export interface SkyLevel {
  /** Standard deviation of one pixel against its neighbours, above 0. */
  readonly deviation: number;
  at(x: number, y: number): number;
  /** Writes the level of every pixel of a row. */
  row(y: number, levels: Float64Array): void;
}

/** Squares of the mesh, pixels, and how many pixels of each are sampled. */
const SQUARE = 128;
const LOOKED_AT = 400;

/** Medians on a mesh with linear interpolation; undefined if a frame has no values. */
export function skyLevel(plane: Plane): SkyLevel | undefined {
  const columns = Math.max(1, Math.round(plane.width / SQUARE));
  const rows = Math.max(1, Math.round(plane.height / SQUARE));
  const medians = new Float64Array(columns * rows);
  const deviations: number[] = [];
  for (let i = 0; i < medians.length; i++) {
    const values = squareValues(plane, i % columns, Math.floor(i / columns), columns, rows);
    medians[i] = middle(values);
    const level = medians[i] as number;
    if (values.length > 0) {
      deviations.push(1.4826 * middle(values.map((v) => Math.abs(v - level)).sort()));
    }
  }
  const known = medians.filter((m) => !Number.isNaN(m)).sort();
  if (known.length === 0) return;
  const overall = middle(known);
  for (let i = 0; i < medians.length; i++) if (Number.isNaN(medians[i])) medians[i] = overall;
  const spread = middle(Float64Array.from(deviations).sort());
  const deviation = Math.max(spread, Math.abs(overall) * 1e-9, Number.MIN_VALUE);
  const mesh = new Mesh(medians, columns, rows, plane.width / columns, plane.height / rows);
  return { deviation, at: (x, y) => mesh.at(x, y), row: (y, levels) => mesh.row(y, levels) };
}

function squareValues(
  plane: Plane,
  column: number,
  row: number,
  columns: number,
  rows: number,
): Float64Array {
  const left = Math.floor((column * plane.width) / columns);
  const right = Math.floor(((column + 1) * plane.width) / columns);
  const low = Math.floor((row * plane.height) / rows);
  const high = Math.floor(((row + 1) * plane.height) / rows);
  const stored = storedReader(plane);
  const pixels = (right - left) * (high - low);
  // Odd, so that it does not always sample the same columns.
  const stride = Math.max(1, Math.floor(pixels / LOOKED_AT) | 1);
  const values: number[] = [];
  for (let i = 0; i < pixels; i += stride) {
    const at = (low + Math.floor(i / (right - left))) * plane.width + left + (i % (right - left));
    const value = planeValue(plane, stored(at));
    if (!Number.isNaN(value)) values.push(value);
  }
  return Float64Array.from(values).sort();
}

function middle(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** Bilinear between the centres of the squares, constant beyond the outermost. */
class Mesh {
  readonly #values: Float64Array;
  readonly #columns: number;
  readonly #rows: number;
  readonly #width: number;
  readonly #height: number;

  constructor(values: Float64Array, columns: number, rows: number, width: number, height: number) {
    this.#values = values;
    this.#columns = columns;
    this.#rows = rows;
    this.#width = width;
    this.#height = height;
  }

  at(x: number, y: number): number {
    const line = this.#line(y);
    const [i, u] = between(x, this.#width, this.#columns);
    return (line[i] as number) * (1 - u) + (line[Math.min(i + 1, line.length - 1)] as number) * u;
  }

  row(y: number, levels: Float64Array): void {
    const line = this.#line(y);
    const last = line.length - 1;
    for (let x = 0; x < levels.length; x++) {
      const at = Math.min(last, Math.max(0, (x + 0.5) / this.#width - 0.5));
      const i = Math.floor(at);
      const u = at - i;
      levels[x] = (line[i] as number) * (1 - u) + (line[i < last ? i + 1 : last] as number) * u;
    }
  }

  /** The mesh at one height. */
  #line(y: number): Float64Array {
    const [j, v] = between(y, this.#height, this.#rows);
    const above = Math.min(j + 1, this.#rows - 1);
    return Float64Array.from(
      { length: this.#columns },
      (_, i) =>
        (this.#values[j * this.#columns + i] as number) * (1 - v) +
        (this.#values[above * this.#columns + i] as number) * v,
    );
  }
}

/** The square below a position, and the fraction of the way to the next. */
function between(at: number, size: number, count: number): [number, number] {
  const place = Math.min(count - 1, Math.max(0, (at + 0.5) / size - 0.5));
  const below = Math.floor(place);
  return [below, place - below];
}
