import { EngineError, reasonOf } from "../errors.ts";
import type { JobHandler, JobKind } from "./queue.ts";

// biome-ignore lint/suspicious/noExplicitAny: kinds differ in their data
export type AnyKind = JobKind<any>;
// biome-ignore lint/suspicious/noExplicitAny: as do their handlers
export type AnyHandler = JobHandler<any>;

const MAX_DATA_BYTES = 256 * 1024;

/** All kinds of jobs, each with its one handler. */
export class Kinds {
  readonly #kinds: ReadonlyMap<string, AnyKind>;
  readonly #handlers = new Map<string, AnyHandler[]>();

  constructor(kinds: readonly AnyKind[]) {
    const unfit = kinds.find(({ name }) => !/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/.test(name));
    if (unfit) throw new EngineError("QUEUE_BAD_KIND", { kind: unfit.name });
    this.#kinds = new Map(kinds.map((kind) => [kind.name, kind]));
  }

  get names(): string[] {
    return [...this.#kinds.keys()];
  }

  [Symbol.iterator](): Iterator<AnyKind> {
    return this.#kinds.values();
  }

  handle(kind: string, handler: AnyHandler): void {
    this.assertKnown(kind);
    this.#handlers.set(kind, [...(this.#handlers.get(kind) ?? []), handler]);
  }

  /** The handler of a kind; `assertHandled` has made sure that there is one. */
  handlerOf(kind: string): AnyHandler {
    return this.#handlers.get(kind)![0]!;
  }

  /** Each kind must have exactly one handler; only a process that runs no jobs may have none. */
  assertHandled(work: boolean): void {
    for (const kind of this.names) {
      const { length } = this.#handlers.get(kind) ?? [];
      if (length > 1) throw new EngineError("QUEUE_TWO_HANDLERS", { kind });
      if (work && length === 0) throw new EngineError("QUEUE_NO_HANDLER", { kind });
    }
  }

  assertKnown(kind: string): void {
    if (!this.#kinds.has(kind)) throw new EngineError("QUEUE_UNKNOWN_KIND", { kind });
  }

  /** Checks that data has the kind's shape and is small enough to keep in a row. */
  assertData(kind: AnyKind, data: unknown): void {
    this.assertKnown(kind.name);
    this.parse(kind.name, data);
    const bytes = Buffer.byteLength(JSON.stringify(data) ?? "");
    if (bytes > MAX_DATA_BYTES) {
      const details = { kind: kind.name, bytes, limit: MAX_DATA_BYTES };
      throw new EngineError("QUEUE_DATA_TOO_LARGE", details);
    }
  }

  /** Reads data as its kind's schema does. */
  parse(kind: string, data: unknown): unknown {
    const parsed = this.#kinds.get(kind)!.data.safeParse(data);
    if (parsed.success) return parsed.data;
    const reason = parsed.error.issues
      .map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "))
      .join("; ");
    throw new EngineError("QUEUE_BAD_DATA", { kind, reason: reasonOf(reason) });
  }
}
