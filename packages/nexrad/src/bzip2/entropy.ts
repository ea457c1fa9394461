import type { BitWriter } from "./bit-writer.ts";
import { huffmanLengths } from "./huffman-lengths.ts";

/** Symbols that share a table. */
const GROUP = 50;
/** The format allows 20; the reference encoder stays within 17, and so do table-driven decoders. */
const LONGEST_CODE = 17;
/** Rounds of "assign each group to its cheapest table, then fit the tables to their groups". */
const ROUNDS = 4;
/** Two symbols that together write the length of a run of zeros in bijective base 2. */
const RUN_A = 0;
const RUN_B = 1;

/** The rest of a block after its origin: move-to-front, runs of zeros, and up to six Huffman tables. */
export function writeCoded(out: BitWriter, last: Uint8Array): void {
  const used = usedBytes(last);
  const { symbols, frequencies } = moveToFront(last, used);
  const { tables, selectors } = fitTables(symbols, frequencies);

  writeUsed(out, used);
  out.write(tables.length, 3);
  out.write(selectors.length, 15);
  writeSelectors(out, selectors, tables.length);
  for (const lengths of tables) writeLengths(out, lengths);

  const codes = tables.map(canonicalCodes);
  for (let i = 0; i < symbols.length; i++) {
    const table = selectors[(i / GROUP) | 0]!;
    const symbol = symbols[i]!;
    out.write(codes[table]![symbol]!, tables[table]![symbol]!);
  }
}

function usedBytes(bytes: Uint8Array): Uint8Array {
  const seen = new Uint8Array(256);
  for (let i = 0; i < bytes.length; i++) seen[bytes[i]!] = 1;
  return Uint8Array.from(seen.keys()).filter((byte) => seen[byte] === 1);
}

/** Which bytes occur: a map of 16 ranges, then a map of each range that is not empty. */
function writeUsed(out: BitWriter, used: Uint8Array): void {
  const ranges = new Uint16Array(16);
  for (const byte of used) ranges[byte >> 4]! |= 0x8000 >> (byte & 15);
  for (const range of ranges) out.write(range === 0 ? 0 : 1, 1);
  for (const range of ranges) if (range !== 0) out.write(range, 16);
}

/** Each byte's place in a list headed by the last byte seen; runs of place 0 become RUN_A and RUN_B. */
function moveToFront(
  bytes: Uint8Array,
  used: Uint8Array,
): { symbols: Uint16Array; frequencies: Int32Array } {
  const endOfBlock = used.length + 1;
  const symbols = new Uint16Array(bytes.length + 1);
  const frequencies = new Int32Array(endOfBlock + 1);
  const list = used.slice();
  let count = 0;
  let zeros = 0;

  const put = (symbol: number): void => {
    symbols[count++] = symbol;
    frequencies[symbol]!++;
  };
  const flush = (): void => {
    for (; zeros > 0; zeros = (zeros - 1) >> 1) put(zeros & 1 ? RUN_A : RUN_B);
  };

  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (list[0] === byte) {
      zeros++;
      continue;
    }
    flush();
    const place = list.indexOf(byte, 1);
    list.copyWithin(1, 0, place);
    list[0] = byte;
    put(place + 1);
  }
  flush();
  put(endOfBlock);
  return { symbols: symbols.subarray(0, count), frequencies };
}

/** More symbols justify more tables. */
function tableCount(symbols: number): number {
  if (symbols < 200) return 2;
  if (symbols < 600) return 3;
  if (symbols < 1200) return 4;
  return symbols < 2400 ? 5 : 6;
}

/** Tables fitted to groups of symbols, and the table of each group. */
function fitTables(
  symbols: Uint16Array,
  frequencies: Int32Array,
): { tables: Uint8Array[]; selectors: Uint8Array } {
  let tables = firstTables(frequencies, symbols.length, tableCount(symbols.length));
  const selectors = new Uint8Array(Math.ceil(symbols.length / GROUP));
  for (let round = 0; round < ROUNDS; round++) {
    const counts = tables.map(() => new Int32Array(frequencies.length));
    const price = prices(tables, frequencies.length);
    for (let group = 0; group < selectors.length; group++) {
      const members = symbols.subarray(group * GROUP, (group + 1) * GROUP);
      const table = cheapest(price, members, tables.length);
      selectors[group] = table;
      const count = counts[table]!;
      for (let i = 0; i < members.length; i++) count[members[i]!]!++;
    }
    tables = counts.map((count) => huffmanLengths(count, LONGEST_CODE));
  }
  return { tables, selectors };
}

/** A first guess: each table is cheap for a range of symbols with an equal share of the occurrences. */
function firstTables(frequencies: Int32Array, total: number, count: number): Uint8Array[] {
  const tables: Uint8Array[] = [];
  let symbol = 0;
  let covered = 0;
  for (let table = 1; table <= count; table++) {
    const lengths = new Uint8Array(frequencies.length).fill(15);
    while (symbol < frequencies.length && (covered < (total * table) / count || table === count)) {
      covered += frequencies[symbol]!;
      lengths[symbol++] = 1;
    }
    tables.push(lengths);
  }
  return tables;
}

/** Code lengths side by side, 10 bits each (a group costs at most 50 × 17): tables 0–2 and tables 3–5. */
function prices(tables: readonly Uint8Array[], symbols: number): [Int32Array, Int32Array] {
  const pack = (first: number): Int32Array =>
    Int32Array.from({ length: symbols }, (_, symbol) =>
      [0, 1, 2].reduce((sum, i) => sum | ((tables[first + i]?.[symbol] ?? 0) << (10 * i)), 0),
    );
  return [pack(0), pack(3)];
}

function cheapest(
  [low, high]: [Int32Array, Int32Array],
  members: Uint16Array,
  tables: number,
): number {
  let lowCost = 0;
  let highCost = 0;
  for (let i = 0; i < members.length; i++) {
    lowCost += low[members[i]!]!;
    highCost += high[members[i]!]!;
  }
  let best = 0;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let table = 0; table < tables; table++) {
    const cost = ((table < 3 ? lowCost : highCost) >> (10 * (table % 3))) & 1023;
    if (cost < bestCost) {
      best = table;
      bestCost = cost;
    }
  }
  return best;
}

/** Each selector as its place in a move-to-front list of tables, in unary. */
function writeSelectors(out: BitWriter, selectors: Uint8Array, tables: number): void {
  const list = Array.from({ length: tables }, (_, table) => table);
  for (const table of selectors) {
    const place = list.indexOf(table);
    list.splice(place, 1);
    list.unshift(table);
    out.write((1 << (place + 1)) - 2, place + 1);
  }
}

/** Code lengths as steps from one to the next: 10 is one more, 11 one less, 0 done. */
function writeLengths(out: BitWriter, lengths: Uint8Array): void {
  let current = lengths[0]!;
  out.write(current, 5);
  for (const length of lengths) {
    for (; current < length; current++) out.write(0b10, 2);
    for (; current > length; current--) out.write(0b11, 2);
    out.write(0, 1);
  }
}

/** Codes in order of length, then of symbol. */
function canonicalCodes(lengths: Uint8Array): Uint32Array {
  const codes = new Uint32Array(lengths.length);
  let code = 0;
  for (let length = 1; length <= LONGEST_CODE; length++) {
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] === length) codes[symbol] = code++;
    }
    code <<= 1;
  }
  return codes;
}
