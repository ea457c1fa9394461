import type { NexradError } from "../errors.ts";
import { type BitReader, corrupt, truncated } from "./bits.ts";
import {
  createHuffmanTable,
  type HuffmanTable,
  LOOKUP_BITS,
  MAX_CODE_LENGTH,
  readHuffmanTable,
} from "./huffman.ts";
import { firstByte, listBytes, moveToFront } from "./move-to-front.ts";
import { type Output, repeat, TEXT_SLACK } from "./output.ts";
import { createRotationSpace, MAX_BLOCK, type RotationSpace, undoRotations } from "./rotations.ts";

const MAX_TABLES = 6;
/** Symbols per selector. */
const GROUP_SIZE = 50;
/** The selector count has 15 bits. */
const MAX_SELECTORS = 1 << 15;

/**
 * Working memory of a block, 10 MB, allocated on first use and shared by every call: decoding is synchronous, so no
 * two blocks are ever decoded at once in a thread.
 */
interface Workspace extends RotationSpace {
  readonly tables: readonly HuffmanTable[];
  readonly selectors: Uint8Array;
  /** The last column of the sorted rotations, then the text. */
  readonly column: Uint8Array;
}

let workspace: Workspace | undefined;

function getWorkspace(): Workspace {
  workspace ??= {
    ...createRotationSpace(),
    tables: Array.from({ length: MAX_TABLES }, createHuffmanTable),
    selectors: new Uint8Array(MAX_SELECTORS),
    // A group may run past the end of the block before the check that follows it.
    column: new Uint8Array(MAX_BLOCK + Math.max(GROUP_SIZE, TEXT_SLACK)),
  };
  return workspace;
}

/** How often each byte occurs in the column. */
const counts = new Int32Array(256);

/** Decodes one block, from just after its CRC, and appends its contents to `output`. */
export function readBlock(bits: BitReader, maxLength: number, output: Output): void {
  const space = getWorkspace();
  if (bits.read(1) === 1) throw corrupt("its blocks are randomised", bits.position >>> 3);
  const origin = bits.read(24);
  const symbolCount = readSymbolMap(bits);
  const tableCount = bits.read(3);
  if (tableCount < 2 || tableCount > MAX_TABLES) {
    throw corrupt("a block has no Huffman tables", bits.position >>> 3);
  }
  const selectorCount = readSelectors(bits, space.selectors, tableCount);
  for (let i = 0; i < tableCount; i++) {
    readHuffmanTable(bits, symbolCount + 2, space.tables[i]!);
  }
  const length = readBytes(bits, space, symbolCount, selectorCount, maxLength);
  if (origin >= length) throw corrupt("a block starts outside itself", bits.position >>> 3);
  undoRotations(space.column, counts, origin, length, space);
  output.append(space.column, length);
}

/** The bytes that occur in the block, in order; returns how many. */
function readSymbolMap(bits: BitReader): number {
  const bytes: number[] = [];
  const rows = bits.read(16);
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) {
      if ((columns & (0x8000 >> column)) !== 0) bytes.push(row * 16 + column);
    }
  }
  if (bytes.length === 0) throw corrupt("a block has no symbols", bits.position >>> 3);
  listBytes(bytes);
  return bytes.length;
}

/** Which table applies to each group of 50 symbols: move-to-front coded. */
function readSelectors(bits: BitReader, selectors: Uint8Array, tableCount: number): number {
  const count = bits.read(15);
  if (count === 0) throw corrupt("a block has no selectors", bits.position >>> 3);
  const order = Uint8Array.of(0, 1, 2, 3, 4, 5);
  for (let i = 0; i < count; i++) {
    let place = 0;
    while (bits.read(1) === 1) place++;
    if (place >= tableCount) throw corrupt("a selector is out of range", bits.position >>> 3);
    const table = order[place]!;
    for (; place > 0; place--) order[place] = order[place - 1]!;
    order[0] = table;
    selectors[i] = table;
  }
  return count;
}

/**
 * Huffman codes → move-to-front positions and runs of the first → the last column of the sorted rotations,
 * left in `column` and counted. Returns its length.
 */
function readBytes(
  bits: BitReader,
  space: Workspace,
  symbolCount: number,
  selectorCount: number,
  maxLength: number,
): number {
  const { tables, selectors, column } = space;
  counts.fill(0);
  const { bytes } = bits;
  const endOfBlock = symbolCount + 1;
  let offset = bits.position >>> 3;
  let held = 8 - (bits.position & 7);
  let buffer = bytes[offset++]!;
  let length = 0;
  let run = 0;
  let runDigit = 1;

  for (let group = 0; group < selectorCount; group++) {
    const { lookup, limit, base, symbols: coded } = tables[selectors[group]!]!;
    for (let left = GROUP_SIZE; left > 0; left--) {
      if (held <= 16) {
        buffer = (buffer << 16) | (bytes[offset]! << 8) | bytes[offset + 1]!;
        offset += 2;
        held += 16;
      }
      const entry = lookup[(buffer >>> (held - LOOKUP_BITS)) & ((1 << LOOKUP_BITS) - 1)]!;
      let symbol = entry >>> 5;
      if (entry !== 0) {
        held -= entry & 31;
      } else {
        if (held < MAX_CODE_LENGTH) {
          buffer = (buffer << 8) | bytes[offset++]!;
          held += 8;
        }
        let width = LOOKUP_BITS + 1;
        let code = 0;
        for (; width <= MAX_CODE_LENGTH; width++) {
          code = (buffer >>> (held - width)) & ((1 << width) - 1);
          if (code < limit[width]!) break;
        }
        if (width > MAX_CODE_LENGTH) throw broken(bytes, offset, held, "a code has no meaning");
        symbol = coded[code + base[width]!]!;
        held -= width;
      }

      if (symbol <= 1) {
        // The digits of a run's length, in bijective base 2, least significant first.
        run += runDigit << symbol;
        runDigit <<= 1;
        if (run > maxLength) throw broken(bytes, offset, held, "a run is longer than its block");
        continue;
      }
      if (run > 0) {
        if (length + run > maxLength) throw broken(bytes, offset, held, "a block is too long");
        const byte = firstByte();
        repeat(column, byte, length, length + run);
        counts[byte]! += run;
        length += run;
        run = 0;
        runDigit = 1;
      }
      if (symbol === endOfBlock) {
        bits.position = offset * 8 - held;
        if (bits.position > bytes.length * 8) throw truncated(bytes.length);
        return length;
      }
      const byte = moveToFront(symbol - 1);
      counts[byte]!++;
      column[length++] = byte;
    }
    if (length > maxLength) throw broken(bytes, offset, held, "a block is too long");
    if (offset > bytes.length + 4) throw truncated(bytes.length);
  }
  throw broken(bytes, offset, held, "a block has too few selectors");
}

/** Zeros are read beyond the end: what makes no sense there is a truncation, not damage. */
function broken(bytes: Uint8Array, offset: number, held: number, reason: string): NexradError {
  const beyond = offset * 8 - held + MAX_CODE_LENGTH > bytes.length * 8;
  return beyond ? truncated(bytes.length) : corrupt(reason, offset);
}
