import { OrbitError } from "@welkin/orbits";
import type { Events } from "../../engines/events/index.ts";
import type { JobContext } from "../../engines/queue/index.ts";
import { codeOf, problemOf, WelkinError } from "../../errors.ts";
import type { SurveySearch } from "../search/search.ts";
import type { Hit, MovingResult, MovingSearch } from "../search/types.ts";
import type { Source, SourceRegistry } from "../sources/registry.ts";
import { orbitView, type Target } from "../targets/target.ts";
import { endCachedPart } from "./cached.ts";
import type { PartRow, ResultRow, SearchCatalog, SearchRow } from "./catalog.ts";
import { failureOf, plainFailure, type SearchError } from "./failures.ts";
import { Teller, texts } from "./messages.ts";
import { type Pass, passes, type Span, spanOf } from "./passes.ts";
import { resultKey, type SearchRequest } from "./request.ts";
import type { Failure } from "./tables.ts";

export interface RunnerTools {
  readonly catalog: SearchCatalog;
  readonly search: Pick<SurveySearch, "moving">;
  readonly sources: SourceRegistry;
  readonly events: Events;
  /** The observatory to use instead of each observation's own. */
  readonly moving: (request: SearchRequest) => Pick<MovingSearch, "observer">;
  /** The target. */
  readonly targetOf: (request: SearchRequest, signal: AbortSignal) => Promise<Target>;
  /** Degrees that the target moves in each span, MJD. */
  readonly arcs: (target: Target, spans: readonly Span[]) => Promise<readonly number[]>;
}

/** A finished job's result. */
export interface SearchOutcome {
  readonly search: string;
  readonly count: number;
}

/** A search while it runs. */
interface Run {
  readonly row: SearchRow;
  readonly target: Target;
  readonly key: string;
  readonly sources: ReadonlyMap<string, Source>;
  readonly arcs: ReadonlyMap<string, readonly [degrees: number, days: number]>;
  readonly teller: Teller;
  readonly context: JobContext;
  readonly failures: (Failure & { readonly permanent: boolean })[];
  readonly retries: number;
  /** Number of parts that have ended, and of all parts. */
  ended: number;
  readonly parts: number;
  count: number;
  last: MovingResult | undefined;
}

/**
 * Runs searches: earlier results that are still valid are reused, only later additions are searched, and each source
 * ends in a transaction of its own. A restarted search continues where it was.
 */
export class SearchRunner {
  readonly #tools: RunnerTools;

  constructor(tools: RunnerTools) {
    this.#tools = tools;
  }

  /** @param retries How often it is retried after a failure that may be temporary. */
  async run(id: string, context: JobContext, retries: number): Promise<SearchOutcome> {
    const { catalog, events } = this.#tools;
    const row = await catalog.search(id);
    if (row === undefined) throw new WelkinError("SURVEY_SEARCH_NOT_FOUND");
    if (row.state === "done") return { search: id, count: await this.#counted(id) };
    const teller = new Teller(events, id, row.batch !== null);
    try {
      await catalog.began(id, null);
      await teller.tell(texts.starting);
      const run = await this.#begin(row, teller, context, retries);
      await this.#searchAll(run);
      return await this.#end(run);
    } catch (error) {
      await this.#failed(row, teller, context, error, retries);
      throw error;
    }
  }

  async #begin(row: SearchRow, teller: Teller, context: JobContext, retries: number): Promise<Run> {
    const { catalog, sources: registry } = this.#tools;
    const { request } = row;
    const target = await this.#target(request, context.signal);
    await catalog.began(row.id, { name: target.name, orbit: orbitView(target) });
    const sources = await registry.named(request.sources);
    return {
      row,
      target,
      key: resultKey(target, request),
      sources,
      arcs: request.catch ? await this.#arcs(target, request, sources) : new Map(),
      teller,
      context,
      failures: [],
      retries,
      ended: 0,
      parts: request.sources.length,
      count: 0,
      last: undefined,
    };
  }

