/**
 * Just enough of WebAssembly's binary format for loops over vectors: instructions and their opcodes from the
 * WebAssembly Core Specification 2.0, appendix A.7 (index of instructions).
 */

export const I32 = 0x7f;
export const V128 = 0x7b;
export const EMPTY = 0x40;

export const op = {
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

/** After the prefix of vector instructions. */
export const vector = {
  load: 0x00,
  loadLane8: 0x54,
  extractLane16: 0x19,
  extractLane32: 0x1b,
  widen8: 0x89,
  store: 0x0b,
  shuffle: 0x0d,
  and: 0x4e,
  equalF32: 0x41,
  addI32: 0xae,
  subtractI32: 0xb1,
  addF32: 0xe4,
  subtractF32: 0xe5,
  addF64: 0xf0,
  multiplyF64: 0xf2,
  /** If either is NaN, the first of them. */
  lesserF64: 0xf6,
  greaterF64: 0xf7,
  promoteLow: 0x5f,
  lowSigned: 0xa7,
  highSigned: 0xa8,
  lowUnsigned: 0xa9,
  highUnsigned: 0xaa,
} as const;

/** memory[at + offset] += value */
export function accumulate(at: number, offset: number, value: number[], add: number): number[] {
  return [
    ...[op.get, at, op.get, at, ...simd(vector.load), 0, ...leb(offset)],
    ...value,
    ...[...simd(add), ...simd(vector.store), 0, ...leb(offset)],
  ];
}

export function copy(from: number, to: number): number[] {
  return [op.get, from, op.set, to];
}

export function advance(name: number, by: number): number[] {
  return [op.get, name, op.constant, ...signedLeb(by), op.add, op.set, name];
}

/** Leaves the new count on the stack. */
export function countDown(name: number, by: number): number[] {
  return [op.get, name, op.constant, ...signedLeb(by), op.subtract, op.tee, name];
}

export function simd(instruction: number): number[] {
  return [0xfd, ...leb(instruction)];
}

export function section(id: number, content: number[]): number[] {
  return [id, ...leb(content.length), ...content];
}

export function named(name: string): number[] {
  return [name.length, ...Array.from(name, (letter) => letter.charCodeAt(0))];
}

/** Unsigned LEB128. */
export function leb(value: number): number[] {
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
