import type { S3Client } from "@aws-sdk/client-s3";
import { EngineError, reasonOf } from "../errors.ts";
import { type BucketObject, type Page, parsePage } from "./listing.ts";
import { type ByteRange, type Patience, readAll, type Sign } from "./request.ts";
import { signedHeaders } from "./sign.ts";

interface BucketOptions {
  readonly bucket: string;
  readonly region: string;
  /** A server other than Amazon's, http://… or https://…; addressed in path style. */
  readonly endpoint?: string;
  /**
   * Requests are not signed: the bucket is public. Otherwise credentials are found where Amazon's tools look for
   * them: environment, profile, role.
   */
  readonly unsigned: boolean;
  /** Default: 20 s of silence, 4 retries, the first after 0.5 s. */
  readonly patience?: Patience;
}

/**
 * A bucket, read only. Transient failures (500, 503, silence, cut connections) are retried.
 *
 * Errors: BUCKET_DENIED, BUCKET_UNAVAILABLE; the signal's reason.
 */
export interface Bucket {
  readonly name: string;
  /**
   * Every object whose key begins with `prefix`, in byte order of the keys, over any number of pages.
   *
   * @param options.startAfter only keys after this one
   * @param options.delimiter only keys without it after the prefix: with `/`, those not in a subfolder
   * @throws EngineError also BUCKET_BAD_LISTING
   */
  list(
    prefix: string,
    options?: {
      readonly startAfter?: string;
      readonly delimiter?: string;
      readonly signal?: AbortSignal;
    },
  ): AsyncIterable<BucketObject>;
  /** The distinct beginnings of keys up to the next delimiter after `prefix`: its folders, with their `/`. */
  prefixes(
    prefix: string,
    options?: {
      /** Only keys after this one are considered. */
      readonly startAfter?: string;
      /** `/` by default. */
      readonly delimiter?: string;
      readonly signal?: AbortSignal;
    },
  ): AsyncIterable<string>;
  /**
   * An object's bytes.
   *
   * @param options.maxBytes default 256 MiB
   * @param options.range only these bytes, as far as they exist
   * @param options.etag only if the object has this etag
   * @throws EngineError also BUCKET_NOT_FOUND, BUCKET_TOO_LARGE, BUCKET_BAD_KEY; BUCKET_CHANGED if the object has
   *   another etag, or ends before the range
   */
  get(
    key: string,
    options?: {
      readonly signal?: AbortSignal;
      readonly maxBytes?: number;
      readonly range?: ByteRange;
      readonly etag?: string;
    },
  ): Promise<Uint8Array>;
}

const MAX_OBJECT = 256 * 1024 ** 2;
/** A page has 1000 keys of at most 1024 bytes, each byte escaped to at most six. */
const MAX_PAGE = 16 * 1024 ** 2;
/** A page may be empty without being the last; no real bucket sends so many in a row. */
const MAX_EMPTY = 10;

/**
 * Opens a bucket. No request is made until something is read.
 *
 * @example
 * const bucket = openBucket({ bucket: "unidata-nexrad-level2", region: "us-east-1", unsigned: true });
 * for await (const { key } of bucket.list("2026/05/20/KTLX/", { startAfter: last }))
 *   await bucket.get(key, { maxBytes: 64 * 1024 ** 2 });
 */
export function openBucket(options: BucketOptions): Bucket {
  const { bucket: name, patience = { silence: 20_000, retries: 4, delay: 500 } } = options;
  const root = rootOf(options);
  const sign = options.unsigned ? undefined : signer(options.region);
  const ask: Ask = async (query, signal) => {
    const key = `list of ${query.get("prefix") || "everything"}`;
    const url = `${root}/?${query}`;
    const request = { url, bucket: name, key, maxBytes: MAX_PAGE, sign, signal };
    return new TextDecoder().decode(await readAll(request, patience));
  };
  return {
    name,
    async *list(prefix, { startAfter, delimiter, signal } = {}) {
      const query = queryOf({ prefix, delimiter, "start-after": startAfter });
      for await (const { objects } of pages(name, query, ask, signal)) yield* objects;
    },
    async *prefixes(prefix, { startAfter, delimiter = "/", signal } = {}) {
      const query = queryOf({ prefix, delimiter, "start-after": startAfter });
      for await (const { prefixes } of pages(name, query, ask, signal)) yield* prefixes;
    },
    async get(key, { signal, maxBytes = MAX_OBJECT, range, etag } = {}) {
      const url = `${root}/${pathOf(key)}`;
      const request = { url, bucket: name, key, maxBytes, range, etag, sign, signal };
      return await readAll(request, patience);
    },
  };
}

