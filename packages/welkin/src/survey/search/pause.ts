import { setImmediate } from "node:timers/promises";

/** Milliseconds of work before others get a turn. */
const TURN = 12;

/** Yields to the event loop during long work, and stops the work when it is no longer wanted. */
export class Pause {
  readonly #signal: AbortSignal | undefined;
  #since = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether it is time for `take`: cheap enough to check for every row. */
  get due(): boolean {
    return performance.now() - this.#since > TURN;
  }

  /** @throws the signal's reason */
  async take(): Promise<void> {
    this.#signal?.throwIfAborted();
    await setImmediate();
    this.#signal?.throwIfAborted();
    this.#since = performance.now();
  }
}
