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

/** A file in the store that waits to become a volume, or a product. */
export const ingestJob: JobKind<{ key: string; name: string }> = {
  name: "radar.ingest",
  data: z.object({ key: z.string(), name: z.string() }),
  concurrency: 2,
  retries: 2,
};

/** The result of ingesting a file. */
export type Ingested = IngestedVolume | IngestedProduct;

/** The result of ingesting a Level II file. */
export interface IngestedVolume {
  readonly format: "level2";
  readonly site: string;
  readonly volume: string;
  /** False if the file was already held. */
  readonly added: boolean;
  readonly sweeps: number;
  readonly pictures: number;
  readonly incomplete?: readonly string[];
}

/** What making a volume, or a part of one, needs: where its bytes go, who draws it and how, and who lists it. */
export interface Workroom {
  readonly store: Store;
  readonly pool: Pool;
  readonly catalog: RadarCatalog;
  readonly pictures: RadarPictures;
  /** For the pictures that are drawn at ingest. */
  readonly style: {
    readonly moments: readonly MomentName[];
    readonly width: number;
    readonly level: number;
  };
}

/**
 * Turns a file into a volume or a product, according to its bytes: decoded and drawn in the pool, then stored, and
 * only then catalogued, so that anything listed exists. Every step can be repeated: keys are derived from the file's
 * own bytes.
 */
export class RadarIngest {
  readonly #house: Workroom & { readonly products: ProductIngest };

  constructor(house: Workroom & { readonly products: ProductIngest }) {
    this.#house = house;
  }

  /** Handles a job: the waiting file is removed once it is a volume, or can never become one. */
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
      // Tells the queue that a retry would be useless.
      throw Object.assign(error, { permanent: true });
    }
  }

  /** @param file Its bytes, the name under which it came, and its source. */
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

  /** A followed file that is later requested is kept as long as one that was requested first. */
  async #alreadyHeld(held: VolumeRow, source: string): Promise<IngestedVolume> {
    const { site, id } = held;
    if (isKeptLonger(source, held.source)) {
      await this.#house.catalog.adopt(held, source);
    }
    const sweeps = (await this.#house.catalog.sweeps(site, id)).length;
    return { format: "level2", site, volume: id, added: false, sweeps, pictures: 0 };
  }
}

/**
 * Archives name files after their radar (KTLX19990503_235621.gz; 6500KTLX19990503_235621.Z by the number of the data
 * set); the oldest volumes do not contain its name.
 */
function siteInName(name: string): string | undefined {
  return /(?:^|[^A-Z0-9])(?:6500)?([A-Z][A-Z0-9]{3})_?\d{8}/.exec(name)?.[1];
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

/** Whether a retry is useless: the file itself is at fault. An error from the pool has lost its class. */
export function isPermanent(error: Error): boolean {
  const { permanent = false, code } = error as { permanent?: boolean; code?: unknown };
  return (
    permanent ||
    (typeof code === "string" && /^(LEVEL2|LEVEL3|BZIP2|GZIP|ZLIB|FIELD|GRID)_/.test(code))
  );
}
