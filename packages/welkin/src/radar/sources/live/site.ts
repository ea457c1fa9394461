import type { Bucket } from "../../../engines/buckets/index.ts";
import type { Pool } from "../../../engines/pool/index.ts";
import type { Queue } from "../../../engines/queue/index.ts";
import { codeOf } from "../../../errors.ts";
import type { RadarCatalog } from "../../catalog.ts";
import type { SourceFiles } from "../files.ts";
import { type ChunkKey, isToCome, parseChunkKey, volumeAfter } from "./chunk-key.ts";
import type { Closer } from "./close.ts";
import type { Limit } from "./limit.ts";
import { findNewest } from "./newest.ts";
import type { OpenRecords } from "./open-records.ts";
import { type Place, type Publisher, placeOf } from "./publish.ts";
import { scanChunkTask } from "./tasks.ts";
import { LiveVolume } from "./volume.ts";

/** What following a radar's chunks needs. */
export interface LiveHouse {
  readonly bucket: Bucket;
  readonly pool: Pool;
  readonly queue: Queue;
  readonly catalog: RadarCatalog;
  readonly files: SourceFiles;
  readonly publisher: Publisher;
  readonly closer: Closer;
  readonly open: OpenRecords;
  /** Limits parallel decoding, over all radars. */
  readonly limit: Limit;
  /** Minutes: older volumes are not followed. */
  readonly window: number | undefined;
  readonly now: () => Date;
  /** Milliseconds since an arbitrary moment: the time of day may jump. */
  readonly elapsed: () => number;
}

/** Chunks taken at a time: their sweeps are published before more are fetched. No radar waits for another's downloads. */
const BATCH = 8;
/** No chunk is nearly as large: a record of 120 radials takes 1.7 MB uncompressed. */
const MAX_CHUNK = 8 * 1024 ** 2;
/** After this, the next volume is looked for although the current one has not ended. */
const QUIET_MS = 10_000;
/** A radar whose newest volume is too old is checked again after this. */
const STALE_MS = 60_000;
/** Between two polls when the chunk that closes a sweep is due. */
const CLOSE_MS = 250;
/** How long it polls at that rate. */
const CLOSE_FOR_MS = 8000;
/** After this, the newest volume is searched for again. */
const LOST_MS = 300_000;

/** A followed volume, with what has been sent of it. */
interface Followed {
  readonly volume: LiveVolume;
  /** When more of it was last looked for. */
  looked: number;
  place: Place | undefined;
  readonly jobs: string[];
  closed: boolean;
}

/** Follows the chunks of one radar, from volume to volume. */
export class LiveSite {
  readonly #site: string;
  readonly #house: LiveHouse;
  #current: Followed | undefined;
  readonly #ending = new Set<Followed>();
  #searched = Number.NEGATIVE_INFINITY;

  constructor(site: string, house: LiveHouse) {
    this.#site = site;
    this.#house = house;
  }

