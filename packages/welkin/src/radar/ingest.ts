import { createHash } from "node:crypto";
import { isLevel3, type MomentName } from "@welkin/nexrad";
import { z } from "zod";
import type { Pool } from "../engines/pool/index.ts";
import type { JobContext, JobKind } from "../engines/queue/index.ts";
import type { Store } from "../engines/store/index.ts";
import type { RadarCatalog } from "./catalog.ts";
import { versionId } from "./ids.ts";
import { isKeptLonger } from "./origins.ts";
import { type RadarPictures, rawKey, volumePrefix } from "./pictures.ts";
import type { IngestedProduct, ProductIngest } from "./products/ingest.ts";
import { SIMULATED_SITE } from "./simulator/index.ts";
import type { VolumeRow } from "./tables.ts";
import { readVolumeTask, type VolumeFacts } from "./tasks.ts";

/** A file that waits in the store to become a volume, or a product. */
export const ingestJob: JobKind<{ key: string; name: string }> = {
  name: "radar.ingest",
  data: z.object({ key: z.string(), name: z.string() }),
  concurrency: 2,
  retries: 2,
};

/** What ingesting a file came to. */
export type Ingested = IngestedVolume | IngestedProduct;

/** What ingesting a Level II file came to. */
export interface IngestedVolume {
  readonly format: "level2";
  readonly site: string;
  readonly volume: string;
  /** False where the file was held already. */
  readonly added: boolean;
  readonly sweeps: number;
  readonly pictures: number;
  readonly incomplete?: readonly string[];
}

/** What a volume, or a part of one, is made with: where its bytes go, who draws it and how, and who lists it. */
export interface Workroom {
  readonly store: Store;
  readonly pool: Pool;
  readonly catalog: RadarCatalog;
  readonly pictures: RadarPictures;
  /** Of the pictures that are made beforehand. */
  readonly style: {
    readonly moments: readonly MomentName[];
    readonly width: number;
    readonly level: number;
  };
}

/**
 * Turns a file into a volume, or a product, whichever its bytes are: decoded and drawn in the pool, then kept, and
 * only then catalogued, so that what is listed is there. Every step may be done again: keys follow from the file's own
 * bytes.
 */
export class RadarIngest {
  readonly #house: Workroom & { readonly products: ProductIngest };

  constructor(house: Workroom & { readonly products: ProductIngest }) {
    this.#house = house;
  }

  /** Handles a job: the waiting file is removed once it is a volume, or can never be one. */
  async run({ key, name }: { key: string; name: string }, context: JobContext): Promise<Ingested> {
    const waiting = await this.#house.store.get(key, { signal: context.signal });
    const bytes = await waiting.bytes();
    try {
      const ingested = await this.ingest({ bytes, name, source: "upload" }, context);
      await this.#house.store.remove(key);
      return ingested;
    } catch (error) {
      if (!(error instanceof Error && isPermanent(error))) throw error;
      await this.#house.store.remove(key);
      // Tells the queue that another try is of no use.
      throw Object.assign(error, { permanent: true });
    }
  }

  /** @param file Its bytes, the name it came by, and what it came from. */
  async ingest(
    file: { readonly bytes: Uint8Array; readonly name: string; readonly source: string },
    { signal, progress }: Pick<JobContext, "signal" | "progress">,
  ): Promise<Ingested> {
    const { bytes, name, source } = file;
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const held = await this.#house.catalog.byFile(sha256);
    if (held) return this.#alreadyHeld(held, source);
    const product = await this.#house.products.held(sha256, source);
    if (product) return product;
    if (isLevel3(bytes))
      return this.#house.products.ingest({ ...file, sha256 }, { signal, progress });

    progress(0.05, "decoding");
    const { moments, width, level } = this.#house.style;
    const style = { width, level, smooth: false, format: "png" as const };
    const site = siteInName(name);
    const input = { bytes, moments, style, ...(site !== undefined && { site }) };
    const { facts, pictures } = await this.#house.pool.run(readVolumeTask, input, { signal });

    const id = versionId(facts.time, sha256);
    const place = { site: facts.site, id };
    const prefix = volumePrefix(place.site, id);
    await this.#house.catalog.leftovers.begin(prefix);
    await this.#house.store.put(rawKey(place.site, id), bytes, { signal });
    for (const [done, picture] of pictures.entries()) {
      signal.throwIfAborted();
      await this.#house.pictures.keep(place, picture, { ...style, table: picture.table }, picture);
      progress(0.6 + (0.39 * (done + 1)) / pictures.length, "storing pictures");
    }
    const row = { ...rowOf(facts, id, sha256, bytes.length), source };
    await this.#house.catalog.add(row, facts.sweeps, prefix);
    return {
      format: "level2",
      site: facts.site,
      volume: id,
      added: true,
      sweeps: facts.sweeps.length,
      pictures: pictures.length,
      ...(facts.incomplete && { incomplete: facts.incomplete }),
    };
  }

  /** A file that was followed and is then asked for is kept as long as one that was asked for first. */
  async #alreadyHeld(held: VolumeRow, source: string): Promise<IngestedVolume> {
    const { site, id } = held;
    if (isKeptLonger(source, held.source)) {
      await this.#house.catalog.adopt(held, source);
    }
    const sweeps = (await this.#house.catalog.sweeps(site, id)).length;
    return { format: "level2", site, volume: id, added: false, sweeps, pictures: 0 };
  }
}

/** Archives name files after their radar (KTLX19990503_235621.gz); the oldest volumes do not say it inside. */
function siteInName(name: string): string | undefined {
  return /(?:^|[^A-Z0-9])([A-Z][A-Z0-9]{3})_?\d{8}/.exec(name)?.[1];
}

function rowOf(facts: VolumeFacts, id: string, sha256: string, bytes: number) {
  const { site, time, version, vcp, latitude, longitude, height, radials } = facts;
  return {
    site,
    id,
    time,
    sha256,
    bytes,
    version,
    vcp: vcp ?? null,
    latitude,
    longitude,
    height,
    radials,
    simulated: site === SIMULATED_SITE.id,
    incomplete: facts.incomplete ? [...facts.incomplete] : null,
    record_index: facts.index,
  };
}

/** Whether trying again cannot help: the file itself is at fault. An error from the pool is of no class. */
export function isPermanent(error: Error): boolean {
  const { permanent = false, code } = error as { permanent?: boolean; code?: unknown };
  return (
    permanent ||
    (typeof code === "string" && /^(LEVEL2|LEVEL3|BZIP2|GZIP|ZLIB|FIELD|GRID)_/.test(code))
  );
}
