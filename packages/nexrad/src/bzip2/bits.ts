import { NexradError } from "../errors.ts";

/** Reads bits from the most significant end, as bzip2 packs them. */
export class BitReader {
  readonly bytes: Uint8Array;
  /** Position in bits. */
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.bytes = bytes;
    this.position = position;
  }

  /** The next `count` bits (at most 25), unsigned. */
  read(count: number): number {
    const { bytes, position } = this;
    if (position + count > bytes.length * 8) throw truncated(bytes.length);
    const byte = position >>> 3;
    // Bytes beyond the end read as undefined, which `<<` and `|` take for 0.
    const word =
      (bytes[byte]! << 24) | (bytes[byte + 1]! << 16) | (bytes[byte + 2]! << 8) | bytes[byte + 3]!;
    this.position = position + count;
    return count === 0 ? 0 : (word << (position & 7)) >>> (32 - count);
  }

  /** Skips to the next whole byte and returns its position. */
  alignToByte(): number {
    const byte = Math.ceil(this.position / 8);
    this.position = byte * 8;
    return byte;
  }
}

export function truncated(offset: number): NexradError {
  return new NexradError("BZIP2_TRUNCATED", "The bzip2 data ends too early", { offset });
}

export function corrupt(reason: string, offset: number): NexradError {
  return new NexradError("BZIP2_CORRUPT", `The bzip2 data is damaged: ${reason}`, { offset });
}
