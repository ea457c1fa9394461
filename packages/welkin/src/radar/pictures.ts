import type { PolarField } from "@welkin/imaging";
import type { MomentName } from "@welkin/nexrad";
import { LRUCache } from "lru-cache";
import type { Pool } from "../engines/pool/index.ts";
import { SingleFlight } from "../engines/single-flight.ts";
import type { Store } from "../engines/store/index.ts";
import { codeOf } from "../errors.ts";
import type { RadarCatalog, VolumeRow } from "./catalog.ts";
import { KeptPictures } from "./kept-pictures.ts";
import {
  drawFieldTask,
  drawTileTask,
  type Picture,
  type PictureFacts,
  type PictureStyle,
  readFieldTask,
  rendererVersion,
} from "./tasks.ts";

/** A picture's subject: one moment of one sweep of one volume. */
export interface Subject {
  readonly volume: VolumeRow;
  readonly sweep: number;
  readonly moment: MomentName;
}

/** Where everything of a volume lies in the store. */
export function volumePrefix(site: string, id: string): string {
  return `radar/${site}/${id}/`;
}

export function rawKey(site: string, id: string): string {
  return `${volumePrefix(site, id)}volume`;
}

/** A picture's key says all that it depends on, so what lies there never changes. */
function pictureKey(
  prefix: string,
  subject: { readonly sweep: number; readonly moment: string },
  { width, table, smooth, format }: Omit<PictureStyle, "level">,
): string {
  const manner = `${table}-${width}${smooth ? "-smooth" : ""}-r${rendererVersion}`;
  return `${prefix}${subject.sweep}-${subject.moment}-${manner}.${format}`;
}

/** Pictures of sweeps: from the store, or drawn now, once however many ask, and kept. */
export class RadarPictures {
  readonly #store: Store;
  readonly #pool: Pool;
  readonly #catalog: RadarCatalog;
  readonly #kept: KeptPictures;
  readonly #reading = new SingleFlight<PolarField>();
  /** Decoded fields that were asked for lately: a few sweeps under somebody's pointer. */
  readonly #fields = new LRUCache<string, PolarField>({
    maxSize: 96 * 1024 ** 2,
    sizeCalculation: ({ codes }) => codes.byteLength + 16 * 1024,
  });

  constructor(house: {
    readonly store: Store;
    readonly pool: Pool;
    readonly catalog: RadarCatalog;
  }) {
    this.#store = house.store;
    this.#pool = house.pool;
    this.#catalog = house.catalog;
    this.#kept = new KeptPictures(house.store);
  }

  /** The bytes of a picture. */
  async bytes(subject: Subject, style: PictureStyle): Promise<Uint8Array> {
    return this.#kept.bytes(this.#key(subject, style), this.#drawing(subject, style));
  }

  /** What a picture shows. */
  async facts(subject: Subject, style: PictureStyle): Promise<PictureFacts> {
    return this.#kept.facts(this.#key(subject, style), this.#drawing(subject, style));
  }

  /** Keeps a picture that was drawn elsewhere. */
  async keep(
    place: { readonly site: string; readonly id: string },
    subject: { readonly sweep: number; readonly moment: string },
    style: Omit<PictureStyle, "level">,
    picture: Picture,
  ): Promise<void> {
    const prefix = volumePrefix(place.site, place.id);
    await this.#kept.keep(pictureKey(prefix, subject, style), picture);
  }

  /** The decoded field of a sweep's moment. */
  async field({ volume, sweep, moment }: Subject): Promise<PolarField> {
    const name = `${volume.site}/${volume.id}/${sweep}/${moment}`;
    const known = this.#fields.get(name);
    if (known) return known;
    return this.#reading.run(name, async () => {
      const { bytes, index } = await this.#raw(volume, sweep);
      const { latitude, longitude, height } = volume;
      const facts = { latitude, longitude, height, index };
      const field = await this.#pool.run(readFieldTask, { bytes, facts, sweep, moment });
      this.#fields.set(name, field);
      return field;
    });
  }

  /** A map tile, drawn now: what is asked for again is kept in front of the service. */
  async tile(
    subject: Subject,
    tile: { readonly z: number; readonly x: number; readonly y: number },
    style: Pick<PictureStyle, "table" | "smooth" | "level">,
  ): Promise<Uint8Array> {
    const field = await this.field(subject);
    return this.#pool.run(drawTileTask, { field, tile, style });
  }

  /** The bytes that hold a sweep: its volume's, or its own while the volume is growing. */
  async #raw(
    volume: VolumeRow,
    sweep: number,
  ): Promise<{ bytes: Uint8Array; index: VolumeRow["record_index"] }> {
    const { site, id, growing } = volume;
    const part = growing ? (await this.#catalog.sweep(site, id, sweep))?.part : undefined;
    try {
      const key = part ? volumePrefix(site, id) + part.name : rawKey(site, id);
      const bytes = await (await this.#store.get(key)).bytes();
      return { bytes, index: part?.index ?? volume.record_index };
    } catch (error) {
      const now = growing ? await this.#catalog.volume(site, id) : undefined;
      if (codeOf(error) !== "STORE_NOT_FOUND" || !now || now.growing) throw error;
      // It has been closed since it was asked for.
      return this.#raw(now, sweep);
    }
  }

  #drawing(subject: Subject, style: PictureStyle) {
    const { site, id } = subject.volume;
    return {
      draw: async () => {
        const field = await this.field(subject);
        return this.#pool.run(drawFieldTask, { field, style });
      },
      isListed: () => this.#catalog.holds(volumePrefix(site, id)),
    };
  }

  #key({ volume, sweep, moment }: Subject, style: PictureStyle): string {
    return pictureKey(volumePrefix(volume.site, volume.id), { sweep, moment }, style);
  }
}
