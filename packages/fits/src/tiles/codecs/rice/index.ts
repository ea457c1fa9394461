import type { RawArray } from "../../../image/bitpix.ts";
import type { TileCodec } from "../codec.ts";
import { badRice, RICE_CODES } from "./codes.ts";
import { type RiceKernel, riceKernel } from "./kernel.ts";
import { decodePortable } from "./portable.ts";

const MAX_BLOCK = 4096;
/** The kernel's memory never shrinks: very large tiles are decoded without it. */
const MAX_MEMORY = 2 ** 26;
const PAGE_BYTES = 65536;

/**
 * RICE_1: differences between neighbours, in blocks; each block has its own number of low bits (`split`), stored
 * verbatim after a unary count of the high part. RICE_ONE is cfitsio's name for it in files with the second
 * dithering.
 */
export const rice: TileCodec = {
  names: ["RICE_1", "RICE_ONE"],
  decode({ bytes, wanted, parameters, format }) {
    const bytePix = parameters.get("BYTEPIX") ?? 4;
    const blockSize = parameters.get("BLOCKSIZE") ?? 32;
    if (!RICE_CODES[bytePix]) throw badRice(`BYTEPIX ${bytePix}`);
    if (!Number.isInteger(blockSize) || blockSize < 1 || blockSize > MAX_BLOCK) {
      throw badRice(`BLOCKSIZE ${blockSize}`);
    }
    const kernel = riceKernel(bytePix);
    const memory = memoryFor(bytes.byteLength, wanted * bytePix, blockSize);
    if (kernel && memory.total <= MAX_MEMORY) {
      return decodeFast(kernel, memory, bytes, wanted, bytePix, blockSize);
    }
    const values = decodePortable(bytes, wanted, bytePix, blockSize);
    if (bytePix === 4 || bytePix >= format.bytes) return values;
    return arrayType(bytePix).from(values);
  },
};

interface Places {
  /** Where the zeros after the input end, and the output begins. */
  output: number;
  total: number;
}

function memoryFor(inputBytes: number, outputBytes: number, blockSize: number): Places {
  // A block may run past the end before that is noticed: by at most eight bytes per value.
  const output = Math.ceil((inputBytes + 8 * blockSize + 64) / 8) * 8;
  return { output, total: output + outputBytes };
}

function decodeFast(
  { memory, decode }: RiceKernel,
  { output, total }: Places,
  bytes: Uint8Array,
  wanted: number,
  bytePix: number,
  blockSize: number,
): RawArray {
  const missing = total - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  const input = new Uint8Array(memory.buffer, 0, output);
  input.set(bytes);
  input.fill(0, bytes.byteLength);
  const torn = decode(0, bytes.byteLength, output, wanted, blockSize);
  if (torn !== 0) throw badRice("the stream ends too early");
  const Type = arrayType(bytePix);
  return new Type(memory.buffer, output, wanted);
}

interface ArrayType {
  new (buffer: ArrayBuffer, offset: number, length: number): RawArray;
  from(values: Int32Array): RawArray;
}

/** By BYTEPIX. */
const ARRAYS: Record<number, ArrayType> = { 1: Uint8Array, 2: Int16Array, 4: Int32Array };

const arrayType = (bytePix: number) => ARRAYS[bytePix] as ArrayType;
