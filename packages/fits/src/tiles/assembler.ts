/** Just enough of WebAssembly's binary format (W3C core specification 2.0, §5) for a nested loop or two. */

/** Code: the bytes of instructions that leave one value, or none, on the stack. */
export type Code = readonly number[];

const binary =
  (opcode: number) =>
  (a: Code, b: Code): Code =>
    a.concat(b, opcode);
const unary =
  (opcode: number) =>
  (a: Code): Code =>
    a.concat(opcode);

/** Instructions on 32-bit integers. */
export const i32 = {
  constant: (value: number): Code => [0x41, ...signed(value)],
  load: (address: Code): Code => address.concat(0x28, 0, 0),
  add: binary(0x6a),
  sub: binary(0x6b),
  and: binary(0x71),
  or: binary(0x72),
  xor: binary(0x73),
  shl: binary(0x74),
  shrS: binary(0x75),
  shrU: binary(0x76),
  rotl: binary(0x77),
  lt: binary(0x48),
  gt: binary(0x4a),
  le: binary(0x4c),
  eq: binary(0x46),
  wrap: unary(0xa7),
} as const;

/** Instructions on 64-bit integers. */
export const i64 = {
  constant: (value: number): Code => [0x42, ...signed(value)],
  or: binary(0x84),
  shl: binary(0x86),
  shrU: binary(0x88),
  clz: unary(0x79),
  isZero: unary(0x50),
  extend: unary(0xad),
  /** Eight bytes, most significant first: with vector instructions, as there is no instruction that swaps bytes. */
  loadBigEndian: (address: Code): Code => [
    ...[...address, 0xfd, 0x5d, 0, 0],
    ...[...address, 0xfd, 0x5d, 0, 0],
    ...[0xfd, 0x0d, 7, 6, 5, 4, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0],
    ...[0xfd, 0x1d, 0],
  ],
} as const;

export const get = (local: number): Code => [0x20, local];
export const set = (local: number, value: Code): Code => value.concat(0x21, local);
/**
 * One after another. Joined by `concat`, as everywhere here: code is copied dozens of times as it grows, and
 * spreading is ten times slower.
 */
export const sequence = (...codes: Code[]): Code => ([] as Code).concat(...codes);
export const when = (condition: Code, then: Code, otherwise?: Code): Code =>
  condition.concat(0x04, 0x40, then, otherwise ? [0x05].concat(otherwise) : [], 0x0b);
/** Runs the body while the condition holds. */
export const loop = (condition: Code, body: Code): Code =>
  [0x03, 0x40].concat(condition, 0x04, 0x40, body, 0x0c, 1, 0x0b, 0x0b);
/** The smaller of two; the condition says whether it is the first. */
export const select = (a: Code, b: Code, condition: Code): Code => a.concat(b, condition, 0x1b);
export const giveBack = (value: Code): Code => value.concat(0x0f);

/** Stores the low bytes of a 32-bit value. */
export function store(bytes: number, address: Code, value: Code, offset = 0): Code {
  const opcode = { 1: 0x3a, 2: 0x3b, 4: 0x36 }[bytes] as number;
  return address.concat(value, opcode, 0, unsigned(offset));
}

export const I32 = 0x7f;
export const I64 = 0x7e;
export const F64 = 0x7c;
export const V128 = 0x7b;

const vectorOp = (opcode: number): Code =>
  opcode < 128 ? [0xfd, opcode] : [0xfd, (opcode & 127) | 128, 1];
const vectorUnary = (opcode: number) => {
  const code = vectorOp(opcode);
  return (a: Code): Code => a.concat(code);
};
const vectorBinary = (opcode: number) => {
  const code = vectorOp(opcode);
  return (a: Code, b: Code): Code => a.concat(b, code);
};

/** Instructions on vectors of 128 bits. */
export const v128 = {
  load: (address: Code, offset = 0): Code => address.concat(vectorOp(0x00), 0, unsigned(offset)),
  store: (address: Code, value: Code): Code => address.concat(value, vectorOp(0x0b), 0, 0),
  /** Bytes selected by number; those of the second vector count from 16. */
  shuffle: (a: Code, b: Code, bytes: readonly number[]): Code => a.concat(b, vectorOp(0x0d), bytes),
  /** Bits of the first where the mask has ones, else of the second. */
  select: (a: Code, b: Code, mask: Code): Code => a.concat(b, mask, vectorOp(0x52)),
  andNot: vectorBinary(0x4f),
  splatI32: vectorUnary(0x11),
  splatF64: vectorUnary(0x14),
  equalI32: vectorBinary(0x37),
  addF64: vectorBinary(0xf0),
  multiplyF64: vectorBinary(0xf2),
  /** The first two of four integers as doubles. */
  convertLow: vectorUnary(0xfe),
  /** Two doubles as the first two of four floats. */
  demote: (a: Code): Code => a.concat(vectorOp(0x5e)),
} as const;

/** A function, with its parameters and locals by type. */
export interface Routine {
  name: string;
  parameters: readonly number[];
  /** If omitted, nothing is returned. */
  result?: number;
  locals: readonly (readonly [count: number, type: number])[];
  body: Code;
}

/** A module that exports a routine and its memory. */
export function moduleBytes(routine: Routine): Uint8Array<ArrayBuffer> {
  const { name, parameters, result, locals, body } = routine;
  const results = result === undefined ? [0] : [1, result];
  const type = [0x60, parameters.length, ...parameters, ...results];
  const code = sequence([locals.length], locals.flat(), body, [0x0b]);
  const exported = [text(name).concat(0, 0), text("memory").concat(2, 0)];
  const module = sequence(
    [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, [type]),
    section(3, [[0]]),
    section(5, [[0, 1]]),
    section(7, exported),
    section(10, [unsigned(code.length), code], 1),
  );
  return new Uint8Array(module);
}

function section(id: number, entries: readonly Code[], count = entries.length): Code {
  const content = sequence(unsigned(count), ...entries);
  return sequence([id], unsigned(content.length), content);
}

function text(value: string): Code {
  return [value.length, ...new TextEncoder().encode(value)];
}

/** LEB128, as all numbers are (§5.2.2). */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const last = (rest === 0 && !(byte & 0x40)) || (rest === -1 && byte & 0x40);
    bytes.push(last ? byte : byte | 0x80);
    if (last) return bytes;
  }
}
