/**
 * Signed integers of up to 52 bits, one after another without padding, low bit first. The packed ephemeris consists
 * of these: a coefficient takes as many bits as its largest value needs.
 */
export class BitWriter {
  #bytes: number[] = [];
  #held = 0;
  #count = 0;

  /** @param value an integer with |value| < 2^(width−1) */
  write(value: number, width: number): void {
    let rest = value + 2 ** (width - 1);
    for (let left = width; left > 0; ) {
      const take = Math.min(left, 8 - this.#count);
      const low = rest % 2 ** take;
      this.#held += low * 2 ** this.#count;
      rest = (rest - low) / 2 ** take;
      this.#count += take;
      left -= take;
      if (this.#count === 8) {
        this.#bytes.push(this.#held);
        this.#held = 0;
        this.#count = 0;
      }
    }
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#count > 0 ? [...this.#bytes, this.#held] : this.#bytes);
  }
}

/** This many bits, with up to seven that precede them in their first byte, fit in five bytes. */
const PART = 28;

export class BitReader {
  #bytes: Uint8Array;
  #bit: number;

  constructor(bytes: Uint8Array, offset: number) {
    this.#bytes = bytes;
    this.#bit = offset * 8;
  }

  /** Past the end, zeros are read (the caller has checked the length). */
  read(width: number): number {
    const low = Math.min(width, PART);
    const value = this.#part(low) + (width > PART ? this.#part(width - PART) * 2 ** PART : 0);
    return value - 2 ** (width - 1);
  }

  #part(width: number): number {
    const b = this.#bytes;
    const at = this.#bit >>> 3;
    const skip = this.#bit & 7;
    this.#bit += width;
    const word = (b[at]! | (b[at + 1]! << 8) | (b[at + 2]! << 16) | (b[at + 3]! << 24)) >>> 0;
    const bits = Math.floor((word + (b[at + 4] ?? 0) * 4294967296) / 2 ** skip);
    return bits % 2 ** width;
  }
}
