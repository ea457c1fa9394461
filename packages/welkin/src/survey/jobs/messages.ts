import { mjdToIso } from "@welkin/orbits";
import type { Transaction } from "kysely";
import type { Events } from "../../engines/events/index.ts";

/** The state of a search, as in CATCH's stream. */
export type MessageStatus = "queued" | "running" | "success" | "error";

/** A message of a running search. */
export interface Message {
  readonly search: string;
  readonly text: string;
  /** Seconds since the search began. */
  readonly elapsed: number;
  readonly status: MessageStatus;
}

/** The messages' topic among the events. */
export const messageTopic = "survey.message";

const day = (mjd: number) => mjdToIso(mjd).slice(0, 10);

/** The messages of searches, in CATCH's words. */
export const texts = {
  queued: "Search is queued.",
  starting: "Starting moving target query.",
  span: (name: string, from: number, to: number) =>
    `${name}: Query from ${day(from)} to ${day(to)}.`,
  searching: (name: string, degrees: number, days: number) =>
    `${name}: Searching ${degrees.toFixed(1)} deg over ${days.toFixed(1)} days`,
  caught: (name: string, count: number) => `${name}: Caught ${count} observations`,
  cached: (name: string, count: number) => `${name}: Added ${count} cached results.`,
  nothing: (name: string) => `No observations to search in database for ${name}.`,
  noEphemeris: (why: string) => `Could not get an ephemeris.  ${why}`,
  sourceFailed: (name: string, why: string) =>
    `${name}: Critical error: could not search database for this target.  ${why}`,
  notSaved: (name: string, why: string) =>
    `${name}: Critical error: could not save results to the found object database.  ${why}`,
  unexpected: "Unexpected error.  Contact us with this issue and your job ID.",
  again: (why: string) => `${why}  It is tried again.`,
  cancelled: "The search was cancelled.",
  complete: "Task complete.",
} as const;

/** Publishes the messages of one search. */
export class Teller {
  readonly #events: Events;
  readonly #search: string;
  readonly #brief: boolean;
  readonly #begun = performance.now();

  /** @param brief Leaves out the progress of each source: a batch has thousands of searches. */
  constructor(events: Events, search: string, brief = false) {
    this.#events = events;
    this.#search = search;
    this.#brief = brief;
  }

  /** Reports the progress of a source. */
  // biome-ignore lint/suspicious/noExplicitAny: any schema's transaction will do
  async detail(text: string, transaction: Transaction<any>): Promise<void> {
    if (!this.#brief) await this.tell(text, "running", transaction);
  }

  /** With a transaction, the message is published when that commits. */
  // biome-ignore lint/suspicious/noExplicitAny: any schema's transaction will do
  async tell(text: string, status: MessageStatus = "running", transaction?: Transaction<any>) {
    const elapsed = Math.round((performance.now() - this.#begun) / 100) / 10;
    const message: Message = { search: this.#search, text, elapsed, status };
    await this.#events.append(messageTopic, message, transaction);
  }
}
