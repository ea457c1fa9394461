import type { Transaction } from "kysely";

/** Something that happened, in order of commit. */
export interface Event {
  /** Greater than that of every event before it. */
  readonly id: number;
  readonly at: Date;
  /** The kind of event, e.g. `radar.volume`. */
  readonly topic: string;
  readonly data: unknown;
}

/** News for all listeners: a log that outlives the process, and can be resumed. */
export interface Events {
  /** Adds an event; inside a transaction, when that commits. */
  // biome-ignore lint/suspicious/noExplicitAny: any schema's transaction will do
  append(topic: string, data: unknown, transaction?: Transaction<any>): Promise<void>;
  /** Id of the newest event, 0 if there is none. */
  latest(): Promise<number>;
  /**
   * Every event after `after` (by default: from now on), then each new one, until `signal` aborts. Events older
   * than a day may be gone.
   */
  watch(options: {
    readonly after?: number;
    readonly signal: AbortSignal;
  }): AsyncGenerator<Event, void>;
  close(): Promise<void>;
}
