import { FitsError } from "../../errors.ts";
import type { TileCodec } from "./codec.ts";

/** Data bits of an instruction word; the four above are the operation. */
const DATA_BITS = 12;
const DATA_MASK = (1 << DATA_BITS) - 1;

/**
 * PLIO_1: IRAF's line lists, run lengths of pixel masks with values up to 2^24 (FITS 4.0 §10.4.3).
 * 16-bit words: a short header, then instructions that set, raise or lower the current value and
 * write runs of it or of zeros.
 */
export const plio: TileCodec = {
  names: ["PLIO_1"],
  decode({ bytes, pixels }) {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { first, end } = lineList(words);
    const output = new Int32Array(pixels);
    let value = 1;
    let at = 0;
    for (let i = first; i < end; i++) {
      const word = words.getInt16(2 * i);
      const data = word & DATA_MASK;
      const operation = OPERATIONS[(word >> DATA_BITS) & 15];
      if (!operation) throw bad(`instruction ${word}`);
      if (operation.reads && ++i >= end) throw bad("the list ends inside an instruction");
      value = operation.value(value, data, operation.reads ? words.getInt16(2 * i) : 0);
      const run = operation.run === "data" ? data : operation.run;
      if (at + run > pixels) throw bad(`more than ${pixels} pixels`);
      if (operation.fills === "value") output.fill(value, at, at + run);
      if (operation.fills === "last" && run > 0) output[at + run - 1] = value;
      at += run;
    }
    return output;
  },
};

interface Operation {
  /** The current value afterwards. */
  value(now: number, data: number, next: number): number;
  /** Pixels written. */
  run: 0 | 1 | "data";
  /** Which of them get the current value; the others are zero. */
  fills: "nothing" | "value" | "last";
  /** Whether the following word belongs to the instruction. */
  reads?: true;
}

const keep = (now: number) => now;
const raise = (now: number, data: number) => now + data;
const lower = (now: number, data: number) => now - data;

/** By operation code. */
const OPERATIONS: readonly Operation[] = [
  { value: keep, run: "data", fills: "nothing" },
  {
    value: (_now, data, next) => (next << DATA_BITS) + data,
    run: 0,
    fills: "nothing",
    reads: true,
  },
  { value: raise, run: 0, fills: "nothing" },
  { value: lower, run: 0, fills: "nothing" },
  { value: keep, run: "data", fills: "value" },
  { value: keep, run: "data", fills: "last" },
  { value: raise, run: 1, fills: "value" },
  { value: lower, run: 1, fills: "value" },
];

/** The position of the instructions. Old lists have a header of 3 words, new ones state its length. */
function lineList(words: DataView): { first: number; end: number } {
  const available = words.byteLength >> 1;
  if (available < 3) throw bad("no header");
  const old = words.getInt16(4);
  if (old > 0) return checked(3, old, available);
  if (available < 5) throw bad("no header");
  return checked(words.getInt16(2), (words.getInt16(8) << 15) + words.getInt16(6), available);
}

function checked(first: number, end: number, available: number): { first: number; end: number } {
  if (first >= 3 && end <= available && first <= end) return { first, end };
  throw bad(`instructions ${first} to ${end} of ${available}`);
}

function bad(detail: string): FitsError {
  return new FitsError("FITS_BAD_TILE", `PLIO_1: ${detail}`);
}
