import { randomNumbers } from "../../random.ts";

/** Side of a texture in texels; a power of two, so that it wraps by masking. */
const SIDE = 512;
const MASK = SIDE - 1;
/** Sides of the cells of each octave, in texels. */
const OCTAVES = [128, 64, 32, 16, 8, 4];
/** Amplitude of an octave relative to the one before. */
const PERSISTENCE = 0.62;

/**
 * Fractal value noise that tiles the plane: mean 0, standard deviation 1, features of 4 to 128 texels.
 *
 * Computed once and looked up bilinearly, since a storm needs it millions of times.
 */
export class Texture {
  readonly #values: Float32Array;

  constructor(seed: number) {
    const values = new Float32Array(SIDE * SIDE);
    const random = randomNumbers(seed);
    let amplitude = 1;
    for (const cell of OCTAVES) {
      addOctave(values, cell, amplitude, random);
      amplitude *= PERSISTENCE;
    }
    normalise(values);
    this.#values = values;
  }

  /** The noise at a point, in texels. */
  at(x: number, y: number): number {
    const values = this.#values;
    const left = Math.floor(x);
    const top = Math.floor(y);
    const fx = x - left;
    const fy = y - top;
    const x0 = left & MASK;
    const x1 = (left + 1) & MASK;
    const row0 = (top & MASK) * SIDE;
    const row1 = ((top + 1) & MASK) * SIDE;
    const upper = values[row0 + x0]! + (values[row0 + x1]! - values[row0 + x0]!) * fx;
    const lower = values[row1 + x0]! + (values[row1 + x1]! - values[row1 + x0]!) * fx;
    return upper + (lower - upper) * fy;
  }
}

function addOctave(
  values: Float32Array,
  cell: number,
  amplitude: number,
  random: () => number,
): void {
  const cells = SIDE / cell;
  const knots = Float32Array.from({ length: cells * cells }, () => (random() * 2 - 1) * amplitude);
  for (let y = 0; y < SIDE; y++) {
    const cy = Math.floor(y / cell);
    const fy = ease((y % cell) / cell);
    const row0 = cy * cells;
    const row1 = ((cy + 1) % cells) * cells;
    for (let x = 0; x < SIDE; x++) {
      const cx = Math.floor(x / cell);
      const next = (cx + 1) % cells;
      const fx = ease((x % cell) / cell);
      const upper = knots[row0 + cx]! * (1 - fx) + knots[row0 + next]! * fx;
      const lower = knots[row1 + cx]! * (1 - fx) + knots[row1 + next]! * fx;
      values[y * SIDE + x]! += upper * (1 - fy) + lower * fy;
    }
  }
}

function normalise(values: Float32Array): void {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  const deviation = Math.sqrt(squares / values.length - mean * mean);
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean) / deviation;
}

const GRAINS = 1 << 16;

/** Independent normal numbers, for the error of each gate's estimate: a table read from a moving position. */
export class Grain {
  readonly #values: Float32Array;
  #at = 0;

  constructor(random: () => number) {
    // The sum of twelve uniform numbers is normal enough, and needs no logarithm.
    this.#values = Float32Array.from({ length: GRAINS }, () => {
      let sum = -6;
      for (let i = 0; i < 12; i++) sum += random();
      return sum;
    });
  }

  /** Continues from a position in the table. */
  seek(place: number): void {
    this.#at = place & (GRAINS - 1);
  }

  next(): number {
    this.#at = (this.#at + 1) & (GRAINS - 1);
    return this.#values[this.#at]!;
  }
}

/** A smooth step from 0 at `from` to 1 at `to`. */
export function step(from: number, to: number, x: number): number {
  return ease(Math.min(1, Math.max(0, (x - from) / (to - from))));
}

/** A bell: 1 at 0, 0.61 at 1, 0.14 at 2, nothing beyond 4. */
export function bell(x: number): number {
  return x > 4 || x < -4 ? 0 : Math.exp(-0.5 * x * x);
}

function ease(x: number): number {
  return x * x * (3 - 2 * x);
}
