import type { Coefficients, Level } from "./transform.ts";

/**
 * The inverse step turns a value and its differences along rows, columns and the diagonal
 * (h0, hx, hy, hc) into four values. The forward step rounds, so the parity of each difference is
 * known from the others; that is how integers come back exactly (White, Postman & Lattanzi 1992).
 */
export interface Arithmetic {
  /** Nearest multiple of a power of two. */
  round(value: number, bit: number): number;
  /** Four values from each one; `k` counts levels down to 0. */
  expand(level: Level, k: number): Coefficients;
}

/** The sums of the last level are four times too large, those of the others twice. */
const shiftOf = (k: number) => (k === 0 ? 2 : 1);

/** For coefficients that fit 32-bit integers: nearly all files. */
export const ARITHMETIC_32: Arithmetic = {
  round: round32,
  expand(level, k) {
    const { low, rows, columns, coefficients: a, stride, nextRows, nextColumns } = level;
    const output = new Int32Array(nextRows * nextColumns);
    const bit0 = 1 << k;
    const bit1 = 2 << k;
    const shift = shiftOf(k);
    for (let i = 0; i < rows; i++) {
      const below = 2 * i + 1 < nextRows;
      for (let j = 0; j < columns; j++) {
        const right = 2 * j + 1 < nextColumns;
        let h0 = low[i * columns + j] as number;
        let hx = below ? round32(a[(rows + i) * stride + j] as number, bit1) : 0;
        let hy = right ? round32(a[i * stride + columns + j] as number, bit1) : 0;
        const both = below && right;
        const hc = both ? round32(a[(rows + i) * stride + columns + j] as number, bit0) : 0;
        const low0 = hc & bit0;
        if (both) {
          hx += hx >= 0 ? -low0 : low0;
          hy += hy >= 0 ? -low0 : low0;
        }
        const low1 = (hc ^ hx ^ hy) & bit1;
        if (h0 >= 0) h0 += low0 - low1;
        else h0 += low0 === 0 ? low1 : low0 - low1;
        const at = 2 * i * nextColumns + 2 * j;
        output[at] = (h0 - hx - hy + hc) >> shift;
        if (right) output[at + 1] = (h0 - hx + hy - hc) >> shift;
        if (below) output[at + nextColumns] = (h0 + hx - hy - hc) >> shift;
        if (both) output[at + nextColumns + 1] = (h0 + hx + hy + hc) >> shift;
      }
    }
    return output;
  },
};

function round32(value: number, bit: number): number {
  if (bit === 1) return value;
  const half = bit >> 1;
  return (value + (value >= 0 ? half : half - 1)) & -bit;
}

/** The same with doubles, exact to 2^53, for 32-bit images with large tiles. */
export const ARITHMETIC_WIDE: Arithmetic = {
  round: roundWide,
  expand(level, k) {
    const { low, rows, columns, coefficients: a, stride, nextRows, nextColumns } = level;
    const output = new Float64Array(nextRows * nextColumns);
    const bit0 = 2 ** k;
    const bit1 = 2 * bit0;
    const divisor = 2 ** shiftOf(k);
    for (let i = 0; i < rows; i++) {
      const below = 2 * i + 1 < nextRows;
      for (let j = 0; j < columns; j++) {
        const right = 2 * j + 1 < nextColumns;
        let h0 = low[i * columns + j] as number;
        let hx = below ? roundWide(a[(rows + i) * stride + j] as number, bit1) : 0;
        let hy = right ? roundWide(a[i * stride + columns + j] as number, bit1) : 0;
        const both = below && right;
        const hc = both ? roundWide(a[(rows + i) * stride + columns + j] as number, bit0) : 0;
        const low0 = odd(hc, bit0) * bit0;
        if (both) {
          hx += hx >= 0 ? -low0 : low0;
          hy += hy >= 0 ? -low0 : low0;
        }
        const low1 = ((odd(hc, bit1) + odd(hx, bit1) + odd(hy, bit1)) & 1) * bit1;
        if (h0 >= 0) h0 += low0 - low1;
        else h0 += low0 === 0 ? low1 : low0 - low1;
        const at = 2 * i * nextColumns + 2 * j;
        output[at] = Math.floor((h0 - hx - hy + hc) / divisor);
        if (right) output[at + 1] = Math.floor((h0 - hx + hy - hc) / divisor);
        if (below) output[at + nextColumns] = Math.floor((h0 + hx - hy - hc) / divisor);
        if (both) output[at + nextColumns + 1] = Math.floor((h0 + hx + hy + hc) / divisor);
      }
    }
    return output;
  },
};

function roundWide(value: number, bit: number): number {
  if (bit === 1) return value;
  const half = bit / 2;
  return Math.floor((value + (value >= 0 ? half : half - 1)) / bit) * bit;
}

/** Whether that bit of a two's complement number is set, as 0 or 1. */
function odd(value: number, bit: number): number {
  const quotient = Math.floor(value / bit);
  return quotient - 2 * Math.floor(quotient / 2);
}