  async #target(request: SearchRequest, signal: AbortSignal): Promise<Target> {
    try {
      return await this.#tools.targetOf(request, signal);
    } catch (error) {
      throw Object.assign(error as Error, { isEphemeris: true });
    }
  }

  async #searchAll(run: Run): Promise<void> {
    const { catalog } = this.#tools;
    const { row, context } = run;
    const parts = await catalog.parts(row.id);
    run.ended = parts.filter(({ state }) => state === "done").length;
    const open = parts.filter(({ state }) => state !== "done").map(({ source }) => source);
    const known = row.request.cached
      ? await catalog.results(run.key, open, row.request)
      : new Map<string, ResultRow>();
    const left: string[] = [];
    for (const name of open) {
      const result = known.get(name);
      if (run.sources.get(name)!.held.count === 0) await this.#endEmpty(run, name);
      else if (result !== undefined && (await catalog.unchanged([name], result.revision))) {
        await this.#endCached(run, name, result);
      } else left.push(name);
    }
    for (const pass of passes(row.request, known, left)) {
      context.signal.throwIfAborted();
      await this.#pass(run, pass);
    }
  }

  /**
   * Searches all sources at once; if that fails, one after the other, so that a source's failure affects only itself.
   */
  async #pass(run: Run, pass: Pass): Promise<void> {
    try {
      const begun = performance.now();
      const found = await this.#moving(run, pass, pass.sources);
      const seconds = (performance.now() - begun) / 1000 / pass.sources.length;
      for (const name of pass.sources) await this.#endPart(run, pass, name, found, seconds);
    } catch (error) {
      if (run.context.signal.aborted || error instanceof OrbitError) throw error;
      const parts = await this.#tools.catalog.parts(run.row.id);
      const open = new Set(
        parts.filter(({ state }) => state !== "done").map((part) => part.source),
      );
      for (const name of pass.sources.filter((one) => open.has(one))) {
        await this.#alone(run, pass, name);
      }
    }
  }

  async #alone(run: Run, pass: Pass, name: string): Promise<void> {
    const begun = performance.now();
    const hits: Hit[] = [];
    try {
      const found = await this.#moving(run, pass, [name], (some) => void hits.push(...some));
      await this.#endPart(run, pass, name, found, (performance.now() - begun) / 1000);
    } catch (error) {
      if (run.context.signal.aborted || error instanceof OrbitError) throw error;
      await this.#failPart(run, name, hits, error);
    }
  }

  async #moving(
    run: Run,
    { since, from, to }: Pass,
    sources: readonly string[],
    found?: MovingSearch["found"],
  ): Promise<MovingResult> {
    const { request } = run.row;
    const result = await this.#tools.search.moving({
      target: run.target,
      padding: request.padding,
      uncertainty: request.uncertainty,
      sources,
      signal: run.context.signal,
      ...this.#tools.moving(request),
      ...(since !== undefined && { since }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(found && { found }),
      progress: ({ stage, done, total, found: hits }) => {
        const own = stage === "exact" && total > 0 ? done / total : 0;
        const fraction = (run.ended + own * sources.length) / Math.max(1, run.parts);
        run.context.progress(fraction, `${run.target.name}: ${hits} found`);
      },
    });
    run.last = result;
    return result;
  }

  async #endPart(
    run: Run,
    pass: Pass,
    name: string,
    { hits, revision }: MovingResult,
    seconds: number,
  ): Promise<void> {
    const { catalog } = this.#tools;
    const { row, key, teller } = run;
    const source = run.sources.get(name)!;
    const known = pass.known.get(name);
    const own = hits.filter((hit) => hit.source === name);
    const seen = Math.max(revision, known?.revision ?? 0);
    await catalog.transaction(async (transaction) => {
      const { from, to } = pass;
      const kept = { result: known?.id, key, source: name, revision: seen, from, to, hits: own };
      const result = await catalog.keepResult(transaction, kept).catch((error: unknown) => {
        throw Object.assign(error as Error, { isSaving: true });
      });
      const end = { search: row.id, source: name, state: "done", result, revision: seen } as const;
      const count = await catalog.endPart(transaction, { ...end, seconds }, row.request);
      await this.#tellSpan(run, name, transaction);
      await teller.detail(texts.caught(source.definition.title, count), transaction);
      this.#count(run, name, count);
    });
  }

  async #endEmpty(run: Run, name: string): Promise<void> {
    const { catalog } = this.#tools;
    const { definition } = run.sources.get(name)!;
    await catalog.transaction(async (transaction) => {
      const end = { search: run.row.id, source: name, state: "done", result: null } as const;
      await catalog.endPart(transaction, { ...end, revision: 0, seconds: 0 }, run.row.request);
      await run.teller.detail(texts.nothing(definition.title), transaction);
    });
    this.#count(run, name, 0);
  }

  async #endCached(run: Run, name: string, result: ResultRow): Promise<void> {
    const { catalog } = this.#tools;
    const { title } = run.sources.get(name)!.definition;
    await catalog.transaction(async (transaction) => {
      const count = await endCachedPart(catalog, transaction, run.row, name, result);
      await run.teller.detail(texts.cached(title, count), transaction);
      this.#count(run, name, count);
    });
  }

  /** Hits found before the failure are kept, but no other search can build on them. */
  async #failPart(run: Run, name: string, hits: readonly Hit[], error: unknown): Promise<void> {
    const { catalog } = this.#tools;
    const { row, key } = run;
    const failure = failureOf(error);
    const permanent = problemOf(error).status < 500;
    run.failures.push({ ...failure, permanent });
    const isLast = permanent || run.context.attempt > run.retries;
    await catalog.transaction(async (transaction) => {
      const result = await catalog.keepResult(transaction, {
        key,
        source: name,
        revision: 0,
        hits,
      });
      const end = { search: row.id, source: name, state: "failed", result, failure } as const;
      const seen = { revision: Number.MAX_SAFE_INTEGER };
      await catalog.endPart(transaction, { ...end, ...seen }, row.request);
      const { title } = run.sources.get(name)!.definition;
      const { isSaving } = error as Partial<SearchError>;
      const text = texts[isSaving ? "notSaved" : "sourceFailed"](title, failure.message);
      const said = isLast ? text : texts.again(text);
      await run.teller.tell(said, isLast ? "error" : "running", transaction);
    });
    this.#count(run, name, 0);
  }

  async #tellSpan(run: Run, name: string, transaction: Parameters<Teller["detail"]>[1]) {
    const { definition, held } = run.sources.get(name)!;
    const { from, to } = spanOf(run.row.request, held);
    if (!(from <= to)) return;
    await run.teller.detail(texts.span(definition.title, from, to), transaction);
    const arc = run.arcs.get(name);
    if (arc === undefined) return;
    const text = texts.searching(definition.title, ...arc);
    await run.teller.detail(text, transaction);
  }

  #count(run: Run, name: string, count: number): void {
    run.ended++;
    run.count += count;
    const { title } = run.sources.get(name)!.definition;
    run.context.progress(run.ended / Math.max(1, run.parts), texts.caught(title, count));
  }

  async #end(run: Run): Promise<SearchOutcome> {
    const { catalog } = this.#tools;
    const { row, target, last, failures } = run;
    const parts = await catalog.parts(row.id);
    const revision = Math.max(
      0,
      ...parts.map((part) => (part.state === "done" ? (part.revision ?? 0) : 0)),
    );
    const answer = {
      name: target.name,
      orbit: orbitView(target),
      notes: last?.notes ?? target.notes ?? [],
      ...(last && {
        provenance: last.provenance,
        searched: last.searched,
        timing: last.timing,
      }),
    };
    const [failure] = failures;
    if (failure !== undefined) {
      const permanent = failures.every((one) => one.permanent);
      const { code, message } = failure;
      throw Object.assign(new Error(message), { code, permanent, end: { answer, revision } });
    }
    await catalog.transaction(async (transaction) => {
      await catalog.ended(row.id, { state: "done", answer, revision }, transaction);
      await run.teller.tell(texts.complete, "success", transaction);
    });
    return { search: row.id, count: await this.#counted(row.id) };
  }

  async #failed(
    row: SearchRow,
    teller: Teller,
    { signal, attempt }: JobContext,
    error: unknown,
    retries: number,
  ): Promise<void> {
    const { catalog } = this.#tools;
    if (signal.aborted && codeOf(signal.reason) !== "QUEUE_CANCELLED") return;
    if (signal.aborted) {
      await catalog.ended(row.id, { state: "cancelled" });
      await teller.tell(texts.cancelled, "error");
      return;
    }
    const { end, isEphemeris = false, permanent: isKnown } = error as Partial<SearchError>;
    const failure = end === undefined ? failureOf(error) : plainFailure(error as SearchError);
    // A client's mistake would fail again.
    const permanent = isKnown ?? problemOf(error).status < 500;
    Object.assign(error as Error, { permanent });
    const text = isEphemeris
      ? texts.noEphemeris(failure.message)
      : failure.code === "INTERNAL" && end === undefined
        ? texts.unexpected
        : failure.message;
    if (!permanent && attempt <= retries) {
      await teller.tell(texts.again(text));
      return;
    }
    await catalog.ended(row.id, { state: "failed", failure, ...end });
    await teller.tell(text, "error");
  }

  async #arcs(target: Target, request: SearchRequest, sources: ReadonlyMap<string, Source>) {
    const spans = [...sources].map(([name, { held }]) => ({ name, ...spanOf(request, held) }));
    const there = spans.filter(({ from, to }) => from <= to);
    const degrees = await this.#tools.arcs(target, there);
    return new Map(
      there.map(({ name, from, to }, i) => [name, [degrees[i] ?? 0, to - from] as const]),
    );
  }

  async #counted(id: string): Promise<number> {
    const parts = await this.#tools.catalog.parts(id);
    return parts.reduce((sum: number, { count }: PartRow) => sum + count, 0);
  }
}
