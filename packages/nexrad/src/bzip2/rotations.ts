/**
 * The inverse of the Burrows–Wheeler transform.
 *
 * Row by row, the sorted rotations of a text form a chain that spells it, and each step along it waits for memory. So
 * the chain is entered in many places and followed from six at once, each up to where another began; the stretches
 * are joined afterwards.
 */

/** The longest block. */
export const MAX_BLOCK = 900_000;

const WALKS = 6;
const MAX_STARTS = 256;
/** Minimum number of rows between two starts, so that it is worthwhile. */
const MIN_SPACING = 1024;

/** Working memory. */
export interface RotationSpace {
  /** By row: what it links to, and its byte. */
  readonly links: Int32Array;
  /** The texts spelt by the walks, one after another. */
  readonly spelt: Uint8Array;
}

export function createRotationSpace(): RotationSpace {
  return { links: new Int32Array(MAX_BLOCK), spelt: new Uint8Array(WALKS * MAX_BLOCK) };
}

/** By start, numbered like its stretch: its link, where it is spelt, and the next stretch. */
const links0 = new Int32Array(MAX_STARTS);
const from = new Int32Array(MAX_STARTS);
const to = new Int32Array(MAX_STARTS);
const following = new Int32Array(MAX_STARTS);

/** By walk: the current link, below 0 at the start of a stretch; and the current stretch. */
const reached = new Int32Array(WALKS);
const stretches = new Int32Array(WALKS);

/**
 * Converts the last column of the sorted rotations into the text, in place.
 *
 * @param counts - how often each byte occurs in it; used up
 * @param origin - the row of the text itself
 */
export function undoRotations(
  column: Uint8Array,
  counts: Int32Array,
  origin: number,
  length: number,
  { links, spelt }: RotationSpace,
): void {
  linkRows(column, counts, length, links);
  walkAll(links, markStarts(links, origin, length), spelt);
  join(spelt, column, length);
}

/** Fills `links`, by row, with the following row in the text and its first byte. */
function linkRows(column: Uint8Array, counts: Int32Array, length: number, links: Int32Array): void {
  let sum = 0;
  for (let byte = 0; byte < 256; byte++) {
    const count = counts[byte]!;
    counts[byte] = sum;
    sum += count;
  }
  for (let row = 0; row < length; row++) {
    const byte = column[row]!;
    links[counts[byte]!++] = (row << 8) | byte;
  }
}

/** Replaces the links of some rows, the origin first, by the complement of a number; returns how many. */
function markStarts(links: Int32Array, origin: number, length: number): number {
  let starts = 0;
  const spacing = Math.max(MIN_SPACING, Math.ceil(length / (MAX_STARTS - 1)));
  mark(origin);
  for (let row = 0; row < length; row += spacing) if (row !== origin) mark(row);
  return starts;

  function mark(row: number): void {
    links0[starts] = links[row]!;
    links[row] = ~starts;
    starts++;
  }
}

/** Spells the stretch from every start. */
function walkAll(links: Int32Array, starts: number, spelt: Uint8Array): void {
  let begun = 0;
  let step = 0;
  const walks = Math.min(WALKS, starts);
  for (let walk = 0; walk < walks; walk++) begin(walk);
  while (begun < starts) {
    step = walkTogether(links, spelt, step);
    for (let walk = 0; walk < WALKS; walk++) {
      if (reached[walk]! >= 0) continue;
      end(walk, step);
      if (begun < starts) begin(walk);
    }
  }
  for (let walk = 0; walk < walks; walk++) end(walk, walkAlone(links, spelt, walk, step));

  function begin(walk: number): void {
    const stretch = begun++;
    stretches[walk] = stretch;
    reached[walk] = links0[stretch]!;
    from[stretch] = walk * MAX_BLOCK + step;
  }
}

/** Each stretch ends at the start of the next. */
function end(walk: number, step: number): void {
  const stretch = stretches[walk]!;
  to[stretch] = walk * MAX_BLOCK + step;
  following[stretch] = ~reached[walk]!;
}

/** Advances all walks until one of them ends; returns the step. */
function walkTogether(links: Int32Array, spelt: Uint8Array, start: number): number {
  let step = start;
  let [a, b, c] = [reached[0]!, reached[1]!, reached[2]!];
  let [d, e, f] = [reached[3]!, reached[4]!, reached[5]!];
  do {
    // The low byte of a link is the byte it spells.
    spelt[step] = a;
    a = links[a >>> 8]!;
    spelt[step + MAX_BLOCK] = b;
    b = links[b >>> 8]!;
    spelt[step + 2 * MAX_BLOCK] = c;
    c = links[c >>> 8]!;
    spelt[step + 3 * MAX_BLOCK] = d;
    d = links[d >>> 8]!;
    spelt[step + 4 * MAX_BLOCK] = e;
    e = links[e >>> 8]!;
    spelt[step + 5 * MAX_BLOCK] = f;
    f = links[f >>> 8]!;
    step++;
  } while ((a | b | c | d | e | f) >= 0);
  reached.set([a, b, c, d, e, f]);
  return step;
}

/** Follows one walk to its end; returns the step. */
function walkAlone(links: Int32Array, spelt: Uint8Array, walk: number, start: number): number {
  let step = start;
  let link = reached[walk]!;
  for (; link >= 0; step++) {
    spelt[walk * MAX_BLOCK + step] = link;
    link = links[link >>> 8]!;
  }
  reached[walk] = link;
  return step;
}

/** Joins the stretches, starting from the origin. */
function join(spelt: Uint8Array, text: Uint8Array, length: number): void {
  let done = 0;
  let stretch = 0;
  do {
    text.set(spelt.subarray(from[stretch]!, to[stretch]!), done);
    done += to[stretch]! - from[stretch]!;
    stretch = following[stretch]!;
  } while (stretch !== 0);
  // The chain of a periodic text is a ring, shorter than the text.
  for (; done < length; done *= 2) text.copyWithin(done, 0, Math.min(done, length - done));
}
