import { z } from "zod";
import type { JobContext, JobKind, Queue, SendOptions } from "../../engines/queue/index.ts";
import { codeOf } from "../../errors.ts";
import { isPermanent, type RadarIngest } from "../ingest.ts";
import type { Origin, SourceFiles } from "./files.ts";
import { reasonOf } from "./reason.ts";
import { type MinutesBySource, minutesOf } from "./settings.ts";
import type { Offer, Source } from "./source.ts";
import type { FileRow } from "./tables.ts";

/** Polls a feed once for new files. */
export const followJob: JobKind<{ source: string; feed: string }> = {
  name: "radar.follow",
  data: z.object({ source: z.string(), feed: z.string() }),
  concurrency: 2,
  // The next is due in a minute.
  retries: 0,
};

/** Fetches one file and ingests it. */
export const fetchJob: JobKind<{ source: string; key: string }> = {
  name: "radar.fetch",
  data: z.object({ source: z.string(), key: z.string() }),
  concurrency: 3,
  retries: 6,
};

const MINUTE = 60_000;
/** Files may reach a bucket out of order; the last minutes are listed again. */
const OVERLAP = 20 * MINUTE;
/** The whole window is listed again after this: a file may come hours after newer ones. */
const WHOLE = 15 * MINUTE;
/** If the clock here is a little slow, a valid name seems to be in the future. */
const AHEAD = 10 * MINUTE;
/** A file whose job ended without settling it is sent again after this. */
const FORGOTTEN = 20 * MINUTE;
const MAX_TRIES = 40;
const MAX_KEY = 400;
const BATCH = 200;
/** Reasons are shown for this long after a file has become too old. */
const MEMORY = 48 * 60 * MINUTE;

/** Follows sources: lists new files, each once, and has the queue fetch, decode and catalogue them. */
export class Following {
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #files: SourceFiles;
  readonly #queue: Queue;
  readonly #ingest: RadarIngest;
  readonly #window: MinutesBySource;
  readonly #maxBytes: number;
  readonly #keep: ReadonlyMap<string, number>;
  readonly #now: () => Date;
  /** When each series was last listed over its whole window. */
  readonly #whole = new Map<string, number>();

  constructor(options: {
    readonly sources: readonly Source[];
    readonly files: SourceFiles;
    readonly queue: Queue;
    readonly ingest: RadarIngest;
    readonly window: MinutesBySource;
    /** Retention in minutes, by source. */
    readonly keep: ReadonlyMap<string, number>;
    /** Size of the largest file fetched. */
    readonly maxBytes: number;
    readonly now: () => Date;
  }) {
    this.#sources = new Map(options.sources.map((source) => [source.name, source]));
    this.#files = options.files;
    this.#queue = options.queue;
    this.#ingest = options.ingest;
    this.#window = options.window;
    this.#keep = options.keep;
    this.#maxBytes = options.maxBytes;
    this.#now = options.now;
  }

  /** Has a feed's new files fetched. */
  async follow(
    data: { readonly source: string; readonly feed: string },
    signal: AbortSignal,
  ): Promise<{ found: number }> {
    const source = this.#sources.get(data.source);
    if (!source?.feeds.includes(data.feed)) return { found: 0 };
    try {
      let found = 0;
      const listed: string[] = [];
      for (const series of source.series) {
        found += await this.#look(source, data.feed, series, listed, signal);
      }
      const origin = { source: source.name, feed: data.feed, series: "" };
      if (!source.incremental) await this.#files.forgetBut(origin, listed);
      await this.#sendForgotten(source, data.feed);
      await this.#files.listed(source.name, data.feed);
      return { found };
    } catch (error) {
      signal.throwIfAborted();
      await this.#files.failed(source.name, data.feed, reasonOf(error));
      throw error;
    }
  }

