import { randomUUID } from "node:crypto";
import type { Transaction } from "kysely";
import type { Events } from "../../engines/events/index.ts";
import type { JobContext, Queue } from "../../engines/queue/index.ts";
import { WelkinError } from "../../errors.ts";
import type { SourceRegistry } from "../sources/registry.ts";
import { orbitView, type Target } from "../targets/target.ts";
import { endCachedPart } from "./cached.ts";
import type { After, FoundRow, PartRow, SearchCatalog, SearchRow } from "./catalog.ts";
import { failureOf } from "./failures.ts";
import { batchJob, SEARCH_RETRIES, searchJob } from "./kinds.ts";
import { type Message, messageTopic, Teller, texts } from "./messages.ts";
import { resultKey, type SearchRequest } from "./request.ts";
import type { SearchRunner } from "./runner.ts";
import type { SearchTables } from "./tables.ts";

/** A search and its progress in each source. */
export interface SearchStatus {
  readonly row: SearchRow;
  readonly parts: readonly PartRow[];
  /** How many earlier ones are still waiting. */
  readonly position: number | null;
}

export interface SearchesOptions {
  readonly catalog: SearchCatalog;
  readonly runner: SearchRunner;
  readonly sources: SourceRegistry;
  readonly events: Events;
  readonly queue: Queue;
  /** Searches that may wait. */
  readonly depth: number;
  /** The target, if it is known immediately, without a request to another service. */
  readonly knownTarget: (request: SearchRequest) => Promise<Target | undefined>;
}

/** Searches of a batch inserted in one statement. */
const AT_ONCE = 200;
/** Rows per page when streaming. */
const PAGE = 1000;

/** Searches for moving targets as jobs: submission, progress, results. */
export class Searches {
  readonly #options: SearchesOptions;

  constructor(options: SearchesOptions) {
    this.#options = options;
    const { queue, runner } = options;
    queue.handle(searchJob, ({ search }, context) => runner.run(search, context, SEARCH_RETRIES));
    queue.handle(batchJob, ({ batch }, context) => this.#runBatch(batch, context));
  }

  get depth(): number {
    return this.#options.depth;
  }

  /**
   * Submits a search: it is answered at once if all of it was found before, and becomes a job otherwise.
   *
   * @returns Its id.
   * @throws WelkinError SURVEY_SOURCE_UNKNOWN, SURVEY_TARGET_AMBIGUOUS, SURVEY_QUEUE_FULL; OrbitError
   */
  async submit(asked: SearchRequest): Promise<string> {
    const { catalog, sources, events, queue, depth } = this.#options;
    const wanted = await sources.named(asked.sources);
    const request = {
      ...asked,
      padding: Math.round(asked.padding * 100) / 100,
      sources: [...wanted.keys()],
    };
    const target = await this.#options.knownTarget(request);
    const id = randomUUID();
    if (target !== undefined && request.cached && (await this.#answered(id, request, target))) {
      return id;
    }
    const event = await events.latest();
    await this.#settleIfFull();
    await catalog.submitting(async (transaction) => {
      if ((await catalog.waiting(transaction)) >= depth) {
        throw new WelkinError(
          "SURVEY_QUEUE_FULL",
          `${depth} searches wait already; please try again later.`,
        );
      }
      const state = "waiting" as const;
      await catalog.insert(transaction, [{ id, job: null, batch: null, request, state, event }]);
      const job = await queue.send(searchJob, { search: id }, { key: id, transaction });
      await catalog.setJob(transaction, id, job);
      await new Teller(events, id).tell(texts.queued, "queued", transaction);
    });
    return id;
  }

  /** Whether every source's answer is already there; the search is then done. */
  async #answered(id: string, request: SearchRequest, target: Target): Promise<boolean> {
    const { catalog, sources, events } = this.#options;
    const key = resultKey(target, request);
    const held = await sources.named(request.sources);
    const filled = request.sources.filter((name) => held.get(name)!.held.count > 0);
    const results = await catalog.results(key, filled, request);
    for (const name of filled) {
      const result = results.get(name);
      if (result === undefined || !(await catalog.unchanged([name], result.revision))) return false;
    }
    if (results.size === 0) return false;
    const event = await events.latest();
    const teller = new Teller(events, id);
    await catalog.transaction(async (transaction) => {
      const state = "waiting" as const;
      await catalog.insert(transaction, [{ id, job: null, batch: null, request, state, event }]);
      for (const name of request.sources) {
        await this.#answerPart(transaction, { id, request }, name, results.get(name), teller, held);
      }
      const answer = { name: target.name, orbit: orbitView(target), notes: target.notes ?? [] };
      const revision = Math.max(...[...results.values()].map((result) => result.revision));
      await catalog.ended(id, { state: "done", answer, revision }, transaction);
      await teller.tell(texts.complete, "success", transaction);
    });
    return true;
  }

  async #answerPart(
    transaction: Transaction<SearchTables>,
    search: Pick<SearchRow, "id" | "request">,
    name: string,
    result: Parameters<typeof endCachedPart>[4] | undefined,
    teller: Teller,
    held: Awaited<ReturnType<SourceRegistry["named"]>>,
  ): Promise<void> {
    const { catalog } = this.#options;
    const { title } = held.get(name)!.definition;
    if (result === undefined) {
      const end = { search: search.id, source: name, state: "done", result: null } as const;
      await catalog.endPart(transaction, { ...end, revision: 0, cached: true }, search.request);
      await teller.tell(texts.nothing(title), "running", transaction);
      return;
    }
    const count = await endCachedPart(catalog, transaction, search, name, result);
    await teller.tell(texts.cached(title, count), "running", transaction);
  }

