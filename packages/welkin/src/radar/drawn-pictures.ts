import { LRUCache } from "lru-cache";
import { SingleFlight } from "../engines/single-flight.ts";
import { bytesIfThere, type Store } from "../engines/store/index.ts";
import type { Picture, PictureFacts, PictureStyle, Tile, TileStyle } from "./tasks.ts";
import { rendererVersion } from "./tasks.ts";

/** What a picture shows besides its subject: part of its name in the store. */
export function mannerOf({ width, table, smooth }: Omit<PictureStyle, "level">): string {
  return `${table}-${width}${smooth ? "-smooth" : ""}-r${rendererVersion}`;
}

/**
 * Pictures of one kind of subject: from the store, or drawn now, once however many ask, and kept. Beside each lies a JSON
 * of what it shows (its place, its range of values).
 *
 * Who asks may leave, by a signal: what nobody waits for any more is not drawn.
 */
export abstract class DrawnPictures<Subject, Field extends object> {
  protected readonly store: Store;
  readonly #drawing = new SingleFlight<Picture>();
  readonly #reading = new SingleFlight<Field>();
  /** Fields that were asked for lately: a few under somebody's pointer. */
  readonly #fields: LRUCache<string, Field>;

  /** @param memory Bytes that decoded fields may take. */
  constructor(store: Store, memory: number) {
    this.store = store;
    this.#fields = new LRUCache({
      maxSize: memory,
      sizeCalculation: (field) => this.sizeOf(field) + 16 * 1024,
    });
  }

  /** A picture's key says all that it depends on, so what lies there never changes. */
  protected abstract keyOf(subject: Subject, style: Omit<PictureStyle, "level">): string;
  /** Names what a subject's field is decoded from. */
  protected abstract nameOf(subject: Subject): string;
  protected abstract decode(subject: Subject, signal: AbortSignal): Promise<Field>;
  protected abstract sizeOf(field: Field): number;
  protected abstract draw(field: Field, style: PictureStyle, signal: AbortSignal): Promise<Picture>;
  protected abstract drawTile(
    field: Field,
    tile: Tile,
    style: TileStyle,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array>;
  protected abstract isListed(subject: Subject): Promise<boolean>;

  /** The bytes of a picture. */
  async bytes(subject: Subject, style: PictureStyle, signal?: AbortSignal): Promise<Uint8Array> {
    const kept = await bytesIfThere(this.store, this.keyOf(subject, style));
    return kept ?? (await this.#drawn(subject, style, signal)).bytes;
  }

  /** What a picture shows. */
  async facts(subject: Subject, style: PictureStyle, signal?: AbortSignal): Promise<PictureFacts> {
    const kept = await bytesIfThere(this.store, factsKey(this.keyOf(subject, style)));
    if (kept) return JSON.parse(Buffer.from(kept).toString()) as PictureFacts;
    return (await this.#drawn(subject, style, signal)).shown;
  }

  /** The decoded field of a subject. */
  async field(subject: Subject, signal?: AbortSignal): Promise<Field> {
    const name = this.nameOf(subject);
    const known = this.#fields.get(name);
    if (known) return known;
    const read = async (unwanted: AbortSignal) => {
      const field = await this.decode(subject, unwanted);
      this.#fields.set(name, field);
      return field;
    };
    return this.#reading.run(name, read, signal);
  }

  /** A map tile, drawn now: what is asked for again is kept in front of the service. */
  async tile(
    subject: Subject,
    tile: Tile,
    style: TileStyle,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    return this.drawTile(await this.field(subject, signal), tile, style, signal);
  }

  /** Keeps a picture: itself last, so that facts are never missing. */
  protected async put(key: string, picture: Picture): Promise<void> {
    await this.store.put(factsKey(key), Buffer.from(JSON.stringify(picture.shown)));
    await this.store.put(key, picture.bytes);
  }

  async #drawn(
    subject: Subject,
    style: PictureStyle,
    signal: AbortSignal | undefined,
  ): Promise<Picture> {
    const key = this.keyOf(subject, style);
    const draw = async (unwanted: AbortSignal) => {
      const picture = await this.draw(await this.field(subject, unwanted), style, unwanted);
      await this.put(key, picture);
      // What it is of may have been removed meanwhile: then nobody would ever remove the picture.
      if (!(await this.isListed(subject))) await this.store.remove([key, factsKey(key)]);
      return picture;
    };
    return this.#drawing.run(key, draw, signal);
  }
}

function factsKey(pictureKey: string): string {
  return pictureKey.replace(/\.(png|webp)$/, ".$1.json");
}
