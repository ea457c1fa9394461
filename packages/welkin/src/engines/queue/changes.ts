/** Wakes those who wait for a job to change. */
export class Changes {
  readonly #waiting = new Map<string, Set<Watch>>();

  watch(id: string): Watch {
    const watches = this.#waiting.get(id) ?? new Set();
    this.#waiting.set(id, watches);
    const watch = new Watch(() => {
      watches.delete(watch);
      if (watches.size === 0) this.#waiting.delete(id);
    });
    watches.add(watch);
    return watch;
  }

  tell(id: string): void {
    for (const watch of this.#waiting.get(id) ?? []) watch.wake();
  }

  tellAll(): void {
    for (const id of this.#waiting.keys()) this.tell(id);
  }
}

/** One waiter. A change between two waits is not lost: the next wait ends at once. */
export class Watch {
  readonly #forget: () => void;
  #changed = false;
  #resolve: (() => void) | undefined;

  constructor(forget: () => void) {
    this.#forget = forget;
  }

  wake(): void {
    this.#changed = true;
    this.#resolve?.();
  }

  /** Resolves on a change, when `signal` aborts, or after `milliseconds`. */
  async wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (!this.#changed && !signal?.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const stop = () => resolve();
      const timer = setTimeout(stop, milliseconds);
      this.#resolve = stop;
      signal?.addEventListener("abort", stop);
      await promise;
      signal?.removeEventListener("abort", stop);
      clearTimeout(timer);
    }
    this.#changed = false;
  }

  end(): void {
    this.#forget();
  }
}
