import pRetry, { AbortError } from "p-retry";
import { EngineError, type EngineErrorCode, isEngineError, reasonOf } from "../errors.ts";
import { isTooSlow, TOO_SLOW } from "./pace.ts";

/** How long to wait for a bucket, milliseconds, and how often to try again. */
export interface Patience {
  /** Without a byte received; after that the response must keep a minimum pace. */
  readonly silence: number;
  readonly retries: number;
  /** Before the first retry; doubled before each further one, up to ten times this. */
  readonly delay: number;
}

export interface Request {
  readonly url: string;
  readonly bucket: string;
  /** The object requested, as errors name it. */
  readonly key: string;
  readonly maxBytes: number;
  /** Only these bytes. */
  readonly range?: ByteRange | undefined;
  /** Only if the object has this etag. */
  readonly etag?: string | undefined;
  /** Adds the headers that a private bucket requires. */
  readonly sign?: Sign | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The headers to send instead of these. */
export type Sign = (
  url: URL,
  headers: Readonly<Record<string, string>>,
) => Promise<Record<string, string>>;

export interface ByteRange {
  readonly start: number;
  readonly length: number;
}

/** HTTP statuses that a retry does not change. */
const refusals: Readonly<Record<number, EngineErrorCode | undefined>> = {
  // The bucket is in another region, or the region does not exist.
  301: "BUCKET_UNAVAILABLE",
  400: "BUCKET_UNAVAILABLE",
  401: "BUCKET_DENIED",
  403: "BUCKET_DENIED",
  404: "BUCKET_NOT_FOUND",
  405: "BUCKET_DENIED",
  412: "BUCKET_CHANGED",
  416: "BUCKET_CHANGED",
};

/** Enough of an error's body to contain its code. */
const ERROR_BYTES = 4096;

/**
 * Reads the whole response to a GET. Transient failures (500, 503, silence, cut connections) are retried with growing
 * pauses.
 *
 * @throws EngineError BUCKET_NOT_FOUND, BUCKET_DENIED, BUCKET_TOO_LARGE, BUCKET_UNAVAILABLE; the signal's reason
 */
export async function readAll(request: Request, patience: Patience): Promise<Uint8Array> {
  const { signal } = request;
  return await pRetry(() => attempt(request, patience.silence), {
    retries: patience.retries,
    minTimeout: patience.delay,
    maxTimeout: 10 * patience.delay,
    randomize: true,
    ...(signal && { signal }),
  });
}

async function attempt(request: Request, silence: number): Promise<Uint8Array> {
  const { url, bucket, key, range, etag, sign, signal } = request;
  const headers = {
    ...(range && { range: `bytes=${range.start}-${range.start + range.length - 1}` }),
    ...(etag && { "if-match": `"${etag}"` }),
  };
  const patience = new AbortController();
  const giveUp = () => patience.abort(new Error(`nothing was heard for ${silence / 1000} s`));
  const timer = setTimeout(giveUp, silence);
  const began = performance.now();
  const heard = (bytes: number) => {
    timer.refresh();
    if (!isTooSlow(bytes, performance.now() - began, silence)) return;
    // An immediate retry would take as long.
    throw new AbortError(new EngineError("BUCKET_UNAVAILABLE", { bucket, key, reason: TOO_SLOW }));
  };
  try {
    const response = await fetch(url, {
      // A redirect leads to another region's bucket at best, and anywhere at worst.
      redirect: "manual",
      headers: {
        ...(sign ? await sign(new URL(url), headers) : headers),
        // Not signed: `fetch` adds it again when a range is requested.
        "accept-encoding": "identity",
      },
      signal: signal ? AbortSignal.any([signal, patience.signal]) : patience.signal,
    });
    if (response.status !== (range ? 206 : 200)) throw await refusalOf(response, request);
    return await readBody(response, request, heard);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof AbortError || isEngineError(error)) throw error;
    const reason = reasonOf(rootOf(error));
    throw new EngineError("BUCKET_UNAVAILABLE", { bucket, key, reason }, { cause: error });
  } finally {
    clearTimeout(timer);
    // The rest of the response is not read.
    patience.abort();
  }
}

async function readBody(
  response: Response,
  { bucket, key, maxBytes }: Request,
  heard: (bytes: number) => void,
): Promise<Uint8Array> {
  const tooLarge = () =>
    new AbortError(new EngineError("BUCKET_TOO_LARGE", { bucket, key, limit: maxBytes }));
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) throw tooLarge();
    heard(size);
    parts.push(part);
  }
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (const part of parts) {
    bytes.set(part, filled);
    filled += part.byteLength;
  }
  return bytes;
}

/** An error that is final, or one worth retrying. */
async function refusalOf(response: Response, { bucket, key }: Request): Promise<Error> {
  const { status } = response;
  const text = await beginningOf(response);
  const code = /<Code>(\w{1,64})<\/Code>/.exec(text)?.[1];
  const region = response.headers.get("x-amz-bucket-region");
  const reason = [
    `it answered ${code ? `${code} (HTTP ${status})` : `HTTP ${status}`}`,
    ...(region && status < 500 ? [`it is in the region ${region}`] : []),
  ].join("; ");
  const refusal = code === "NoSuchBucket" ? "BUCKET_UNAVAILABLE" : refusals[status];
  const error = new EngineError(refusal ?? "BUCKET_UNAVAILABLE", { bucket, key, reason });
  return refusal ? new AbortError(error) : error;
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.length >= ERROR_BYTES) break;
  }
  return text.slice(0, ERROR_BYTES);
}

/** `fetch` says only that it failed; the reason is in the cause. */
function rootOf(error: unknown): unknown {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error && cause.message ? rootOf(cause) : error;
}