  /** Fetches one file. A file that can never be ingested is set aside; anything else is retried. */
  async fetch(
    { source: name, key }: { readonly source: string; readonly key: string },
    context: JobContext,
  ): Promise<unknown> {
    const file = await this.#files.find(name, key);
    const source = this.#sources.get(name);
    if (!source || file?.state !== "waiting") return { state: file?.state ?? "forgotten" };
    try {
      const bytes = await source.get(key, { maxBytes: this.#maxBytes, signal: context.signal });
      if (bytes.length === 0) {
        await this.#files.settle(file, "skipped", EMPTY);
        return { state: "skipped" };
      }
      const ingested = await this.#ingest.ingest({ bytes, name: file.name, source: name }, context);
      await this.#files.settle(file, "done", null);
      if (file.time) await this.#files.observed(name, file.feed, file.time);
      return ingested;
    } catch (error) {
      context.signal.throwIfAborted();
      throw await this.#setAside(file, error);
    }
  }

  /** Resumes files that were set aside. */
  async retry(source: string, feed: string | undefined): Promise<number> {
    const files = await this.#files.revive(source, feed);
    for (const file of files) await this.#send(file.source, file);
    return files.length;
  }

  /**
   * Forgets files from which nothing more can come; and processed files too old to be kept: if the clock had been
   * wrong, they can be ingested again.
   */
  async forget(): Promise<void> {
    const names = [...this.#sources.values()].filter(({ incremental }) => incremental);
    for (const name of [...names.map((source) => source.name), "chunks"] as const) {
      const window = minutesOf(this.#window, name);
      if (window === undefined) continue;
      const before = this.#now().getTime() - window * MINUTE - MEMORY;
      await this.#files.forgetBefore(name, new Date(before));
      const keep = this.#keep.get(name) ?? 0;
      // What is kept for less than the window would be ingested again and again.
      if (keep < window) continue;
      await this.#files.forgetDone(name, new Date(this.#now().getTime() - keep * MINUTE));
    }
  }

  /** Lists a series, starting from its newest file. */
  async #look(
    source: Source,
    feed: string,
    series: string,
    listed: string[],
    signal: AbortSignal,
  ): Promise<number> {
    const origin = { source: source.name, feed, series };
    const now = this.#now();
    const to = new Date(now.getTime() + AHEAD);
    const window = minutesOf(this.#window, source.name);
    const oldest = window === undefined ? undefined : new Date(now.getTime() - window * MINUTE);
    const whole = !source.incremental || (oldest !== undefined && this.#isWholeDue(origin));
    const from = whole ? oldest : latest(oldest, after(await this.#files.newest(origin, to)));
    let found = 0;
    let batch: Offer[] = [];
    const admit = async () => {
      found += await this.#files.admit(origin, batch, (offer, transaction) =>
        this.#send(source.name, offer, transaction),
      );
      batch = [];
    };
    for await (const offer of source.list({ feed, series, from, to, signal })) {
      listed.push(offer.key);
      if (oldest && offer.time && offer.time < oldest) continue;
      batch.push(this.#check(offer, to));
      if (batch.length >= BATCH) await admit();
    }
    await admit();
    if (whole) this.#whole.set(nameOf(origin), now.getTime());
    return found;
  }

  /** Whether a poll must not start from the newest file; also the case if the clock was set back. */
  #isWholeDue(origin: Origin): boolean {
    const since = this.#now().getTime() - (this.#whole.get(nameOf(origin)) ?? Number.NaN);
    return !(since >= 0 && since < WHOLE);
  }

  /** A listed file's attributes need not be true. */
  #check(offer: Offer, to: Date): Offer {
    if (offer.problem !== undefined) return offer;
    const key = offer.key.toWellFormed().replace(CONTROL, "?").slice(0, MAX_KEY);
    if (key !== offer.key) {
      return { ...offer, key, name: key, problem: "Its name is too long, or not made of letters." };
    }
    if (offer.bytes === 0) return { ...offer, problem: EMPTY };
    if (offer.bytes > this.#maxBytes) {
      const problem = `It has ${offer.bytes} bytes; ${this.#maxBytes} are allowed.`;
      return { ...offer, problem };
    }
    if (offer.time && offer.time > to) {
      return {
        ...offer,
        problem: `Its name says ${offer.time.toISOString()}, which is in the future.`,
      };
    }
    return offer;
  }

  async #send(
    source: string,
    { key, time }: Pick<Offer, "key"> & { time?: Date | null },
    transaction?: SendOptions["transaction"],
  ): Promise<string> {
    return this.#queue.send(
      fetchJob,
      { source, key },
      {
        key: `${source}/${key}`,
        // Newest first: it is what users want to see.
        priority: Math.max(0, Math.floor((time?.getTime() ?? 0) / MINUTE)),
        ...(transaction && { transaction }),
      },
    );
  }

  async #sendForgotten(source: Source, feed: string): Promise<void> {
    const before = new Date(Date.now() - FORGOTTEN);
    for (const file of await this.#files.forgotten(source.name, feed, before)) {
      await this.#send(source.name, file);
    }
  }

  async #setAside(file: FileRow, error: unknown): Promise<unknown> {
    const reason = reasonOf(error);
    if (/TOO_LARGE$/.test(codeOf(error) ?? "")) {
      await this.#files.settle(file, "skipped", reason);
      return Object.assign(error as Error, { permanent: true });
    }
    const hopeless =
      (error instanceof Error && isPermanent(error)) || codeOf(error) === "BUCKET_BAD_KEY";
    const state = hopeless || file.tries + 1 >= MAX_TRIES ? "failed" : "waiting";
    await this.#files.settle(file, state, reason);
    return state === "failed" ? Object.assign(error as Error, { permanent: true }) : error;
  }
}

const EMPTY = "It is empty.";

function nameOf({ source, feed, series }: Origin): string {
  return JSON.stringify([source, feed, series]);
}

/** Control characters, which the database cannot keep and no name should have. */
const CONTROL = /\p{Cc}/gu;

function after(newest: Date | undefined): Date | undefined {
  return newest && new Date(newest.getTime() - OVERLAP);
}

function latest(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (!one || !other) return one ?? other;
  return one > other ? one : other;
}
