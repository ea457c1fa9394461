import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { EngineError } from "../errors.ts";
import { attempt } from "./filesystem-errors.ts";
import { describe } from "./filesystem-info.ts";
import type { ObjectInfo, StoredObject } from "./store.ts";

const CHUNK_BYTES = 256 * 1024;

/** The positions to read, inclusive; for an empty object `end` is -1. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A file to be read. It is opened when it is read, so an unread one costs nothing. */
export class FileObject implements StoredObject {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly modified: Date;
  readonly range?: Span;
  readonly #path: string;
  readonly #span: Span;
  readonly #signal: AbortSignal | undefined;

  constructor(path: string, info: ObjectInfo, range?: Span, signal?: AbortSignal) {
    this.key = info.key;
    this.size = info.size;
    this.etag = info.etag;
    this.modified = info.modified;
    if (range) this.range = range;
    this.#path = path;
    this.#span = range ?? { start: 0, end: info.size - 1 };
    this.#signal = signal;
  }

  async bytes(): Promise<Uint8Array> {
    const { start, end } = this.#span;
    await using file = await this.#open();
    // Not from Node's shared pool: this memory can be transferred to another thread.
    const bytes = Buffer.allocUnsafeSlow(end - start + 1);
    await this.#fill(file, bytes, start);
    return bytes;
  }

  async *stream(): AsyncGenerator<Uint8Array> {
    const { start, end } = this.#span;
    await using file = await this.#open();
    for (let position = start; position <= end; position += CHUNK_BYTES) {
      const bytes = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, end + 1 - position));
      await this.#fill(file, bytes, position);
      yield bytes;
    }
  }

  async #open(): Promise<FileHandle> {
    this.#signal?.throwIfAborted();
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
    const file = await attempt(this.key, open(this.#path, flags));
    const { etag } = describe(this.key, await file.stat({ bigint: true }));
    if (etag === this.etag) return file;
    await file.close();
    throw new EngineError("STORE_CHANGED", { key: this.key });
  }

  async #fill(file: FileHandle, bytes: Buffer, start: number): Promise<void> {
    for (let filled = 0; filled < bytes.length; ) {
      this.#signal?.throwIfAborted();
      const { bytesRead } = await attempt(
        this.key,
        file.read(bytes, filled, bytes.length - filled, start + filled),
      );
      if (bytesRead === 0) throw new EngineError("STORE_CHANGED", { key: this.key });
      filled += bytesRead;
    }
  }
}
