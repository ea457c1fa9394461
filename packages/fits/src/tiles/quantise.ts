import { DITHER_SHIFT, ditherRestart, ditherStart } from "./dither.ts";
import { type QuantiseKernel, quantiseKernel } from "./quantise-kernel.ts";

/** The integer that means exactly 0 under SUBTRACTIVE_DITHER_2 (FITS 4.0 §10.2.2). */
export const QUANTISED_ZERO = -2147483646;
/** The integer that means NaN if a file does not specify one (cfitsio's choice). */
export const QUANTISED_BLANK = -2147483647;
/** Left in place of NaN by some writers, without declaring it: no real value is that low. */
const UNDECLARED_BLANK = -2147483648;

/** How a tile of floats was quantised. */
export interface Quantisation {
  scale: number;
  zero: number;
  blank?: number;
  dither: DitherMethod;
  /** ZDITHER0. */
  seed: number;
}

export type DitherMethod = "NO_DITHER" | "SUBTRACTIVE_DITHER_1" | "SUBTRACTIVE_DITHER_2";

/**
 * Converts quantised integers to their values (FITS 4.0 §10.2).
 *
 * @param tile index of the tile, from 0: it selects the random numbers.
 */
export function unquantise(
  integers: ArrayLike<number>,
  count: number,
  quantisation: Quantisation,
  tile: number,
  output: Float32Array | Float64Array,
): void {
  const kernel = integers instanceof Int32Array && count >= WORTH_IT && vectors();
  const blank = quantisation.blank ?? UNDECLARED_BLANK;
  if (kernel && output instanceof Float32Array && blank === (blank | 0)) {
    byVectors(kernel, integers, count, { ...quantisation, blank }, tile, output);
  } else {
    oneByOne(integers, count, { ...quantisation, blank }, tile, output);
  }
}

function oneByOne(
  integers: ArrayLike<number>,
  count: number,
  quantisation: Quantisation & { blank: number },
  tile: number,
  output: Float32Array | Float64Array,
): void {
  const { scale, zero, dither, blank } = quantisation;
  if (dither === "NO_DITHER") {
    for (let i = 0; i < count; i++) {
      const v = integers[i] as number;
      output[i] = v === blank ? Number.NaN : v * scale + zero;
    }
    return;
  }
  const walk = ditherStart(tile, quantisation.seed);
  for (let i = 0; i < count; ) {
    // To the end of the table or of the tile, whichever comes first.
    const shift = walk.at - i;
    const end = Math.min(count, DITHER_SHIFT.length - shift);
    for (; i < end; i++) {
      const v = integers[i] as number;
      // Value − random + ½ first: near NaN, the other terms are huge and cancel.
      const value = (v + (DITHER_SHIFT[i + shift] as number)) * scale + zero;
      output[i] = v === blank ? Number.NaN : value;
    }
    ditherRestart(walk);
  }
  if (dither !== "SUBTRACTIVE_DITHER_2") return;
  for (let i = 0; i < count; i++) if (integers[i] === QUANTISED_ZERO) output[i] = 0;
}

/** Fewer integers than this are converted one by one. */
const WORTH_IT = 64;
let made: { kernel: QuantiseKernel | undefined } | undefined;

/** Created when first needed. */
function vectors(): QuantiseKernel | undefined {
  made ??= { kernel: quantiseKernel(DITHER_SHIFT) };
  return made.kernel;
}

/** The same with vectors, piece by piece. */
function byVectors(
  { unquantise: run, integers: place, floats, valuesAt, noShifts, room }: QuantiseKernel,
  integers: Int32Array,
  count: number,
  quantisation: Quantisation & { blank: number },
  tile: number,
  output: Float32Array,
): void {
  const { scale, zero, dither, blank } = quantisation;
  const nil = dither === "SUBTRACTIVE_DITHER_2" ? QUANTISED_ZERO : blank;
  const walk = dither === "NO_DITHER" ? undefined : ditherStart(tile, quantisation.seed);
  for (let i = 0; i < count; ) {
    if (walk && walk.at === DITHER_SHIFT.length) ditherRestart(walk);
    const left = walk ? DITHER_SHIFT.length - walk.at : room;
    const n = Math.min(count - i, left, room);
    place.set(integers.subarray(i, i + n));
    // What the last vector processes beyond the end of the piece is ignored.
    const end = valuesAt + 4 * n;
    if (walk) run(valuesAt, 8 * walk.at, 32, end, scale, zero, blank, nil);
    else run(valuesAt, noShifts, 0, end, scale, zero, blank, nil);
    output.set(floats.subarray(0, n), i);
    if (walk) walk.at += n;
    i += n;
  }
}
