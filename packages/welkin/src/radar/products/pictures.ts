import type { Pool } from "../../engines/pool/index.ts";
import { bytesIfThere, type Store } from "../../engines/store/index.ts";
import { WelkinError } from "../../errors.ts";
import { DrawnPictures, mannerOf } from "../drawn-pictures.ts";
import type { Picture, PictureStyle, Tile, TileStyle } from "../tasks.ts";
import type { ProductCatalog, ProductKey } from "./catalog.ts";
import type { ProductExtras } from "./facts.ts";
import type { PlacedField } from "./tasks.ts";
import { drawPlacedTask, drawPlacedTileTask, readPlacedTask } from "./tasks.ts";

/** A product's prefix in the store. */
export function productPrefix({ site, code, id }: ProductKey): string {
  return `radar/${site}/products/${code}/${id}/`;
}

/** The product stored under a prefix, if it is a product's. */
export function productAt(prefix: string): ProductKey | undefined {
  const [, site, kind, code, id] = prefix.split("/");
  return kind === "products" && site && code && id ? { site, code, id } : undefined;
}

export function rawProductKey(product: ProductKey): string {
  return `${productPrefix(product)}product`;
}

/** What a product has besides its picture: where it is stored, and the error if there is none. */
const extras = {
  features: ["features.geojson", "RADAR_NO_FEATURES"],
  winds: ["winds.json", "RADAR_NO_WINDS"],
  text: ["text.txt", "RADAR_NO_TEXT"],
} as const satisfies Record<keyof ProductExtras, readonly [file: string, error: string]>;

/** A few products under somebody's pointer. */
const FIELD_BYTES = 48 * 1024 ** 2;

/** Pictures of products, and what else there is to read of them. */
export class ProductPictures extends DrawnPictures<ProductKey, PlacedField> {
  readonly #pool: Pool;
  readonly #catalog: ProductCatalog;

  constructor(house: {
    readonly store: Store;
    readonly pool: Pool;
    readonly catalog: ProductCatalog;
  }) {
    super(house.store, FIELD_BYTES);
    this.#pool = house.pool;
    this.#catalog = house.catalog;
  }

  /** Stores a picture drawn elsewhere. */
  async keep(
    product: ProductKey,
    style: Omit<PictureStyle, "level">,
    picture: Picture,
  ): Promise<void> {
    await this.put(this.keyOf(product, style), picture);
  }

  /** Stores what a product has besides its picture. */
  async keepExtras(product: ProductKey, { features, winds, text }: ProductExtras): Promise<void> {
    const prefix = productPrefix(product);
    const put = (file: string, content: string) =>
      this.store.put(`${prefix}${file}`, Buffer.from(content));
    if (features) await put(extras.features[0], JSON.stringify(features));
    if (winds) await put(extras.winds[0], JSON.stringify(winds));
    if (text !== undefined) await put(extras.text[0], text);
  }

  /**
   * One of these: GeoJSON, winds as JSON, a text.
   * @throws WelkinError RADAR_NO_FEATURES, RADAR_NO_WINDS, RADAR_NO_TEXT
   */
  async extra(product: ProductKey, which: keyof ProductExtras): Promise<Uint8Array> {
    const [file, error] = extras[which];
    const kept = await bytesIfThere(this.store, `${productPrefix(product)}${file}`);
    if (kept) return kept;
    throw new WelkinError(error);
  }

  protected override keyOf(product: ProductKey, style: Omit<PictureStyle, "level">): string {
    return `${productPrefix(product)}${mannerOf(style)}.${style.format}`;
  }

  protected override nameOf(product: ProductKey): string {
    return productPrefix(product);
  }

  protected override async decode(product: ProductKey, signal: AbortSignal): Promise<PlacedField> {
    const bytes = await (await this.store.get(rawProductKey(product))).bytes();
    return this.#pool.run(readPlacedTask, { bytes }, { signal });
  }

  protected override sizeOf({ field: { codes, values } }: PlacedField): number {
    return codes.byteLength + (values?.byteLength ?? 0);
  }

  protected override draw(
    place: PlacedField,
    style: PictureStyle,
    signal: AbortSignal,
  ): Promise<Picture> {
    return this.#pool.run(drawPlacedTask, { place, style }, { signal });
  }

  protected override drawTile(
    place: PlacedField,
    tile: Tile,
    style: TileStyle,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    const left = signal === undefined ? {} : { signal };
    return this.#pool.run(drawPlacedTileTask, { place, tile, style }, left);
  }

  protected override async isListed(product: ProductKey): Promise<boolean> {
    return (await this.#catalog.product(product)) !== undefined;
  }
}
