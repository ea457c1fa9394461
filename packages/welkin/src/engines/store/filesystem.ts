import { link, lstat, mkdir, realpath, rename, rm, rmdir, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { LRUCache } from "lru-cache";
import { EngineError } from "../errors.ts";
import type { Body } from "./chunks.ts";
import { attempt, ifThere, storeError } from "./filesystem-errors.ts";
import { describe } from "./filesystem-info.ts";
import { listFolder } from "./filesystem-list.ts";
import { FileObject, type Span } from "./filesystem-object.ts";
import { cleanTemporary, openTemporary, temporaryName } from "./filesystem-temporary.ts";
import { writeFile } from "./filesystem-write.ts";
import { checkKey } from "./keys.ts";
import { signStoreUrl } from "./links.ts";
import type { ObjectInfo, PutOptions, Store, StoredObject } from "./store.ts";

export interface FilesystemStoreOptions {
  /** Created if missing. */
  readonly root: string;
  /** Signs links. */
  readonly secret: string;
}

/** A folder can be pruned between making it and using it, but not this many times in a row. */
const MAX_TRIES = 5;

/**
 * Opens a store in a folder: a key is a path. An object is written under a temporary name and then renamed, or linked
 * if it is to be written once, so that readers see all of it or nothing, whenever the process dies. Symbolic links
 * below the folder are ignored, so none leads out of it.
 */
export async function openFilesystemStore(options: FilesystemStoreOptions): Promise<Store> {
  const { root, secret } = options;
  try {
    await mkdir(root, { recursive: true });
    const temporary = await openTemporary(root);
    await cleanTemporary(temporary);
    return new FilesystemStore(await realpath(root), secret);
  } catch (error) {
    throw storeError(error, root);
  }
}

class FilesystemStore implements Store {
  readonly #root: string;
  readonly #secret: string;
  /** Folders known to contain no symbolic links. */
  readonly #checked = new LRUCache<string, true>({ max: 4096 });

  constructor(root: string, secret: string) {
    this.#root = root;
    this.#secret = secret;
  }

  async put(key: string, body: Body, options: PutOptions = {}): Promise<ObjectInfo> {
    checkKey(key);
    if (options.ifAbsent && (await this.head(key))) throw new EngineError("STORE_EXISTS", { key });
    const path = join(this.#root, key);
    const draft = join(await attempt(key, openTemporary(this.#root)), temporaryName());
    try {
      await writeFile(draft, key, body, options);
      await attempt(key, this.#refuseLinks(dirname(path)));
      const info = describe(key, await attempt(key, lstat(draft, { bigint: true })));
      await this.#publish(draft, path, key, options.ifAbsent ?? false);
      return info;
    } finally {
      await rm(draft, { force: true }).catch(() => {});
    }
  }

  async get(
    key: string,
    options: {
      readonly range?: { readonly start: number; readonly end?: number };
      readonly signal?: AbortSignal;
    } = {},
  ): Promise<StoredObject> {
    options.signal?.throwIfAborted();
    const info = await this.head(key);
    if (!info) throw new EngineError("STORE_NOT_FOUND", { key });
    const span = options.range && spanOf(info, options.range);
    return new FileObject(join(this.#root, key), info, span, options.signal);
  }

  async head(key: string): Promise<ObjectInfo | undefined> {
    checkKey(key);
    const path = join(this.#root, key);
    return await attempt(key, ifThere(this.#look(key, path)));
  }

  async *list(
    prefix: string,
    options: { readonly after?: string; readonly limit?: number } = {},
  ): AsyncGenerator<ObjectInfo> {
    const { after = "", limit = Number.POSITIVE_INFINITY } = options;
    let count = 0;
    if (limit <= 0) return;
    try {
      for await (const info of listFolder(this.#root, prefix, after)) {
        yield info;
        if (++count >= limit) return;
      }
    } catch (error) {
      throw storeError(error, prefix);
    }
  }

  async remove(keys: string | readonly string[]): Promise<void> {
    const all = typeof keys === "string" ? [keys] : keys;
    all.forEach(checkKey);
    for (const key of all) await attempt(key, this.#removeOne(key));
  }

  async url(
    key: string,
    options: { readonly expiresIn: number; readonly download?: string },
  ): Promise<string> {
    checkKey(key);
    const expires = Math.floor(Date.now() / 1000 + options.expiresIn);
    return signStoreUrl({ key, expires, download: options.download }, this.#secret);
  }

  async close(): Promise<void> {}

  async #look(key: string, path: string): Promise<ObjectInfo | undefined> {
    const stats = await lstat(path, { bigint: true });
    if (!stats.isFile() || !(await this.#isItself(dirname(path)))) return undefined;
    return describe(key, stats);
  }

  async #publish(draft: string, path: string, key: string, ifAbsent: boolean): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        await mkdir(dirname(path), { recursive: true });
        await (ifAbsent ? link(draft, path) : rename(draft, path));
        return;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "EEXIST") throw await this.#explainTaken(path, key);
        if (code !== "ENOENT" || tries === MAX_TRIES) throw storeError(error, key);
      }
    }
  }

  /** The name is taken by an object, or by a folder with objects in it, or part of the key is an object. */
  async #explainTaken(path: string, key: string): Promise<EngineError> {
    const stats = await ifThere(lstat(path));
    return stats?.isFile()
      ? new EngineError("STORE_EXISTS", { key })
      : new EngineError("STORE_BAD_KEY", { key, reason: "an object is in the way" });
  }

  async #removeOne(key: string): Promise<void> {
    const path = join(this.#root, key);
    const stats = await ifThere(this.#look(key, path));
    if (!stats) return;
    await ifThere(unlink(path));
    await this.#prune(dirname(path));
  }

  /** Removes folders that have become empty, from `folder` up. */
  async #prune(folder: string): Promise<void> {
    for (let path = folder; path !== this.#root; path = dirname(path)) {
      try {
        await rmdir(path);
        this.#checked.delete(path);
      } catch {
        // Not empty, or another process was faster: either way there is nothing left to do.
        return;
      }
    }
  }

  /** Whether no part of the folder's path below the root is a symbolic link. */
  async #isItself(folder: string): Promise<boolean> {
    if (this.#checked.has(folder)) return true;
    const itself = (await realpath(folder)) === folder;
    if (itself) this.#checked.set(folder, true);
    return itself;
  }

  /** Before folders are made: no existing part of the path may be a link. */
  async #refuseLinks(folder: string): Promise<void> {
    let path = folder;
    while (path !== this.#root && !(await ifThere(lstat(path)))) path = dirname(path);
    if (!(await this.#isItself(path)))
      throw new EngineError("STORE_DENIED", { reason: `${path} leads through a symbolic link` });
  }
}

function spanOf(
  info: ObjectInfo,
  { start, end = info.size - 1 }: { start: number; end?: number },
): Span {
  const { key, size } = info;
  const isRange = Number.isSafeInteger(start) && start >= 0 && start < size && end >= start;
  if (!isRange) throw new EngineError("STORE_BAD_RANGE", { key, start, size });
  return { start, end: Math.min(end, size - 1) };
}
