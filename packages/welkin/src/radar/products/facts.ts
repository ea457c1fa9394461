import {
  findSite,
  inspectLevel3,
  type Level3Product,
  type MapFeatureCollection,
  type RadarProduct,
  toGeoJSON,
  type WindProfile,
  windProfile,
} from "@welkin/nexrad";
import { WelkinError } from "../../errors.ts";
import { defaultTable } from "./colors.ts";
import { antennaOf, elevationOf, fieldOfProduct } from "./field.ts";
import { codeOfProduct, siteOfProduct, timeOfProduct } from "./naming.ts";
import type { ProductKind, ProductTable } from "./tables.ts";

/** The catalogue's columns for a product, except those that follow from its bytes and its source. */
export type ProductFacts = Omit<
  ProductTable,
  "id" | "sha256" | "bytes" | "superseded" | "source" | "added_at"
>;

/** What a product has besides its picture. */
export interface ProductExtras {
  readonly features?: MapFeatureCollection;
  readonly winds?: WindProfile;
  readonly text?: string;
}

/**
 * The catalogue's facts about a product.
 *
 * @param name the file's name, for facts that the bytes do not state
 * @throws WelkinError RADAR_NO_SITE
 */
export function factsOfProduct(
  product: Level3Product,
  name: string,
  now: Date,
): { readonly facts: ProductFacts; readonly extras: ProductExtras } {
  const site = siteOfProduct(product);
  if (site === undefined) {
    throw new WelkinError(
      "RADAR_NO_SITE",
      "The product does not name its radar, and no radar in the built-in list stands at its position.",
    );
  }
  const { text, ...report } = inspectLevel3(product);
  const time = timeOfProduct(product, name, now);
  const radar = product.kind === "product" ? product : undefined;
  const features = radar && drawn(radar);
  const winds = radar && windProfile(radar);
  const readable = text === undefined ? toldByStatus(product) : paged(product, text);
  const isPicture = radar !== undefined && showsPicture(radar);
  const facts: ProductFacts = {
    site,
    code: codeOfProduct(product, name),
    time,
    made: radar?.description.productTime ?? time,
    product_code: "code" in product ? product.code : null,
    name: product.name,
    kind: kindOf(isPicture, features !== undefined, winds !== undefined),
    elevation: (radar && elevationOf(radar)) ?? null,
    unit: radar?.values.unit ?? "",
    table: isPicture ? defaultTable(radar).name : null,
    empty: (radar && emptiness(radar, isPicture, features?.features.length)) ?? null,
    ...placeOf(site, radar),
    report: {
      ...report,
      features: features?.features.length ?? 0,
      pages: readable !== "",
      winds: winds !== undefined,
    },
  };
  return {
    facts,
    extras: {
      ...(features && { features }),
      ...(winds && { winds }),
      ...(readable !== "" && { text: readable }),
    },
  };
}

/** A grid on the ground, or what would be one if there were anything to show. */
function showsPicture(product: RadarProduct): boolean {
  if (product.info.chart) return false;
  return product.grids.length > 0 || product.info.table !== undefined;
}

/** Its features on the map; undefined if it is not on the map, or only a grid. */
function drawn(product: RadarProduct): MapFeatureCollection | undefined {
  const { info } = product;
  if (info.chart || info.layout !== "graphic" || info.range === undefined) return undefined;
  const features = toGeoJSON(product);
  return features.features.length > 0 || !showsPicture(product) ? features : undefined;
}

function kindOf(isPicture: boolean, hasFeatures: boolean, hasWinds: boolean): ProductKind {
  if (isPicture) return "picture";
  if (hasFeatures) return "features";
  return hasWinds ? "profile" : "text";
}

function placeOf(site: string, radar: RadarProduct | undefined) {
  const known = findSite(site);
  if (radar) return antennaOf(radar);
  if (!known) return { latitude: null, longitude: null, height: null };
  const { latitude, longitude, groundHeight, feedhornHeight } = known;
  return { latitude, longitude, height: groundHeight + feedhornHeight };
}

/**
 * Why accumulations show nothing (ICD 2620001, table V, note on the null product flag), for products that do not say it
 * in words.
 */
const NULL_REASONS: Readonly<Record<number, string>> = {
  1: "No accumulation: the radar was out of service for too long.",
  2: "No precipitation was detected in the time that it covers.",
  3: "No accumulations are held for the time that it covers.",
  4: "No precipitation was detected since the storm total was last reset.",
  5: "No precipitation has been detected lately.",
};

/** Why there is nothing to show, if so. */
function emptiness(
  product: RadarProduct,
  isPicture: boolean,
  features: number | undefined,
): string | undefined {
  const flag = product.metadata["nullProduct"];
  const isNull = typeof flag === "number" && flag !== 0;
  if (isNull || (isPicture && !fieldOfProduct(product))) {
    const reason = typeof flag === "number" ? NULL_REASONS[flag] : undefined;
    return words(product) ?? reason ?? "The radar had nothing to show.";
  }
  return !isPicture && features === 0 ? "Nothing was found." : undefined;
}

/** How the algorithm's settings begin, which follow the message: `ADAP(43) 0.5M_Enhanc …`. */
const SETTINGS = /^[A-Z]{4}\(\s*\d+\)/;

/** The message of a product without data. */
function words(product: RadarProduct): string | undefined {
  const texts = product.layers
    .flat()
    .flatMap((packet) => (packet.kind === "text" ? [packet.text] : []));
  const settings = texts.findIndex((text) => SETTINGS.test(text));
  const said = settings < 0 ? texts : texts.slice(0, settings);
  const sentence = said.join(" ").replace(/[\s\p{Cc}]+/gu, " ");
  return sentence.trim() || undefined;
}

/** Pages one after another, separated by a line: their ends would not be visible otherwise. */
function paged(product: Level3Product, text: string): string {
  const pages = product.kind === "product" ? product.tabularPages.filter(Boolean) : [];
  const run = pages.join("\n");
  if (pages.length < 2 || !text.startsWith(run)) return text;
  const numbered = pages.map((page, i) =>
    i === 0 ? page : `\n-------- page ${i + 1} of ${pages.length} --------\n\n${page}`,
  );
  return numbered.join("\n") + text.slice(run.length);
}

/** A status message for people: one line per entry. */
function toldByStatus(product: Level3Product): string {
  if (product.kind !== "status") return "";
  const tell = (value: unknown) => (Array.isArray(value) ? value.join(", ") : String(value));
  return Object.entries(product.status)
    .map(
      ([key, value]) => `${key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()}: ${tell(value)}`,
    )
    .join("\n");
}
