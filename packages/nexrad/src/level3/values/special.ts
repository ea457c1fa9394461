import { CODES, noValues, table, type ValueRule } from "./table.ts";

/**
 * Vertically integrated liquid (product 134): linear up to a code, logarithmic from there on; code 255 is no
 * value. Scales and offsets are the thresholds 1, 2, 4 and 5, in the ICD's own 16-bit floats; threshold 3 is the
 * first logarithmic code (ICD 2620001, figure 3-6, sheet 6, note 1).
 */
export const liquidContent: ValueRule = (thresholds) => {
  const linearScale = float16(thresholds[0]!);
  const linearOffset = float16(thresholds[1]!);
  const firstLogarithmic = thresholds[2]!;
  const logScale = float16(thresholds[3]!);
  const logOffset = float16(thresholds[4]!);
  const values = noValues(CODES);
  for (let code = 2; code < CODES - 1; code++) {
    const value =
      code < firstLogarithmic
        ? (code - linearOffset) / linearScale
        : Math.exp((code - logOffset) / logScale);
    values[code] = Number.isFinite(value) ? value : Number.NaN;
  }
  return table("kg/m²", values);
};

/** Sign, five bits of exponent (less 16), ten of fraction: not the 16-bit float of IEEE 754 (same note). */
export function float16(word: number): number {
  const sign = word & 0x8000 ? -1 : 1;
  const exponent = (word >> 10) & 0x1f;
  const fraction = (word & 0x3ff) / 1024;
  return sign * (exponent === 0 ? fraction * 2 : 2 ** (exponent - 16) * (1 + fraction));
}

/**
 * Enhanced echo tops (product 135): thresholds 1–4 are the mask of the data, scale, offset, and the flag bit for a
 * top above the scanned volume (ICD 2620001, figure 3-6, sheet 6, note 1).
 */
export const echoTops: ValueRule = (thresholds) => {
  const dataMask = thresholds[0]!;
  const scale = thresholds[1]! === 0 ? 1 : thresholds[1]!;
  const offset = thresholds[2]!;
  const toppedMask = thresholds[3]!;
  const values = noValues(CODES);
  for (let code = 2; code < CODES; code++) {
    const data = code & dataMask;
    // Data 0 and 1 mean "no echo" and "bad data", whether or not the bit is set.
    if (data >= 2) values[code] = Math.floor(data / scale) - offset;
  }
  return { ...table("kft", values), topped: (code) => (code & toppedMask) !== 0 };
};

/** Eddy dissipation rates (products 156 and 157): thresholds 1–4 are thousandths of scale and offset, levels, flags. */
export function turbulence(unit: string): ValueRule {
  return (thresholds) => {
    const scale = thresholds[0]! / 1000;
    const offset = thresholds[1]! / 1000;
    const values = noValues(CODES);
    for (let code = Math.max(0, thresholds[3]!); code < Math.min(CODES, thresholds[2]!); code++) {
      values[code] = scale * code + offset;
    }
    return table(unit, values);
  };
}
