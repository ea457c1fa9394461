import { NexradError } from "../errors.ts";

/** Reads big-endian fields one after another, and never past the end. */
export class Reader {
  readonly bytes: Uint8Array;
  readonly end: number;
  offset: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, offset = 0, end = bytes.length) {
    this.bytes = bytes;
    this.offset = offset;
    this.end = Math.min(end, bytes.length);
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.end - this.offset;
  }

  /** Claims the next `count` bytes: returns their offset, or throws if there are fewer. */
  claim(count: number): number {
    const at = this.offset;
    if (count < 0 || count > this.end - at) {
      throw new NexradError("LEVEL3_TRUNCATED", `${count} more bytes were promised here`, {
        offset: at,
      });
    }
    this.offset = at + count;
    return at;
  }

  /** Goes to an offset given by the file itself. */
  seek(offset: number): void {
    if (offset < 0 || offset > this.end) {
      throw new NexradError("LEVEL3_TRUNCATED", "An offset points outside the product", { offset });
    }
    this.offset = offset;
  }

  u8(): number {
    return this.bytes[this.claim(1)]!;
  }

  i8(): number {
    return this.#view.getInt8(this.claim(1));
  }

  u16(): number {
    return this.#view.getUint16(this.claim(2));
  }

  i16(): number {
    return this.#view.getInt16(this.claim(2));
  }

  u32(): number {
    return this.#view.getUint32(this.claim(4));
  }

  i32(): number {
    return this.#view.getInt32(this.claim(4));
  }

  f32(): number {
    return this.#view.getFloat32(this.claim(4));
  }

  f64(): number {
    return this.#view.getFloat64(this.claim(8));
  }

  /** The next `count` characters, ISO 8859-1. */
  text(count: number): string {
    const at = this.claim(count);
    return latin1(this.bytes, at, at + count);
  }

  corrupt(message: string): NexradError {
    return new NexradError("LEVEL3_CORRUPT", message, { offset: this.offset });
  }
}

/** Bytes as characters with the same codes. */
export function latin1(bytes: Uint8Array, from: number, to: number): string {
  const chunk = 8192; // Below every engine's limit of arguments.
  let text = "";
  for (let at = from; at < to; at += chunk) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(to, at + chunk)));
  }
  return text;
}
