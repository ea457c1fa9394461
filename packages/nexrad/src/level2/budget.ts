import { NexradError } from "../errors.ts";

/** Counts the bytes that a call allocates for claims in the input, against a limit. */
export class Budget {
  readonly maxBytes: number;
  #used = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  get left(): number {
    return this.maxBytes - this.#used;
  }

  /** @throws NexradError `LEVEL2_TOO_LARGE` */
  take(bytes: number): void {
    this.#used += bytes;
    if (this.#used > this.maxBytes) throw tooLarge(this.maxBytes);
  }
}

export function tooLarge(maxBytes: number): NexradError {
  return new NexradError(
    "LEVEL2_TOO_LARGE",
    `The volume expands to more than ${maxBytes} bytes (maxBytes)`,
  );
}
