import { NexradError } from "../errors.ts";
import { MAX_BLOCK } from "./rotations.ts";

/** Below this, a loop is faster than a call to `fill`. */
const SHORT_RUN = 32;

/** `bytes.fill`, for runs that are mostly short. */
export function repeat(bytes: Uint8Array, byte: number, start: number, end: number): void {
  if (end - start >= SHORT_RUN) bytes.fill(byte, start, end);
  else for (let i = start; i < end; i++) bytes[i] = byte;
}

/** After this many equal bytes, the next is a count of more of them. */
const RUN = 4;
const LONGEST_RUN = RUN + 255;
/** Bytes copied at a time: of three neighbours in a text, at least one begins an equal pair in any run. */
const STEP = RUN - 1;

/** Bytes that `append` may read, and change, beyond the text. */
export const TEXT_SLACK = STEP;

/** The output: a growing array with a bound. */
export class Output {
  bytes: Uint8Array<ArrayBuffer>;
  length = 0;
  readonly #maxBytes: number;

  /** Writes to `buffer`, and to a larger copy of it once it is full. */
  constructor(maxBytes: number, buffer: Uint8Array<ArrayBuffer>) {
    this.#maxBytes = maxBytes;
    this.bytes = buffer;
  }

  /**
   * Appends a text, expanding its runs.
   *
   * @throws NexradError `BZIP2_TOO_LARGE`
   */
  append(text: Uint8Array, size: number): void {
    text.fill(0, size, size + TEXT_SLACK);
    this.#reserve(this.length + size + STEP, size);
    let { bytes, length } = this;
    /** Where the last run ended. */
    let plain = 0;
    let i = 0;
    while (i < size) {
      const byte = text[i]!;
      const second = text[i + 1]!;
      bytes[length] = byte;
      bytes[length + 1] = second;
      bytes[length + 2] = text[i + 2]!;
      i += STEP;
      length += STEP;
      if (byte !== second) continue;
      let start = i - STEP;
      if (start > plain && text[start - 1] === byte) start--;
      if (start > plain && text[start - 1] === byte) start--;
      if (text[start + 2] !== byte || text[start + 3] !== byte || start + RUN > size) continue;
      length -= i - start;
      const run = RUN + text[start + RUN]!;
      i = Math.min(start + RUN + 1, size);
      plain = i;
      // Space for the rest as if it had no runs, so that plain bytes need no check.
      const needed = length + run + size - i + STEP;
      if (needed > bytes.length) {
        this.length = length;
        this.#reserve(needed, size);
        bytes = this.bytes;
      }
      repeat(bytes, byte, length, length + run);
      length += run;
    }
    this.length = length - (i - size);
    if (this.length > this.#maxBytes) throw this.#tooLarge();
  }

  /**
   * Makes space for this many bytes: at least double, but not more than the bound plus one block. All of that at
   * once, or each run near the bound would extend it separately.
   */
  #reserve(capacity: number, size: number): void {
    if (capacity <= this.bytes.length) return;
    if (this.length > this.#maxBytes) throw this.#tooLarge();
    const block = Math.max(size, Math.min(MAX_BLOCK, this.#maxBytes));
    const most = this.#maxBytes + block + LONGEST_RUN + STEP;
    const doubled = Math.min(this.bytes.length * 2, most);
    const grown = new Uint8Array(Math.max(capacity, doubled));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  #tooLarge(): NexradError {
    return new NexradError(
      "BZIP2_TOO_LARGE",
      `The bzip2 data expands to more than ${this.#maxBytes} bytes`,
    );
  }
}
