import type { CodeClass } from "../values/classes.ts";
import { levels } from "../values/levels.ts";
import type { ValueRule } from "../values/table.ts";
import type { FieldRule } from "./fields.ts";

/** Facts about a product that are known before any file of it is read. */
export interface ProductInfo {
  readonly code: number;
  readonly name: string;
  /** Its three-letter AWIPS codes, one for each of its elevations. */
  readonly awips: readonly string[];
  /** Packets that carry it. */
  readonly packets: readonly number[];
  readonly unit: string;
  readonly values: ValueRule;
  /** Metres between bins of a radial product, or the size of a raster's cell; absent if there is no grid. */
  readonly gateSpacing?: number;
  /** Kilometres covered; absent if the product does not show an area. */
  readonly range?: number;
  /** Key of its default colour table; absent if there is nothing to colour. */
  readonly table?: string;
  /** Values that the colour table should span. */
  readonly domain?: readonly [least: number, greatest: number];
  /** Classes by value, for products of classes. */
  readonly classes?: Readonly<Record<number, CodeClass>>;
  /** How the product-dependent halfwords are read. */
  readonly fields: Readonly<Record<string, FieldRule>>;
  /** Whether its graphics are a chart: its coordinates are on a page, not on the ground. */
  readonly chart?: boolean;
  /** What contours show, by their level, if that is not a quantity. */
  readonly contours?: Readonly<Record<number, string>>;
  /** Minutes between the forecast positions of a track. */
  readonly forecastStep?: number;
  /** What follows the description: blocks of graphics, a page of text, or the radar coded message. */
  readonly layout: "graphic" | "tabular" | "coded message";
}

/** What a table of products states for each; the rest is the family's. */
export type ProductEntry = Partial<Omit<ProductInfo, "code">> & Pick<ProductInfo, "name">;

/** Products of a family, by code. */
export type ProductFamily = Readonly<Record<number, ProductEntry>>;

/** Contour lines of the 1990s: the level of a line is one of the thresholds. */
export function contours(name: string, unit: string, range: number): ProductEntry {
  const packets = [0x0802, 0x0e03, 0x3501];
  return { name, unit, values: levels(unit), packets, range };
}

/** Prefixes of the lowest elevations, in ascending order, for products made for each. */
const TILTS = ["N0", "NA", "N1", "NB", "N2", "N3", "NX", "NY", "NZ"];

/** AWIPS codes of a product with several elevations: `tilts("B")` is N0B, NAB, N1B, … */
export function tilts(letter: string): string[] {
  return TILTS.map((prefix) => prefix + letter);
}
