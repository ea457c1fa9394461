import { type BitReader, corrupt } from "./bits.ts";

/** Codes up to this length are decoded by one lookup; six such tables fit in the first-level cache. */
export const LOOKUP_BITS = 11;

/** The longest code that bzip2 allows. */
export const MAX_CODE_LENGTH = 20;

/** Two run digits, up to 255 positions of the move-to-front list, and the end of the block. */
const MAX_SYMBOLS = 258;

/** One canonical Huffman code, ready for decoding. */
export interface HuffmanTable {
  /** By the next `LOOKUP_BITS` bits: `symbol << 5 | length`, or 0 where the code is longer. */
  readonly lookup: Uint16Array;
  /** By length: one more than the last code of that length. */
  readonly limit: Int32Array;
  /** By length: the offset from a code to its place in `symbols`. */
  readonly base: Int32Array;
  /** Symbols by length, then by value. */
  readonly symbols: Uint16Array;
}

export function createHuffmanTable(): HuffmanTable {
  return {
    lookup: new Uint16Array(1 << LOOKUP_BITS),
    limit: new Int32Array(MAX_CODE_LENGTH + 1),
    base: new Int32Array(MAX_CODE_LENGTH + 1),
    symbols: new Uint16Array(MAX_SYMBOLS),
  };
}

const lengths = new Uint8Array(MAX_SYMBOLS);

/** Reads the delta-coded code lengths of one table and fills it. */
export function readHuffmanTable(bits: BitReader, symbolCount: number, table: HuffmanTable): void {
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbolCount; symbol++) {
    for (;;) {
      if (length < 1 || length > MAX_CODE_LENGTH) {
        throw corrupt("a code length is out of range", bits.position >>> 3);
      }
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  fillTable(table, symbolCount);
}

function fillTable(table: HuffmanTable, symbolCount: number): void {
  const { lookup, limit, base, symbols } = table;
  lookup.fill(0);
  let code = 0;
  let place = 0;
  for (let length = 1; length <= MAX_CODE_LENGTH; length++) {
    base[length] = place - code;
    for (let symbol = 0; symbol < symbolCount; symbol++) {
      if (lengths[symbol] !== length) continue;
      symbols[place++] = symbol;
      if (length <= LOOKUP_BITS) {
        const spread = LOOKUP_BITS - length;
        lookup.fill((symbol << 5) | length, code << spread, (code + 1) << spread);
      }
      code++;
    }
    limit[length] = code;
    code <<= 1;
  }
}
