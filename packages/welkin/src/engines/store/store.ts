/** An object's metadata. */
export interface ObjectInfo {
  readonly key: string;
  readonly size: number;
  /** Changes whenever the bytes do; opaque, without quotes. */
  readonly etag: string;
  readonly modified: Date;
}

/** An object opened for reading. `bytes` and `stream` are two ways to read it once. */
export interface StoredObject extends ObjectInfo {
  /** The range that was read, when one was asked for: byte positions, inclusive. */
  readonly range?: { readonly start: number; readonly end: number };
  bytes(): Promise<Uint8Array>;
  stream(): AsyncIterable<Uint8Array>;
}

export interface PutOptions {
  /** Write once: fail with STORE_EXISTS if the key is taken (S3 `If-None-Match: *`). */
  readonly ifAbsent?: boolean;
  /** Refuse a stream that grows past this many bytes with STORE_TOO_LARGE; nothing is kept. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

/**
 * Where objects live: a folder, or an S3 bucket. One contract suite (`contract.ts`) runs over every adapter.
 *
 * Keys are `/`-separated segments of `[A-Za-z0-9._=,+@-]`, none of them `.` or `..`, at most 512 characters in all;
 * anything else is STORE_BAD_KEY. An object is seen whole or not at all. Its media type follows from the key's
 * extension (`mediaType`).
 */
export interface Store {
  put(
    key: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    options?: PutOptions,
  ): Promise<ObjectInfo>;
  /** Fails with STORE_NOT_FOUND, or STORE_BAD_RANGE if the range starts beyond the end. */
  get(
    key: string,
    options?: {
      readonly range?: { readonly start: number; readonly end?: number };
      readonly signal?: AbortSignal;
    },
  ): Promise<StoredObject>;
  head(key: string): Promise<ObjectInfo | undefined>;
  /** Every object whose key begins with `prefix`, in byte order of the keys, starting after `after`. */
  list(
    prefix: string,
    options?: { readonly after?: string; readonly limit?: number },
  ): AsyncIterable<ObjectInfo>;
  /** Removing a missing object is not an error. */
  remove(keys: string | readonly string[]): Promise<void>;
  /**
   * A link that reads the object without further credentials until it expires: presigned on S3; on a
   * folder, a path of this service signed with its secret.
   */
  url(
    key: string,
    options: { readonly expiresIn: number; readonly download?: string },
  ): Promise<string>;
  close(): Promise<void>;
}
