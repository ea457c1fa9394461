/** Codes, and how they become values: linearly, or by a table. */
export interface Coding {
  /** Row by row. Code 0 means no echo, unless a table says otherwise. */
  readonly codes: Uint8Array | Uint16Array;
  readonly scale: number;
  readonly offset: number;
  /** The first code that carries a value `(code - offset) / scale`. */
  readonly firstDataCode: number;
  /** The code that means range folded, if any. */
  readonly foldedCode?: number;
  /**
   * Value of each code, NaN if it has none, for codes that are not linear in value. Codes past its end have none. If
   * given, `scale`, `offset`, `firstDataCode` and `foldedCode` are ignored.
   */
  readonly values?: Float64Array;
  /** Accompanies `values`: the state of each code. Only {@link FOLDED_STATE} is distinguished. */
  readonly states?: Uint8Array;
}

/** The state of a code that means range folded. */
export const FOLDED_STATE = 2;

/** The number of possible codes, for 8 or 16 bits. */
export function codeCountOf({ codes }: Pick<Coding, "codes">): number {
  return codes instanceof Uint8Array ? 256 : 65_536;
}

/** The physical value of a code, or undefined if it has none. */
export function codeValue(field: Coding, code: number): number | undefined {
  if (field.values) {
    const value = field.values[code];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }
  if (code < field.firstDataCode || code === field.foldedCode) return undefined;
  return (code - field.offset) / field.scale;
}

/** Whether a code means range folded. */
export function isFolded(field: Coding, code: number): boolean {
  return field.values ? field.states?.[code] === FOLDED_STATE : code === field.foldedCode;
}
