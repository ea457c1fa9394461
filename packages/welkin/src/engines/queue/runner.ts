import type { Kysely } from "kysely";
import type { JobResult, JobWithMetadata } from "pg-boss";
import { EngineError } from "../errors.ts";
import type { Kinds } from "./kinds.ts";
import { failed, succeeded } from "./outcome.ts";
import { ProgressWriter, writeProgress } from "./progress.ts";
import type { Interrupted } from "./recovery.ts";
import type { Change } from "./tables.ts";

interface Running extends Interrupted {
  readonly controller: AbortController;
}

interface RunnerOptions {
  readonly db: Kysely<unknown>;
  readonly schema: string;
  readonly kinds: Kinds;
}

/** Runs jobs in this process: gives each its signal and its progress, and turns the result into an outcome. */
export class Runner {
  readonly #options: RunnerOptions;
  /** Not by id: a try that expired may still run while the next one does. */
  readonly #running = new Set<Running>();
  #stop: { readonly reason: EngineError; readonly interrupted: Interrupted[] } | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  get ids(): string[] {
    return [...this.#running].map(({ id }) => id);
  }

  async run(job: JobWithMetadata<{ data?: unknown }>): Promise<JobResult> {
    const { kinds, db, schema } = this.#options;
    const { id, name, retryCount } = job;
    const running = { id, attempt: retryCount + 1, controller: new AbortController() };
    const { attempt, controller } = running;
    if (this.#stop) {
      // It was already on its way to this process when the stop began.
      this.#stop.interrupted.push(running);
      return failed(id, this.#stop.reason);
    }
    job.signal.addEventListener("abort", () => controller.abort(new EngineError("QUEUE_EXPIRED")));
    const progress = new ProgressWriter((report) =>
      writeProgress(db, schema, { job: id, attempt, ...report }),
    );
    this.#running.add(running);
    try {
      const data = kinds.parse(name, job.data?.data);
      const result = await kinds.handlerOf(name)(data, {
        id,
        attempt,
        signal: controller.signal,
        progress: (fraction, note) => progress.report(fraction, note),
      });
      return succeeded(id, name, result);
    } catch (error) {
      return failed(id, isStopping(controller) ? controller.signal.reason : error);
    } finally {
      await progress.finish();
      this.#running.delete(running);
    }
  }

  /** Aborts the try that a change of its job has made pointless: cancelled, or given up and due again elsewhere. */
  changed({ id, state, retries = 0 }: Change): void {
    if (state === undefined || state === "active" || state === "created") return;
    const code = state === "cancelled" ? "QUEUE_CANCELLED" : "QUEUE_WORKER_LOST";
    // A change may arrive late, when the next try is already running.
    for (const running of this.#running)
      if (running.id === id && running.attempt <= retries + 1)
        running.controller.abort(new EngineError(code));
  }

  /** Aborts everything that runs, and anything that starts later; the returned list grows by those. */
  abortAll(reason: EngineError): readonly Interrupted[] {
    const interrupted: Interrupted[] = [...this.#running];
    this.#stop = { reason, interrupted };
    for (const { controller } of this.#running) controller.abort(reason);
    return interrupted;
  }
}

function isStopping({ signal }: AbortController): boolean {
  return signal.reason instanceof EngineError && signal.reason.code === "QUEUE_STOPPING";
}
