import type { Pool, PoolTask } from "../../engines/pool/index.ts";
import { Pause } from "../search/pause.ts";

/** Work in parts: in threads if there are any, otherwise here, taking turns with other work. */
export class Work {
  readonly signal: AbortSignal | undefined;
  readonly #pool: Pool | undefined;
  readonly #pause: Pause;

  constructor(pool: Pool | undefined, signal?: AbortSignal) {
    this.#pool = pool;
    this.signal = signal;
    this.#pause = new Pause(signal);
  }

  get isThreaded(): boolean {
    return this.#pool !== undefined;
  }

  /** @throws the signal's reason */
  breathe(): Promise<void> {
    return this.#pause.take();
  }

  /** Runs parts of a range: as many at once as there are threads. */
  async parts(
    count: number,
    size: number,
    task: (begin: number, end: number) => Promise<void>,
  ): Promise<void> {
    let next = 0;
    const line = async () => {
      while (next < count) {
        const begin = next;
        next = Math.min(count, begin + size);
        await task(begin, next);
        if (this.#pool === undefined || this.#pause.due) await this.breathe();
      }
    };
    await Promise.all(Array.from({ length: this.#pool?.threads ?? 1 }, line));
  }

  async run<Input, Output>(
    task: PoolTask<Input, Output>,
    here: (input: Input) => Promise<Output>,
    input: Input,
  ): Promise<Output> {
    if (this.#pool === undefined) return await here(input);
    const { signal } = this;
    return (await this.#pool.run(task, input, { ...(signal && { signal }) })) as Output;
  }
}

/** The result of a promise that others also wait for, or the signal's reason if that comes first. */
export async function unlessAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (signal === undefined) return await promise;
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
