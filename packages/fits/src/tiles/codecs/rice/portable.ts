import { badRice, RICE_CODES } from "./codes.ts";

/** An unaligned 32-bit load, shifted to a bit position, has at least this many valid bits. */
const GOOD_BITS = 25;

/** A padded copy of the input, so that loads need no bounds check, and space for the output. */
let padded = new Uint8Array(0);
let view = new DataView(padded.buffer);
let values = new Int32Array(0);

function scratch(length: number): Int32Array {
  if (values.length < length) values = new Int32Array(length);
  return values;
}

function load(bytes: Uint8Array, padding: number): void {
  const length = bytes.byteLength + padding;
  if (padded.byteLength < length) {
    padded = new Uint8Array(length);
    view = new DataView(padded.buffer);
  }
  padded.set(bytes);
  padded.fill(0, bytes.byteLength, length);
}

/**
 * Rice decoding in plain TypeScript, where WebAssembly is missing, and for giant tiles.
 *
 * @returns the first `count` values (reused by the next call), correct modulo 2^(8·BYTEPIX): the sums are not wrapped
 *   here, because storing them in an array of their own width does that for free.
 */
export function decodePortable(
  bytes: Uint8Array,
  count: number,
  bytePix: number,
  blockSize: number,
): Int32Array {
  const output = scratch(count);
  const { codeBits, verbatim } = RICE_CODES[bytePix] as { codeBits: number; verbatim: number };
  const bits = 8 * bytePix;
  const available = 8 * bytes.byteLength;
  // A block may run past the end before that is noticed: by at most four bytes per value.
  load(bytes, 4 * blockSize + 16);
  const data = view;
  let last = word(0) >>> (32 - bits);
  let position = bits;
  for (let i = 0; i < count; ) {
    const split = (peek(position) >>> (32 - codeBits)) - 1;
    position += codeBits;
    const end = Math.min(i + blockSize, count);
    if (split < 0) {
      output.fill(last, i, end);
      i = end;
    } else if (split === verbatim) {
      for (; i < end; i++) {
        last = (last + unfold(word(position) >>> (32 - bits))) | 0;
        output[i] = last;
        position += bits;
      }
    } else {
      for (; i < end; i++) {
        const window = data.getInt32(position >>> 3) << (position & 7);
        const zeros = Math.clz32(window);
        const used = zeros + 1 + split;
        let difference: number;
        if (used <= GOOD_BITS) {
          // After the zeros come the stop bit and the low bits: taken together, with the stop bit removed.
          difference = ((zeros - 1) << split) + (window >>> (32 - used));
          position += used;
        } else {
          const high = countZeros(position, available);
          position += high + 1;
          const low = split === 0 ? 0 : peek(position) >>> (32 - split);
          difference = (high << split) | low;
          position += split;
        }
        last = (last + ((difference >>> 1) ^ -(difference & 1))) | 0;
        output[i] = last;
      }
    }
    if (position > available) throw badRice("the stream ends too early");
  }
  return output.subarray(0, count);
}

/** Signed value of a folded one: 0, −1, 1, −2, 2, … */
function unfold(v: number): number {
  return (v >>> 1) ^ -(v & 1);
}

/** At least 25 bits from a bit position, at the top of the word. */
function peek(position: number): number {
  return view.getInt32(position >>> 3) << (position & 7);
}

/** All 32 bits from a bit position. */
function word(position: number): number {
  const at = position >>> 3;
  const shift = position & 7;
  return (view.getInt32(at) << shift) | (view.getUint8(at + 4) >>> (8 - shift));
}

function countZeros(position: number, available: number): number {
  for (let zeros = 0; position + zeros < available; zeros += GOOD_BITS) {
    const run = Math.clz32(peek(position + zeros));
    if (run < GOOD_BITS) return zeros + run;
  }
  throw badRice("the stream ends too early");
}
