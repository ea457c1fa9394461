import { NexradError } from "../errors.ts";

/** The contents of a compress(1) file. */
export interface Uncompressed {
  readonly bytes: Uint8Array;
  /** Why it stopped, if the file is damaged; `bytes` is the output before that. */
  readonly error?: NexradError;
}

const HEADER_LENGTH = 3;
/** The third byte: the largest code width, and whether there is a clear code. */
const WIDTH = 0x1f;
const BLOCKS = 0x80;
const FIRST_WIDTH = 9;
const LAST_WIDTH = 16;
const LITERALS = 256;
const CLEAR = 256;
/** Codes are written in groups of this many; a group is padded before the width changes. */
const GROUP = 8;

/** Whether the bytes begin like a compress(1) file, `.Z`: the format of archives before gzip. */
export function isCompressed(bytes: Uint8Array): boolean {
  const width = (bytes[2] ?? 0) & WIDTH;
  return bytes[0] === 0x1f && bytes[1] === 0x9d && width > FIRST_WIDTH && width <= LAST_WIDTH;
}

/**
 * Unpacks a file of compress(1): LZW (Welch, "A technique for high-performance data compression", IEEE Computer
 * 17(6), 1984) with codes of increasing width, least significant bit first. Such a file does not state its length, so
 * truncation cannot be detected.
 *
 * @throws NexradError `COMPRESS_TOO_LARGE` if the output would exceed `maxBytes`.
 */
export function uncompress(input: Uint8Array, maxBytes: number): Uncompressed {
  const flags = input[2] ?? 0;
  const output = new Output(maxBytes);
  const codes = new CodeReader(input, flags & WIDTH);
  const hasBlocks = (flags & BLOCKS) !== 0;
  const firstFree = hasBlocks ? CLEAR + 1 : LITERALS;
  const most = 2 ** (flags & WIDTH);
  // A code's string is the previous code's output plus one byte: both are adjacent in the output.
  const starts = new Uint32Array(most);
  const lengths = new Uint32Array(most);
  let free = firstFree;
  let start = 0;
  let length = 0;
  for (;;) {
    const code = codes.next(free);
    if (code === undefined) return { bytes: output.bytes };
    if (hasBlocks && code === CLEAR) {
      codes.restart();
      free = firstFree;
      length = 0;
      continue;
    }
    const isNew = length > 0 && free < most;
    if (isNew) {
      starts[free] = start;
      lengths[free] = length + 1;
    }
    if (code >= LITERALS && (code > free || (code === free && !isNew))) {
      return { bytes: output.bytes, error: damaged(codes.offset) };
    }
    start = output.length;
    if (code < LITERALS) output.put(code);
    else output.repeat(starts[code]!, lengths[code]!);
    length = output.length - start;
    if (isNew) free++;
  }
}

/** Reads codes whose width increases with their number. */
class CodeReader {
  readonly #input: Uint8Array;
  readonly #lastWidth: number;
  #width = FIRST_WIDTH;
  /** Position in bits. */
  #at = HEADER_LENGTH * 8;
  /** Where codes of this width begin. */
  #from = HEADER_LENGTH * 8;

  constructor(input: Uint8Array, lastWidth: number) {
    this.#input = input;
    this.#lastWidth = lastWidth;
  }

  get offset(): number {
    return this.#at >> 3;
  }

  /** The next code, where `free` is the first unassigned one; undefined at the end. */
  next(free: number): number | undefined {
    if (free >= 2 ** this.#width && this.#width < this.#lastWidth) this.#change(this.#width + 1);
    const end = this.#at + this.#width;
    if (end > this.#input.length * 8) return undefined;
    const byte = this.#at >> 3;
    const three =
      this.#input[byte]! |
      ((this.#input[byte + 1] ?? 0) << 8) |
      ((this.#input[byte + 2] ?? 0) << 16);
    const code = (three >> (this.#at & 7)) & (2 ** this.#width - 1);
    this.#at = end;
    return code;
  }

  restart(): void {
    this.#change(FIRST_WIDTH);
  }

  #change(width: number): void {
    const group = GROUP * this.#width;
    this.#from += Math.ceil((this.#at - this.#from) / group) * group;
    this.#at = this.#from;
    this.#width = width;
  }
}

/** A growing byte array with a bound. */
class Output {
  readonly #maxBytes: number;
  #bytes = new Uint8Array(64 * 1024);
  length = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }

  put(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.length++] = byte;
  }

  /** Repeats output bytes from `start`; the source may overlap what is being written. */
  repeat(start: number, count: number): void {
    this.#reserve(count);
    const bytes = this.#bytes;
    for (let i = 0; i < count; i++) bytes[this.length++] = bytes[start + i]!;
  }

  #reserve(count: number): void {
    const needed = this.length + count;
    if (needed > this.#maxBytes) {
      throw new NexradError(
        "COMPRESS_TOO_LARGE",
        `The compressed file expands to more than ${this.#maxBytes} bytes`,
      );
    }
    if (needed <= this.#bytes.length) return;
    const larger = new Uint8Array(
      Math.min(this.#maxBytes, Math.max(needed, 2 * this.#bytes.length)),
    );
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

function damaged(offset: number): NexradError {
  return new NexradError("COMPRESS_CORRUPT", "The compressed file is damaged", { offset });
}