  /** Submits many searches as one job; returns the batch's id and the job's. */
  async submitBatch(requests: readonly SearchRequest[]): Promise<{ id: string; job: string }> {
    const { catalog, sources, events, queue, depth } = this.#options;
    for (const request of requests) await sources.named(request.sources);
    const all = [...(await sources.all()).keys()];
    const batch = randomUUID();
    const event = await events.latest();
    const counts = await queue.counts();
    if ((counts[batchJob.name]?.waiting ?? 0) >= depth) {
      throw new WelkinError("SURVEY_QUEUE_FULL", `${depth} batches wait already.`);
    }
    const job = await catalog.submitting(async (transaction) => {
      const job = await queue.send(batchJob, { batch }, { key: batch, transaction });
      const rows = requests.map((asked, index) => {
        const named = asked.sources.length > 0 ? asked.sources : all;
        const request = { ...asked, index, sources: named };
        return { id: randomUUID(), job, batch, request, state: "waiting" as const, event };
      });
      for (let at = 0; at < rows.length; at += AT_ONCE) {
        await catalog.insert(transaction, rows.slice(at, at + AT_ONCE));
      }
      return job;
    });
    return { id: batch, job };
  }

  /** Runs each search separately: one that fails does not stop the others. */
  async #runBatch(batch: string, context: JobContext): Promise<unknown> {
    const rows = await this.#options.catalog.batch(batch);
    const open = rows.filter(({ state }) => state === "waiting" || state === "running");
    let ended = rows.length - open.length;
    let failed = rows.filter(({ state }) => state === "failed").length;
    for (const { id, request } of open) {
      context.signal.throwIfAborted();
      context.progress(ended / rows.length, request.target ?? `search ${ended + 1}`);
      const own: JobContext = { ...context, progress: () => {} };
      await this.#options.runner.run(id, own, 0).catch((error) => {
        if (context.signal.aborted) throw error;
        failed++;
      });
      ended++;
    }
    return { batch, searches: rows.length, failed };
  }

  /** @throws WelkinError SURVEY_SEARCH_NOT_FOUND */
  async status(id: string): Promise<SearchStatus> {
    const { catalog } = this.#options;
    let row = await catalog.search(id);
    if (row === undefined) {
      throw new WelkinError("SURVEY_SEARCH_NOT_FOUND", `No search has the id ${id}.`);
    }
    if (await this.#settled(row)) row = (await catalog.search(id))!;
    const parts = await catalog.parts(id);
    const position = row.state === "waiting" && row.batch === null ? await this.#place(id) : null;
    return { row, parts, position };
  }

  async batchSearches(batch: string): Promise<SearchRow[]> {
    const rows = await this.#options.catalog.batch(batch);
    if (rows.length === 0) {
      throw new WelkinError("SURVEY_BATCH_NOT_FOUND", `No batch has the id ${batch}.`);
    }
    const [first] = rows;
    if (rows.some(({ state }) => state === "waiting" || state === "running")) {
      const job = await this.#options.queue.get(first!.job ?? "");
      if (job?.state === "cancelled" || job?.state === "failed" || job === undefined) {
        for (const row of rows) await this.#settled(row);
        return await this.#options.catalog.batch(batch);
      }
    }
    return rows;
  }

  async parts(id: string): Promise<PartRow[]> {
    return await this.#options.catalog.parts(id);
  }

  /** The number of hits of each search of a batch. */
  async counts(batch: string): Promise<Map<string, number>> {
    return await this.#options.catalog.counts(batch);
  }

  /** Searches that wait or run, in order of submission. */
  async open(): Promise<SearchRow[]> {
    const { catalog } = this.#options;
    const rows = await catalog.open();
    const settled = await Promise.all(rows.map((row) => this.#settled(row)));
    return rows.filter((_, i) => !settled[i]);
  }

  /** Cancels a search that waits or runs; what it found is kept. */
  async cancel(id: string): Promise<SearchStatus> {
    const { row } = await this.status(id);
    if (row.job !== null && row.batch === null) await this.#options.queue.cancel(row.job);
    return await this.status(id);
  }

  /** A page of the hits found so far, in order of time. */
  async page(row: SearchRow, after: After | undefined, limit: number): Promise<FoundRow[]> {
    return await this.#options.catalog.found(row, after, limit);
  }

  /** All hits found so far, in order of time, page by page. */
  async *pages(row: SearchRow): AsyncGenerator<FoundRow[]> {
    let after: After | undefined;
    for (;;) {
      const page = await this.page(row, after, PAGE);
      if (page.length > 0) yield page;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return;
      after = { mjd: last.mjd, observation: last.observation.id };
    }
  }

  /** A search's messages, from its beginning or after an event, until it has ended or `signal` aborts. */
  async *messages(
    row: SearchRow,
    after: number | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<{ id: number; at: Date; message: Message }> {
    const { events } = this.#options;
    const begin = after ?? Number(row.event);
    // Nothing follows the end: the messages so far are then complete.
    const last = row.ended === null ? Number.POSITIVE_INFINITY : await events.latest();
    if (begin >= last) return;
    for await (const event of events.watch({ after: begin, signal })) {
      const message = event.data as Message;
      if (event.topic === messageTopic && message.search === row.id) {
        yield { id: event.id, at: event.at, message };
        if (message.status === "success") return;
        if (message.status === "error" && (await this.#hasEnded(row.id))) return;
      }
      if (event.id >= last) return;
    }
  }

  /**
   * The messages of all searches, after an event, or from the searches that are running or began a moment ago: a client
   * begins to listen shortly after it submits a search.
   */
  async *allMessages(options: {
    readonly after: number | undefined;
    /** Hexadecimal digits of the id of the only search of interest. */
    readonly only: string | undefined;
    readonly signal: AbortSignal;
  }): AsyncGenerator<{ id: number; message: Message }> {
    const { catalog, events } = this.#options;
    const { only, signal } = options;
    const now = await events.latest();
    const recent = await catalog.recent();
    const first = recent.reduce((least, { event }) => Math.min(least, Number(event)), now);
    const wanted = new Set(recent.map(({ id }) => id));
    for await (const event of events.watch({ after: options.after ?? first, signal })) {
      if (event.topic !== messageTopic) continue;
      const message = event.data as Message;
      if (only !== undefined && message.search.replaceAll("-", "") !== only) continue;
      const isOld = options.after === undefined && event.id <= now;
      if (isOld && !wanted.has(message.search)) continue;
      yield { id: event.id, message };
    }
  }

  async #hasEnded(id: string): Promise<boolean> {
    const row = await this.#options.catalog.search(id);
    return row === undefined || row.ended !== null;
  }

  async #place(id: string): Promise<number | null> {
    const waiting = (await this.#options.catalog.open()).filter(({ state }) => state === "waiting");
    const place = waiting.findIndex((row) => row.id === id);
    return place < 0 ? null : place;
  }

  async #settleIfFull(): Promise<void> {
    const { catalog, depth } = this.#options;
    if ((await catalog.waiting()) >= depth) await this.open();
  }

  /**
   * Records the end of a search whose job ended without reporting it: cancelled before it began, or abandoned when its
   * worker stopped.
   */
  async #settled(row: SearchRow): Promise<boolean> {
    if (row.state !== "waiting" && row.state !== "running") return false;
    const { catalog, queue, events } = this.#options;
    const job = row.job === null ? undefined : await queue.get(row.job);
    if (job?.state === "waiting" || job?.state === "running") return false;
    // It may have ended between the two queries.
    const now = await catalog.search(row.id);
    if (now === undefined || now.ended !== null || now.state !== row.state) return true;
    const isCancelled = job?.state === "cancelled";
    const failure = isCancelled
      ? undefined
      : (job?.error ?? failureOf(new WelkinError("JOB_FAILED", "The search's job is gone.")));
    await catalog.ended(row.id, { state: isCancelled ? "cancelled" : "failed", failure });
    await new Teller(events, row.id).tell(
      isCancelled ? texts.cancelled : (failure?.message ?? ""),
      "error",
    );
    return true;
  }
}
