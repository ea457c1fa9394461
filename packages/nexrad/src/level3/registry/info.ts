import type { CodeClass } from "../values/classes.ts";
import { levels } from "../values/levels.ts";
import type { ValueRule } from "../values/table.ts";
import type { FieldRule } from "./fields.ts";

/** What is known of a product before any file of it is read. */
export interface ProductInfo {
  readonly code: number;
  readonly name: string;
  /** The three letters that AWIPS gives it, one for each of its elevations. */
  readonly awips: readonly string[];
  /** Packets that carry it. */
  readonly packets: readonly number[];
  readonly unit: string;
  readonly values: ValueRule;
  /** Metres between bins of a radial product, or the size of a raster's cell; absent where there is no grid. */
  readonly gateSpacing?: number;
  /** Kilometres covered; absent where the product is not of an area. */
  readonly range?: number;
  /** Key of the colour table to draw it with by default; absent where there is nothing to colour. */
  readonly table?: string;
  /** Values that the colour table should span. */
  readonly domain?: readonly [least: number, greatest: number];
  /** What its classes are, by value, for products of classes. */
  readonly classes?: Readonly<Record<number, CodeClass>>;
  /** How the product dependent halfwords are to be read. */
  readonly fields: Readonly<Record<string, FieldRule>>;
  /** Whether what it draws is a chart: its coordinates are of a page, not of the ground. */
  readonly chart?: boolean;
  /** What contours show, by their level, where that is no quantity. */
  readonly contours?: Readonly<Record<number, string>>;
  /** Minutes between the positions that a track forecasts. */
  readonly forecastStep?: number;
  /** What follows the description: blocks of graphics, a page of text, or the radar coded message. */
  readonly layout: "graphic" | "tabular" | "coded message";
}

/** What a table of products states of each; the rest is the family's. */
export type ProductEntry = Partial<Omit<ProductInfo, "code">> & Pick<ProductInfo, "name">;

/** Products of a family, by code. */
export type ProductFamily = Readonly<Record<number, ProductEntry>>;

/** Lines along which something has a value, of the 1990s: the level of a line is one of the thresholds. */
export function contours(name: string, unit: string, range: number): ProductEntry {
  const packets = [0x0802, 0x0e03, 0x3501];
  return { name, unit, values: levels(unit), packets, range };
}

/** Prefixes of the lowest elevations, in ascending order, of products that come for each. */
const TILTS = ["N0", "NA", "N1", "NB", "N2", "N3", "NX", "NY", "NZ"];

/** AWIPS names of a product of elevations: `tilts("B")` is N0B, NAB, N1B, … */
export function tilts(letter: string): string[] {
  return TILTS.map((prefix) => prefix + letter);
}
