import { EngineError } from "../errors.ts";
import type { PutOptions } from "./store.ts";

export type Body = Uint8Array | AsyncIterable<Uint8Array>;

/**
 * A body's chunks, up to a total size. Aborting ends the wait for the next one, even if its source never responds.
 *
 * @throws EngineError STORE_TOO_LARGE; the signal's reason
 */
export async function* chunksOf(
  key: string,
  body: Body,
  { maxBytes = Number.POSITIVE_INFINITY, signal }: PutOptions,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of untilAborted(body, signal)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new EngineError("STORE_TOO_LARGE", { key, limit: maxBytes });
    yield chunk;
  }
}

async function* untilAborted(
  body: Body,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  signal?.throwIfAborted();
  if (body instanceof Uint8Array) {
    yield body;
    return;
  }
  const iterator = body[Symbol.asyncIterator]();
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => {});
  const onAbort = () => aborted.reject(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), aborted.promise]);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    // Not awaited: a source that hangs would hang here too.
    void iterator.return?.()?.catch(() => {});
  }
}
