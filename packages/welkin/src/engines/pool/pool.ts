/**
 * A function that runs in another thread: a module that exports it, and its name. The module is
 * loaded once per thread, so what it caches at module level lives as long as the thread.
 *
 * The buffers of what it returns are moved to the caller, not copied: a task that also keeps them returns a copy.
 */
export interface PoolTask<Input, Output> {
  readonly module: URL;
  readonly name: string;
  /** Carries the types only. */
  readonly types?: (input: Input) => Output;
}

export interface RunOptions {
  /**
   * Aborting rejects at once with the signal's reason. A task that waits is never run; one that runs may go on for a
   * moment, unseen, before its thread is replaced.
   */
  readonly signal?: AbortSignal;
  /** Buffers to hand over rather than copy. */
  readonly transfer?: readonly ArrayBuffer[];
}

/** Threads for decoding and rendering, so that the event loop never waits for either. */
export interface Pool {
  readonly threads: number;
  run<Input, Output>(
    task: PoolTask<Input, Output>,
    input: Input,
    options?: RunOptions,
  ): Promise<Awaited<Output>>;
  close(): Promise<void>;
}
