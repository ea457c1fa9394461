import { ARITHMETIC_32, ARITHMETIC_WIDE } from "./arithmetic.ts";
import { smoothLevel } from "./smooth.ts";

export type Coefficients = Int32Array | Float64Array;

/**
 * One level of the transform: the mean-like values of the level above (`low`, rows × columns) and the positions of
 * their three differences among the coefficients.
 */
export interface Level {
  low: Coefficients;
  rows: number;
  columns: number;
  coefficients: Coefficients;
  stride: number;
  /** Rows and columns of the next level: twice as many, or one fewer. */
  nextRows: number;
  nextColumns: number;
}

/**
 * Inverse H-transform.
 *
 * @param coefficients rows × columns, the coarser levels in the upper left quadrants.
 * @param smoothing the scale of a lossy image whose blocks are to be smoothed, else 0.
 */
export function inverseTransform(
  coefficients: Coefficients,
  rows: number,
  columns: number,
  smoothing: number,
): Coefficients {
  const levels = Math.ceil(Math.log2(Math.max(rows, columns)));
  if (levels === 0) return coefficients;
  const arithmetic = coefficients instanceof Int32Array ? ARITHMETIC_32 : ARITHMETIC_WIDE;
  let low: Coefficients = coefficients.slice(0, 1);
  low[0] = arithmetic.round(low[0] as number, 2 ** (levels + 1));
  for (let k = levels - 1; k >= 0; k--) {
    const level: Level = {
      low,
      rows: Math.ceil(rows / 2 ** (k + 1)),
      columns: Math.ceil(columns / 2 ** (k + 1)),
      coefficients,
      stride: columns,
      nextRows: Math.ceil(rows / 2 ** k),
      nextColumns: Math.ceil(columns / 2 ** k),
    };
    if (smoothing > 1) smoothLevel(level, smoothing);
    low = arithmetic.expand(level, k);
  }
  return low;
}
