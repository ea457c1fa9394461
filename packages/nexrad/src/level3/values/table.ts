/** The meaning of a code. */
export const CodeState = {
  /** It has a value. */
  value: 0,
  /** Nothing was found there, or less than the product shows. */
  belowThreshold: 1,
  /** Range-folded echo. */
  rangeFolded: 2,
  /** Not scanned, edited out, or a code that the product does not use. */
  missing: 3,
} as const;
export type CodeState = (typeof CodeState)[keyof typeof CodeState];

/** How a product's codes become values: one lookup each. */
export interface ValueTable {
  /** As written beside a number: `dBZ`, `m/s`, `in`; empty for classes and ratios. */
  readonly unit: string;
  /** Value of each code, NaN if it has none. Codes past the end have none. */
  readonly values: Float64Array;
  /** State of each code. */
  readonly states: Uint8Array;
  /** The name of each code in a legend, for products of levels or classes. */
  readonly labels?: readonly string[];
  /** Codes of echo tops that lie above the scanned volume. */
  readonly topped?: (code: number) => boolean;
}

/** Makes the table of one file, from the thresholds of its description. */
export type ValueRule = (thresholds: Int16Array) => ValueTable;

/** Codes of one byte. */
export const CODES = 256;

/** A table of `values`, with code 0 below threshold, code 1 as given, and any other code without a value missing. */
export function table(
  unit: string,
  values: Float64Array,
  codeOne: CodeState = CodeState.missing,
): ValueTable {
  const states = new Uint8Array(values.length);
  for (let code = 0; code < values.length; code++) {
    if (Number.isNaN(values[code]!)) states[code] = CodeState.missing;
  }
  if (Number.isNaN(values[0]!)) states[0] = CodeState.belowThreshold;
  if (Number.isNaN(values[1]!)) states[1] = codeOne;
  return { unit, values, states };
}

/** No values for any code. */
export function noValues(length = CODES): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}

/** The code is the value: all that can be said about a product unknown to this library. */
export const codesThemselves: ValueRule = () =>
  table(
    "",
    Float64Array.from({ length: CODES }, (_, code) => (code === 0 ? Number.NaN : code)),
  );
