import { FitsError } from "./errors.ts";

/**
 * Inflates a gzip (RFC 1952), zlib (RFC 1950) or raw deflate (RFC 1951) stream; consecutive members of a gzip file
 * are joined. Plain TypeScript, so that it runs anywhere; where `node:zlib` is available, pass its `gunzipSync`
 * instead.
 *
 * @param maxBytes the output is never longer.
 * @throws FitsError FITS_BAD_WRAPPER (damaged), FITS_TOO_LARGE (needs more than `maxBytes`).
 */
export function inflate(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const state = new Inflater(bytes, maxBytes);
  const gzip = isGzip(bytes, 0);
  do {
    state.at = streamStart(bytes, state.at);
    state.stream();
    state.at += GZIP_TRAILER;
  } while (gzip && isGzip(bytes, state.at));
  return state.output.subarray(0, state.length);
}

/** Checksum and size after a gzip member. */
const GZIP_TRAILER = 8;

function isGzip(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
}

/** Skips a gzip or zlib header. */
function streamStart(bytes: Uint8Array, start: number): number {
  if (!isGzip(bytes, start)) {
    const head = ((bytes[start] ?? 0) << 8) | (bytes[start + 1] ?? 0);
    return (head & 0x0f00) === 0x0800 && head % 31 === 0 ? start + 2 : start;
  }
  const flags = bytes[start + 3] ?? 0;
  let at = start + 10;
  if (flags & EXTRA) at += 2 + ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8));
  for (const flag of [NAME, COMMENT]) {
    if (!(flags & flag)) continue;
    while (at < bytes.length && bytes[at] !== 0) at++;
    at++;
  }
  return flags & HEADER_CRC ? at + 2 : at;
}

const HEADER_CRC = 2;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;

/** Base value and extra bits of length codes 257 to 285 and distance codes (RFC 1951 §3.2.5). */
const LENGTHS = spread(
  3,
  [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
);
const DISTANCES = spread(
  1,
  [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ],
);
/** The last length code is 258 by definition. */
LENGTHS.base[28] = 258;

/** The order in which lengths of length codes are sent (§3.2.7). */
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function spread(first: number, extra: number[]): { base: Uint16Array; extra: Uint8Array } {
  const base = new Uint16Array(extra.length);
  let next = first;
  for (const [i, bits] of extra.entries()) {
    base[i] = next;
    next += 1 << bits;
  }
  return { base, extra: Uint8Array.from(extra) };
}

/** A prefix code as a table indexed by its longest length: symbol × 16 + length; 0 if no code matches. */
interface PrefixCode {
  table: Uint16Array;
  bits: number;
}

const LONGEST_CODE = 15;

function prefixCode(lengths: ArrayLike<number>): PrefixCode {
  const counts = new Uint16Array(LONGEST_CODE + 1);
  for (let i = 0; i < lengths.length; i++) counts[lengths[i] as number]! += 1;
  counts[0] = 0;
  const next = new Uint16Array(LONGEST_CODE + 2);
  let bits = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    next[length + 1] = ((next[length] as number) + (counts[length] as number)) << 1;
    if ((next[length] as number) + (counts[length] as number) > 1 << length)
      throw bad("overfull code");
    if (counts[length]) bits = length;
  }
  const table = new Uint16Array(1 << bits);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    const code = reversed(next[length]!++, length);
    for (let i = code; i < table.length; i += 1 << length) table[i] = (symbol << 4) | length;
  }
  return { table, bits };
}

function reversed(code: number, length: number): number {
  let output = 0;
  for (let i = 0; i < length; i++) output |= ((code >> i) & 1) << (length - 1 - i);
  return output;
}

const FIXED_LENGTHS = new Uint8Array(288).fill(8).fill(9, 144, 256).fill(7, 256, 280);
const FIXED = {
  literals: prefixCode(FIXED_LENGTHS),
  distances: prefixCode(new Uint8Array(30).fill(5)),
};

class Inflater {
  /** Next byte of the input. */
  at = 0;
  output: Uint8Array;
  length = 0;
  readonly #input: Uint8Array;
  readonly #maxBytes: number;
  #buffer = 0;
  #count = 0;

  constructor(input: Uint8Array, maxBytes: number) {
    this.#input = input;
    this.#maxBytes = maxBytes;
    this.output = new Uint8Array(Math.min(maxBytes, Math.max(1024, 4 * input.length)));
  }

