/**
 * A function that runs in another thread: the module that exports it, and its name. The module is loaded once per
 * thread, so what it caches at module level lives as long as the thread.
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
   * Aborting rejects at once with the signal's reason. A waiting task never runs; a running one may continue for a
   * moment, unobserved, before its thread is replaced.
   */
  readonly signal?: AbortSignal;
  /** Buffers to transfer rather than copy. */
  readonly transfer?: readonly ArrayBuffer[];
}

/** Threads for decoding and rendering, so that the event loop never blocks on either. */
export interface Pool {
  readonly threads: number;
  run<Input, Output>(
    task: PoolTask<Input, Output>,
    input: Input,
    options?: RunOptions,
  ): Promise<Awaited<Output>>;
  close(): Promise<void>;
}
