/** A code as one lookup: `entries[next bits & mask]` is `symbol << 4 | length`, 0 if no code starts like that. */
export interface HuffmanTable {
  readonly entries: Uint16Array;
  readonly mask: number;
}

/**
 * The canonical Huffman code of the given lengths (RFC 1951, section 3.2.2), as a table of its longest length.
 *
 * @param lengths bits of each symbol's code, 0 for none, at most 15
 * @returns undefined if the lengths require more codes than exist
 */
export function buildTable(lengths: Uint8Array): HuffmanTable | undefined {
  const counts = new Uint16Array(16);
  let longest = 1;
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i]!;
    if (length === 0) continue;
    counts[length]!++;
    if (length > longest) longest = length;
  }

  const next = new Uint16Array(16);
  for (let length = 1, code = 0; length <= longest; length++) {
    code = (code + (length === 1 ? 0 : counts[length - 1]!)) << 1;
    if (code + counts[length]! > 1 << length) return undefined;
    next[length] = code;
  }

  const size = 1 << longest;
  const entries = new Uint16Array(size);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const entry = (symbol << 4) | length;
    const step = 1 << length;
    for (let at = reversed(next[length]!++, length); at < size; at += step) entries[at] = entry;
  }
  return { entries, mask: size - 1 };
}

/** Codes are packed most significant bit first into a stream of least significant bits first. */
function reversed(code: number, length: number): number {
  let result = 0;
  for (let i = 0, rest = code; i < length; i++, rest >>= 1) result = (result << 1) | (rest & 1);
  return result;
}
