interface Waiting {
  readonly go: () => void;
  readonly fail: (reason: unknown) => void;
}

/** Limits how many run at a time; the others wait in order of arrival. */
export class Turns {
  #free: number;
  readonly #waiting = new Set<Waiting>();

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Resolves when the caller's turn begins, which lasts until `next` is called; rejects with the signal's reason. */
  take(signal: AbortSignal | undefined): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const leave = () => waiting.fail(signal?.reason);
      const end = () => {
        this.#waiting.delete(waiting);
        signal?.removeEventListener("abort", leave);
      };
      const waiting: Waiting = {
        go: () => {
          end();
          resolve();
        },
        fail: (reason) => {
          end();
          reject(reason);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.#waiting.add(waiting);
    });
  }

  /** Ends a turn. */
  next(): void {
    const [first] = this.#waiting;
    if (first) first.go();
    else this.#free++;
  }

  /** Rejects all who wait. */
  close(reason: unknown): void {
    for (const waiting of this.#waiting) waiting.fail(reason);
  }
}
