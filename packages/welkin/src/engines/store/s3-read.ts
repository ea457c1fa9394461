import type { Readable } from "node:stream";
import { GetObjectCommand, HeadObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { EngineError } from "../errors.ts";
import { s3Error, statusOf } from "./s3-errors.ts";
import { type Answer, readWhatArrives, S3Object, type Span } from "./s3-object.ts";
import type { ObjectInfo, StoredObject } from "./store.ts";

/** Comes with the first response; the rest is requested when it is read. */
const BEGINNING_BYTES = 1024 * 1024;

/** An object in S3; `Key` is its key here with the store's prefix. */
export interface Target {
  readonly client: S3Client;
  readonly key: string;
  readonly at: { readonly Bucket: string; readonly Key: string };
}

/** Opens an object, with its beginning already read. */
export async function openObject(
  target: Target,
  range: { readonly start: number; readonly end?: number } | undefined,
  signal: AbortSignal | undefined,
): Promise<StoredObject> {
  const { start, end = Number.MAX_SAFE_INTEGER } = range ?? { start: 0 };
  const isRange = Number.isSafeInteger(start) && start >= 0 && end >= start;
  if (!isRange) throw await outOfRange(target, start);
  const ask = (span: Span) => askFor(target, span, signal);
  const answer = await ask({ start, end: Math.min(end, start + BEGINNING_BYTES - 1) });
  if (!answer) {
    if (range) throw await outOfRange(target, start);
    return await openEmpty(target);
  }
  const { info } = answer;
  const beginning = await readWhatArrives(answer, signal);
  const options = { info, beginning, ask, signal };
  const last = Math.min(end, info.size - 1);
  if (range) return new S3Object({ ...options, range: { start, end: last } });
  return new S3Object(options);
}

export async function headObject({ client, key, at }: Target): Promise<ObjectInfo | undefined> {
  try {
    const head = await client.send(new HeadObjectCommand(at));
    return describe(key, { ...head, Size: head.ContentLength });
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw s3Error(error, key);
  }
}

/** S3's metadata of an object. Lists give the time to the millisecond, responses to the second: so both do here. */
export function describe(
  key: string,
  facts: {
    readonly Size?: number | undefined;
    readonly ETag?: string | undefined;
    readonly LastModified?: Date | undefined;
  },
): ObjectInfo {
  const { Size: size = 0, ETag = "", LastModified } = facts;
  const seconds = Math.floor((LastModified?.getTime() ?? 0) / 1000);
  return { key, size, etag: unquoted(ETag), modified: new Date(seconds * 1000) };
}

export const unquoted = (etag: string): string => etag.replaceAll('"', "");

/** Undefined if the object ends before `start`. */
async function askFor(
  { client, key, at }: Target,
  { start, end }: Span,
  signal: AbortSignal | undefined,
): Promise<Answer | undefined> {
  try {
    const command = new GetObjectCommand({ ...at, Range: `bytes=${start}-${end}` });
    const answer = await client.send(command, signal ? { abortSignal: signal } : {});
    const body = answer.Body as Readable;
    const found = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.ContentRange ?? "");
    const [first, last, size] = (found?.slice(1) ?? []).map(Number);
    if (first === start && last !== undefined && last <= end) {
      const info = describe(key, { ...answer, Size: size });
      return { info, span: { start, end: last }, body };
    }
    body.destroy();
    // For an empty object some servers send all of it.
    if (answer.ContentLength === 0) return undefined;
    throw new EngineError("STORE_UNAVAILABLE", {
      key,
      reason: "the server does not support ranges",
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (statusOf(error) === 416) return undefined;
    throw s3Error(error, key);
  }
}

async function openEmpty(target: Target): Promise<StoredObject> {
  const info = await headObject(target);
  if (!info) throw new EngineError("STORE_NOT_FOUND", { key: target.key });
  const ask = async () => undefined;
  return new S3Object({ info, beginning: new Uint8Array(), ask, signal: undefined });
}

async function outOfRange(target: Target, start: number): Promise<EngineError> {
  const { key } = target;
  const info = await headObject(target);
  if (!info) return new EngineError("STORE_NOT_FOUND", { key });
  return new EngineError("STORE_BAD_RANGE", { key, start, size: info.size });
}
