import type { ChunkKey } from "./chunk-key.ts";
import type { ChunkContents } from "./tasks.ts";

/** A chunk that has arrived. */
export interface Chunk {
  readonly name: ChunkKey;
  /** Dropped once all its sweeps are in the store. */
  bytes: Uint8Array | undefined;
  /** Undefined if it cannot be read. */
  readonly contents: ChunkContents | undefined;
}

/** A sweep whose chunks have arrived. */
export interface ReadySweep {
  readonly elevationNumber: number;
  /** By number; the volume's first is included only if it contains radials of the sweep. */
  readonly chunks: readonly Chunk[];
}

/** How long a chunk that later ones have overtaken is waited for. */
const LATE_MS = 15_000;
/** How early a chunk may be in the bucket, as a fraction of the time that the radar needs for it. */
const EARLY = 0.15;
const EARLY_MS = 400;
/** A volume silent for this long will never be ended. */
const SILENT_MS = 180_000;

/** One volume as its chunks arrive, in any order. Knows which sweeps are complete, and when nothing more will come. */
export class LiveVolume {
  readonly site: string;
  readonly number: number;
  readonly stamp: string;
  readonly time: Date;
  readonly #chunks = new Map<number, Chunk>();
  readonly #taken = new Set<number>();
  /** Elevation numbers that have been published. */
  readonly #handed = new Set<number>();
  /** When the radar was first seen to have moved on although a chunk was missing, by elevation number. */
  readonly #gapSince = new Map<number, number>();
  /** When the last chunk arrived. */
  #lastNews: number;
  /** When it was not there yet. */
  #notYet: number;
  #overSince: number | undefined;

  constructor(site: string, number: number, first: ChunkKey, now: number) {
    this.site = site;
    this.number = number;
    this.stamp = first.stamp;
    this.time = first.time;
    this.#lastNews = now;
    this.#notYet = now;
  }

  get key(): string {
    return `${this.site}/${this.number}/${this.stamp}`;
  }

  /** The chunk with the volume's header, without which nothing can be shown. */
  get start(): Chunk | undefined {
    return this.#chunks.get(1);
  }

  get size(): number {
    return this.#taken.size;
  }

  has(number: number): boolean {
    return this.#taken.has(number);
  }

