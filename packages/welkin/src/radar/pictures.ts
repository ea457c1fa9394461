import type { PolarField } from "@welkin/imaging";
import type { MomentName } from "@welkin/nexrad";
import type { Pool } from "../engines/pool/index.ts";
import type { Store } from "../engines/store/index.ts";
import { codeOf } from "../errors.ts";
import type { RadarCatalog } from "./catalog.ts";
import { DrawnPictures, mannerOf } from "./drawn-pictures.ts";
import type { VolumeRow } from "./tables.ts";
import {
  drawFieldTask,
  drawTileTask,
  type Picture,
  type PictureStyle,
  readFieldTask,
  type Tile,
  type TileStyle,
} from "./tasks.ts";

/** A picture's subject: one moment of one sweep of one volume. */
export interface Subject {
  readonly volume: VolumeRow;
  readonly sweep: number;
  readonly moment: MomentName;
}

/** A volume's prefix in the store. */
export function volumePrefix(site: string, id: string): string {
  return `radar/${site}/${id}/`;
}

export function rawKey(site: string, id: string): string {
  return `${volumePrefix(site, id)}volume`;
}

/** A picture's key in the store, below its volume's prefix. */
function pictureKey(
  { site, id }: { readonly site: string; readonly id: string },
  { sweep, moment }: { readonly sweep: number; readonly moment: string },
  style: Omit<PictureStyle, "level">,
): string {
  return `${volumePrefix(site, id)}${sweep}-${moment}-${mannerOf(style)}.${style.format}`;
}

/** A few sweeps under somebody's pointer. */
const FIELD_BYTES = 96 * 1024 ** 2;

/** Pictures of sweeps. */
export class RadarPictures extends DrawnPictures<Subject, PolarField> {
  readonly #pool: Pool;
  readonly #catalog: RadarCatalog;

  constructor(house: {
    readonly store: Store;
    readonly pool: Pool;
    readonly catalog: RadarCatalog;
  }) {
    super(house.store, FIELD_BYTES);
    this.#pool = house.pool;
    this.#catalog = house.catalog;
  }

  /** Stores a picture drawn elsewhere. */
  async keep(
    place: { readonly site: string; readonly id: string },
    subject: { readonly sweep: number; readonly moment: string },
    style: Omit<PictureStyle, "level">,
    picture: Picture,
  ): Promise<void> {
    await this.put(pictureKey(place, subject, style), picture);
  }

  protected override keyOf({ volume, ...what }: Subject, style: PictureStyle): string {
    return pictureKey(volume, what, style);
  }

  protected override nameOf({ volume, sweep, moment }: Subject): string {
    return `${volume.site}/${volume.id}/${sweep}/${moment}`;
  }

  protected override async decode(
    { volume, sweep, moment }: Subject,
    signal: AbortSignal,
  ): Promise<PolarField> {
    const { bytes, index } = await this.#raw(volume, sweep);
    const { latitude, longitude, height } = volume;
    const facts = { latitude, longitude, height, index };
    return this.#pool.run(readFieldTask, { bytes, facts, sweep, moment }, { signal });
  }

  protected override sizeOf({ codes }: PolarField): number {
    return codes.byteLength;
  }

  protected override draw(
    field: PolarField,
    style: PictureStyle,
    signal: AbortSignal,
  ): Promise<Picture> {
    return this.#pool.run(drawFieldTask, { field, style }, { signal });
  }

  protected override drawTile(
    field: PolarField,
    tile: Tile,
    style: TileStyle,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    return this.#pool.run(drawTileTask, { field, tile, style }, { ...(signal && { signal }) });
  }

  protected override isListed({ volume: { site, id } }: Subject): Promise<boolean> {
    return this.#catalog.holds(volumePrefix(site, id));
  }

  /** The bytes that contain a sweep: its volume's, or its own while the volume is growing. */
  async #raw(
    volume: VolumeRow,
    sweep: number,
  ): Promise<{ bytes: Uint8Array; index: VolumeRow["record_index"] }> {
    const { site, id, growing } = volume;
    const part = growing ? (await this.#catalog.sweep(site, id, sweep))?.part : undefined;
    try {
      const key = part ? volumePrefix(site, id) + part.name : rawKey(site, id);
      const bytes = await (await this.store.get(key)).bytes();
      return { bytes, index: part?.index ?? volume.record_index };
    } catch (error) {
      const now = growing ? await this.#catalog.volume(site, id) : undefined;
      if (codeOf(error) !== "STORE_NOT_FOUND" || !now || now.growing) throw error;
      // The volume was closed meanwhile.
      return this.#raw(now, sweep);
    }
  }
}
