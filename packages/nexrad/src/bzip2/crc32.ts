/**
 * The CRC-32 of bzip2: polynomial 0x04C11DB7, most significant bit first.
 *
 * Eight bytes a step, by eight tables (the "slicing" method of Kounavis and Berry, 2005).
 */
const STEP = 8;
/** Row n: what a byte does to the CRC when n more bytes follow it. One array, whose bounds need no check. */
const TABLE = makeTable();

function makeTable(): Int32Array {
  const table = new Int32Array(STEP * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    table[byte] = crc;
  }
  for (let i = 256; i < table.length; i++) {
    const crc = table[i - 256]!;
    table[i] = (crc << 8) ^ table[crc >>> 24]!;
  }
  return table;
}

/** CRC-32 (as bzip2 computes it) of `bytes[start, end)`, as a signed 32-bit integer. */
export function bzip2Crc32(bytes: Uint8Array, start: number, end: number): number {
  let crc = -1;
  let i = start;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (; i + STEP <= end; i += STEP) {
    const high = crc ^ view.getInt32(i);
    const low = view.getInt32(i + 4);
    crc =
      TABLE[0x700 + (high >>> 24)]! ^
      TABLE[0x600 + ((high >>> 16) & 255)]! ^
      TABLE[0x500 + ((high >>> 8) & 255)]! ^
      TABLE[0x400 + (high & 255)]! ^
      TABLE[0x300 + (low >>> 24)]! ^
      TABLE[0x200 + ((low >>> 16) & 255)]! ^
      TABLE[0x100 + ((low >>> 8) & 255)]! ^
      TABLE[low & 255]!;
  }
  for (; i < end; i++) crc = (crc << 8) ^ TABLE[((crc >>> 24) ^ bytes[i]!) & 255]!;
  return ~crc;
}