/** Signs with the credentials that Amazon's SDK finds; the SDK is loaded only for that. */
function signer(region: string): Sign {
  let client: Promise<S3Client> | undefined;
  return async (url, headers) => {
    client ??= import("@aws-sdk/client-s3").then(({ S3Client }) => new S3Client({ region }));
    // The SDK caches them while they are valid.
    const credentials = await (await client).config.credentials();
    return signedHeaders(url, headers, credentials, region, new Date());
  };
}

/** Requests a page; gives its XML. */
type Ask = (query: URLSearchParams, signal: AbortSignal | undefined) => Promise<string>;

async function* pages(
  bucket: string,
  query: URLSearchParams,
  ask: Ask,
  signal: AbortSignal | undefined,
): AsyncGenerator<Page> {
  let last = "";
  let empty = 0;
  for (;;) {
    const page = parse(bucket, await ask(query, signal));
    const { first, end } = endsOf(page);
    // A list that does not advance would never end.
    if (first !== undefined && byteOrder(first, last) <= 0)
      throw bad(bucket, `after ${JSON.stringify(last)} comes ${JSON.stringify(first)}`);
    yield page;
    if (page.next === undefined) return;
    empty = end === undefined ? empty + 1 : 0;
    if (empty > MAX_EMPTY) throw bad(bucket, "it continues without listing anything");
    last = end ?? last;
    query.set("continuation-token", page.next);
  }
}

function parse(bucket: string, xml: string): Page {
  try {
    return parsePage(xml);
  } catch (error) {
    throw bad(bucket, reasonOf(error));
  }
}

/** The first and the last of a page's keys and prefixes; both lists are sorted. */
function endsOf({ objects, prefixes }: Page) {
  const firsts = [objects[0]?.key, prefixes[0]].filter((key) => key !== undefined);
  const ends = [objects.at(-1)?.key, prefixes.at(-1)].filter((key) => key !== undefined);
  return { first: firsts.sort(byteOrder)[0], end: ends.sort(byteOrder).at(-1) };
}

function queryOf(parameters: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const query = new URLSearchParams({ "list-type": "2" });
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value);
  return query;
}

/**
 * Amazon's certificates cover only one label before `.s3`: buckets with a dot in their name are addressed in the
 * path.
 */
function rootOf({ bucket, region, endpoint }: BucketOptions): string {
  if (endpoint !== undefined) return `${endpoint.replace(/\/+$/, "")}/${bucket}`;
  const host = `s3.${region}.amazonaws.com`;
  return bucket.includes(".") ? `https://${host}/${bucket}` : `https://${bucket}.${host}`;
}

/** @throws EngineError BUCKET_BAD_KEY for keys that no URL can name: `fetch` would request something else */
function pathOf(key: string): string {
  const refuse = (reason: string) =>
    new EngineError("BUCKET_BAD_KEY", { key: JSON.stringify(key.slice(0, 80)), reason });
  if (key === "") throw refuse("it is empty");
  if (!key.isWellFormed()) throw refuse("it is not Unicode");
  const segments = key.split("/");
  if (segments.some((segment) => segment === "." || segment === ".."))
    throw refuse("it has a segment . or ..");
  return segments.map(encodeURIComponent).join("/");
}

const byteOrder = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const bad = (bucket: string, reason: string) =>
  new EngineError("BUCKET_BAD_LISTING", { bucket, reason });
