import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { EngineError } from "../errors.ts";
import type { Body } from "./chunks.ts";
import { checkKey } from "./keys.ts";
import type { S3Address } from "./s3-address.ts";
import { attempt, errorOf } from "./s3-errors.ts";
import { listObjects } from "./s3-list.ts";
import { describe, headObject, openObject, type Target } from "./s3-read.ts";
import { abandonUploads, writeObject } from "./s3-write.ts";
import type { ObjectInfo, PutOptions, Store, StoredObject } from "./store.ts";

export { parseS3Address } from "./s3-address.ts";

/** What DeleteObjects accepts at a time. */
const MAX_REMOVED = 1000;
/** The longest validity that S3 signs: seven days. */
const MAX_LINK_SECONDS = 7 * 24 * 3600;

/** How long to wait for a server, milliseconds, and how often to try. */
export interface Patience {
  readonly connect: number;
  /** Without a byte sent or received. */
  readonly silence: number;
  readonly attempts: number;
}

/**
 * Opens a store in a bucket, which must exist. Transient failures (500, 503, cut connections) are retried.
 *
 * Writing once is a condition that the server checks as it writes. For streams longer than 8 MiB, which are uploaded
 * in parts, that is when the parts are joined: Amazon checks it then, some others (Ceph 16) do not, and with those
 * only objects that existed when the writing began are safe.
 */
export async function openS3Store(
  address: S3Address,
  patience: Patience = { connect: 5000, silence: 30_000, attempts: 4 },
): Promise<Store> {
  const { bucket, prefix, region, endpoint, pathStyle } = address;
  const client = new S3Client({
    ...(region !== undefined && { region }),
    // Not all other servers know the checksums that the SDK has added since 2025.
    ...(endpoint !== undefined && {
      endpoint,
      requestChecksumCalculation: "WHEN_REQUIRED" as const,
      responseChecksumValidation: "WHEN_REQUIRED" as const,
    }),
    forcePathStyle: pathStyle,
    maxAttempts: patience.attempts,
    requestHandler: { connectionTimeout: patience.connect, socketTimeout: patience.silence },
  });
  try {
    // On HEAD, S3 answers alike whether the object or its bucket is missing; on a list, it distinguishes them.
    const question = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1 });
    await attempt(prefix, client.send(question));
    await attempt(prefix, abandonUploads(client, bucket, prefix));
  } catch (error) {
    client.destroy();
    throw error;
  }
  return new S3Store(client, bucket, prefix);
}

class S3Store implements Store {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(client: S3Client, bucket: string, prefix: string) {
    this.#client = client;
    this.#bucket = bucket;
    this.#prefix = prefix;
  }

  async put(key: string, body: Body, options: PutOptions = {}): Promise<ObjectInfo> {
    const target = this.#target(key);
    options.signal?.throwIfAborted();
    if (options.ifAbsent && (await headObject(target)))
      throw new EngineError("STORE_EXISTS", { key });
    const written = await writeObject(target, body, options);
    const info = await headObject(target);
    const isOurs = info?.size === written.size && [undefined, info.etag].includes(written.etag);
    if (info && isOurs) return info;
    // Replaced or removed since.
    return describe(key, { Size: written.size, ETag: written.etag, LastModified: new Date() });
  }

  async get(
    key: string,
    options: {
      readonly range?: { readonly start: number; readonly end?: number };
      readonly signal?: AbortSignal;
    } = {},
  ): Promise<StoredObject> {
    const target = this.#target(key);
    options.signal?.throwIfAborted();
    return await openObject(target, options.range, options.signal);
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    return await headObject(this.#target(key));
  }

  list(
    prefix: string,
    options: { readonly after?: string; readonly limit?: number } = {},
  ): AsyncGenerator<ObjectInfo> {
    const { after = "", limit = Number.POSITIVE_INFINITY } = options;
    return listObjects(this.#client, this.#bucket, this.#prefix, { prefix, after, limit });
  }

  async remove(keys: string | readonly string[]): Promise<void> {
    const targets = (typeof keys === "string" ? [keys] : keys).map((key) => this.#target(key));
    const [only] = targets;
    if (only && targets.length === 1) {
      await attempt(only.key, this.#client.send(new DeleteObjectCommand(only.at)));
      return;
    }
    for (let i = 0; i < targets.length; i += MAX_REMOVED)
      await this.#removeMany(targets.slice(i, i + MAX_REMOVED));
  }

  /** Valid for seven days at most, and no longer than the credentials that sign it. */
  async url(
    key: string,
    options: { readonly expiresIn: number; readonly download?: string },
  ): Promise<string> {
    const { at } = this.#target(key);
    const command = new GetObjectCommand({
      ...at,
      ...(options.download !== undefined && {
        ResponseContentDisposition: attachment(options.download),
      }),
    });
    const expiresIn = Math.min(MAX_LINK_SECONDS, Math.max(1, Math.floor(options.expiresIn)));
    return await attempt(key, getSignedUrl(this.#client, command, { expiresIn }));
  }

  async close(): Promise<void> {
    this.#client.destroy();
  }

  async #removeMany(targets: readonly Target[]): Promise<void> {
    const command = new DeleteObjectsCommand({
      Bucket: this.#bucket,
      Delete: { Quiet: true, Objects: targets.map(({ at: { Key } }) => ({ Key })) },
    });
    const { Errors: errors = [] } = await attempt(
      targets[0]?.key ?? "",
      this.#client.send(command),
    );
    const [first] = errors;
    if (!first) return;
    throw errorOf(first.Code, (first.Key ?? "").slice(this.#prefix.length), first.Message);
  }

  #target(key: string): Target {
    checkKey(key);
    return { client: this.#client, key, at: { Bucket: this.#bucket, Key: this.#prefix + key } };
  }
}

/** RFC 6266: the name in ASCII, and in full for readers of RFC 8187. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const full = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
