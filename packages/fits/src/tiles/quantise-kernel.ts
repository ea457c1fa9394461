import {
  type Code,
  F64,
  get,
  I32,
  i32,
  loop,
  moduleBytes,
  type Routine,
  sequence,
  set,
  V128,
  v128,
} from "./assembler.ts";

/**
 * Quantised integers to floats in WebAssembly, four at a time and in place: (integer + shift) × scale + zero in
 * double precision, as `unquantise` does it one by one.
 */

const [values, shifts, step, end, scale, zero, blank, nil] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const [scales, zeros, blanks, nils, four] = [8, 9, 10, 11, 12] as const;

/** Sixteen consecutive bytes from a first one. */
const run = (first: number): number[] => Array.from({ length: 16 }, (_, i) => (first + i) % 32);
const lowHalves = [...run(0).slice(0, 8), ...run(16).slice(0, 8)];

const pair = (integers: Code, offset: number): Code =>
  v128.demote(
    v128.addF64(
      v128.multiplyF64(
        v128.addF64(v128.convertLow(integers), v128.load(get(shifts), offset)),
        get(scales),
      ),
      get(zeros),
    ),
  );

const upper = v128.shuffle(get(four), get(four), run(8));
const floats = v128.shuffle(pair(get(four), 0), pair(upper, 16), lowHalves);
const NAN = v128.splatI32(i32.constant(0x7fc00000));

const body: Code = sequence(
  set(scales, v128.splatF64(get(scale))),
  set(zeros, v128.splatF64(get(zero))),
  set(blanks, v128.splatI32(get(blank))),
  set(nils, v128.splatI32(get(nil))),
  loop(
    i32.lt(get(values), get(end)),
    sequence(
      set(four, v128.load(get(values))),
      v128.store(
        get(values),
        v128.select(
          NAN,
          v128.andNot(floats, v128.equalI32(get(four), get(nils))),
          v128.equalI32(get(four), get(blanks)),
        ),
      ),
      set(values, i32.add(get(values), i32.constant(16))),
      set(shifts, i32.add(get(shifts), get(step))),
    ),
  ),
);

const ROUTINE: Routine = {
  name: "unquantise",
  parameters: [I32, I32, I32, I32, F64, F64, I32, I32],
  locals: [[5, V128]],
  body,
};

/**
 * In place from `values` to `end`, a whole number of vectors apart; shifts, which are doubles, advance by `step`
 * bytes for every four.
 */
type Unquantise = (
  values: number,
  shifts: number,
  step: number,
  end: number,
  scale: number,
  zero: number,
  /** The integers that mean NaN and exactly 0. */
  blank: number,
  nil: number,
) => void;

/** Memory layout: shifts at the beginning, then as many zeros as a step reads, then values. */
export interface QuantiseKernel {
  readonly unquantise: Unquantise;
  readonly noShifts: number;
  readonly valuesAt: number;
  /** Number of integers that fit at once. */
  readonly room: number;
  readonly integers: Int32Array;
  readonly floats: Float32Array;
}

const ROOM = 2 ** 14;
const PAGE_BYTES = 65536;

/** The kernel with a table of shifts; undefined if WebAssembly or its vector instructions are missing or forbidden. */
export function quantiseKernel(table: Float64Array): QuantiseKernel | undefined {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes(ROUTINE)));
    const memory = exports["memory"] as WebAssembly.Memory;
    const noShifts = table.byteLength;
    const valuesAt = Math.ceil((noShifts + 32) / 16) * 16;
    memory.grow(Math.ceil((valuesAt + 4 * ROOM) / PAGE_BYTES) - 1);
    const { buffer } = memory;
    new Float64Array(buffer, 0, table.length).set(table);
    return {
      unquantise: exports["unquantise"] as Unquantise,
      ...{ noShifts, valuesAt, room: ROOM },
      integers: new Int32Array(buffer, valuesAt, ROOM),
      floats: new Float32Array(buffer, valuesAt, ROOM),
    };
  } catch {
    return;
  }
}
