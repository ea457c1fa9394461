import type { Transaction } from "kysely";
import type { z } from "zod";

/** A kind of job: its name, the shape of its data, and how the queue treats it. */
export interface JobKind<Data = unknown> {
  readonly name: string;
  readonly data: z.ZodType<Data>;
  /** Jobs of this kind that one process runs at once. Default 1. */
  readonly concurrency?: number;
  /** Tries after the first, with exponential back-off. Default 3. */
  readonly retries?: number;
  /** Seconds before a running job is given up and tried again. Default 900. */
  readonly expiresIn?: number;
}

export type JobState = "waiting" | "running" | "done" | "failed" | "cancelled";

/** A job as users see it. */
export interface JobStatus {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  /** 0 to 1. */
  readonly progress: number;
  readonly note?: string;
  /** What the handler returned, once done. */
  readonly result?: unknown;
  /** Why it failed, in plain words. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly createdAt: Date;
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  readonly attempt: number;
}

/** What a handler receives besides its data. */
export interface JobContext {
  readonly id: string;
  readonly attempt: number;
  /** Aborts when the job is cancelled, expires, or the process stops. */
  readonly signal: AbortSignal;
  /** Reports progress to watchers: `fraction` from 0 to 1. Cheap to call often; writes are rate-limited. */
  progress(fraction: number, note?: string): void;
}

export type JobHandler<Data> = (data: Data, context: JobContext) => Promise<unknown>;

export interface SendOptions {
  /** One waiting or running job per kind and key: sending again returns the id of that one. */
  readonly key?: string;
  /** Higher runs first. Default 0. */
  readonly priority?: number;
  readonly startAfter?: Date;
  /** Enqueue inside this transaction: if it is rolled back, there is no job. */
  // biome-ignore lint/suspicious/noExplicitAny: any schema's transaction will do
  readonly transaction?: Transaction<any>;
}

/** Durable jobs on the service's own database. One contract suite runs over PGlite and PostgreSQL. */
export interface Queue {
  /** Registers the handler of a kind. `start` fails if a kind has none or two. */
  handle<Data>(kind: JobKind<Data>, handler: JobHandler<Data>): void;
  /** Creates what is missing in the database; starts running jobs unless `work` is false. */
  start(options?: { readonly work?: boolean }): Promise<void>;
  /** Returns the job's id (a new one, or that of the job that already holds `key`). */
  send<Data>(kind: JobKind<Data>, data: Data, options?: SendOptions): Promise<string>;
  get(id: string): Promise<JobStatus | undefined>;
  list(options?: {
    readonly kind?: string;
    readonly state?: JobState;
    readonly limit?: number;
  }): Promise<JobStatus[]>;
  /** Cancels a waiting job, or aborts the signal of a running one wherever it runs. */
  cancel(id: string): Promise<boolean>;
  /** The job's current status, then each change, until it has ended. */
  watch(id: string, signal?: AbortSignal): AsyncIterable<JobStatus>;
  /** Runs a kind on a cron schedule (UTC); `key` distinguishes schedules of one kind. */
  schedule<Data>(kind: JobKind<Data>, cron: string, data: Data, key?: string): Promise<void>;
  unschedule(kind: JobKind<unknown>, key?: string): Promise<void>;
  /** Waiting and running counts per kind. */
  counts(): Promise<Record<string, { waiting: number; running: number; failed: number }>>;
  /** Stops accepting jobs, aborts the running ones, and waits for them. */
  stop(): Promise<void>;
}
