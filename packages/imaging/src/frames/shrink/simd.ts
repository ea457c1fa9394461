/**
 * Column sums in WebAssembly with 128-bit vectors, assembled at run time: no blob, no build. Instructions and their
 * opcodes: WebAssembly Core Specification 2.0, appendix A.7 (index of instructions).
 */

import { LANES, local, STEPS, VECTORS, type VectorType } from "./steps.ts";
import { advance, copy, countDown, EMPTY, I32, leb, named, op, section, V128 } from "./wasm.ts";

/**
 * Adds `rows` rows of `width` numbers at `source` to the sums; `width` is a multiple of {@link LANES}. After them
 * come the counts (for floats), the table of 65 536 bytes, or the layout of `levelsBeside`.
 */
export type Kernel = (
  source: number,
  sums: number,
  beside: number,
  width: number,
  rows: number,
  stride: number,
) => void;

/** The first bytes of a memory are for sums, counts and tables: for the widest possible plane. */
export const SCRATCH_BYTES = 2 ** 20;
const PAGE_BYTES = 65_536;

/** A memory in which kernels can run. */
export interface VectorMemory {
  readonly buffer: ArrayBuffer;
  readonly memory: WebAssembly.Memory;
  readonly kernels: Map<string, Kernel | undefined>;
}

const memories = new WeakMap<ArrayBuffer, VectorMemory>();

/** The vector memory of an array made by {@link pixelMemory}. */
export function memoryOf(buffer: ArrayBufferLike): VectorMemory | undefined {
  return memories.get(buffer as ArrayBuffer);
}

/**
 * Reusable memory for the pixels of frames, such as whole files: what lies here is shrunk in place, while other
 * arrays are copied piece by piece.
 */
export function pixelMemory(bytes: number): Uint8Array<ArrayBuffer> {
  const made = newMemory(bytes);
  return made ? new Uint8Array(made.buffer, SCRATCH_BYTES, bytes) : new Uint8Array(bytes);
}

/** Undefined without WebAssembly. */
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

/** Undefined without vector instructions. */
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

/** Bytes of the numbers summed. */
export function wordBytes({ of }: VectorType): 2 | 4 {
  return of === "float" || of === "levels" ? 4 : 2;
}

function assemble(type: VectorType): Uint8Array<ArrayBuffer> {
  const body = [
    ...[2, 4, I32, VECTORS, V128],
    ...outerLoop(STEPS[type.of](type), wordBytes(type)),
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
