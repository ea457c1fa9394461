import { BitReader, corrupt, truncated } from "./bits.ts";
import { readBlock } from "./block.ts";
import { bzip2Crc32 } from "./crc32.ts";
import { Output } from "./output.ts";

/** Marks of a block's start (digits of π) and a stream's end (of √π), each in two halves. */
const BLOCK_MAGIC = [0x314159, 0x265359] as const;
const END_MAGIC = [0x177245, 0x385090] as const;

/** Whether the bytes begin as a bzip2 stream does: `BZh`, a level, and a block or the end. */
export function isBzip2(bytes: Uint8Array, offset = 0): boolean {
  const level = bytes[offset + 3];
  if (level === undefined || level < 0x31 || level > 0x39) return false;
  if (bytes[offset] !== 0x42 || bytes[offset + 1] !== 0x5a || bytes[offset + 2] !== 0x68) {
    return false;
  }
  const next = bytes[offset + 4];
  return next === BLOCK_MAGIC[0] >>> 16 || next === END_MAGIC[0] >>> 16;
}

/**
 * Decompresses bzip2 data: one stream or several in a row, checking each block's and stream's CRC.
 *
 * Bytes after the last stream are ignored, as by `bzip2 -d`.
 *
 * @param maxBytes - the largest allowed output; more is `BZIP2_TOO_LARGE`.
 * @param buffer - memory to use if it is large enough; the result is then a view of it.
 * @throws NexradError `BZIP2_CORRUPT`, `BZIP2_TRUNCATED`, `BZIP2_TOO_LARGE`; `where.offset` is in `input`.
 */
export function decompressBzip2(
  input: Uint8Array,
  maxBytes: number,
  buffer: Uint8Array<ArrayBuffer> = new Uint8Array(Math.min(maxBytes, input.length * 4)),
): Uint8Array<ArrayBuffer> {
  if (!isBzip2(input)) {
    throw input.length < 5 ? truncated(input.length) : corrupt("it has no bzip2 header", 0);
  }
  const output = new Output(maxBytes, buffer);
  let offset = 0;
  while (isBzip2(input, offset)) offset = readStream(input, offset, output);
  return output.bytes.subarray(0, output.length);
}

function readStream(input: Uint8Array, start: number, output: Output): number {
  const maxBlock = (input[start + 3]! - 0x30) * 100_000;
  const bits = new BitReader(input, (start + 4) * 8);
  let streamCrc = 0;
  for (;;) {
    const offset = bits.position >>> 3;
    const magic = [bits.read(24), bits.read(24)] as const;
    const crc = (bits.read(16) << 16) | bits.read(16);
    if (magic[0] === END_MAGIC[0] && magic[1] === END_MAGIC[1]) {
      if (crc !== streamCrc) throw corrupt("the CRC of the stream does not fit", offset);
      return bits.alignToByte();
    }
    if (magic[0] !== BLOCK_MAGIC[0] || magic[1] !== BLOCK_MAGIC[1]) {
      throw corrupt("a block does not begin as one", offset);
    }
    const from = output.length;
    readBlock(bits, maxBlock, output);
    if (bzip2Crc32(output.bytes, from, output.length) !== crc) {
      throw corrupt("the CRC of a block does not fit", offset);
    }
    streamCrc = ((streamCrc << 1) | (streamCrc >>> 31)) ^ crc;
  }
}
