/** Length of the table of random numbers (FITS 4.0 §10.2.1, appendix I). */
const TABLE_LENGTH = 10_000;
/** Park & Miller's minimal standard generator. */
const MULTIPLIER = 16_807;
const MODULUS = 2_147_483_647;

/** The random numbers, 0 to 1, on which writers and readers of dithered tiles agree. */
const DITHER_TABLE: Float32Array = new Float32Array(TABLE_LENGTH);
let seed = 1;
for (let i = 0; i < TABLE_LENGTH; i++) {
  // 16807 × 2^31 is below 2^53: exact in a double.
  seed = (seed * MULTIPLIER) % MODULUS;
  DITHER_TABLE[i] = seed / MODULUS;
}
/** Must be 1 043 618 065 (appendix I). */
export const DITHER_LAST_SEED: number = seed;

/** ½ − random number: exact in a double, as the random numbers have 24 bits. */
export const DITHER_SHIFT: Float64Array = Float64Array.from(DITHER_TABLE, (r) => 0.5 - r);

/** A tile's position in the table: the current entry, and the entry that chose the start. */
export interface DitherState {
  start: number;
  at: number;
}

/**
 * Start of a tile.
 *
 * @param tile index from 0.
 * @param zdither0 ZDITHER0, from 1 to 10 000.
 */
export function ditherStart(tile: number, zdither0: number): DitherState {
  const start = (((tile + zdither0 - 1) % TABLE_LENGTH) + TABLE_LENGTH) % TABLE_LENGTH;
  return { start, at: firstEntry(start) };
}

/** At the end of the table, continues from the next start. */
export function ditherRestart(state: DitherState): void {
  state.start = (state.start + 1) % TABLE_LENGTH;
  state.at = firstEntry(state.start);
}

function firstEntry(start: number): number {
  return Math.trunc((DITHER_TABLE[start] as number) * 500);
}
