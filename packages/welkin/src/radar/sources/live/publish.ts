import { createHash } from "node:crypto";
import { z } from "zod";
import type { JobContext, JobKind, Queue } from "../../../engines/queue/index.ts";
import { versionId } from "../../ids.ts";
import { isPermanent, type Workroom } from "../../ingest.ts";
import { volumePrefix } from "../../pictures.ts";
import type { SweepFacts, VolumeRow } from "../../tables.ts";
import type { OpenRecords } from "./open-records.ts";
import { readSweepTask } from "./tasks.ts";
import type { LiveVolume, ReadySweep } from "./volume.ts";

const Sweep = z.object({
  site: z.string(),
  id: z.string(),
  /** SHA-256 of the volume's first chunk. */
  sha256: z.string(),
  index: z.number().int(),
  elevationNumber: z.number().int(),
  /** Name of the file with its chunks, below the volume's prefix. */
  name: z.string(),
  chunks: z.array(z.object({ number: z.number().int(), bytes: z.number().int() })),
});

/** A sweep whose chunks are together in the store, to be drawn and listed. */
export const sweepJob: JobKind<z.infer<typeof Sweep>> = {
  name: "radar.sweep",
  data: Sweep,
  // More than there are threads: each also waits for the database and the store.
  concurrency: 6,
};

/** A growing volume's name in the catalogue, taken from its first chunk, which is all that is known yet. */
export interface Place {
  readonly site: string;
  readonly id: string;
  readonly sha256: string;
}

const DAY = 86_400_000;

export function placeOf(volume: LiveVolume): Place | undefined {
  const { start } = volume;
  if (!start?.bytes) return undefined;
  const sha256 = createHash("sha256").update(start.bytes).digest("hex");
  const inside = start.contents?.site ?? "";
  const site = /^[A-Z][A-Z0-9]{3}$/.test(inside) ? inside : volume.site;
  const told = inside === "" ? undefined : start.contents?.time;
  // The chunks' names also give the time, in case the header's is impossible.
  const isTrue = told && Math.abs(told.getTime() - volume.time.getTime()) < DAY;
  const time = isTrue ? told : volume.time;
  return { site, id: versionId(time, sha256), sha256 };
}

interface PublisherHouse extends Workroom {
  readonly queue: Queue;
  readonly open: OpenRecords;
}

/**
 * Publishes sweeps of volumes that are still growing.
 *
 * A sweep is stored as its own small file, made of the volume's first chunk and those that contain the sweep, and is
 * listed once, never to change. Its index is the radar's own count of cuts, so it is independent of chunks that come
 * late or never.
 */
export class Publisher {
  readonly #house: PublisherHouse;

  constructor(house: PublisherHouse) {
    this.#house = house;
  }

  /** Stores a sweep's chunks and has it listed; returns the job for that. */
  async publish(volume: LiveVolume, place: Place, sweep: ReadySweep): Promise<string> {
    const { site, id, sha256 } = place;
    const parts = [volume.start, ...sweep.chunks.filter((chunk) => chunk !== volume.start)];
    const chunks = parts.flatMap((chunk) =>
      chunk?.bytes ? [{ ...chunk.name, bytes: chunk.bytes }] : [],
    );
    const bytes = Buffer.concat(chunks.map((chunk) => chunk.bytes));
    const prefix = volumePrefix(site, id);
    const index = sweep.elevationNumber - 1;
    // Two processes may hold different chunks for the sweep: one of the two sets is listed.
    const version = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
    const name = `sweep-${index}-${version}`;
    if (!(await this.#house.catalog.holds(prefix)))
      await this.#house.catalog.leftovers.begin(prefix);
    await this.#house.store.put(prefix + name, bytes);
    const files = chunks.map((chunk) => ({ name: chunk.key, bytes: chunk.bytes.length }));
    this.#house.open.join(prefix + name, files);
    const data = {
      site,
      id,
      sha256,
      index,
      elevationNumber: sweep.elevationNumber,
      name,
      chunks: chunks.map((chunk) => ({ number: chunk.number, bytes: chunk.bytes.length })),
    };
    return this.#house.queue.send(sweepJob, data, { key: `${site}/${id}/${index}`, priority: 1 });
  }

  /** Draws and lists a sweep. */
  async list(data: z.infer<typeof Sweep>, { signal }: JobContext): Promise<{ added: boolean }> {
    const { site, id, index, elevationNumber, name, chunks } = data;
    if (await this.#house.catalog.sweep(site, id, index)) return { added: false };
    const prefix = volumePrefix(site, id);
    const { moments, width, level } = this.#house.style;
    const style = { width, level, smooth: false, format: "png" as const };
    const bytes = await (await this.#house.store.get(prefix + name, { signal })).bytes();
    const open = this.#house.open.take(prefix + name);
    const { facts, pictures } = await this.#house.pool
      .run(
        readSweepTask,
        { bytes, open, site, elevationNumber, index, moments, style },
        { signal, transfer: open.map((record) => record.bytes.buffer as ArrayBuffer) },
      )
      .catch(tell);
    const [sweep] = facts.sweeps;
    if (!sweep) return { added: false };
    for (const picture of pictures) {
      const subject = { sweep: index, moment: picture.moment };
      await this.#house.pictures.keep(
        { site, id },
        subject,
        { ...style, table: picture.table },
        picture,
      );
    }
    signal.throwIfAborted();
    const added = await this.#house.catalog.addSweep(
      { ...rowOf(data, facts), bytes: bytes.length },
      { ...sweep, part: { name, index: facts.index, chunks, ...problemsOf(facts) } },
      prefix,
    );
    return { added };
  }

  /** The chunks stored with the sweeps of a volume, by number. */
  async storedChunks(
    { site, id }: Pick<VolumeRow, "site" | "id">,
    sweeps: readonly SweepFacts[],
  ): Promise<Map<number, Uint8Array>> {
    const chunks = new Map<number, Uint8Array>();
    for (const { part } of sweeps) {
      if (!part) continue;
      const bytes = await (await this.#house.store.get(volumePrefix(site, id) + part.name)).bytes();
      let at = 0;
      for (const chunk of part.chunks) {
        chunks.set(chunk.number, bytes.subarray(at, at + chunk.bytes));
        at += chunk.bytes;
      }
    }
    return chunks;
  }
}

function rowOf(
  data: z.infer<typeof Sweep>,
  facts: Awaited<ReturnType<NonNullable<typeof readSweepTask.types>>>["facts"],
) {
  const { site, id, sha256 } = data;
  const { time, version, vcp, latitude, longitude, height, radials, index } = facts;
  return {
    site,
    id,
    time,
    sha256,
    version,
    vcp: vcp ?? null,
    latitude,
    longitude,
    height,
    radials,
    simulated: false,
    source: "chunks",
    incomplete: null,
    record_index: { ...index, sweeps: [] },
  };
}

/** Problems of a sweep; that its volume does not end here is expected. */
function problemsOf({ incomplete = [] }: { readonly incomplete?: readonly string[] }) {
  const problems = incomplete.filter((problem) => !/The volume (stops|has no)/.test(problem));
  return problems.length > 0 ? { problems } : {};
}

/** Tells the queue when a retry would be useless. */
function tell(error: unknown): never {
  if (error instanceof Error && isPermanent(error)) Object.assign(error, { permanent: true });
  throw error;
}
