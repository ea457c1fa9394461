import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { EngineError } from "../../../engines/errors.ts";
import { codeOf, WelkinError } from "../../../errors.ts";
import type { FrameInput } from "../archive.ts";
import { digest } from "../names.ts";

/** Opens a resource to be fetched. */
export type Open = (signal: AbortSignal) => Promise<{
  /** Expected size in bytes, if known beforehand. */
  readonly size?: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}>;

interface Download {
  readonly key: string;
  readonly path: string;
  readonly ready: Promise<void>;
  readonly aborting: AbortController;
  users: number;
  bytes: number;
  done: boolean;
}

/** Files fetched at a time. */
const AT_ONCE = 12;
/** Folders made by this process. */
const made = new Set<string>();

/** A folder that nobody has written to for this long is abandoned. */
const ABANDONED_MS = 2 * 24 * 3600_000;

/**
 * Remote files while they are needed: each fetched once however many callers ask, in a folder owned by this process
 * and removed with it. The most recently used are kept while there is room.
 */
export class Downloads {
  readonly #root: string;
  readonly #limit: number;
  readonly #keep: number;
  /** Least recently used first. */
  readonly #downloads = new Map<string, Download>();
  #folder: Promise<string> | undefined;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** @param options.keep Bytes of files that are currently unused. */
  constructor(options: { readonly folder: string; readonly limit: number; readonly keep: number }) {
    this.#root = options.folder;
    this.#limit = options.limit;
    this.#keep = options.keep;
  }

  /**
   * Runs `work` on a file while it is available locally.
   *
   * @param key Names the file's bytes.
   * @throws WelkinError FRAME_TOO_LARGE; errors of `open` and `work`
   */
  async use<Result>(
    key: string,
    open: Open,
    signal: AbortSignal | undefined,
    work: (input: FrameInput) => Promise<Result>,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const download = this.#downloads.get(key) ?? (await this.#start(key, open));
    if (this.#downloads.delete(key)) this.#downloads.set(key, download);
    download.users++;
    try {
      await untilAborted(download.ready, signal);
      return await work({ path: download.path });
    } finally {
      download.users--;
      if (!download.done && download.users === 0) this.#drop(download);
      await this.#makeRoom(this.#keep);
    }
  }

  /** Removes everything. */
  async close(): Promise<void> {
    for (const download of this.#downloads.values()) this.#drop(download);
    const folder = await this.#folder?.catch(() => undefined);
    this.#folder = undefined;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }

  async #start(key: string, open: Open): Promise<Download> {
    this.#folder ??= this.#makeFolder();
    const path = join(
      await this.#folder.catch((error) => {
        this.#folder = undefined;
        throw error;
      }),
      `${randomUUID()}.fits`,
    );
    // Another caller may have started while the folder was being made.
    const begun = this.#downloads.get(key);
    if (begun) return begun;
    const aborting = new AbortController();
    const download: Download = {
      ...{ key, path, aborting, users: 0, bytes: 0, done: false },
      ready: this.#fetch(path, open, aborting.signal).then((bytes) => {
        download.bytes = bytes;
        download.done = true;
      }),
    };
    download.ready.catch(() => this.#forget(download));
    this.#downloads.set(key, download);
    return download;
  }

  async #fetch(path: string, open: Open, signal: AbortSignal): Promise<number> {
    await this.#turn(signal);
    try {
      const { size, body } = await open(signal);
      if (size !== undefined && size > this.#limit) throw this.#tooLarge();
      let bytes = 0;
      const limited = async function* (this: Downloads) {
        for await (const chunk of body) {
          bytes += chunk.byteLength;
          if (bytes > this.#limit) throw this.#tooLarge();
          yield chunk;
        }
      };
      await pipeline(limited.call(this), createWriteStream(path, { flags: "wx" }), { signal });
      return bytes;
    } catch (error) {
      await rm(path, { force: true });
      if (["ENOSPC", "EDQUOT"].includes(codeOf(error) ?? "")) {
        throw new EngineError("STORE_FULL", { key: "The frame" });
      }
      throw error;
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    while (this.#running >= AT_ONCE && !signal.aborted) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#running++;
  }

  #tooLarge(): WelkinError {
    return new WelkinError(
      "FRAME_TOO_LARGE",
      `The frame's file is larger than the limit of ${this.#limit} bytes.`,
    );
  }

  /** Abandons a download that nobody waits for. */
  #drop(download: Download): void {
    this.#forget(download);
    download.aborting.abort(new Error("nobody is waiting for the download any more"));
  }

  #forget(download: Download): void {
    if (this.#downloads.get(download.key) === download) this.#downloads.delete(download.key);
  }

  async #makeRoom(keep: number): Promise<void> {
    let bytes = 0;
    for (const download of [...this.#downloads.values()].reverse()) {
      bytes += download.bytes;
      if (bytes <= keep || download.users > 0 || !download.done) continue;
      this.#forget(download);
      bytes -= download.bytes;
      await rm(download.path, { force: true });
    }
  }

  async #makeFolder(): Promise<string> {
    const prefix = `frames-${digest(hostname(), 8)}-`;
    await mkdir(this.#root, { recursive: true });
    await removeAbandoned(this.#root, prefix);
    const folder = join(this.#root, `${prefix}${process.pid}-${randomUUID().slice(0, 8)}`);
    made.add(folder);
    await mkdir(folder, { mode: 0o700 });
    return folder;
  }
}

/** Removes the folders of processes that ended without doing so. */
async function removeAbandoned(root: string, own: string): Promise<void> {
  for (const name of await readdir(root)) {
    const [, pid] = /^frames-[0-9a-f]{8}-(\d+)-[0-9a-f]{8}$/.exec(name) ?? [];
    if (pid === undefined) continue;
    const path = join(root, name);
    if (made.has(path)) continue;
    const dead = name.startsWith(own) ? !isAlive(Number(pid)) : await isAbandoned(path);
    if (dead) await rm(path, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  // An earlier process with this process's number.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

/** For a folder of another machine, or of this one under another name: by its age. */
async function isAbandoned(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > ABANDONED_MS;
}

async function untilAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return promise;
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => {});
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
