/**
 * Sums of columns in WebAssembly with 128-bit vectors, assembled on the spot: no blob, no build. Instructions and their
 * numbers: WebAssembly Core Specification 2.0, appendix A.7 (index of instructions).
 */

/** What is summed: 16-bit integers, floats, or what a table has for each 16-bit number. */
export interface VectorType {
  readonly of: "signed" | "unsigned" | "float" | "table";
  readonly swapped: boolean;
}

/**
 * Adds `rows` rows of `width` numbers at `source` to the sums; `width` is a multiple of {@link LANES}. Beside them lie the counts (of
 * floats), or the table: 65 536 bytes.
 */
export type Kernel = (
  source: number,
  sums: number,
  beside: number,
  width: number,
  rows: number,
  stride: number,
) => void;

/** Columns are taken so many at a time. */
export const LANES = 8;

/** The first bytes of a memory are for sums, counts and tables: of the widest plane there may be. */
export const SCRATCH_BYTES = 2 ** 20;
const PAGE_BYTES = 65_536;

/** A memory that kernels can be run in. */
export interface VectorMemory {
  readonly buffer: ArrayBuffer;
  readonly memory: WebAssembly.Memory;
  readonly kernels: Map<string, Kernel | undefined>;
}

const memories = new WeakMap<ArrayBuffer, VectorMemory>();

/** The memory that an array made by {@link pixelMemory} lies in. */
export function memoryOf(buffer: ArrayBufferLike): VectorMemory | undefined {
  return memories.get(buffer as ArrayBuffer);
}

/**
 * Bytes for the pixels of frames, such as whole files, to be read into again and again: what lies here is shrunk in place, while
 * other arrays are copied piece by piece.
 */
export function pixelMemory(bytes: number): Uint8Array<ArrayBuffer> {
  const made = newMemory(bytes);
  return made ? new Uint8Array(made.buffer, SCRATCH_BYTES, bytes) : new Uint8Array(bytes);
}

/** Undefined where there is no WebAssembly. */
export function newMemory(bytes: number): VectorMemory | undefined {
  try {
    const initial = Math.ceil((SCRATCH_BYTES + bytes) / PAGE_BYTES);
    const memory = new WebAssembly.Memory({ initial });
    const made = { buffer: memory.buffer as ArrayBuffer, memory, kernels: new Map() };
    memories.set(made.buffer, made);
    return made;
  } catch {
    return;
  }
}

/** Undefined where there are no vector instructions. */
export function kernelIn({ memory, kernels }: VectorMemory, type: VectorType): Kernel | undefined {
  const name = `${type.of}${type.swapped}`;
  if (!kernels.has(name)) kernels.set(name, instantiate(type, memory));
  return kernels.get(name);
}

function instantiate(type: VectorType, memory: WebAssembly.Memory): Kernel | undefined {
  try {
    const module = new WebAssembly.Module(assemble(type));
    const { exports } = new WebAssembly.Instance(module, { "": { memory } });
    return exports["sum"] as unknown as Kernel;
  } catch {
    return;
  }
}

const I32 = 0x7f;
const V128 = 0x7b;
const EMPTY = 0x40;

const op = {
  loop: 0x03,
  end: 0x0b,
  branchIf: 0x0d,
  get: 0x20,
  set: 0x21,
  tee: 0x22,
  constant: 0x41,
  add: 0x6a,
  subtract: 0x6b,
} as const;

/** Behind the prefix of vector instructions. */
const vector = {
  load: 0x00,
  loadLane8: 0x54,
  extractLane16: 0x19,
  widen8: 0x89,
  store: 0x0b,
  shuffle: 0x0d,
  and: 0x4e,
  equalF32: 0x41,
  addI32: 0xae,
  subtractI32: 0xb1,
  subtractF32: 0xe5,
  addF64: 0xf0,
  promoteLow: 0x5f,
  lowSigned: 0xa7,
  highSigned: 0xa8,
  lowUnsigned: 0xa9,
  highUnsigned: 0xaa,
} as const;

/** The parameters, then what the loops count. */
const local = {
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
} as const;

function assemble(type: VectorType): Uint8Array<ArrayBuffer> {
  const body = [
    ...[2, 4, I32, 2, V128],
    ...outerLoop(STEPS[type.of](type), type.of === "float" ? 4 : 2),
    op.end,
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 6, I32, I32, I32, I32, I32, I32, 0]),
    ...section(2, [1, ...named(""), ...named("memory"), 2, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...named("sum"), 0, 0]),
    ...section(10, [1, ...leb(body.length), ...body]),
  ]);
}

