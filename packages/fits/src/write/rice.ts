import { RICE_CODES } from "../tiles/codecs/rice/codes.ts";

/** Block size, as used by all writers. */
export const RICE_BLOCK = 32;

/** Rice-codes integers (RICE_1 of FITS 4.0 §10.4.1) in blocks of 32. */
export function encodeRice(values: ArrayLike<number>, bytePix: number): Uint8Array {
  const { codeBits, verbatim } = RICE_CODES[bytePix] as { codeBits: number; verbatim: number };
  const bits = 8 * bytePix;
  const output = new BitWriter(bytePix * (values.length + 8));
  const folded = new Uint32Array(RICE_BLOCK);
  let last = values[0] as number;
  output.write(last, bits);
  for (let start = 0; start < values.length; start += RICE_BLOCK) {
    const count = Math.min(RICE_BLOCK, values.length - start);
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const value = values[start + i] as number;
      // Sign-extended to 32 bits: differences wrap like the decoder's sums.
      const difference = ((value - last) << (32 - bits)) >> (32 - bits);
      folded[i] = ((difference << 1) ^ (difference >> 31)) >>> 0;
      sum += folded[i] as number;
      last = value;
    }
    const split = splitFor(sum, count);
    if (sum === 0) {
      output.write(0, codeBits);
    } else if (split >= verbatim) {
      output.write(verbatim + 1, codeBits);
      for (let i = 0; i < count; i++) output.write(folded[i] as number, bits);
    } else {
      output.write(split + 1, codeBits);
      for (let i = 0; i < count; i++) {
        const value = folded[i] as number;
        output.zeros(value >>> split);
        output.write((1 << split) | (value & ((1 << split) - 1)), split + 1);
      }
    }
  }
  return output.bytes();
}

/** Number of low bits stored verbatim: about the logarithm of the mean (Rice, Yeh & Miller 1993). */
function splitFor(sum: number, count: number): number {
  const mean = Math.max(0, (sum - count / 2 - 1) / count) / 2;
  return mean < 1 ? 0 : Math.floor(Math.log2(mean)) + 1;
}

class BitWriter {
  #bytes: Uint8Array;
  #length = 0;
  #buffer = 0;
  #free = 8;

  constructor(bytes: number) {
    this.#bytes = new Uint8Array(bytes);
  }

  /** Up to 32 bits, most significant first. */
  write(value: number, bits: number): void {
    for (let left = bits; left > 0; ) {
      const take = Math.min(left, this.#free);
      left -= take;
      this.#buffer = (this.#buffer << take) | ((value >>> left) & ((1 << take) - 1));
      this.#free -= take;
      if (this.#free === 0) this.#flush();
    }
  }

  zeros(count: number): void {
    for (let left = count; left > 0; left -= 32) this.write(0, Math.min(32, left));
  }

  bytes(): Uint8Array {
    if (this.#free < 8) this.write(0, this.#free);
    return this.#bytes.slice(0, this.#length);
  }

  #flush(): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(2 * this.#length + 64);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes[this.#length++] = this.#buffer;
    this.#buffer = 0;
    this.#free = 8;
  }
}
