import { FitsError } from "../errors.ts";
import type { FitsLimits } from "../limits.ts";
import { checkArray } from "../limits.ts";
import { type ByteRange, type FitsSource, groupRanges, readExact } from "../source.ts";
import type { PixelFormat, RawArray } from "./bitpix.ts";
import { type Box, boxLength, boxRows, inLists } from "./section.ts";

/** Reads stored pixel values, before BSCALE and BZERO. */
export interface PixelReader {
  readonly axes: readonly number[];
  readonly format: PixelFormat;
  /** The sizes in which reading is efficient, such as a tile; default one row. */
  readonly granule?: readonly number[];
  /**
   * Values of a box that lies inside the axes: in a new array, or written from the beginning of a given one that is
   * long enough.
   */
  read(box: Box, into?: RawArray): Promise<RawArray>;
}

/** Consecutive rows of the file are decoded this many bytes at a time. */
const PIECE_BYTES = 4 * 2 ** 20;
/** Ranges planned ahead. */
const RUNS = 4096;

/** Pixels stored one after another, as in a primary HDU or an IMAGE extension. */
export function plainPixels(
  source: FitsSource,
  dataOffset: number,
  axes: readonly number[],
  format: PixelFormat,
  limits: FitsLimits,
): PixelReader {
  const read = async (box: Box, into?: RawArray): Promise<RawArray> => {
    checkArray(boxLength(box), format.bytes, limits);
    checkEnd(box, axes, format.bytes, dataOffset, source);
    const output = into ?? format.allocate(boxLength(box));
    const step = box.step[0] as number;
    let at = 0;
    for (const runs of inLists(storedRuns(box, axes, format.bytes, dataOffset), RUNS)) {
      for (const group of groupRanges(runs)) {
        const bytes = await readExact(source, group.offset, group.length);
        for (const run of runs.slice(group.first, group.last)) {
          const begin = run.offset - group.offset;
          const stored = bytes.subarray(begin, begin + run.length);
          if (step === 1) {
            format.decodeInto(stored, output, at);
            at += run.length / format.bytes;
          } else {
            at = thin(format.decode(stored), step, output, at);
          }
        }
      }
    }
    return output;
  };
  return { axes, format, read };
}

/** If the size of a file is known, a truncated one is detected before memory is allocated. */
function checkEnd(
  box: Box,
  axes: readonly number[],
  bytes: number,
  dataOffset: number,
  source: FitsSource,
): void {
  const last = box.start.map((s, i) => s + ((box.size[i] as number) - 1) * (box.step[i] as number));
  const end =
    dataOffset +
    (rowIndex(last.slice(1), axes) * (axes[0] as number) + (last[0] as number) + 1) * bytes;
  if (source.size === undefined || end <= source.size) return;
  throw new FitsError("FITS_TRUNCATED", `the section ends at byte ${end} of ${source.size}`, {
    offset: dataOffset,
  });
}

/** The byte ranges that contain a box; consecutive whole rows are joined. */
function* storedRuns(
  box: Box,
  axes: readonly number[],
  bytes: number,
  dataOffset: number,
): Generator<ByteRange> {
  const width = axes[0] as number;
  const first = box.start[0] as number;
  const length = (((box.size[0] as number) - 1) * (box.step[0] as number) + 1) * bytes;
  let run: ByteRange | undefined;
  for (const indices of boxRows(box)) {
    const offset = dataOffset + (rowIndex(indices, axes) * width + first) * bytes;
    // With a step, joined rows would be thinned out as if they were one.
    const follows = box.step[0] === 1 && run && run.offset + run.length === offset;
    if (run && follows && run.length + length <= PIECE_BYTES) {
      run.length += length;
      continue;
    }
    if (run) yield run;
    run = { offset, length };
  }
  if (run) yield run;
}

/** Number of a row in storage order, from its indices along axes 2 and up. */
function rowIndex(indices: readonly number[], axes: readonly number[]): number {
  return indices.reduceRight((row, index, i) => row * (axes[i + 1] as number) + index, 0);
}

/** Writes every `step`-th value to the output; returns the position after the last. */
function thin(values: RawArray, step: number, output: RawArray, at: number): number {
  let to = at;
  for (let i = 0; i < values.length; i += step) output[to++] = values[i] as never;
  return to;
}
