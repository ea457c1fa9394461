import { createHash } from "node:crypto";
import type { Level2Index } from "@welkin/nexrad";
import type { Pool } from "../../../engines/pool/index.ts";
import type { Store } from "../../../engines/store/index.ts";
import type { RadarCatalog } from "../../catalog.ts";
import type { RadarIngest } from "../../ingest.ts";
import { rawKey, volumePrefix } from "../../pictures.ts";
import type { SweepFacts, VolumeRow } from "../../tables.ts";
import type { Publisher } from "./publish.ts";
import { scanChunkTask } from "./tasks.ts";
import type { LiveVolume } from "./volume.ts";

/**
 * Closes volumes that receive no more chunks: their chunks become one file, identical to the archive's, and their
 * sweeps parts of that file. Every step can be repeated.
 */
export class Closer {
  readonly #store: Store;
  readonly #pool: Pool;
  readonly #catalog: RadarCatalog;
  readonly #ingest: RadarIngest;
  readonly #publisher: Publisher;

  constructor(house: {
    readonly store: Store;
    readonly pool: Pool;
    readonly catalog: RadarCatalog;
    readonly ingest: RadarIngest;
    readonly publisher: Publisher;
  }) {
    this.#store = house.store;
    this.#pool = house.pool;
    this.#catalog = house.catalog;
    this.#ingest = house.ingest;
    this.#publisher = house.publisher;
  }

  /**
   * @param place the growing volume, if its first chunk has come
   * @throws Error saying why nothing of it can be shown
   */
  async close(
    volume: LiveVolume,
    place: { readonly site: string; readonly id: string } | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const row = place && (await this.#catalog.volume(place.site, place.id));
    const sweeps = row ? await this.#catalog.sweeps(row.site, row.id) : [];
    if (row && !row.growing) return this.#clear(row);
    const listed = row ? await this.#publisher.storedChunks(row, sweeps) : new Map();
    const all = new Map<number, Uint8Array>(listed);
    for (const { name, bytes, contents } of volume.chunks) {
      if (!bytes || all.has(name.number)) continue;
      all.set(name.number, bytes);
      if (!contents?.sweeps.length) listed.set(name.number, bytes);
    }
    // A chunk that came after its sweep was listed is not added to it: listed sweeps never change. Another volume of
    // the same moment has the chunk, the fuller one.
    if (!row || all.size > listed.size) {
      const { bytes } = await this.#assemble(all, volume, signal);
      const name = `${volume.site}${volume.stamp.replace("-", "_")}`;
      await this.#ingest.ingest({ bytes, name, source: "chunks" }, { signal, progress: () => {} });
    }
    if (!row) return;
    const file = await this.#assemble(listed, volume, signal);
    await this.#seal(row, sweeps, file, volume.shortcomings);
  }

  async #assemble(
    chunks: ReadonlyMap<number, Uint8Array>,
    volume: LiveVolume,
    signal: AbortSignal,
  ): Promise<Assembled> {
    const known = new Map(volume.chunks.map(({ name, contents }) => [name.number, contents]));
    const firstRecord = new Map<number, number>();
    const records = new Map<number, number>();
    let count = 0;
    const numbers = [...chunks.keys()].sort((a, b) => a - b);
    for (const number of numbers) {
      const bytes = chunks.get(number)!;
      const contents =
        known.get(number) ??
        (await this.#pool
          .run(scanChunkTask, new Uint8Array(bytes), { signal })
          .then((scanned) => scanned.contents)
          .catch(() => undefined));
      firstRecord.set(number, count);
      // An unreadable chunk is a record all the same: that is how chunks are made.
      records.set(number, contents?.records ?? 1);
      count += records.get(number)!;
    }
    const bytes = Buffer.concat(numbers.map((number) => chunks.get(number)!));
    return { bytes, records, firstRecord, count };
  }

  /** Replaces the sweeps' small files with the whole file. */
  async #seal(
    row: VolumeRow,
    sweeps: readonly SweepFacts[],
    file: Assembled,
    shortcomings: readonly string[],
  ): Promise<void> {
    const { site, id } = row;
    const { bytes } = file;
    await this.#store.put(rawKey(site, id), bytes);
    const problems = [...sweeps.flatMap(({ part }) => part?.problems ?? []), ...shortcomings];
    await this.#catalog.close(row, {
      bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      incomplete: problems.length > 0 ? problems : null,
      record_index: {
        ...row.record_index,
        bytes: bytes.length,
        records: file.count,
        sweeps: sweeps.flatMap((sweep) => entryOf(sweep, file)),
      },
    });
    await this.#clear(row);
  }

  /** Removes the files that held the sweeps until the whole file was ready. */
  async #clear({ site, id }: Pick<VolumeRow, "site" | "id">): Promise<void> {
    const parts: string[] = [];
    for await (const { key } of this.#store.list(`${volumePrefix(site, id)}sweep-`)) {
      parts.push(key);
    }
    await this.#store.remove(parts);
  }
}

interface Assembled {
  readonly bytes: Uint8Array;
  /** For each chunk, by its number. */
  readonly records: ReadonlyMap<number, number>;
  readonly firstRecord: ReadonlyMap<number, number>;
  readonly count: number;
}

/** The position of a sweep in the whole file. */
function entryOf({ part }: SweepFacts, file: Assembled): Level2Index["sweeps"] {
  if (!part) return [];
  const places = part.chunks.flatMap(({ number }) => {
    const first = file.firstRecord.get(number) ?? 0;
    return Array.from({ length: file.records.get(number) ?? 0 }, (_, i) => first + i);
  });
  return part.index.sweeps.map((entry) => ({
    ...entry,
    first: places[entry.first] ?? 0,
    last: places[entry.last] ?? file.count - 1,
  }));
}