  /** The last chunk before the first that is missing. */
  get unbroken(): number {
    let number = 0;
    while (this.#taken.has(number + 1)) number++;
    return number;
  }

  get ended(): boolean {
    const end = this.#end;
    return end !== undefined && this.unbroken >= end;
  }

  /** @param notYet when the bucket was last polled, and had less */
  take(chunk: Chunk, now: number, notYet: number): void {
    const { number } = chunk.name;
    if (this.#taken.has(number)) return;
    this.#taken.add(number);
    this.#chunks.set(number, chunk);
    this.#lastNews = now;
    this.#notYet = notYet;
    if (chunk.name.kind === "E") this.#overSince ??= now;
  }

  /** The radar has begun the next volume. */
  over(now: number): void {
    this.#overSince ??= now;
  }

  /** Marks a sweep as published, by this process or an earlier one. */
  handed(elevationNumber: number): void {
    this.#handed.add(elevationNumber);
  }

  silentFor(now: number): number {
    return now - this.#lastNews;
  }

  /**
   * The earliest moment at which the next chunk can arrive, if it closes a sweep's circle: the antenna turns evenly,
   * so the radar takes as long as for the previous one.
   */
  get closes(): number | undefined {
    const newest = this.chunks.at(-1);
    const sweep = newest?.contents?.sweeps.at(-1);
    if (!newest || !sweep || newest.name.kind === "E") return undefined;
    const done = this.#degreesOf(sweep.elevationNumber, this.chunks);
    const degrees = sweep.radials * sweep.azimuthSpacing;
    if (done >= 360 || done + degrees < 360) return undefined;
    const duration = sweep.duration * ((360 - done) / degrees);
    return this.#notYet + duration - Math.max(EARLY_MS, EARLY * duration);
  }

  /** Whether nothing more is expected. */
  finished(now: number): boolean {
    if (this.ended) return true;
    // While chunks arrive it is not over, whatever one of them, or the next volume, says.
    const quietSince = Math.max(this.#overSince ?? Number.POSITIVE_INFINITY, this.#lastNews);
    const late = now - quietSince >= LATE_MS;
    return late || this.silentFor(now) >= SILENT_MS;
  }

  /** The sweeps that are complete and not yet published, in the volume's order. */
  ready(now: number): ReadySweep[] {
    if (!this.start) return [];
    const finished = this.finished(now);
    const ready: ReadySweep[] = [];
    for (const [elevationNumber, chunks] of this.#sweeps()) {
      if (this.#handed.has(elevationNumber)) continue;
      if (!finished && !this.#isIn(elevationNumber, chunks, now)) continue;
      ready.push({ elevationNumber, chunks });
    }
    return ready;
  }

  /** A sweep is published: drops the bytes of chunks that are in the store with every sweep they contain. */
  stored(sweep: ReadySweep): void {
    this.handed(sweep.elevationNumber);
    for (const chunk of sweep.chunks) {
      const sweeps = chunk.contents?.sweeps ?? [];
      const isStored = sweeps.every(({ elevationNumber }) => this.#handed.has(elevationNumber));
      if (isStored && chunk !== this.start) chunk.bytes = undefined;
    }
  }

  /** Every chunk that has arrived, by number. */
  get chunks(): readonly Chunk[] {
    return [...this.#chunks.values()].sort((a, b) => a.name.number - b.name.number);
  }

  /** Numbers of the chunks that contain a sweep, so far. */
  membersOf(elevationNumber: number): number[] {
    return (this.#sweeps().get(elevationNumber) ?? []).map(({ name }) => name.number);
  }

  get elevationNumbers(): number[] {
    return [...this.#sweeps().keys()];
  }

  /** What is missing, in sentences. */
  get shortcomings(): string[] {
    const highest = Math.max(0, ...this.#taken);
    const missing: number[] = [];
    for (let number = 1; number < highest; number++) {
      if (!this.#taken.has(number)) missing.push(number);
    }
    const sentences: string[] = [];
    if (missing.length > 0) {
      sentences.push(`LEVEL2_INCOMPLETE: missing chunks: ${missing.join(", ")}`);
    }
    if (this.#end === undefined) {
      sentences.push("LEVEL2_INCOMPLETE: the volume stops before the radar ended it");
    }
    return sentences;
  }

  get #end(): number | undefined {
    return this.chunks.find(({ name }) => name.kind === "E")?.name.number;
  }

  #sweeps(): Map<number, Chunk[]> {
    const sweeps = new Map<number, Chunk[]>();
    for (const chunk of this.chunks) {
      for (const { elevationNumber } of chunk.contents?.sweeps ?? []) {
        const chunks = sweeps.get(elevationNumber) ?? [];
        chunks.push(chunk);
        sweeps.set(elevationNumber, chunks);
      }
    }
    return new Map([...sweeps].sort(([a], [b]) => a - b));
  }

  /** How many degrees of a sweep's circle have arrived. */
  #degreesOf(elevationNumber: number, chunks: readonly Chunk[]): number {
    let degrees = 0;
    for (const { contents } of chunks) {
      for (const sweep of contents?.sweeps ?? []) {
        if (sweep.elevationNumber !== elevationNumber) continue;
        degrees += sweep.radials * sweep.azimuthSpacing;
      }
    }
    return degrees;
  }

  /** Whether a sweep's circle is closed, or the radar has moved on to another with nothing missing before it. */
  #isIn(elevationNumber: number, chunks: readonly Chunk[], now: number): boolean {
    if (this.#degreesOf(elevationNumber, chunks) >= 360) return true;
    const last = chunks.at(-1)?.name.number ?? 0;
    const next = this.chunks.find(
      ({ name, contents }) =>
        name.number > last &&
        contents?.sweeps.some((sweep) => sweep.elevationNumber !== elevationNumber),
    );
    if (!next) return false;
    if (this.unbroken >= next.name.number) return true;
    const since = this.#gapSince.get(elevationNumber) ?? now;
    this.#gapSince.set(elevationNumber, since);
    return now - since >= LATE_MS;
  }
}
