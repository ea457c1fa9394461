import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import {
  AbortMultipartUploadCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import { EngineError } from "../errors.ts";
import { type Body, chunksOf } from "./chunks.ts";
import { mediaType } from "./media-types.ts";
import { s3Error, statusOf } from "./s3-errors.ts";
import { type Target, unquoted } from "./s3-read.ts";
import type { PutOptions } from "./store.ts";

/** At most 10,000 parts: objects of up to 80 GB from a stream. */
const PART_BYTES = 8 * 1024 * 1024;
/** An upload that has not ended within a day never will. */
const ABANDONED_MS = 24 * 3600 * 1000;

interface Written {
  readonly size: number;
  /** If the server gives it: some do not for a multipart upload. */
  readonly etag?: string | undefined;
}

/** Writes an object, all of it or nothing. */
export async function writeObject(
  target: Target,
  body: Body,
  options: PutOptions,
): Promise<Written> {
  const { key, at } = target;
  const writer = randomUUID();
  const once = { IfNoneMatch: "*", Metadata: { writer } };
  const params = { ...at, ContentType: mediaType(key), ...(options.ifAbsent && once) };
  const write = body instanceof Uint8Array ? writeBytes : writeStream;
  try {
    return await write(target, params, body as Uint8Array, options);
  } catch (error) {
    if (error instanceof BodyError) throw error.cause;
    options.signal?.throwIfAborted();
    // 409 Conflict: another writer was active at the same time.
    const isTaken = options.ifAbsent && [409, 412].includes(statusOf(error) ?? 0);
    if (isTaken) return await explainTaken(target, writer, error);
    throw s3Error(error, key);
  }
}

/**
 * Deletes the parts of uploads that killed processes have left: no list shows them, but they cost. Lacking permission
 * for this does not prevent opening the store.
 */
export async function abandonUploads(client: S3Client, Bucket: string, Prefix: string) {
  try {
    const { Uploads: uploads = [] } = await client.send(
      new ListMultipartUploadsCommand({ Bucket, Prefix }),
    );
    for (const { Key, UploadId, Initiated } of uploads) {
      const isOld = Initiated !== undefined && Date.now() - Initiated.getTime() > ABANDONED_MS;
      if (isOld) await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
    }
  } catch (error) {
    if (statusOf(error) === undefined) throw error;
  }
}

/** Ceph's is empty for a multipart upload. */
const etagOf = (quoted: string | undefined) => (quoted ? unquoted(quoted) : undefined);

/** What a body's source throws is its own, not a store error. */
class BodyError extends Error {
  constructor(cause: unknown) {
    super("the body cannot be read", { cause });
  }
}

type Params = Omit<PutObjectCommandInput, "Body">;

async function writeBytes(
  { client, key }: Target,
  params: Params,
  body: Uint8Array,
  { maxBytes = Number.POSITIVE_INFINITY, signal }: PutOptions,
): Promise<Written> {
  const size = body.byteLength;
  if (size > maxBytes) throw new EngineError("STORE_TOO_LARGE", { key, limit: maxBytes });
  const command = new PutObjectCommand({ ...params, Body: body });
  const { ETag } = await client.send(command, signal ? { abortSignal: signal } : {});
  return { size, etag: etagOf(ETag) };
}

async function writeStream(
  { client, key }: Target,
  params: Params,
  body: Body,
  options: PutOptions,
): Promise<Written> {
  let size = 0;
  async function* counted() {
    try {
      for await (const chunk of chunksOf(key, body, options)) {
        size += chunk.byteLength;
        yield chunk;
      }
    } catch (error) {
      throw new BodyError(error);
    }
  }
  const upload = new Upload({
    client,
    params: { ...params, Body: Readable.from(counted(), { highWaterMark: 1 }) },
    partSize: PART_BYTES,
    // One part at a time: when one fails, none is in flight that could arrive after all have been deleted.
    queueSize: 1,
  });
  const { ETag } = await upload.done();
  return { size, etag: etagOf(ETag) };
}

/** The existing object may be ours: the response was lost on the way, and the SDK retried. */
async function explainTaken({ client, key, at }: Target, writer: string, error: unknown) {
  try {
    const head = await client.send(new HeadObjectCommand(at));
    if (head.Metadata?.["writer"] !== writer) throw new EngineError("STORE_EXISTS", { key });
    return { size: head.ContentLength ?? 0, etag: etagOf(head.ETag) };
  } catch (problem) {
    // Neither there nor written: the competing write has failed too, or was removed.
    if (statusOf(problem) === 404)
      throw new EngineError("STORE_UNAVAILABLE", { key, reason: String((error as Error).name) });
    throw s3Error(problem, key);
  }
}
