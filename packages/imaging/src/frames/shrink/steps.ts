import { accumulate, advance, leb, op, simd, vector } from "./wasm.ts";

/** What is summed: 16-bit integers, floats, a table's entries for each 16-bit number, or for the level of each float. */
export interface VectorType {
  readonly of: "signed" | "unsigned" | "float" | "table" | "levels";
  readonly swapped: boolean;
}

/** Columns are processed this many at a time. */
export const LANES = 8;

/** The parameters, then the loop variables. */
export const local = {
  source: 0,
  sums: 1,
  beside: 2,
  width: 3,
  rows: 4,
  stride: 5,
  from: 6,
  sum: 7,
  count: 8,
  left: 9,
  value: 10,
  mask: 11,
  double: 12,
} as const;

/** How many of them are vectors. */
export const VECTORS = 3;

/** Memory after the sums of floats' levels: numbers, each twice, then a table of 256. */
export const levelsBeside = {
  low: 0,
  high: 16,
  toLevel: 32,
  fromLow: 48,
  scale: 64,
  zero: 80,
  rounding: 96,
  table: 112,
} as const;

/** The operations on {@link LANES} numbers. */
export const STEPS: Readonly<Record<VectorType["of"], (type: VectorType) => number[]>> = {
  signed: ({ swapped }) => [
    ...loadNumbers(0, swapped ? 2 : 1),
    ...[op.set, local.value],
    ...addEight(vector.lowSigned, vector.highSigned),
  ],
  unsigned: ({ swapped }) => [
    ...loadNumbers(0, swapped ? 2 : 1),
    ...[op.set, local.value],
    ...addEight(vector.lowUnsigned, vector.highUnsigned),
  ],
  table: fromTable,
  float: floats,
  levels: levelsOfFloats,
};

/** Adds eight 16-bit numbers to eight 32-bit sums. */
function addEight(low: number, high: number): number[] {
  return [
    ...accumulate(local.sum, 0, [op.get, local.value, ...simd(low)], vector.addI32),
    ...accumulate(local.sum, 16, [op.get, local.value, ...simd(high)], vector.addI32),
    ...advance(local.sum, 32),
  ];
}

/** The table's entries for eight numbers, loaded one by one into the lanes of a vector. */
function fromTable({ swapped }: VectorType): number[] {
  const lanes = Array.from({ length: LANES }, (_, lane) => [
    ...[op.get, local.value, ...simd(vector.extractLane16), lane],
    ...[op.get, local.beside, op.add],
    ...[op.get, local.mask, ...simd(vector.loadLane8), 0, 0, lane, op.set, local.mask],
  ]);
  return [
    ...loadNumbers(0, swapped ? 2 : 1),
    ...[op.set, local.value],
    ...lanes.flat(),
    ...[op.get, local.mask, ...simd(vector.widen8), op.set, local.value],
    ...addEight(vector.lowUnsigned, vector.highUnsigned),
  ];
}

/** Adds eight floats to eight double-precision sums and eight counts, ignoring those that are not finite. */
function floats({ swapped }: VectorType): number[] {
  const four = (offset: number) => [
    ...loadNumbers(offset, swapped ? 4 : 1),
    ...[op.tee, local.value, op.get, local.value, ...simd(vector.subtractF32)],
    ...[op.tee, local.mask, op.get, local.mask, ...simd(vector.equalF32)],
    ...[op.tee, local.mask, op.get, local.value, ...simd(vector.and), op.set, local.value],
    ...accumulate(local.sum, 2 * offset, promoted(false), vector.addF64),
    ...accumulate(local.sum, 2 * offset + 16, promoted(true), vector.addF64),
    // A mask is −1 where it is true.
    ...accumulate(local.count, offset, [op.get, local.mask], vector.subtractI32),
  ];
  return [...four(0), ...four(16), ...advance(local.sum, 64), ...advance(local.count, 32)];
}

function promoted(high: boolean): number[] {
  const halves = Array.from({ length: 16 }, (_, i) => (i + 8) % 16);
  const swap = high ? [op.get, local.value, ...simd(vector.shuffle), ...halves] : [];
  return [op.get, local.value, ...swap, ...simd(vector.promoteLow)];
}

/** 16 bytes, swapped within each word. */
function loadNumbers(offset: number, word: number): number[] {
  const load = [op.get, local.from, ...simd(vector.load), 0, ...leb(offset)];
  if (word === 1) return load;
  const order = Array.from({ length: 16 }, (_, i) => i - (i % word) + (word - 1 - (i % word)));
  return [...load, op.tee, local.value, op.get, local.value, ...simd(vector.shuffle), ...order];
}

/**
 * A table's entries for the levels of eight floats: those that are not finite have the lowest. A level is rounded,
 * half to even, by adding a number that leaves no bits for a fraction: its lowest byte is then the level.
 */
function levelsOfFloats({ swapped }: VectorType): number[] {
  const beside = (at: number) => [op.get, local.beside, ...simd(vector.load), 0, ...leb(at)];
  const two = (high: boolean, lane: number) => [
    // Of NaN and a limit, the limit remains.
    ...beside(levelsBeside.low),
    ...promoted(high),
    ...[...beside(levelsBeside.scale), ...simd(vector.multiplyF64)],
    ...[...beside(levelsBeside.zero), ...simd(vector.addF64)],
    ...simd(vector.greaterF64),
    ...[...beside(levelsBeside.high), ...simd(vector.lesserF64)],
    ...[...beside(levelsBeside.toLevel), ...simd(vector.multiplyF64)],
    ...[...beside(levelsBeside.fromLow), ...simd(vector.addF64)],
    ...[...beside(levelsBeside.rounding), ...simd(vector.addF64)],
    ...[op.set, local.double],
    ...[...tabled(0, lane), ...tabled(2, lane + 1)],
  ];
  const tabled = (word: number, lane: number) => [
    ...[op.get, local.double, ...simd(vector.extractLane32), word],
    ...[op.get, local.beside, op.add],
    ...[op.get, local.mask, ...simd(vector.loadLane8), 0, ...leb(levelsBeside.table), lane],
    ...[op.set, local.mask],
  ];
  const four = (offset: number, lane: number) => [
    ...loadNumbers(offset, swapped ? 4 : 1),
    // Infinity minus itself is NaN.
    ...[op.tee, local.value, op.get, local.value, op.get, local.value],
    ...[...simd(vector.subtractF32), ...simd(vector.addF32), op.set, local.value],
    ...[...two(false, lane), ...two(true, lane + 2)],
  ];
  return [
    ...[...four(0, 0), ...four(16, 4)],
    ...[op.get, local.mask, ...simd(vector.widen8), op.set, local.value],
    ...addEight(vector.lowUnsigned, vector.highUnsigned),
  ];
}
