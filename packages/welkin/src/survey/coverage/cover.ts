import type { SkyPolygon } from "../footprints/index.ts";
import { dot, type Vector } from "../footprints/sphere.ts";
import { pixelCentre, pixelCorners, pixelCount, pixelOf, pixelRadius } from "./healpix.ts";
import { type Outline, outlineOf } from "./outline.ts";

/** Cells of 3.4 arcmin for coverage, and cells of 27 arcmin for counting exposures. */
export const COVER_ORDER = 10;
export const COUNT_ORDER = 7;

const BITS_BYTES = pixelCount(COVER_ORDER) / 8;
const FULL_BYTES = pixelCount(COVER_ORDER) / 3;
const COUNTS = pixelCount(COUNT_ORDER);
/** Bytes of a cover in shared memory. */
export const COVER_BYTES = BITS_BYTES + 4 * COUNTS;

/** Centres of coarse cells are needed for every field, so they are kept. */
const KEPT_ORDER = 6;
const kept: Vector[][] = Array.from({ length: KEPT_ORDER + 1 }, () => []);
const radii = Array.from({ length: COVER_ORDER + 1 }, (_, order) => pixelRadius(order) * 1.0001);

function centreOf(pixel: number, order: number): Vector {
  const known = kept[order]?.[pixel];
  if (known) return known;
  const centre = pixelCentre(pixel, order);
  if (order <= KEPT_ORDER) kept[order]![pixel] = centre;
  return centre;
}

/** A field being tested: cells of each order whose cosine lies below these are nowhere near it. */
interface Look {
  readonly centre: Vector;
  readonly outline: Outline;
  readonly far: readonly number[];
}

function lookOf(field: SkyPolygon): Look {
  const far = radii.map((radius) => Math.cos(Math.min(Math.PI, radius + field.radius + 1e-8)));
  return { centre: field.centre, outline: outlineOf(field), far };
}

/**
 * Which cells of the sky are covered by fields, and how many fields observe each position. The memory may be shared;
 * only one thread at a time adds to it.
 */
export class Cover {
  readonly memory: SharedArrayBuffer;
  /** One bit per cell of COVER_ORDER: whether a field touches it. */
  readonly bits: Uint8Array;
  /**
   * How many fields contain the centre of each cell of COUNT_ORDER; a field that contains none counts at its own
   * centre.
   */
  readonly counts: Uint32Array;
  /** Cells of coarser orders that are covered entirely, one byte each: found at the first addition, then skipped. */
  readonly #full: () => Uint8Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(COVER_BYTES)) {
    this.memory = memory;
    this.bits = new Uint8Array(memory, 0, BITS_BYTES);
    this.counts = new Uint32Array(memory, BITS_BYTES, COUNTS);
    let full: Uint8Array | undefined;
    this.#full = () => {
      full ??= fullCells(this.bits);
      return full;
    };
  }

  add(field: SkyPolygon): void {
    const look = lookOf(field);
    let counted = 0;
    for (let face = 0; face < 12; face++) {
      this.#cover(look, 0, face);
      counted += this.#count(look, 0, face);
    }
    if (counted === 0) this.counts[pixelOf(field.centre, COUNT_ORDER)]!++;
  }

  /** Covers the part of a cell that the field touches. Returns whether the cell is then covered entirely. */
  #cover(look: Look, order: number, pixel: number): boolean {
    if (this.#isFull(order, pixel)) return true;
    const centre = centreOf(pixel, order);
    if (dot(centre, look.centre) < look.far[order]!) return false;
    const relation = look.outline.relation(centre, radii[order]!);
    if (relation === "apart") return false;
    if (relation === "inside") {
      this.#fill(order, pixel);
      return true;
    }
    if (order === COVER_ORDER) {
      // About half of the cells have their centre in the field; their corners need not be computed.
      const touches =
        look.outline.relation(centre, 0) === "inside" ||
        look.outline.touches(pixelCorners(pixel, order));
      if (touches) this.#fill(order, pixel);
      return touches;
    }
    let full = true;
    for (let k = 0; k < 4; k++) full = this.#cover(look, order + 1, 4 * pixel + k) && full;
    if (full) this.#full()[fullAt(order, pixel)] = 1;
    return full;
  }

  #isFull(order: number, pixel: number): boolean {
    if (order === COVER_ORDER) return ((this.bits[pixel >>> 3]! >>> (pixel & 7)) & 1) === 1;
    return this.#full()[fullAt(order, pixel)] === 1;
  }

  #fill(order: number, pixel: number): void {
    const count = 4 ** (COVER_ORDER - order);
    const begin = pixel * count;
    if (count < 8) this.bits[begin >>> 3]! |= ((1 << count) - 1) << (begin & 7);
    else this.bits.fill(255, begin >>> 3, (begin + count) >>> 3);
    if (order < COVER_ORDER) this.#full()[fullAt(order, pixel)] = 1;
  }

  /** Counts the field in each cell whose centre it contains. Returns how many cells those are. */
  #count(look: Look, order: number, pixel: number): number {
    const centre = centreOf(pixel, order);
    if (dot(centre, look.centre) < look.far[order]!) return 0;
    if (order === COUNT_ORDER) {
      if (look.outline.relation(centre, 0) === "apart") return 0;
      this.counts[pixel]!++;
      return 1;
    }
    let found = 0;
    for (let k = 0; k < 4; k++) found += this.#count(look, order + 1, 4 * pixel + k);
    return found;
  }
}

/** Position of a cell's byte among those of all coarser orders. */
function fullAt(order: number, pixel: number): number {
  return (4 << (2 * order)) - 4 + pixel;
}

/** Which of the coarser cells are already covered entirely. */
function fullCells(bits: Uint8Array): Uint8Array {
  const full = new Uint8Array(FULL_BYTES);
  const look = (order: number, pixel: number): boolean => {
    const cells = 4 ** (COVER_ORDER - order);
    const isFull = cells < 8 ? allBits(bits, pixel * cells, cells) : lookInside(order, pixel);
    if (isFull) full[fullAt(order, pixel)] = 1;
    return isFull;
  };
  const lookInside = (order: number, pixel: number): boolean => {
    let all = true;
    for (let k = 0; k < 4; k++) all = look(order + 1, 4 * pixel + k) && all;
    return all;
  };
  for (let face = 0; face < 12; face++) look(0, face);
  return full;
}

function allBits(bits: Uint8Array, begin: number, count: number): boolean {
  const mask = (1 << count) - 1;
  return ((bits[begin >>> 3]! >>> (begin & 7)) & mask) === mask;
}
