import { FitsError } from "../../../errors.ts";

/** Reads bits, most significant first. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #buffer = 0;
  #count = 0;

  constructor(bytes: Uint8Array, offset: number) {
    this.#bytes = bytes;
    this.#at = offset;
  }

  /** The next 1 to 8 bits. */
  read(bits: number): number {
    if (this.#count < bits) this.#fill(bits);
    this.#count -= bits;
    return (this.#buffer >>> this.#count) & ((1 << bits) - 1);
  }

  /** The next 1 to 8 bits without consuming them; zeros follow the end. */
  peek(bits: number): number {
    if (this.#count < bits) this.#more();
    const missing = bits - this.#count;
    const mask = (1 << bits) - 1;
    return (missing > 0 ? this.#buffer << missing : this.#buffer >>> -missing) & mask;
  }

  /** Drops the rest of the byte. */
  align(): void {
    this.#count -= this.#count % 8;
  }

  #fill(bits: number): void {
    this.#more();
    if (this.#count < bits) {
      throw new FitsError("FITS_BAD_TILE", "HCOMPRESS_1: the stream ends too early");
    }
  }

  /** Fills the buffer with as many bytes as fit. */
  #more(): void {
    while (this.#count <= 16 && this.#at < this.#bytes.length) {
      this.#buffer = ((this.#buffer << 8) | (this.#bytes[this.#at++] as number)) & 0xffffff;
      this.#count += 8;
    }
  }
}