  /** Processes what is new. */
  async look(signal: AbortSignal): Promise<void> {
    this.#current ??= await this.#search(signal);
    const { window, elapsed } = this.#house;
    for (const ending of this.#ending) await this.#take(ending, signal);
    for (;;) {
      const current = this.#current;
      if (!current) break;
      await this.#take(current, signal);
      const next = await this.#next(current, signal);
      if (!next) break;
      current.volume.over(elapsed());
      this.#ending.add(current);
      this.#current = next;
    }
    // The next volume is looked for after this one, without waiting for it.
    if (this.#current?.volume.finished(elapsed())) this.#ending.add(this.#current);
    if (window !== undefined && this.#current) this.#dropStale(window);
    for (const ending of this.#ending) await this.#end(ending, signal);
  }

  /** Continues a volume that an earlier process did not close. */
  async resume(
    { key, name }: { readonly key: string; readonly name: string },
    signal: AbortSignal,
  ): Promise<void> {
    const [, number = "", stamp = ""] = key.split("/");
    const prefix = `${this.#site}/${number}/${stamp}`;
    const first = parseChunkKey(`${prefix}-001-S`, this.#site, Number(number));
    if (!first) return;
    const followed = await this.#begin(first, Number(number), signal);
    followed.volume.over(Number.NEGATIVE_INFINITY);
    // The bucket may no longer have it; what is in the store can still be closed.
    const [site = "", id = ""] = name.split("/");
    if (name !== key) followed.place = { site, id, sha256: "" };
    this.#ending.add(followed);
  }

  /**
   * Milliseconds until the next poll.
   *
   * @param usual the default
   */
  pause(usual: number): number {
    const closes = this.#current?.volume.closes;
    const now = this.#house.elapsed();
    if (closes === undefined || now > closes + CLOSE_FOR_MS) return usual;
    return Math.min(usual, Math.max(CLOSE_MS, closes - now));
  }

  get following(): string | undefined {
    return this.#current?.volume.key;
  }

  async #search(signal: AbortSignal): Promise<Followed | undefined> {
    const { bucket, window, elapsed } = this.#house;
    const now = this.#house.now();
    if (elapsed() - this.#searched < STALE_MS) return undefined;
    const found = await findNewest(bucket, this.#site, now, signal);
    if (!found) return undefined;
    this.#searched = elapsed();
    const age = (now.getTime() - found.first.time.getTime()) / 60_000;
    if (window !== undefined && age > window) return undefined;
    return this.#begin(found.first, found.number, signal);
  }

  /** The volume after a given one, if it has begun. */
  async #next({ volume }: Followed, signal: AbortSignal): Promise<Followed | undefined> {
    const now = this.#house.elapsed();
    const silent = volume.silentFor(now);
    if (!volume.ended && silent < QUIET_MS) return undefined;
    const number = volumeAfter(volume.number);
    const first = await this.#firstOf(number, volume.time, signal);
    if (first) return this.#begin(first, number, signal);
    if (silent < LOST_MS || now - this.#searched < LOST_MS) return undefined;
    const found = await findNewest(this.#house.bucket, this.#site, this.#house.now(), signal);
    this.#searched = now;
    if (!found || found.first.time <= volume.time) return undefined;
    return this.#begin(found.first, found.number, signal);
  }

  async #firstOf(number: number, after: Date, signal: AbortSignal): Promise<ChunkKey | undefined> {
    const prefix = `${this.#site}/${number}/`;
    let first: ChunkKey | undefined;
    for await (const { key } of this.#house.bucket.list(prefix, { signal })) {
      const chunk = parseChunkKey(key, this.#site, number);
      if (!chunk || chunk.time <= after || isToCome(chunk.time, this.#house.now())) continue;
      first ??= chunk;
    }
    return first;
  }

  async #begin(first: ChunkKey, number: number, signal: AbortSignal): Promise<Followed> {
    const { files, elapsed } = this.#house;
    const volume = new LiveVolume(this.#site, number, first, elapsed());
    const origin = { source: "chunks", feed: this.#site, series: "" };
    const { key, time } = volume;
    const offer = { key, name: key, bytes: 0, version: "", time };
    await files.admit(origin, [offer], async () => {});
    signal.throwIfAborted();
    return { volume, looked: elapsed(), place: undefined, jobs: [], closed: false };
  }

  /** Downloads the new chunks of a volume, and publishes the complete sweeps. */
  async #take(followed: Followed, signal: AbortSignal): Promise<void> {
    const { volume } = followed;
    if (volume.ended || followed.closed) return;
    const { bucket, elapsed } = this.#house;
    const looked = elapsed();
    const prefix = `${this.#site}/${volume.number}/${volume.stamp}-`;
    // Late chunks have lower numbers than those present: the list begins at the first missing one.
    const after = String(volume.unbroken).padStart(3, "0");
    const startAfter = `${prefix}${after}-Z`;
    let batch: ChunkKey[] = [];
    const listed = bucket.list(prefix, { ...(volume.unbroken > 0 && { startAfter }), signal });
    for await (const { key, size } of listed) {
      const name = parseChunkKey(key, this.#site, volume.number);
      if (!name || volume.has(name.number) || size === 0) continue;
      batch.push(name);
      if (batch.length < BATCH) continue;
      await this.#takeBatch(followed, batch, signal);
      batch = [];
    }
    await this.#takeBatch(followed, batch, signal);
    followed.looked = looked;
  }

  async #takeBatch(
    followed: Followed,
    names: readonly ChunkKey[],
    signal: AbortSignal,
  ): Promise<void> {
    const { bucket, pool, limit, open, elapsed } = this.#house;
    const { volume } = followed;
    const chunks = await Promise.allSettled(
      names.map(async (name) => {
        const bytes = await bucket
          .get(name.key, { signal, maxBytes: MAX_CHUNK })
          .catch((error: unknown) => {
            if (codeOf(error) === "BUCKET_TOO_LARGE") return new Uint8Array();
            throw error;
          });
        const scan = () => pool.run(scanChunkTask, bytes, { signal });
        const scanned = await limit(scan).catch((error) => {
          signal.throwIfAborted();
          if (!/^(LEVEL2|BZIP2)_/.test(codeOf(error) ?? "")) throw error;
          return undefined;
        });
        if (scanned) open.keep(name.key, scanned.open);
        return { name, bytes, contents: scanned?.contents };
      }),
    );
    for (const chunk of chunks) {
      if (chunk.status === "fulfilled") volume.take(chunk.value, elapsed(), followed.looked);
    }
    await this.#publish(followed);
    const failed = chunks.find((chunk) => chunk.status === "rejected");
    if (failed) throw failed.reason;
  }

  async #publish(followed: Followed): Promise<void> {
    const { volume } = followed;
    const { catalog, publisher, files, elapsed } = this.#house;
    if (!followed.place?.sha256 && volume.start) {
      followed.place = placeOf(volume);
      const { site = "", id = "" } = followed.place ?? {};
      await files.rename("chunks", volume.key, `${site}/${id}`);
      // For a volume that another process began to follow.
      for (const sweep of await catalog.sweeps(site, id)) volume.handed(sweep.elevationNumber);
    }
    const { place } = followed;
    if (!place?.sha256) return;
    for (const sweep of volume.ready(elapsed())) {
      followed.jobs.push(await publisher.publish(volume, place, sweep));
      volume.stored(sweep);
      const last = sweep.chunks.at(-1)?.contents?.time ?? volume.time;
      await files.observed("chunks", this.#site, last);
    }
  }

  /** Closes a volume once it receives no more chunks and its sweeps are listed. */
  async #end(followed: Followed, signal: AbortSignal): Promise<void> {
    const { volume } = followed;
    const { files, queue, closer, elapsed } = this.#house;
    if (followed.closed) this.#ending.delete(followed);
    if (followed.closed || !volume.finished(elapsed())) return;
    await this.#publish(followed);
    for (const job of followed.jobs) {
      const status = await queue.get(job);
      if (status && !status.endedAt) return;
    }
    const file = { source: "chunks", key: volume.key, version: "" };
    try {
      if (volume.size > 0 || followed.place) await closer.close(volume, followed.place, signal);
      const reason = volume.shortcomings.join("; ") || null;
      await files.settle(file, "done", reason);
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      await files.settle(file, "failed", reason.slice(0, 500));
    }
    followed.closed = true;
    this.#ending.delete(followed);
  }

  /** A radar that was switched off is checked again in case it is back. */
  #dropStale(window: number): void {
    const current = this.#current;
    const age = this.#house.now().getTime() - (current?.volume.time.getTime() ?? 0);
    if (!current || age < window * 60_000) return;
    if (current.volume.silentFor(this.#house.elapsed()) < LOST_MS) return;
    this.#ending.add(current);
    this.#current = undefined;
  }
}
