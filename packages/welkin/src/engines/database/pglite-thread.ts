import { Worker } from "node:worker_threads";
import { EngineError, isEngineError, reasonOf } from "../errors.ts";
import { CopyData } from "./copy.ts";
import type { Unlisten } from "./database.ts";
import type {
  QueryResult,
  Request,
  Response,
  SentError,
  ThreadOptions,
} from "./pglite-messages.ts";

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Listener {
  readonly receive: (payload: string) => void;
  readonly reconnected?: (() => void) | undefined;
}

/** How long `close` waits for pending requests before it ends the thread. */
const CLOSE_TIMEOUT_MS = 10_000;

/**
 * PGlite in a thread of its own. It has one session: requests run one after the other, and while a transaction is
 * open only the transaction's own. `query`, `exec` and `listen` are as pg-boss's adapter for PGlite takes them.
 *
 * If the thread dies, pending requests fail with DATABASE_CRASHED (DATABASE_FULL if that was the cause), and the next
 * call reopens the data in a new thread (PostgreSQL recovers from its write-ahead log). An in-memory database cannot
 * be reopened: it stays crashed.
 */
export class PgliteThread {
  readonly #options: ThreadOptions;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<Listener>>();
  #worker: Worker | undefined;
  #starting: Promise<Worker> | undefined;
  #crash: EngineError | undefined;
  #lastId = 0;
  #closed = false;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Starts the thread; fails with PGlite's error if the data cannot be opened. */
  async open(): Promise<void> {
    await this.#running();
  }

  async query<Row>(
    sql: string,
    parameters: readonly unknown[] = [],
    transaction?: number,
  ): Promise<RowsOf<Row>> {
    const copied = CopyData.of(parameters);
    const request = copied
      ? ({ action: "copy", sql, data: copied.bytes } as const)
      : ({ action: "query", sql, parameters } as const);
    return await this.#call(transaction === undefined ? request : { ...request, transaction });
  }

  /** Runs statements without parameters, any number of them. */
  async exec(sql: string): Promise<QueryResult[]> {
    return await this.#call({ action: "exec", sql });
  }

  /** Begins a transaction, which has the session to itself until it ends; returns its number. */
  async begin(): Promise<number> {
    const transaction = ++this.#lastId;
    await this.#call({ action: "begin", transaction });
    return transaction;
  }

  /** Fails if the transaction is already over, or was aborted by an error and cannot be committed. */
  async end(transaction: number, how: "commit" | "rollback"): Promise<void> {
    await this.#call({ action: how, transaction });
  }

  async listen(
    channel: string,
    receive: (payload: string) => void,
    reconnected?: () => void,
  ): Promise<Unlisten> {
    const listener: Listener = { receive, reconnected };
    const known = this.#listeners.get(channel);
    if (known) known.add(listener);
    else {
      this.#listeners.set(channel, new Set([listener]));
      await this.#call({ action: "listen", channel });
    }
    return async () => {
      this.#listeners.get(channel)?.delete(listener);
    };
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    const worker = this.#worker;
    if (worker) {
      const timeout = setTimeout(() => void worker.terminate(), CLOSE_TIMEOUT_MS);
      await this.#call({ action: "close" }).catch(() => {});
      clearTimeout(timeout);
    }
    this.#closed = true;
    await this.terminate();
  }

  /** Ends the thread at once, as a crash would. */
  async terminate(): Promise<void> {
    await this.#worker?.terminate();
  }

  async #call<Result>(request: Omit<Request, "id">): Promise<Result> {
    const worker = this.#worker ?? (await this.#running());
    const id = ++this.#lastId;
    return await new Promise<Result>((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as Pending["resolve"], reject });
      worker.postMessage({ ...request, id });
    });
  }

  async #running(): Promise<Worker> {
    if (this.#closed) throw new EngineError("DATABASE_CLOSED");
    if (this.#crash && this.#options.dataDir === undefined) throw this.#crash;
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined;
    });
    try {
      return await this.#starting;
    } catch (error) {
      throw this.#crash ?? error;
    }
  }

  async #start(): Promise<Worker> {
    const worker = new Worker(new URL("./pglite-worker.ts", import.meta.url), {
      workerData: this.#options,
    });
    await new Promise<void>((resolve, reject) => {
      worker.on("message", (response: Response) => {
        if ("ready" in response) resolve();
        else if ("died" in response) this.#bury(worker, received(response.died));
        else this.#receive(response);
      });
      worker.on("error", reject);
      worker.on("exit", (code) => reject(new Error(`its thread ended with code ${code}`)));
    });
    worker.on("error", (error) => this.#fail(worker, error));
    worker.on("exit", (code) =>
      this.#fail(worker, new Error(`its thread ended with code ${code}`)),
    );
    this.#worker = worker;
    if (this.#crash) await this.#listenAgain();
    return worker;
  }

  #bury(worker: Worker, cause: Error): void {
    this.#fail(worker, cause);
    void worker.terminate();
  }

  #receive(response: Exclude<Response, { ready: true } | { died: SentError }>): void {
    if ("channel" in response) {
      for (const { receive } of this.#listeners.get(response.channel) ?? [])
        receive(response.payload);
      return;
    }
    const pending = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    if ("error" in response) pending?.reject(received(response.error));
    else pending?.resolve(response.result);
  }

  #fail(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#crash = isEngineError(cause, "DATABASE_FULL")
      ? cause
      : new EngineError("DATABASE_CRASHED", { reason: reasonOf(cause) }, { cause });
    const error = this.#closed ? new EngineError("DATABASE_CLOSED") : this.#crash;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    if (!this.#closed && this.#listeners.size > 0) void this.#running().catch(() => {});
  }

  async #listenAgain(): Promise<void> {
    this.#crash = undefined;
    for (const [channel, listeners] of this.#listeners) {
      await this.#call({ action: "listen", channel });
      for (const { reconnected } of listeners) reconnected?.();
    }
  }
}

type RowsOf<Row> = Omit<QueryResult, "rows"> & { readonly rows: Row[] };

function received({ message, engineCode, seconds, ...fields }: SentError): Error {
  if (engineCode === "DATABASE_TRANSACTION_IDLE")
    return new EngineError("DATABASE_TRANSACTION_IDLE", { seconds: Number(seconds) });
  if (engineCode === "DATABASE_FULL")
    return new EngineError("DATABASE_FULL", {}, { cause: new Error(message) });
  return Object.assign(new Error(message), fields);
}
