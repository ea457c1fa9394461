/**
 * The bytes of a block, most recently used first: four per word, the first lowest.
 *
 * One list per thread, as decoding is synchronous; an array that is never replaced needs no bounds checks.
 */
const words = new Int32Array(64);

/** Places moved at once. */
const STEP = 16;
/** By the last place of a step that moves, four words: a mask of the bytes up to that place. */
const moved = makeMasks();

function makeMasks(): Int32Array {
  const masks = new Int32Array(STEP * 4);
  for (let last = 0; last < STEP; last++) {
    for (let place = 0; place <= last; place++) {
      masks[last * 4 + (place >> 2)]! |= 255 << ((place & 3) * 8);
    }
  }
  return masks;
}

export function listBytes(bytes: readonly number[]): void {
  words.fill(0);
  bytes.forEach((byte, place) => {
    words[place >> 2]! |= byte << ((place & 3) * 8);
  });
}

export function firstByte(): number {
  return words[0]! & 255;
}

/**
 * Moves the byte at `place` to the front of the list.
 *
 * A step of sixteen places has no branch: the masks say which of them move, since the processor could not predict it.
 */
export function moveToFront(place: number): number {
  const byte = (words[place >> 2]! >>> ((place & 3) << 3)) & 255;
  let carried = byte;
  let at = 0;
  let last = place;
  for (; last >= STEP; last -= STEP) {
    const w0 = words[at]!;
    const w1 = words[at + 1]!;
    const w2 = words[at + 2]!;
    const w3 = words[at + 3]!;
    words[at] = (w0 << 8) | carried;
    words[at + 1] = (w1 << 8) | (w0 >>> 24);
    words[at + 2] = (w2 << 8) | (w1 >>> 24);
    words[at + 3] = (w3 << 8) | (w2 >>> 24);
    carried = w3 >>> 24;
    at += 4;
  }
  const mask = last * 4;
  const w0 = words[at]!;
  const w1 = words[at + 1]!;
  const w2 = words[at + 2]!;
  const w3 = words[at + 3]!;
  words[at] = w0 ^ ((w0 ^ ((w0 << 8) | carried)) & moved[mask]!);
  words[at + 1] = w1 ^ ((w1 ^ ((w1 << 8) | (w0 >>> 24))) & moved[mask + 1]!);
  words[at + 2] = w2 ^ ((w2 ^ ((w2 << 8) | (w1 >>> 24))) & moved[mask + 2]!);
  words[at + 3] = w3 ^ ((w3 ^ ((w3 << 8) | (w2 >>> 24))) & moved[mask + 3]!);
  return byte;
}
