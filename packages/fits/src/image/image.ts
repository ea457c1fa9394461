import { FitsError } from "../errors.ts";
import type { Header } from "../header/header.ts";
import { checkArray, type FitsLimits } from "../limits.ts";
import type { PixelReader } from "./plain.ts";
import { imageScaling, type PixelType, type PixelTypes, type Scaling, scaled } from "./scaling.ts";
import { type Box, boxLength, type Section, sectionBox, wholeBox } from "./section.ts";
import { type Statistics, StatisticsSum } from "./statistics.ts";

/** Pixels of a section; row 0 is the lowest of the file, x varies fastest. */
export interface Pixels<T extends PixelType = "native"> {
  data: PixelTypes[T];
  width: number;
  height: number;
}

/** Options of a read: which pixels, and as which type of array (default `native`). */
export interface ReadOptions<T extends PixelType = PixelType> extends Section {
  as?: T;
}

/** Statistics are gathered over about this many pixels at a time. */
const BAND_PIXELS = 2 ** 20;

/**
 * An image, however it is stored. Nothing is read until requested, and then only the bytes and tiles that contain the
 * section.
 *
 * @example
 * const { data, width, height } = await image.read({ x: 100, y: 100, width: 300, height: 300 });
 */
export class FitsImage {
  /** NAXIS1, NAXIS2, … */
  readonly axes: readonly number[];
  readonly bitpix: number;
  readonly scaling: Scaling;
  readonly #pixels: PixelReader;
  readonly #limits: FitsLimits;

  constructor(header: Header, pixels: PixelReader, limits: FitsLimits) {
    this.axes = pixels.axes;
    this.bitpix = pixels.format.bitpix;
    this.scaling = imageScaling(header, pixels.format);
    this.#pixels = pixels;
    this.#limits = limits;
  }

  get width(): number {
    return this.axes[0] ?? 0;
  }

  get height(): number {
    return this.axes[1] ?? 1;
  }

  /** Number of planes: the product of the axes beyond the second. */
  get planes(): number {
    return this.axes.slice(2).reduce((a, b) => a * b, 1);
  }

  /**
   * Reads a section of one plane.
   *
   * @throws FitsError FITS_BAD_SECTION, FITS_TOO_LARGE, FITS_TRUNCATED, FITS_BAD_TILE.
   */
  async read<T extends PixelType = "native">(options: ReadOptions<T> = {}): Promise<Pixels<T>> {
    const box = sectionBox(options, this.axes);
    const data = await this.#readBox(box, options.as ?? ("native" as T));
    return { data, width: box.size[0] as number, height: box.size[1] ?? 1 };
  }

  /**
   * Reads a section of one plane as stored, before BSCALE, BZERO and BLANK, into the caller's memory: for reading
   * frame after frame without allocating memory for each.
   *
   * @param output of the type returned by `as: "raw"`, at least as long as the section; filled from its beginning.
   * @throws FitsError FITS_BAD_SECTION if the array does not fit, and the errors of `read`.
   */
  async readInto(output: ArrayBufferView, section: Section = {}): Promise<void> {
    const box = sectionBox(section, this.axes);
    const { format } = this.#pixels;
    const length = boxLength(box);
    if (!format.is(output) || output.length < length) {
      const wanted = `an array for ${length} pixels of BITPIX ${format.bitpix}`;
      throw new FitsError("FITS_BAD_SECTION", `${wanted} is needed`);
    }
    checkArray(length, format.bytes, this.#limits);
    await this.#pixels.read(box, output.subarray(0, length));
  }

  /**
   * Reads a section band by band, lowest rows first, using memory for one band: the way to shrink a frame. Bands end
   * at tile boundaries, and are about a million pixels by default.
   *
   * @example
   * for await (const { y, data, height } of image.bands({ as: "float32" })) { … }
   */
  async *bands<T extends PixelType = "native">(
    options: ReadOptions<T> & { rows?: number } = {},
  ): AsyncGenerator<Pixels<T> & { y: number }> {
    const { step = 1, y: first = 0 } = options;
    const box = sectionBox(options, this.axes);
    const height = options.height ?? this.height - first;
    const end = first + height;
    const tile = this.#pixels.granule?.[1] ?? 1;
    const rows = options.rows ?? Math.ceil(BAND_PIXELS / (box.size[0] as number)) * step;
    const whole = Math.ceil(rows / tile) * tile;
    for (let y = first; y < end; ) {
      // Up to a tile boundary, so that none is decoded twice, and in whole steps.
      const border = Math.min(end, Math.floor(y / tile) * tile + whole);
      const next = y + Math.ceil((border - y) / step) * step;
      const band = { ...options, y, height: Math.min(end, next) - y };
      yield { ...(await this.read<T>(band)), y };
      y = next;
    }
  }

  /** Reads the whole array, all planes, first axis fastest. */
  async readAll<T extends PixelType = "native">(as: T = "native" as T): Promise<PixelTypes[T]> {
    return this.#readBox(wholeBox(this.axes), as);
  }

  /** Statistics of all finite pixels of all planes, or of a section, in bounded memory. */
  async statistics(section?: Section): Promise<Statistics> {
    const box = section ? sectionBox(section, this.axes) : wholeBox(this.axes);
    const sum = new StatisticsSum();
    for (const band of bands(box, this.#pixels.granule ?? [])) {
      const raw = await this.#pixels.read(band);
      const type = this.scaling.scale === 1 && this.scaling.zero === 0 ? "native" : "float64";
      sum.add(scaled(raw, this.#pixels.format, this.scaling, type));
    }
    return sum.result();
  }

  async #readBox<T extends PixelType>(box: Box, as: T): Promise<PixelTypes[T]> {
    const wide = as === "float64" ? 8 : this.#pixels.format.bytes;
    checkArray(boxLength(box), wide, this.#limits);
    const raw = await this.#pixels.read(box);
    return scaled(raw, this.#pixels.format, this.scaling, as);
  }
}

/** Divides a box along its last long axis into parts of about BAND_PIXELS. */
function* bands(box: Box, granule: readonly number[]): Generator<Box> {
  const axis = box.size.findLastIndex((n) => n > 1);
  const length = box.size[axis] ?? 1;
  const slice = boxLength(box) / length;
  // No tile should be decoded for two bands.
  const whole = Math.ceil((granule[axis] ?? 1) / (box.step[axis] ?? 1));
  const rows = Math.max(1, Math.floor(BAND_PIXELS / slice / whole)) * whole;
  if (axis < 0 || rows >= length) return yield box;
  for (let at = 0; at < length; at += rows) {
    const start = box.start.with(
      axis,
      (box.start[axis] as number) + at * (box.step[axis] as number),
    );
    const part = { start, size: box.size.with(axis, Math.min(rows, length - at)), step: box.step };
    if (rows === 1 && boxLength(part) > BAND_PIXELS) yield* bands(part, granule);
    else yield part;
  }
}