  /** One deflate stream; `at` ends after its last byte. */
  stream(): void {
    this.#buffer = 0;
    this.#count = 0;
    for (let last = 0; !last; ) {
      last = this.#bits(1);
      const kind = this.#bits(2);
      if (kind === 0) this.#stored();
      else if (kind === 1) this.#codes(FIXED.literals, FIXED.distances);
      else if (kind === 2) this.#dynamic();
      else throw bad("a block of kind 3");
    }
    this.at -= this.#count >> 3;
  }

  #stored(): void {
    this.at -= this.#count >> 3;
    this.#buffer = 0;
    this.#count = 0;
    const length = (this.#input[this.at] ?? 0) | ((this.#input[this.at + 1] ?? 0) << 8);
    const from = this.at + 4;
    if (from + length > this.#input.length) throw bad("it ends too early");
    this.#reserve(length);
    this.output.set(this.#input.subarray(from, from + length), this.length);
    this.length += length;
    this.at = from + length;
  }

  #dynamic(): void {
    const literals = this.#bits(5) + 257;
    const distances = this.#bits(5) + 1;
    const codes = this.#bits(4) + 4;
    const lengths = new Uint8Array(19);
    for (let i = 0; i < codes; i++) lengths[CODE_ORDER[i] as number] = this.#bits(3);
    const code = prefixCode(lengths);
    const all = new Uint8Array(literals + distances);
    for (let i = 0; i < all.length; ) {
      const symbol = this.#symbol(code);
      const repeat = REPEATS[symbol];
      if (!repeat) {
        all[i++] = symbol;
        continue;
      }
      const count = repeat.base + this.#bits(repeat.bits);
      if (i + count > all.length || (repeat.previous && i === 0))
        throw bad("impossible code lengths");
      all.fill(repeat.previous ? (all[i - 1] as number) : 0, i, i + count);
      i += count;
    }
    this.#codes(prefixCode(all.subarray(0, literals)), prefixCode(all.subarray(literals)));
  }

  #codes(literals: PrefixCode, distances: PrefixCode): void {
    for (;;) {
      const symbol = this.#symbol(literals);
      if (symbol < 256) {
        if (this.length === this.output.length) this.#reserve(1);
        this.output[this.length++] = symbol;
        continue;
      }
      if (symbol === 256) return;
      const length = this.#extended(LENGTHS, symbol - 257);
      const distance = this.#extended(DISTANCES, this.#symbol(distances));
      this.#repeat(length, distance);
    }
  }

  #repeat(length: number, distance: number): void {
    if (distance > this.length) throw bad("a reference before the beginning");
    this.#reserve(length);
    const { output } = this;
    let to = this.length;
    const end = to + length;
    if (distance >= length) output.copyWithin(to, to - distance, to - distance + length);
    else for (; to < end; to++) output[to] = output[to - distance] as number;
    this.length = end;
  }

  #extended(codes: { base: Uint16Array; extra: Uint8Array }, symbol: number): number {
    const base = codes.base[symbol];
    if (base === undefined) throw bad("an unused code");
    return base + this.#bits(codes.extra[symbol] as number);
  }

  #symbol({ table, bits }: PrefixCode): number {
    while (this.#count < bits && this.at < this.#input.length) this.#byte();
    const entry = table[this.#buffer & ((1 << bits) - 1)] as number;
    const length = entry & 15;
    if (length === 0 || length > this.#count) throw bad("an impossible code");
    this.#buffer >>>= length;
    this.#count -= length;
    return entry >> 4;
  }

  #bits(count: number): number {
    while (this.#count < count) {
      if (this.at >= this.#input.length) throw bad("it ends too early");
      this.#byte();
    }
    const value = this.#buffer & ((1 << count) - 1);
    this.#buffer >>>= count;
    this.#count -= count;
    return value;
  }

  #byte(): void {
    this.#buffer |= (this.#input[this.at++] as number) << this.#count;
    this.#count += 8;
  }

  #reserve(bytes: number): void {
    const needed = this.length + bytes;
    if (needed <= this.output.length) return;
    if (needed > this.#maxBytes) {
      throw new FitsError(
        "FITS_TOO_LARGE",
        `a gzip stream inflates to more than ${this.#maxBytes} bytes`,
      );
    }
    const grown = new Uint8Array(
      Math.min(this.#maxBytes, Math.max(needed, 2 * this.output.length)),
    );
    grown.set(this.output.subarray(0, this.length));
    this.output = grown;
  }
}

const REPEATS: Record<number, { base: number; bits: number; previous: boolean }> = {
  16: { base: 3, bits: 2, previous: true },
  17: { base: 3, bits: 3, previous: false },
  18: { base: 11, bits: 7, previous: false },
};

function bad(detail: string): FitsError {
  return new FitsError("FITS_BAD_WRAPPER", detail);
}
