import { decompressBzip2, isBzip2 } from "../bzip2/decompress.ts";
import { isCompressed, uncompress } from "../compress/uncompress.ts";
import { NexradError } from "../errors.ts";
import { gunzip, isGzip } from "../gzip/gunzip.ts";
import { tooLarge } from "./budget.ts";
import type { Wrapper } from "./volume.ts";

/** A file without its outer wrappers. */
export interface Unwrapped {
  readonly bytes: Uint8Array;
  readonly wrapper: Wrapper;
  /** What truncated the wrapper. */
  readonly error?: NexradError;
}

/** Two wrappers occur, such as gzip around bzip2; more do not. */
const MAX_LAYERS = 2;

/**
 * Removes gzip, bzip2 and compress(1) wrappers of a whole file.
 *
 * @throws NexradError `LEVEL2_TOO_LARGE`, or the wrapper's own error if there is no output.
 */
export function unwrap(input: Uint8Array, maxBytes: number): Unwrapped {
  let bytes = input;
  let error: NexradError | undefined;
  const layers: string[] = [];
  while (layers.length < MAX_LAYERS && !error) {
    if (isGzip(bytes)) {
      layers.push("gzip");
      ({ bytes, error } = bounded(() => gunzip(bytes, maxBytes), maxBytes));
    } else if (isCompressed(bytes)) {
      layers.push("compress");
      ({ bytes, error } = bounded(() => uncompress(bytes, maxBytes), maxBytes));
    } else if (isBzip2(bytes)) {
      layers.push("bzip2");
      bytes = bounded(() => decompressBzip2(bytes, maxBytes), maxBytes);
    } else {
      break;
    }
    if (error && bytes.length === 0) throw error;
  }
  const wrapper = (layers.join("+") || "none") as Wrapper;
  return { bytes, wrapper, ...(error && { error }) };
}

function bounded<T>(decompress: () => T, maxBytes: number): T {
  try {
    return decompress();
  } catch (error) {
    const large = error instanceof NexradError && error.code.endsWith("_TOO_LARGE");
    throw large ? tooLarge(maxBytes) : error;
  }
}
