import { FitsError } from "./errors.ts";
import { inflate } from "./inflate.ts";
import type { FitsLimits } from "./limits.ts";
import { bytesSource, type FitsSource, readExact } from "./source.ts";

/**
 * Undoes the compression of a whole file.
 *
 * @param maxBytes the output must not be longer.
 */
export type Decompressor = (
  bytes: Uint8Array,
  maxBytes: number,
) => Uint8Array | Promise<Uint8Array>;

/** By the name of the wrapper. */
export type Decompressors = Partial<Record<"gzip" | "bzip2", Decompressor>>;

interface Wrapper {
  name: string;
  magic: readonly number[];
  decompressor?: keyof Decompressors;
}

const WRAPPERS: readonly Wrapper[] = [
  { name: "gzip", magic: [0x1f, 0x8b], decompressor: "gzip" },
  { name: "bzip2", magic: [0x42, 0x5a, 0x68], decompressor: "bzip2" },
  { name: "zip", magic: [0x50, 0x4b, 0x03, 0x04] },
  { name: "compress (.Z)", magic: [0x1f, 0x9d] },
  { name: "xz", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a] },
  { name: "zstd", magic: [0x28, 0xb5, 0x2f, 0xfd] },
];

/**
 * The source of the FITS file inside a gzip or bzip2 file, recognised by its first bytes (names lie), or the source
 * itself. A wrapped file must be read completely.
 */
export async function unwrap(
  source: FitsSource,
  decompressors: Decompressors,
  limits: FitsLimits,
): Promise<FitsSource> {
  const start = await source.read(0, 8);
  if (start.byteLength === 0) throw new FitsError("FITS_EMPTY");
  const wrapper = WRAPPERS.find(({ magic }) => magic.every((byte, i) => start[i] === byte));
  if (!wrapper) return source;
  const all = { gzip: gunzip, ...decompressors };
  const decompress = wrapper.decompressor && all[wrapper.decompressor];
  if (!decompress) {
    throw new FitsError("FITS_UNSUPPORTED", `a ${wrapper.name} file, and no decompressor for it`);
  }
  const bytes = await decompress(await readAll(source, limits), limits.maxUnwrappedBytes);
  if (bytes.byteLength > limits.maxUnwrappedBytes) throw tooLarge(limits.maxUnwrappedBytes);
  if (bytes.byteLength === 0) throw new FitsError("FITS_EMPTY", `an empty ${wrapper.name} file`);
  return bytesSource(bytes);
}

async function readAll(source: FitsSource, limits: FitsLimits): Promise<Uint8Array> {
  if (source.size !== undefined) {
    if (source.size > limits.maxUnwrappedBytes) throw tooLarge(limits.maxUnwrappedBytes);
    return readExact(source, 0, source.size);
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const part = await source.read(length, READ_BYTES);
    parts.push(part);
    length += part.byteLength;
    if (length > limits.maxUnwrappedBytes) throw tooLarge(limits.maxUnwrappedBytes);
    if (part.byteLength < READ_BYTES) return joined(parts, length);
  }
}

const READ_BYTES = 2 ** 20;

/** The platform's own gunzip, stopped at the limit; ours if the platform's is too strict. */
async function gunzip(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  const parts: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const part of stream as unknown as AsyncIterable<Uint8Array>) {
      parts.push(part);
      length += part.byteLength;
      if (length > maxBytes) throw tooLarge(maxBytes);
    }
  } catch (error) {
    if (error instanceof FitsError) throw error;
    // The platform refuses padding after the stream, as left by tapes.
    return inflate(bytes, maxBytes);
  }
  return joined(parts, length);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const output = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    output.set(part, at);
    at += part.byteLength;
  }
  return output;
}

function tooLarge(maxBytes: number): FitsError {
  return new FitsError("FITS_TOO_LARGE", `the unpacked file has more than ${maxBytes} bytes`);
}
