import { addAbortSignal, type Readable } from "node:stream";
import { EngineError } from "../errors.ts";
import { s3Error } from "./s3-errors.ts";
import type { ObjectInfo, StoredObject } from "./store.ts";

/** Byte positions, inclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** S3's response to a request for part of an object. */
export interface Answer {
  readonly info: ObjectInfo;
  readonly span: Span;
  readonly body: Readable;
}

/** Requests part of an object from S3; undefined means that it is not that long. */
type Ask = (span: Span) => Promise<Answer | undefined>;

/** A cut connection is resumed where it broke off, but not after this many cuts in a row without progress. */
const MAX_CUTS = 3;

/**
 * An object whose beginning has been read; the rest is requested when needed: small objects take one request, and a
 * large one that nobody reads holds no connection.
 */
export class S3Object implements StoredObject {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly modified: Date;
  readonly range?: Span;
  readonly #span: Span;
  readonly #beginning: Uint8Array;
  readonly #ask: Ask;
  readonly #signal: AbortSignal | undefined;

  constructor(options: {
    readonly info: ObjectInfo;
    readonly range?: Span;
    readonly beginning: Uint8Array;
    readonly ask: Ask;
    readonly signal: AbortSignal | undefined;
  }) {
    const { info, range } = options;
    this.key = info.key;
    this.size = info.size;
    this.etag = info.etag;
    this.modified = info.modified;
    if (range) this.range = range;
    this.#span = range ?? { start: 0, end: info.size - 1 };
    this.#beginning = options.beginning;
    this.#ask = options.ask;
    this.#signal = options.signal;
  }

  async bytes(): Promise<Uint8Array> {
    const length = this.#span.end - this.#span.start + 1;
    if (this.#beginning.length === length) return this.#beginning;
    const bytes = Buffer.allocUnsafeSlow(length);
    let filled = 0;
    for await (const chunk of this.stream()) {
      bytes.set(chunk, filled);
      filled += chunk.byteLength;
    }
    return bytes;
  }

  async *stream(): AsyncGenerator<Uint8Array> {
    const { start, end } = this.#span;
    if (this.#beginning.length > 0) yield this.#beginning;
    let problem: unknown;
    let cuts = 0;
    for (let position = start + this.#beginning.length; position <= end; cuts++) {
      if (cuts > MAX_CUTS) throw s3Error(problem, this.key);
      const body = await this.#askUnchanged({ start: position, end });
      try {
        for await (const chunk of chunksOf(body, this.#signal)) {
          position += chunk.byteLength;
          cuts = 0;
          yield chunk;
        }
        problem = new Error("the answer was cut short");
      } catch (error) {
        this.#signal?.throwIfAborted();
        problem = error;
      }
    }
  }

  async #askUnchanged(span: Span): Promise<Readable> {
    const answer = await this.#ask(span);
    if (answer?.info.etag === this.etag) return answer.body;
    answer?.body.destroy();
    throw new EngineError("STORE_CHANGED", { key: this.key });
  }
}

/** As much of a response as arrives: what is missing after its connection is cut can be requested again. */
export async function readWhatArrives(
  { body, span }: Answer,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(span.end - span.start + 1);
  let filled = 0;
  try {
    for await (const chunk of chunksOf(body, signal)) {
      bytes.set(chunk, filled);
      filled += chunk.byteLength;
    }
  } catch {
    signal?.throwIfAborted();
  }
  return filled === bytes.length ? bytes : bytes.subarray(0, filled);
}

async function* chunksOf(
  body: Readable,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  yield* signal ? addAbortSignal(signal, body) : body;
}