function outerLoop(step: number[], bytes: number): number[] {
  return [
    ...[op.loop, EMPTY],
    ...copy(local.source, local.from),
    ...copy(local.sums, local.sum),
    ...copy(local.beside, local.count),
    ...copy(local.width, local.left),
    ...[op.loop, EMPTY],
    ...step,
    ...advance(local.from, LANES * bytes),
    ...countDown(local.left, LANES),
    ...[op.branchIf, 0, op.end],
    ...[op.get, local.source, op.get, local.stride, op.add, op.set, local.source],
    ...countDown(local.rows, 1),
    ...[op.branchIf, 0, op.end],
  ];
}

const STEPS: Readonly<Record<VectorType["of"], (type: VectorType) => number[]>> = {
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
};

/** Eight 16-bit numbers onto eight 32-bit sums. */
function addEight(low: number, high: number): number[] {
  return [
    ...accumulate(local.sum, 0, [op.get, local.value, ...simd(low)], vector.addI32),
    ...accumulate(local.sum, 16, [op.get, local.value, ...simd(high)], vector.addI32),
    ...advance(local.sum, 32),
  ];
}

/** What the table has for each of eight numbers, loaded one by one into the lanes of a vector. */
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

/** Eight floats onto eight sums in double precision and eight counts, those that are not finite left out. */
function floats({ swapped }: VectorType): number[] {
  const four = (offset: number) => [
    ...loadNumbers(offset, swapped ? 4 : 1),
    ...[op.tee, local.value, op.get, local.value, ...simd(vector.subtractF32)],
    ...[op.tee, local.mask, op.get, local.mask, ...simd(vector.equalF32)],
    ...[op.tee, local.mask, op.get, local.value, ...simd(vector.and), op.set, local.value],
    ...accumulate(local.sum, 2 * offset, promoted(false), vector.addF64),
    ...accumulate(local.sum, 2 * offset + 16, promoted(true), vector.addF64),
    // A mask is −1 where it holds.
    ...accumulate(local.count, offset, [op.get, local.mask], vector.subtractI32),
  ];
  return [...four(0), ...four(16), ...advance(local.sum, 64), ...advance(local.count, 32)];
}

function promoted(high: boolean): number[] {
  const halves = Array.from({ length: 16 }, (_, i) => (i + 8) % 16);
  const swap = high ? [op.get, local.value, ...simd(vector.shuffle), ...halves] : [];
  return [op.get, local.value, ...swap, ...simd(vector.promoteLow)];
}

/** 16 bytes, those of each word turned round. */
function loadNumbers(offset: number, word: number): number[] {
  const load = [op.get, local.from, ...simd(vector.load), 0, ...leb(offset)];
  if (word === 1) return load;
  const order = Array.from({ length: 16 }, (_, i) => i - (i % word) + (word - 1 - (i % word)));
  return [...load, op.tee, local.value, op.get, local.value, ...simd(vector.shuffle), ...order];
}

/** memory[at + offset] += value */
function accumulate(at: number, offset: number, value: number[], add: number): number[] {
  return [
    ...[op.get, at, op.get, at, ...simd(vector.load), 0, ...leb(offset)],
    ...value,
    ...[...simd(add), ...simd(vector.store), 0, ...leb(offset)],
  ];
}

function copy(from: number, to: number): number[] {
  return [op.get, from, op.set, to];
}

function advance(name: number, by: number): number[] {
  return [op.get, name, op.constant, ...signedLeb(by), op.add, op.set, name];
}

/** Leaves the new count on the stack. */
function countDown(name: number, by: number): number[] {
  return [op.get, name, op.constant, ...signedLeb(by), op.subtract, op.tee, name];
}

function simd(instruction: number): number[] {
  return [0xfd, ...leb(instruction)];
}

function section(id: number, content: number[]): number[] {
  return [id, ...leb(content.length), ...content];
}

function named(name: string): number[] {
  return [name.length, ...Array.from(name, (letter) => letter.charCodeAt(0))];
}

/** Unsigned LEB128. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest > 127;
    bytes.push((rest & 127) | (more ? 128 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}

/** Signed LEB128 of a number that is not negative: its last byte leaves the sign bit clear. */
function signedLeb(value: number): number[] {
  const bytes = leb(value);
  const last = bytes.length - 1;
  if (((bytes[last] as number) & 64) === 0) return bytes;
  return [...bytes.with(last, (bytes[last] as number) | 128), 0];
}
