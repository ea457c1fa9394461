/** Work on products in pool threads: bytes to facts, fields and pictures. */
import { type Field, rangeHolding, tableNamed, tileGrid } from "@welkin/imaging";
import { renderSweep } from "@welkin/imaging/node";
import { decodeLevel3, type RadarProduct, type ValueTable } from "@welkin/nexrad";
import type { PoolTask } from "../../engines/pool/index.ts";
import { WelkinError } from "../../errors.ts";
import { type Picture, type PictureStyle, pictureOf, type Tile, type TileStyle } from "../tasks.ts";
import { factsOfProduct, type ProductExtras, type ProductFacts } from "./facts.ts";
import { antennaOf, emptyField, fieldOfProduct } from "./field.ts";

interface ReadProductOutput {
  readonly facts: ProductFacts;
  readonly extras: ProductExtras;
  /** The default picture of the product. */
  readonly picture?: Picture;
}

/** Decodes a product, and draws it if it has a picture. */
export const readProductTask: PoolTask<
  {
    readonly bytes: Uint8Array;
    readonly name: string;
    readonly now: Date;
    readonly style: Omit<PictureStyle, "table">;
  },
  Promise<ReadProductOutput>
> = { module: new URL(import.meta.url), name: "readProduct" };

export async function readProduct({
  bytes,
  name,
  now,
  style,
}: Parameters<NonNullable<typeof readProductTask.types>>[0]): Promise<ReadProductOutput> {
  const product = decodeLevel3(bytes);
  const read = factsOfProduct(product, name, now);
  const { table } = read.facts;
  if (table === null || product.kind !== "product") return read;
  const place = placedField(product);
  return { ...read, picture: await drawPlaced({ place, style: { ...style, table } }) };
}

/** A field, the meaning of its codes, and how far around the radar its picture reaches. */
export interface PlacedField {
  readonly field: Field;
  readonly told: Omit<ValueTable, "topped">;
  /** Metres. */
  readonly groundRange: number;
}

/** Decodes a product's grid; for one without data, an empty field in its place. */
export const readPlacedTask: PoolTask<{ readonly bytes: Uint8Array }, PlacedField> = {
  module: new URL(import.meta.url),
  name: "readPlaced",
};

export function readPlaced({ bytes }: { readonly bytes: Uint8Array }): PlacedField {
  const product = decodeLevel3(bytes);
  if (product.kind !== "product") throw new WelkinError("RADAR_NO_PICTURE");
  return placedField(product);
}

export function placedField(product: RadarProduct): PlacedField {
  const field = fieldOfProduct(product);
  const told = labelled(product.values);
  if (field) return { field, told, groundRange: rangeHolding(field) };
  const groundRange = (product.info.range ?? 230) * 1000;
  return { field: emptyField(antennaOf(product)), told, groundRange };
}

/** Tops that were not seen are labelled "at least". */
function labelled({ topped, ...table }: ValueTable): PlacedField["told"] {
  if (!topped) return table;
  const labels = Array.from(table.values, (value, code) => `${topped(code) ? "≥ " : ""}${value}`);
  return { ...table, labels };
}

export const drawPlacedTask: PoolTask<
  { readonly place: PlacedField; readonly style: PictureStyle },
  Promise<Picture>
> = { module: new URL(import.meta.url), name: "drawPlaced" };

export async function drawPlaced({
  place: { field, groundRange },
  style,
}: {
  readonly place: PlacedField;
  readonly style: PictureStyle;
}): Promise<Picture> {
  const { width, smooth, format, level } = style;
  const table = tableNamed(style.table);
  const drawn = await renderSweep(field, { width, groundRange, table, smooth, format, level });
  return pictureOf(drawn);
}

/** Draws the part of a field that lies in a map tile. */
export const drawPlacedTileTask: PoolTask<
  {
    readonly place: PlacedField;
    readonly tile: Tile;
    readonly style: TileStyle;
  },
  Promise<Uint8Array>
> = { module: new URL(import.meta.url), name: "drawPlacedTile" };

export async function drawPlacedTile({
  place,
  tile,
  style,
}: Parameters<NonNullable<typeof drawPlacedTileTask.types>>[0]): Promise<Uint8Array> {
  const grid = tileGrid(tile.z, tile.x, tile.y);
  const table = tableNamed(style.table);
  const drawn = await renderSweep(place.field, { ...style, grid, table, format: "png" });
  return drawn.bytes;
}
