import { type FitsSource, openFits } from "@welkin/fits";
import { type Bucket, openBucket } from "../../../engines/buckets/index.ts";
import type { Pool } from "../../../engines/pool/index.ts";
import { codeOf, WelkinError } from "../../../errors.ts";
import { fitsOptions } from "../../fits.ts";
import type { BucketAddress } from "../../settings.ts";
import { ArchiveError } from "../errors.ts";
import { isFitsName, keyPart } from "../names.ts";
import type { Downloads } from "../web/downloads.ts";
import { factsOf, readFactsTask } from "./facts.ts";
import type { LocalFiles } from "./local.ts";
import type { FoundFile } from "./rows.ts";

/** Bytes requested at a time: for headers, and for whole files. */
const HEADER_PIECE = 64 * 1024;
const FILE_PIECE = 8 * 1024 ** 2;

/** The FITS files of a bucket. Only a file's headers are read until it is shown. */
export function bucketFiles(address: BucketAddress, pool: Pool, downloads: Downloads): LocalFiles {
  const { prefix, ...place } = address;
  const bucket = openBucket(place);

  const use: LocalFiles["use"] = (file, signal, work) =>
    downloads.use(
      `bucket/${file.key}/${file.version}`,
      async (aborted) => ({ size: file.size, body: pieces(bucket, file, aborted) }),
      signal,
      work,
    );

  return {
    async *list(signal) {
      for await (const { key, size, modified, etag } of bucket.list(prefix, { signal })) {
        if (!isFitsName(key) || key.length > MAX_KEY) continue;
        yield { key, size, modified, version: keyPart(etag || `${size}-${modified.getTime()}`) };
      }
    },
    async facts(file, signal) {
      const source = remote(bucket, file, signal);
      const start = await source.read(0, 4);
      if (isWrapped(start)) {
        return use(file, signal, ({ path }) => pool.run(readFactsTask, { path }, { signal }));
      }
      return factsOf(await openFits(source, fitsOptions));
    },
    use,
  };
}

const MAX_KEY = 400;

/** Whether a file is compressed as a whole, so that reading its headers takes the entire file. */
function isWrapped([first, second]: Uint8Array): boolean {
  return (first === 0x1f && second === 0x8b) || (first === 0x42 && second === 0x5a);
}

/** A file read piece by piece; the last piece is cached, since headers are read in order. */
function remote(bucket: Bucket, file: FoundFile, signal: AbortSignal): FitsSource {
  const { size } = file;
  let kept = { start: 0, bytes: new Uint8Array(0) as Uint8Array };
  return {
    size,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (wanted === 0) return new Uint8Array(0);
      const inKept = offset >= kept.start && offset + wanted <= kept.start + kept.bytes.length;
      if (!inKept) {
        const piece = Math.min(Math.max(wanted, HEADER_PIECE), size - offset);
        kept = { start: offset, bytes: await get(bucket, file, offset, piece, signal) };
      }
      return kept.bytes.subarray(offset - kept.start, offset - kept.start + wanted);
    },
  };
}

async function* pieces(
  bucket: Bucket,
  file: FoundFile,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < file.size; offset += FILE_PIECE) {
    yield await get(bucket, file, offset, Math.min(FILE_PIECE, file.size - offset), signal);
  }
}

async function get(
  bucket: Bucket,
  { key, version }: FoundFile,
  start: number,
  length: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // If the version is an etag, that version is read or none.
  const named = /^[0-9a-f]{32}(-\d+)?$/.test(version) ? { etag: version } : {};
  try {
    const range = { start, length };
    const bytes = await bucket.get(key, { range, maxBytes: length, signal, ...named });
    if (bytes.length === length) return bytes;
    throw new ArchiveError(502, "The bucket sent only part of the file.");
  } catch (error) {
    signal.throwIfAborted();
    throw told(error);
  }
}

function told(error: unknown): unknown {
  const code = codeOf(error) ?? "";
  if (code === "BUCKET_NOT_FOUND" || code === "BUCKET_CHANGED") {
    return new WelkinError("FRAME_NOT_FOUND", "The file was removed from the bucket, or replaced.");
  }
  return code.startsWith("BUCKET_")
    ? new ArchiveError(502, "The bucket does not answer properly.")
    : error;
}
