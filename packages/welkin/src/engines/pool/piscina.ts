import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { EngineError, reasonOf } from "../errors.ts";
import { type Answer, type Call, receiveError } from "./envelope.ts";
import type { Pool, PoolTask, RunOptions } from "./pool.ts";
import { Turns } from "./turns.ts";

export interface PoolOptions {
  /** Default: as many as the machine can run in parallel. */
  readonly threads?: number;
  /** Tasks that may wait for a thread; one more fails with POOL_BUSY. Default 256. */
  readonly maxWaiting?: number;
  /** JavaScript heap of each thread, megabytes; a task that needs more fails with POOL_CRASHED. Default 1024. */
  readonly heapMegabytes?: number;
  /**
   * Milliseconds for which an abandoned task may continue. Only then is its thread replaced: a new one must load
   * every module that tasks need, which takes longer than most tasks. Default 500.
   */
  readonly grace?: number;
}

/**
 * Opens a pool of threads.
 *
 * @example
 * const pool = openPool({ threads: 2 });
 * const task: PoolTask<Uint8Array, number> = { module: new URL("./tasks.ts", import.meta.url), name: "checksum" };
 * const crc = await pool.run(task, bytes, { signal });
 */
export function openPool(options: PoolOptions = {}): Pool {
  const { threads = availableParallelism(), maxWaiting = 256 } = options;
  const { heapMegabytes = 1024, grace = 500 } = options;
  const piscina = new Piscina({
    filename: fileURLToPath(new URL("./thread.ts", import.meta.url)),
    // All from the start: Piscina replaces a lost thread only to maintain its minimum.
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    // A thread that sleeps on an atomic cannot release what its last task left to the event loop.
    atomics: "disabled",
    recordTiming: false,
  });
  // A thread that dies between tasks has already been replaced.
  piscina.on("error", () => {});

  const turns = new Turns(threads);
  let closed = false;

  async function run<Input, Output>(
    task: PoolTask<Input, Output>,
    input: Input,
    { signal, transfer = [] }: RunOptions = {},
  ): Promise<Awaited<Output>> {
    if (closed) throw new EngineError("POOL_CLOSED");
    signal?.throwIfAborted();
    const { waiting } = turns;
    if (waiting >= maxWaiting) throw new EngineError("POOL_BUSY", { waiting });
    await turns.take(signal);
    if (signal?.aborted) {
      turns.next();
      throw signal.reason;
    }
    const call: Call = { module: task.module.href, name: task.name, input };
    const answer = await inThread(call, transfer, signal);
    return unwrap(answer, task.name) as Awaited<Output>;
  }

  /**
   * Runs a call when its turn comes. The turn ends with the task, or with its thread, possibly after the caller has
   * gone.
   */
  function inThread(
    call: Call,
    transfer: readonly ArrayBuffer[],
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const stop = new AbortController();
    let clock: ReturnType<typeof setTimeout> | undefined;
    return new Promise((resolve, reject) => {
      const leave = () => {
        reject(signal?.reason);
        clock = setTimeout(() => stop.abort(), grace);
      };
      signal?.addEventListener("abort", leave, { once: true });
      piscina
        .run(call, { transferList: [...transfer], signal: stop.signal })
        .then(resolve, (error: unknown) => reject(explain(error, call.name, closed)))
        .finally(() => {
          clearTimeout(clock);
          signal?.removeEventListener("abort", leave);
          turns.next();
        });
    });
  }

  return {
    threads,
    run,
    close: async () => {
      closed = true;
      turns.close(new EngineError("POOL_CLOSED"));
      await piscina.destroy();
    },
  };
}

/** Translates Piscina's own rejections: the input could not be sent, or the thread has died. */
function explain(error: unknown, task: string, closed: boolean): EngineError {
  if (closed) return new EngineError("POOL_CLOSED");
  // The error for a result that could not be sent arrives with nothing but its stack.
  const uncloned = /DataCloneError: (.*could not be cloned)/.exec((error as Error).stack ?? "");
  const code = uncloned ? "POOL_BAD_TASK" : "POOL_CRASHED";
  return new EngineError(
    code,
    { task, reason: uncloned?.[1] ?? reasonOf(error) },
    { cause: error },
  );
}

function unwrap(answer: Answer, task: string): unknown {
  if ("result" in answer) return answer.result;
  const { error } = answer;
  if (error.badTask)
    throw new EngineError(
      "POOL_BAD_TASK",
      { task, reason: error.message },
      { cause: receiveError(error) },
    );
  throw receiveError(error);
}
