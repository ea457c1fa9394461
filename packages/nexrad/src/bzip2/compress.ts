import { BitWriter } from "./bit-writer.ts";
import { bzip2Crc32 } from "./crc32.ts";
import { writeCoded } from "./entropy.ts";
import { suffixArray } from "./suffix-array.ts";

/**
 * Compresses bytes to a bzip2 stream that any bzip2 reads, in time linear in the input, whatever its contents.
 *
 * The format has no standard of its own; this follows J. Tsai, "BZIP2: Format Specification" (2016).
 *
 * @param level 1–9: how many times 100 000 bytes are sorted together
 * @throws RangeError for any other level
 */
export function compressBzip2(bytes: Uint8Array, level = 9): Uint8Array<ArrayBuffer> {
  if (!Number.isInteger(level) || level < 1 || level > 9) {
    throw new RangeError(`A bzip2 level is a whole number from 1 to 9, not ${level}`);
  }
  const out = new BitWriter(bytes.length >> 2);
  for (const char of `BZh${level}`) out.write(char.charCodeAt(0), 8);

  // The reference decoder reserves 19 bytes of each block.
  const block = new Uint8Array(Math.min(level * 100_000 - 19, 4 + Math.ceil(bytes.length * 1.25)));
  let streamCrc = 0;
  for (let from = 0; from < bytes.length; ) {
    const { consumed, length } = packRuns(bytes, from, block);
    const crc = bzip2Crc32(bytes, from, from + consumed);
    streamCrc = ((streamCrc << 1) | (streamCrc >>> 31)) ^ crc;
    writeBlock(out, block.subarray(0, length), crc);
    from += consumed;
  }

  writeMagic(out, END_OF_STREAM);
  out.write32(streamCrc);
  return out.finish();
}

/** Binary-coded decimal digits of π and √π, which mark the start of a block and the end of the stream. */
const BLOCK = [0x314159, 0x265359] as const;
const END_OF_STREAM = [0x177245, 0x385090] as const;

function writeMagic(out: BitWriter, magic: readonly [number, number]): void {
  for (const half of magic) out.write(half, 24);
}

function writeBlock(out: BitWriter, block: Uint8Array, crc: number): void {
  const { last, origin } = sortRotations(block);
  writeMagic(out, BLOCK);
  out.write32(crc);
  out.write(0, 1); // not randomised
  out.write(origin, 24);
  writeCoded(out, last);
}

/**
 * The first step: fills `block` with the input from `from` on, where four equal bytes are followed by a count of
 * 0–251 more of them.
 */
function packRuns(
  bytes: Uint8Array,
  from: number,
  block: Uint8Array,
): { consumed: number; length: number } {
  const room = block.length - 5;
  let length = 0;
  let at = from;
  while (at < bytes.length && length <= room) {
    const byte = bytes[at]!;
    const limit = Math.min(bytes.length, at + 255);
    let end = at;
    while (end < limit && bytes[end] === byte) end++;
    const run = end - at;
    for (let i = Math.min(run, 4); i > 0; i--) block[length++] = byte;
    if (run >= 4) block[length++] = run - 4;
    at = end;
  }
  return { consumed: at - from, length };
}

/**
 * The Burrows–Wheeler transform: the last byte of each rotation of the block, the rotations in ascending order,
 * and which of them is the block itself.
 *
 * Rotations are sorted as suffixes: starting from the least rotation, the order of the suffixes is the order of
 * the rotations (Giancarlo, Restivo & Sciortino, Theor. Comput. Sci. 387, 2007).
 */
function sortRotations(block: Uint8Array): { last: Uint8Array; origin: number } {
  const n = block.length;
  const start = leastRotation(block);
  const text = new Int32Array(n);
  text.set(block.subarray(start));
  text.set(block.subarray(0, start), n - start);

  const order = suffixArray(text, 256);
  const last = new Uint8Array(n);
  const self = (n - start) % n;
  let origin = 0;
  for (let i = 0; i < n; i++) {
    const first = order[i]!;
    if (first === self) origin = i;
    // The byte before the suffix, in the block as it was given.
    const before = first + start - 1;
    last[i] = block[before < 0 ? n - 1 : before < n ? before : before - n]!;
  }
  return { last, origin };
}

/** Where the least rotation starts: two candidates, each mismatch rules out a whole stretch of one. */
function leastRotation(block: Uint8Array): number {
  const n = block.length;
  let a = 0;
  let b = 1;
  let same = 0;
  while (a < n && b < n && same < n) {
    const i = a + same;
    const j = b + same;
    const x = block[i < n ? i : i - n]!;
    const y = block[j < n ? j : j - n]!;
    if (x === y) {
      same++;
      continue;
    }
    if (x > y) a += same + 1;
    else b += same + 1;
    if (a === b) b++;
    same = 0;
  }
  return Math.min(a, b);
}
