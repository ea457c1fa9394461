/**
 * splitmix64 (Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators") on halves of 32 bits: a
 * million numbers as bigints would take seconds.
 */
type Word = readonly [high: number, low: number];

const GAMMA: Word = [0x9e37_79b9, 0x7f4a_7c15];
const FIRST: Word = [0xbf58_476d, 0x1ce4_e5b9];
const SECOND: Word = [0x94d0_49bb, 0x1331_11eb];
const SEEDING: Word = [0x0000_0100, 0x0000_01b3];
const COUNTING: Word = [0xd134_2543, 0xde82_ef95];

/** A word for a seed, a stream and a counter. */
export function splitmix(seed: number, stream: number, counter: number): Word {
  const begun = mix(add(multiply([0, seed], SEEDING), [0, stream]));
  return mix(xor(begun, multiply([0, counter], COUNTING)));
}

/** A number from 0 up to but not including 1, from the 53 high bits. */
export function uniform([high, low]: Word): number {
  return ((high >>> 0) * 2 ** 21 + (low >>> 11)) / 2 ** 53;
}

function mix(word: Word): Word {
  let z = add(word, GAMMA);
  z = multiply(xor(z, shift(z, 30)), FIRST);
  z = multiply(xor(z, shift(z, 27)), SECOND);
  return xor(z, shift(z, 31));
}

function add([ah, al]: Word, [bh, bl]: Word): Word {
  const low = (al >>> 0) + (bl >>> 0);
  return [(ah + bh + (low >= 2 ** 32 ? 1 : 0)) | 0, low | 0];
}

function xor([ah, al]: Word, [bh, bl]: Word): Word {
  return [ah ^ bh, al ^ bl];
}

function shift([high, low]: Word, by: number): Word {
  return [high >>> by, (low >>> by) | (high << (32 - by))];
}

function multiply([ah, al]: Word, [bh, bl]: Word): Word {
  const [a1, a0] = [al >>> 16, al & 0xffff];
  const [b1, b0] = [bl >>> 16, bl & 0xffff];
  const lowest = a0 * b0;
  const middle = a1 * b0 + (lowest >>> 16);
  const other = a0 * b1 + (middle & 0xffff);
  const carried = a1 * b1 + Math.floor(middle / 2 ** 16) + Math.floor(other / 2 ** 16);
  const high = Math.imul(ah, bl) + Math.imul(al, bh) + carried;
  return [high | 0, Math.imul(al, bl)];
}
