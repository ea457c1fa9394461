import { LRUCache } from "lru-cache";
import { SingleFlight } from "../engines/single-flight.ts";
import { bytesIfThere, type Store } from "../engines/store/index.ts";
import type { Picture, PictureFacts, PictureStyle, Tile, TileStyle } from "./tasks.ts";
import { rendererVersion } from "./tasks.ts";

/** How a picture shows its subject: part of its name in the store. */
export function mannerOf({ width, table, smooth }: Omit<PictureStyle, "level">): string {
  return `${table}-${width}${smooth ? "-smooth" : ""}-r${rendererVersion}`;
}

/**
 * Pictures of one kind of subject: from the store, or drawn on request, once however many ask, and stored. Beside
 * each is a JSON file of its facts (its place, its range of values).
 *
 * Callers may leave, by a signal: a picture that nobody waits for is not drawn.
 */
export abstract class DrawnPictures<Subject, Field extends object> {
  protected readonly store: Store;
  readonly #drawing = new SingleFlight<Picture>();
  readonly #reading = new SingleFlight<Field>();
  /** Recently requested fields: those under somebody's pointer. */
  readonly #fields: LRUCache<string, Field>;

  /** @param memory Bytes that decoded fields may take. */
  constructor(store: Store, memory: number) {
    this.store = store;
    this.#fields = new LRUCache({
      maxSize: memory,
      sizeCalculation: (field) => this.sizeOf(field) + 16 * 1024,
    });
  }

  /** A picture's key states everything it depends on, so the stored picture never changes. */
  protected abstract keyOf(subject: Subject, style: Omit<PictureStyle, "level">): string;
  /** Names the data that a subject's field is decoded from. */
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

  /** A map tile, drawn now: repeated requests are answered by the cache in front. */
  async tile(
    subject: Subject,
    tile: Tile,
    style: TileStyle,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    return this.drawTile(await this.field(subject, signal), tile, style, signal);
  }

  /** Stores a picture: itself last, so that its facts are never missing. */
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
      // Its subject may have been removed meanwhile: then nothing would ever remove the picture.
      if (!(await this.isListed(subject))) await this.store.remove([key, factsKey(key)]);
      return picture;
    };
    return this.#drawing.run(key, draw, signal);
  }
}

function factsKey(pictureKey: string): string {
  return pictureKey.replace(/\.(png|webp)$/, ".$1.json");
}
