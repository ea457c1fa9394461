import { SingleFlight } from "../engines/single-flight.ts";
import type { Store } from "../engines/store/index.ts";
import { codeOf } from "../errors.ts";
import type { Picture, PictureFacts } from "./tasks.ts";

/**
 * Pictures in the store, each beside a JSON of what it shows (its place, its range of values). One that is not there is
 * drawn, once however many ask, and kept.
 */
export class KeptPictures {
  readonly #store: Store;
  readonly #drawing = new SingleFlight<Picture>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The bytes of a picture. */
  async bytes(key: string, draw: Draw): Promise<Uint8Array> {
    return (await this.read(key)) ?? (await this.#draw(key, draw)).bytes;
  }

  /** What a picture shows. */
  async facts(key: string, draw: Draw): Promise<PictureFacts> {
    const kept = await this.read(factsKey(key));
    if (kept) return JSON.parse(Buffer.from(kept).toString()) as PictureFacts;
    return (await this.#draw(key, draw)).shown;
  }

  /** Keeps a picture that was drawn elsewhere: picture last, so that facts are never missing. */
  async keep(key: string, picture: Picture): Promise<void> {
    await this.#store.put(factsKey(key), Buffer.from(JSON.stringify(picture.shown)));
    await this.#store.put(key, picture.bytes);
  }

  /** An object, where there is one. */
  async read(key: string): Promise<Uint8Array | undefined> {
    try {
      return await (await this.#store.get(key)).bytes();
    } catch (error) {
      if (codeOf(error) === "STORE_NOT_FOUND") return undefined;
      throw error;
    }
  }

  async #draw(key: string, { draw, isListed }: Draw): Promise<Picture> {
    return this.#drawing.run(key, async () => {
      const picture = await draw();
      await this.keep(key, picture);
      // What it is of may have been removed meanwhile: then nobody would ever remove the picture.
      if (!(await isListed())) await this.#store.remove([key, factsKey(key)]);
      return picture;
    });
  }
}

/** How a picture comes to be, and whether what it is of is still held. */
interface Draw {
  readonly draw: () => Promise<Picture>;
  readonly isListed: () => Promise<boolean>;
}

function factsKey(pictureKey: string): string {
  return pictureKey.replace(/\.(png|webp)$/, ".$1.json");
}
