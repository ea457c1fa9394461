import type { Plane } from "../plane.ts";
import { type ColumnSums, columnSums } from "./columns.ts";
import type { Size } from "./size.ts";

/**
 * The plane averaged over equal areas, in its own values; border pixels are weighted by the part inside. Pixels
 * without a value are ignored; an area that contains no others is NaN. Rows stay in the plane's order.
 */
export function shrinkArea(plane: Plane, { width, height }: Size): Plane {
  const { scale = 1, zero = 0 } = plane;
  const columns = columnSums(plane);
  const bins = new RowBins(columns, plane.width, width);
  const total = { sums: new Float64Array(width), weights: new Float64Array(width) };
  const output = new Float32Array(width * height);
  for (let j = 0; j < height; j++) {
    addArea(bins, (j * plane.height) / height, ((j + 1) * plane.height) / height, total);
    const row = j * width;
    for (let i = 0; i < width; i++) {
      const mean = (total.sums[i] as number) / (total.weights[i] as number);
      output[row + i] = zero + scale * mean;
    }
  }
  return { data: output, width, height, ...(plane.cd && { cd: scaledCd(plane, width, height) }) };
}

function scaledCd(plane: Plane, width: number, height: number): NonNullable<Plane["cd"]> {
  const [a, b, c, d] = plane.cd as NonNullable<Plane["cd"]>;
  const x = plane.width / width;
  const y = plane.height / height;
  return [a * x, b * y, c * x, d * y];
}

interface Weighted {
  readonly sums: Float64Array;
  readonly weights: Float64Array;
}

/** The sum between two heights: whole rows at once, partial rows at either end. */
function addArea(bins: RowBins, from: number, to: number, total: Weighted): void {
  total.sums.fill(0);
  total.weights.fill(0);
  const first = Math.ceil(from);
  const last = Math.floor(to);
  if (first > last) {
    add(bins.rows(last, first), to - from, total);
    return;
  }
  if (first > from) add(bins.rows(first - 1, first), first - from, total);
  if (last > first) add(bins.rows(first, last), 1, total);
  if (to > last) add(bins.rows(last, last + 1), to - last, total);
}

function add({ sums, weights }: Weighted, part: number, total: Weighted): void {
  for (let i = 0; i < sums.length; i++) {
    total.sums[i] = (total.sums[i] as number) + part * (sums[i] as number);
    total.weights[i] = (total.weights[i] as number) + part * (weights[i] as number);
  }
}

/** Sums of some rows over each output column. A single row is often needed twice, for the areas above and below. */
class RowBins implements Weighted {
  readonly sums: Float64Array;
  readonly weights: Float64Array;
  readonly #columns: ColumnSums;
  readonly #from: number;
  #first = -1;
  #last = -1;

  constructor(columns: ColumnSums, from: number, to: number) {
    this.#columns = columns;
    this.#from = from;
    this.sums = new Float64Array(to);
    this.weights = new Float64Array(to);
  }

  rows(first: number, last: number): Weighted {
    if (first === this.#first && last === this.#last) return this;
    this.#first = first;
    this.#last = last;
    const { sums, counts } = this.#columns;
    this.#columns.sum(first, last);
    binned(sums, this.#from, this.sums);
    if (counts) binned(counts, this.#from, this.weights);
    else this.weights.fill(((last - first) * this.#from) / this.sums.length);
    return this;
  }
}

/** Sums of equal stretches of a row, with numbers at their borders divided. */
function binned(row: ArrayLike<number>, length: number, output: Float64Array): void {
  const n = output.length;
  for (let i = 0; i < n; i++) {
    const from = (i * length) / n;
    const to = ((i + 1) * length) / n;
    const first = Math.ceil(from);
    const last = Math.floor(to);
    if (first > last) {
      output[i] = (to - from) * (row[first - 1] as number);
      continue;
    }
    let sum = first > from ? (first - from) * (row[first - 1] as number) : 0;
    for (let x = first; x < last; x++) sum += row[x] as number;
    if (to > last) sum += (to - last) * (row[last] as number);
    output[i] = sum;
  }
}
