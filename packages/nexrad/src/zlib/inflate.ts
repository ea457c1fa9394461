import { NexradError } from "../errors.ts";
import { buildTable, type HuffmanTable } from "./huffman-table.ts";

/** One unpacked zlib stream. */
export interface Inflated {
  readonly bytes: Uint8Array;
  /** Offset of the byte after the stream in the input. */
  readonly end: number;
}

/** Base and extra bits of length codes 257–285 (RFC 1951, section 3.2.5). */
const LENGTH_BASE = Uint16Array.of(
  ...[3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59],
  ...[67, 83, 99, 115, 131, 163, 195, 227, 258],
);
const LENGTH_EXTRA = Uint8Array.of(
  ...[0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
);
/** Base and extra bits of distance codes 0–29 (section 3.2.5). */
const DISTANCE_BASE = Uint16Array.of(
  ...[1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769],
  ...[1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577],
);
const DISTANCE_EXTRA = Uint8Array.of(
  ...[0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11],
  ...[12, 12, 13, 13],
);
/** The order in which a dynamic block gives the lengths of its length codes (section 3.2.7). */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const END_OF_BLOCK = 256;
/** A stream known to be tiny does not need a large first buffer. */
const FIRST_BUFFER = 8192;

/**
 * Unpacks one zlib stream (RFC 1950, RFC 1951), checking its Adler-32.
 *
 * @param input bytes that hold a stream at `start`; more may follow it
 * @param start where the stream starts
 * @param maxBytes the largest allowed output
 * @throws NexradError `ZLIB_CORRUPT`, `ZLIB_TRUNCATED`, `ZLIB_TOO_LARGE`
 */
export function inflateZlib(input: Uint8Array, start: number, maxBytes: number): Inflated {
  if (start + 2 > input.length) throw truncated(start);
  const method = input[start]!;
  const flags = input[start + 1]!;
  // RFC 1950, section 2.2: deflate, a window of at most 32 KiB, no preset dictionary, and a check of the two bytes.
  if (
    (method & 15) !== 8 ||
    method >> 4 > 7 ||
    (flags & 32) !== 0 ||
    ((method << 8) | flags) % 31
  ) {
    throw new NexradError("ZLIB_CORRUPT", "This is not the head of a zlib stream", {
      offset: start,
    });
  }
  const inflater = new Inflater(input, start + 2, maxBytes);
  inflater.run();
  return { bytes: inflater.output(), end: inflater.checkAdler() };
}

/**
 * Unpacks raw deflate data (RFC 1951), as gzip wraps it.
 *
 * Damage is returned, not thrown, with the output before it: a truncated file is still worth reading.
 */
export function inflateRaw(
  input: Uint8Array,
  start: number,
  maxBytes: number,
): Inflated & { readonly error?: NexradError } {
  const inflater = new Inflater(input, start, maxBytes);
  try {
    inflater.run();
  } catch (error) {
    if (!(error instanceof NexradError)) throw error;
    return { bytes: inflater.output(), end: input.length, error };
  }
  return { bytes: inflater.output(), end: inflater.alignToByte() };
}

function truncated(offset: number): NexradError {
  return new NexradError("ZLIB_TRUNCATED", "The zlib stream ends too early", { offset });
}

/** The state of one stream; bits come least significant first. */
class Inflater {
  readonly #input: Uint8Array;
  readonly #maxBytes: number;
  #position: number;
  #bits = 0;
  #bitCount = 0;
  #out = new Uint8Array(FIRST_BUFFER);
  #length = 0;

  constructor(input: Uint8Array, position: number, maxBytes: number) {
    this.#input = input;
    this.#position = position;
    this.#maxBytes = maxBytes;
  }

  output(): Uint8Array {
    return this.#out.subarray(0, this.#length);
  }

  run(): void {
    let last = false;
    while (!last) {
      last = this.#take(1) === 1;
      const type = this.#take(2);
      if (type === 0) this.#stored();
      else if (type === 1) this.#compressed(...fixedTables());
      else if (type === 2) this.#compressed(...this.#dynamicTables());
      else throw this.#corrupt("has a block of a reserved type");
    }
  }

  /** Compares the checksum after the last block; returns the offset after it. */
  checkAdler(): number {
    this.alignToByte();
    const at = this.#position;
    if (at + 4 > this.#input.length) throw truncated(at);
    let given = 0;
    for (let i = 0; i < 4; i++) given = ((given << 8) | this.#input[at + i]!) >>> 0;
    if (given !== adler32(this.output())) throw this.#corrupt("does not match its checksum");
    return at + 4;
  }

  #corrupt(what: string): NexradError {
    return new NexradError("ZLIB_CORRUPT", `The zlib stream ${what}`, { offset: this.#position });
  }

  #refill(count: number): void {
    while (this.#bitCount < count) {
      if (this.#position >= this.#input.length) throw truncated(this.#position);
      this.#bits |= this.#input[this.#position++]! << this.#bitCount;
      this.#bitCount += 8;
    }
  }

  /** The next `count` bits as a number (count ≤ 16). */
  #take(count: number): number {
    if (count === 0) return 0;
    this.#refill(count);
    const value = this.#bits & ((1 << count) - 1);
    this.#bits >>>= count;
    this.#bitCount -= count;
    return value;
  }

  /** Returns unread bits and drops the rest of a byte; returns the offset after it. */
  alignToByte(): number {
    this.#position -= this.#bitCount >> 3;
    this.#bits = 0;
    this.#bitCount = 0;
    return this.#position;
  }

  /** Makes space for `more` bytes, or throws. */
  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed > this.#maxBytes) {
      throw new NexradError(
        "ZLIB_TOO_LARGE",
        `The zlib stream unpacks to more than ${this.#maxBytes} bytes`,
        { offset: this.#position },
      );
    }
    if (needed <= this.#out.length) return;
    const larger = new Uint8Array(Math.min(this.#maxBytes, Math.max(needed, this.#out.length * 2)));
    larger.set(this.output());
    this.#out = larger;
  }

  #stored(): void {
    this.alignToByte();
    const at = this.#position;
    if (at + 4 > this.#input.length) throw truncated(at);
    const length = this.#input[at]! | (this.#input[at + 1]! << 8);
    const complement = this.#input[at + 2]! | (this.#input[at + 3]! << 8);
    if ((length ^ complement) !== 0xffff)
      throw this.#corrupt("has a stored block of no clear length");
    if (at + 4 + length > this.#input.length) throw truncated(this.#input.length);
    this.#reserve(length);
    this.#out.set(this.#input.subarray(at + 4, at + 4 + length), this.#length);
    this.#length += length;
    this.#position = at + 4 + length;
  }

  #symbol(table: HuffmanTable): number {
    while (this.#bitCount < 15 && this.#position < this.#input.length) {
      this.#bits |= this.#input[this.#position++]! << this.#bitCount;
      this.#bitCount += 8;
    }
    const entry = table.entries[this.#bits & table.mask]!;
    const length = entry & 15;
    if (length === 0) throw this.#corrupt("has a code that stands for nothing");
    if (length > this.#bitCount) throw truncated(this.#position);
    this.#bits >>>= length;
    this.#bitCount -= length;
    return entry >> 4;
  }

  #compressed(literals: HuffmanTable, distances: HuffmanTable): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol === END_OF_BLOCK) return;
      if (symbol < END_OF_BLOCK) {
        if (this.#length === this.#out.length) this.#reserve(1);
        this.#out[this.#length++] = symbol;
        continue;
      }
      this.#copy(symbol - 257, distances);
    }
  }

  #copy(lengthCode: number, distances: HuffmanTable): void {
    if (lengthCode >= LENGTH_BASE.length) throw this.#corrupt("has a length that does not exist");
    const length = LENGTH_BASE[lengthCode]! + this.#take(LENGTH_EXTRA[lengthCode]!);
    const code = this.#symbol(distances);
    if (code >= DISTANCE_BASE.length) throw this.#corrupt("has a distance that does not exist");
    const distance = DISTANCE_BASE[code]! + this.#take(DISTANCE_EXTRA[code]!);
    if (distance > this.#length) throw this.#corrupt("points before its own start");
    this.#reserve(length);
    const out = this.#out;
    let to = this.#length;
    // Byte by byte: a copy may overlap what it writes.
    for (let from = to - distance, end = to + length; to < end; ) out[to++] = out[from++]!;
    this.#length = to;
  }

  #dynamicTables(): [HuffmanTable, HuffmanTable] {
    const literalCount = this.#take(5) + 257;
    const distanceCount = this.#take(5) + 1;
    const codeCount = this.#take(4) + 4;
    if (literalCount > 286 || distanceCount > 30) throw this.#corrupt("has too many codes");
    const codeLengths = new Uint8Array(19);
    for (let i = 0; i < codeCount; i++) codeLengths[CODE_LENGTH_ORDER[i]!] = this.#take(3);
    const lengths = this.#codeLengths(literalCount + distanceCount, this.#table(codeLengths));
    return [
      this.#table(lengths.subarray(0, literalCount)),
      this.#table(lengths.subarray(literalCount)),
    ];
  }

  #table(lengths: Uint8Array): HuffmanTable {
    const table = buildTable(lengths);
    if (!table) throw this.#corrupt("has more codes than fit their lengths");
    return table;
  }

  #codeLengths(count: number, table: HuffmanTable): Uint8Array {
    const lengths = new Uint8Array(count);
    for (let i = 0; i < count; ) {
      const symbol = this.#symbol(table);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw this.#corrupt("repeats a length before there is one");
      const value = symbol === 16 ? lengths[i - 1]! : 0;
      const repeat =
        symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
      if (i + repeat > count) throw this.#corrupt("has more lengths than codes");
      lengths.fill(value, i, i + repeat);
      i += repeat;
    }
    return lengths;
  }
}

let fixed: [HuffmanTable, HuffmanTable] | undefined;

/** The codes of a block of type 1 (RFC 1951, section 3.2.6). */
function fixedTables(): [HuffmanTable, HuffmanTable] {
  if (fixed) return fixed;
  const literals = new Uint8Array(288).fill(8);
  literals.fill(9, 144, 256).fill(7, 256, 280);
  fixed = [buildTable(literals)!, buildTable(new Uint8Array(30).fill(5))!];
  return fixed;
}

/** RFC 1950, section 8.2. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < bytes.length; ) {
    // 5552 is the longest run for which b stays below 2³².
    for (const end = Math.min(bytes.length, i + 5552); i < end; i++) {
      a += bytes[i]!;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}
