import { FitsError } from "../../../errors.ts";
import type { BitReader } from "./bits.ts";

/** A quadrant of the coefficients. */
export interface Quadrant {
  values: Int32Array | Float64Array;
  stride: number;
  from: number;
}

/** Marks before each bit plane: nibbles as they are, or a Huffman-coded quadtree. */
const DIRECT = 0x0;
const QUADTREE = 0xf;

/**
 * Decodes the magnitudes of one quadrant, from the highest bit plane to the lowest. A nibble of a tree says which of
 * four children have a bit set: 8 and 4 in the first row, 2 and 1 in the next.
 */
export function decodeQuadrant(
  bits: BitReader,
  quadrant: Quadrant,
  height: number,
  width: number,
  planes: number,
): void {
  if (height === 0 || width === 0) {
    skipEmpty(bits, planes);
    return;
  }
  for (let plane = planes - 1; plane >= 0; plane--) {
    const mark = bits.read(4);
    if (mark !== DIRECT && mark !== QUADTREE) {
      throw new FitsError("FITS_BAD_TILE", `HCOMPRESS_1: bit plane of kind ${mark}`);
    }
    const nibbles = mark === DIRECT ? direct(bits, height, width) : tree(bits, height, width);
    addPlane(nibbles, quadrant, height, width, 2 ** plane);
  }
}

/** A tile of one row or column has quadrants without pixels, whose planes are still marked. */
function skipEmpty(bits: BitReader, planes: number): void {
  for (let plane = 0; plane < planes; plane++) if (bits.read(4) === QUADTREE) huffman(bits);
}

function direct(bits: BitReader, height: number, width: number): Uint8Array {
  const nibbles = new Uint8Array(half(height) * half(width));
  for (let i = 0; i < nibbles.length; i++) nibbles[i] = bits.read(4);
  return nibbles;
}

/** Grows the tree from its root; at each level the nodes come last to first. */
function tree(bits: BitReader, height: number, width: number): Uint8Array {
  const levels = Math.ceil(Math.log2(Math.max(height, width)));
  let parents = Uint8Array.of(huffman(bits));
  let parentColumns = 1;
  for (let level = levels - 1; level >= 1; level--) {
    const rows = Math.ceil(height / 2 ** level);
    const columns = Math.ceil(width / 2 ** level);
    const nodes = new Uint8Array(rows * columns);
    for (let row = rows - 1, i = nodes.length - 1; row >= 0; row--) {
      const above = (row >> 1) * parentColumns;
      for (let column = columns - 1; column >= 0; column--, i--) {
        const parent = parents[above + (column >> 1)] as number;
        const child = 3 - 2 * (row & 1) - (column & 1);
        if ((parent >> child) & 1) nodes[i] = huffman(bits);
      }
    }
    parents = nodes;
    parentColumns = columns;
  }
  return parents;
}

function addPlane(
  nibbles: Uint8Array,
  { values, stride, from }: Quadrant,
  height: number,
  width: number,
  amount: number,
): void {
  const columns = half(width);
  for (let i = 0; i < nibbles.length; i++) {
    const nibble = nibbles[i] as number;
    if (nibble === 0) continue;
    const row = 2 * Math.floor(i / columns);
    const column = 2 * (i % columns);
    const right = column + 1 < width;
    const below = row + 1 < height;
    const at = from + row * stride + column;
    if (nibble & 8) values[at]! += amount;
    if (nibble & 4 && right) values[at + 1]! += amount;
    if (nibble & 2 && below) values[at + stride]! += amount;
    if (nibble & 1 && right && below) values[at + stride + 1]! += amount;
  }
}

function half(n: number): number {
  return (n + 1) >> 1;
}

/** The fixed code of White, Postman & Lattanzi: bits, and the nibble they encode. */
const CODES: readonly (readonly [code: string, nibble: number])[] = [
  ["000", 1],
  ["001", 2],
  ["010", 4],
  ["011", 8],
  ["1000", 3],
  ["1001", 5],
  ["1010", 10],
  ["1011", 12],
  ["1100", 15],
  ["11010", 6],
  ["11011", 7],
  ["11100", 9],
  ["11101", 11],
  ["11110", 13],
  ["111110", 0],
  ["111111", 14],
];
const LONGEST = 6;

/** Nibble and length for each six bits: 16 × length + nibble. */
const LOOKUP = new Uint8Array(1 << LONGEST);
for (const [code, nibble] of CODES) {
  const free = LONGEST - code.length;
  const first = Number.parseInt(code, 2) << free;
  LOOKUP.fill(16 * code.length + nibble, first, first + (1 << free));
}

function huffman(bits: BitReader): number {
  const found = LOOKUP[bits.peek(LONGEST)] as number;
  bits.read(found >> 4);
  return found & 15;
}
