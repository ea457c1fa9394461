import { FitsError } from "../errors.ts";

/** Which pixels to read. Everything counts from 0: FITS pixel (1, 1) is x 0, y 0. */
export interface Section {
  x?: number;
  y?: number;
  /** Width and height in pixels of the file, before `step`. Default: to the edge. */
  width?: number;
  height?: number;
  /** Reads every n-th pixel of every n-th row, beginning with the first. */
  step?: number;
  /** Selects a plane of a cube: a flat index over axes 3 and up, or one index for each. Default 0. */
  plane?: number | readonly number[];
}

/** A section in all dimensions: first index, number of values and stride along each axis. */
export interface Box {
  start: number[];
  size: number[];
  step: number[];
}

/** The box of a section; FITS_BAD_SECTION if it extends beyond the image. */
export function sectionBox(section: Section, axes: readonly number[]): Box {
  const width = axes[0] ?? 0;
  const height = axes[1] ?? 1;
  const step = whole(section.step ?? 1, 1, Number.MAX_SAFE_INTEGER, "step");
  const x = whole(section.x ?? 0, 0, width - 1, "x");
  const y = whole(section.y ?? 0, 0, height - 1, "y");
  const w = whole(section.width ?? width - x, 1, width - x, "width");
  const h = whole(section.height ?? height - y, 1, height - y, "height");
  const box = { start: [x], size: [Math.ceil(w / step)], step: [step] };
  if (axes.length < 2) return box;
  const plane = planeIndices(section.plane ?? 0, axes.slice(2));
  box.start.push(y, ...plane);
  box.size.push(Math.ceil(h / step), ...plane.map(() => 1));
  box.step.push(step, ...plane.map(() => 1));
  return box;
}

/** The box of the whole array. */
export function wholeBox(axes: readonly number[]): Box {
  return { start: axes.map(() => 0), size: [...axes], step: axes.map(() => 1) };
}

/** Number of values in a box. */
export function boxLength(box: Box): number {
  return box.size.reduce((product, n) => product * n, 1);
}

/**
 * Each row (run along the first axis) of a box, in storage order: its indices along axes 2 and up, in a list that is
 * reused for the next.
 */
export function* boxRows({ start, size, step }: Box): Generator<readonly number[]> {
  const counters = size.slice(1).map(() => 0);
  const indices = start.slice(1);
  const rows = size.slice(1).reduce((a, b) => a * b, 1);
  for (let row = 0; row < rows; row++) {
    yield indices;
    for (let axis = 0; axis < counters.length; axis++) {
      const next = (counters[axis] as number) + 1;
      const i = next < (size[axis + 1] as number) ? next : 0;
      counters[axis] = i;
      indices[axis] = (start[axis + 1] as number) + i * (step[axis + 1] as number);
      if (i !== 0) break;
    }
  }
}

/** Lists of at most this many items of a generator: plans for a giant file stay small. */
export function* inLists<T>(items: Iterable<T>, length: number): Generator<T[]> {
  let list: T[] = [];
  for (const item of items) {
    list.push(item);
    if (list.length < length) continue;
    yield list;
    list = [];
  }
  if (list.length > 0) yield list;
}

function planeIndices(plane: number | readonly number[], axes: readonly number[]): number[] {
  if (typeof plane !== "number") {
    if (plane.length !== axes.length)
      throw bad(`${plane.length} plane indices for ${axes.length} axes`);
    return plane.map((index, axis) => whole(index, 0, (axes[axis] as number) - 1, "plane"));
  }
  const planes = axes.reduce((a, b) => a * b, 1);
  let rest = whole(plane, 0, planes - 1, "plane");
  return axes.map((length) => {
    const index = rest % length;
    rest = (rest - index) / length;
    return index;
  });
}

function whole(value: number, min: number, max: number, name: string): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value;
  throw bad(`${name} = ${value}, must be a whole number from ${min} to ${max}`);
}

function bad(detail: string): FitsError {
  return new FitsError("FITS_BAD_SECTION", detail);
}
