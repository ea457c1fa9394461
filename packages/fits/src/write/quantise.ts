import { DITHER_SHIFT, ditherRestart, ditherStart } from "../tiles/dither.ts";
import { type DitherMethod, QUANTISED_BLANK, QUANTISED_ZERO } from "../tiles/quantise.ts";

/** Floats quantised to integers, with the parameters to undo it. */
export interface Quantised {
  integers: Int32Array;
  scale: number;
  zero: number;
}

/** The lowest integers are reserved for NaN and zero. */
const RESERVED = 10;
/** From a median of third-order differences to a standard deviation (Stoehr et al. 2008). */
const NOISE_FACTOR = 0.6052697;

/**
 * Quantises a tile (FITS 4.0 §10.2; Pence, Seaman & White 2009).
 *
 * @param level steps per standard deviation of the noise; if negative, the step itself.
 * @param tile index from 0, selects the random numbers.
 * @returns undefined if integers cannot represent the values: no noise, or too wide a range.
 */
export function quantise(
  values: Float32Array | Float64Array,
  level: number,
  dither: DitherMethod,
  seed: number,
  tile: number,
): Quantised | undefined {
  const { least, most, gaps } = extremes(values);
  const scale = level < 0 ? -level : noise(values) / level;
  if (!(scale > 0) || !((most - least) / scale < 2 ** 31 - 2 * RESERVED)) return undefined;
  // With marks for NaN or zero, the integers begin next to those, so that differences stay small.
  const marked = gaps || dither === "SUBTRACTIVE_DITHER_2";
  const zero = marked ? least - scale * (QUANTISED_BLANK + RESERVED) : least;
  const integers = new Int32Array(values.length);
  const walk = ditherStart(tile, seed);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const shift = dither === "NO_DITHER" ? 0 : -(DITHER_SHIFT[walk.at] as number);
    if (++walk.at === DITHER_SHIFT.length) ditherRestart(walk);
    if (value - value !== 0) integers[i] = QUANTISED_BLANK;
    else if (value === 0 && dither === "SUBTRACTIVE_DITHER_2") integers[i] = QUANTISED_ZERO;
    else integers[i] = Math.round((value - zero) / scale + shift);
  }
  return { integers, scale, zero };
}

function extremes(values: ArrayLike<number>): { least: number; most: number; gaps: boolean } {
  let least = Infinity;
  let most = -Infinity;
  let gaps = false;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value - value !== 0) gaps = true;
    else {
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return { least, most, gaps };
}

/** Noise from pixels two apart, hardly affected by stars and gradients. */
function noise(values: Float32Array | Float64Array): number {
  const finite = values.filter((v) => v - v === 0);
  if (finite.length < 5) return 0;
  const differences = new Float64Array(finite.length - 4);
  for (let i = 2; i < finite.length - 2; i++) {
    const outer = (finite[i - 2] as number) + (finite[i + 2] as number);
    differences[i - 2] = Math.abs(2 * (finite[i] as number) - outer);
  }
  differences.sort();
  return NOISE_FACTOR * (differences[differences.length >> 1] as number);
}
