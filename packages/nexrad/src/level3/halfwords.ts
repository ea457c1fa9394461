const words = new DataView(new ArrayBuffer(4));

/** A 32-bit float from two halfwords, the more significant first. */
export function floatOf(high: number, low: number): number {
  words.setInt16(0, high);
  words.setInt16(2, low);
  return words.getFloat32(0);
}
