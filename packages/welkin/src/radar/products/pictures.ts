import { LRUCache } from "lru-cache";
import type { Pool } from "../../engines/pool/index.ts";
import { SingleFlight } from "../../engines/single-flight.ts";
import type { Store } from "../../engines/store/index.ts";
import { WelkinError } from "../../errors.ts";
import { KeptPictures } from "../kept-pictures.ts";
import { type Picture, type PictureFacts, type PictureStyle, rendererVersion } from "../tasks.ts";
import type { ProductCatalog, ProductKey } from "./catalog.ts";
import type { ProductExtras } from "./facts.ts";
import type { PlacedField } from "./tasks.ts";
import { drawPlacedTask, drawPlacedTileTask, readPlacedTask } from "./tasks.ts";

/** Where everything of a product lies in the store. */
export function productPrefix({ site, code, id }: ProductKey): string {
  return `radar/${site}/products/${code}/${id}/`;
}

/** The product whose things lie at a prefix, if that is a product's. */
export function productAt(prefix: string): ProductKey | undefined {
  const [, site, kind, code, id] = prefix.split("/");
  return kind === "products" && site && code && id ? { site, code, id } : undefined;
}

export function rawProductKey(product: ProductKey): string {
  return `${productPrefix(product)}product`;
}

/** What a product has besides its picture: where it lies, and the error where it has none. */
const extras = {
  features: ["features.geojson", "RADAR_NO_FEATURES"],
  winds: ["winds.json", "RADAR_NO_WINDS"],
  text: ["text.txt", "RADAR_NO_TEXT"],
} as const satisfies Record<keyof ProductExtras, readonly [file: string, error: string]>;

/** A picture's key says all that it depends on, so what lies there never changes. */
function pictureKey(product: ProductKey, style: Omit<PictureStyle, "level">): string {
  const { width, table, smooth, format } = style;
  const manner = `${table}-${width}${smooth ? "-smooth" : ""}-r${rendererVersion}`;
  return `${productPrefix(product)}${manner}.${format}`;
}

/** What there is to see and read of products: from the store, or drawn now, once however many ask, and kept. */
export class ProductPictures {
  readonly #store: Store;
  readonly #pool: Pool;
  readonly #catalog: ProductCatalog;
  readonly #kept: KeptPictures;
  readonly #reading = new SingleFlight<PlacedField>();
  /** Decoded grids that were asked for lately. */
  readonly #places = new LRUCache<string, PlacedField>({
    maxSize: 48 * 1024 ** 2,
    sizeCalculation: ({ field: { codes, values } }) =>
      codes.byteLength + (values?.byteLength ?? 0) + 16 * 1024,
  });

  constructor(house: {
    readonly store: Store;
    readonly pool: Pool;
    readonly catalog: ProductCatalog;
  }) {
    this.#store = house.store;
    this.#pool = house.pool;
    this.#catalog = house.catalog;
    this.#kept = new KeptPictures(house.store);
  }

  /** The bytes of a picture. */
  async bytes(product: ProductKey, style: PictureStyle): Promise<Uint8Array> {
    return this.#kept.bytes(pictureKey(product, style), this.#drawing(product, style));
  }

  /** What a picture shows. */
  async facts(product: ProductKey, style: PictureStyle): Promise<PictureFacts> {
    return this.#kept.facts(pictureKey(product, style), this.#drawing(product, style));
  }

  /** Keeps a picture that was drawn elsewhere. */
  async keep(
    product: ProductKey,
    style: Omit<PictureStyle, "level">,
    picture: Picture,
  ): Promise<void> {
    await this.#kept.keep(pictureKey(product, style), picture);
  }

  /** Keeps what a product has besides. */
  async keepExtras(product: ProductKey, { features, winds, text }: ProductExtras): Promise<void> {
    const prefix = productPrefix(product);
    const put = (file: string, content: string) =>
      this.#store.put(`${prefix}${file}`, Buffer.from(content));
    if (features) await put(extras.features[0], JSON.stringify(features));
    if (winds) await put(extras.winds[0], JSON.stringify(winds));
    if (text !== undefined) await put(extras.text[0], text);
  }

  /**
   * What a product has besides: GeoJSON, winds as JSON, a text.
   * @throws WelkinError RADAR_NO_FEATURES, RADAR_NO_WINDS, RADAR_NO_TEXT
   */
  async extra(product: ProductKey, which: keyof ProductExtras): Promise<Uint8Array> {
    const [file, error] = extras[which];
    const kept = await this.#kept.read(`${productPrefix(product)}${file}`);
    if (kept) return kept;
    throw new WelkinError(error);
  }

  /** The decoded grid of a product. */
  async place(product: ProductKey): Promise<PlacedField> {
    const name = productPrefix(product);
    const known = this.#places.get(name);
    if (known) return known;
    return this.#reading.run(name, async () => {
      const bytes = await (await this.#store.get(rawProductKey(product))).bytes();
      const place = await this.#pool.run(readPlacedTask, { bytes });
      this.#places.set(name, place);
      return place;
    });
  }

  /** A map tile, drawn now: what is asked for again is kept in front of the service. */
  async tile(
    product: ProductKey,
    tile: { readonly z: number; readonly x: number; readonly y: number },
    style: Pick<PictureStyle, "table" | "smooth" | "level">,
  ): Promise<Uint8Array> {
    const place = await this.place(product);
    return this.#pool.run(drawPlacedTileTask, { place, tile, style });
  }

  #drawing(product: ProductKey, style: PictureStyle) {
    return {
      draw: async () => {
        const place = await this.place(product);
        return this.#pool.run(drawPlacedTask, { place, style });
      },
      isListed: async () => (await this.#catalog.product(product)) !== undefined,
    };
  }
}
