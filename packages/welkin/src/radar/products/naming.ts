import {
  type Level3Product,
  listSites,
  type ProductInfo,
  type RadarProduct,
  type Site,
} from "@welkin/nexrad";
import { elevationOf } from "./field.ts";

/** The three-letter AWIPS code of a file: from its heading, its name, or the registry of products. */
export function codeOfProduct(product: Level3Product, name: string): string {
  const awips = product.heading?.awips ?? "";
  if (isCode(awips)) return awips;
  if (product.kind !== "product") return product.kind === "status" ? "GSM" : "FTM";
  const { info, code } = product;
  const named = codeInName(name);
  if (named && (info.awips.length === 0 || info.awips.includes(named))) return named;
  return codeOfElevation(info, elevationOf(product)) ?? String(code).padStart(3, "0");
}

function isCode(text: string): boolean {
  return /^[A-Z0-9]{3}$/.test(text);
}

/** `PDT_HHC_2025_04_09_15_30_00`, `KLSX_SDUS53_NCRLSX_202112110215`, `Level3_FFC_N0Q_20140407_1805.nids`. */
function codeInName(name: string): string | undefined {
  return (
    /(?:^|_)[A-Z][A-Z0-9]{2,3}_([A-Z0-9]{3})_\d{4}/.exec(name)?.[1] ??
    /_[A-Z]{4}\d\d_([A-Z0-9]{3})[A-Z0-9]{3}_\d{8}/.exec(name)?.[1]
  );
}

/**
 * Elevations, degrees, up to which AWIPS gives products these names: NX, NY and NZ are for radars that scan lower
 * than others.
 */
const TILTS: readonly (readonly [prefix: string, upTo: number])[] = [
  ["NX", -0.05],
  ["NY", 0.25],
  ["NZ", 0.45],
  ["N0", 0.7],
  ["NA", 1.1],
  ["N1", 1.65],
  ["NB", 2.1],
  ["N2", 2.75],
  ["N3", 90],
];

function codeOfElevation({ awips }: ProductInfo, elevation: number | undefined) {
  if (awips.length <= 1 || elevation === undefined) return awips[0];
  const prefix = TILTS.find(([, upTo]) => elevation < upTo)?.[0] ?? "N3";
  return awips.find((code) => code.startsWith(prefix)) ?? awips[0];
}

/** Degrees within which a position is that of a listed site. */
const NEAR = 0.05;

/** The radar of a file: from its heading, or by its position. */
export function siteOfProduct(product: Level3Product): string | undefined {
  if (/^[A-Z][A-Z0-9]{3}$/.test(product.site)) return product.site;
  return product.kind === "product" ? siteAt(product)?.id : undefined;
}

function siteAt({ description }: RadarProduct): Site | undefined {
  const { latitude, longitude } = description;
  return listSites().find(
    (site) =>
      Math.abs(site.latitude - latitude) < NEAR && Math.abs(site.longitude - longitude) < NEAR,
  );
}

/** When it was observed; for a text, when it was written, as stated by itself or its name. */
export function timeOfProduct(product: Level3Product, name: string, now: Date): Date {
  if (product.kind !== "text") return product.time;
  const written = /Message Date:\s*([A-Z][a-z]{2} \d{1,2} \d{4} \d\d:\d\d:\d\d)/.exec(product.text);
  const inText = new Date(`${written?.[1]} UTC`);
  if (!Number.isNaN(inText.getTime())) return inText;
  const [, year, month, day, hour, minute] =
    /_(\d{4})_?(\d\d)_?(\d\d)_?(\d\d)_?(\d\d)/.exec(name) ?? [];
  const inName = new Date(`${year}-${month}-${day}T${hour}:${minute}:00Z`);
  if (!Number.isNaN(inName.getTime())) return inName;
  return lastDay(product.heading?.ddhhmm ?? "", now);
}

/** The latest time with this day of the month, hour and minute. */
function lastDay(ddhhmm: string, now: Date): Date {
  const [day, hour, minute] = [0, 2, 4].map((at) => Number(ddhhmm.slice(at, at + 2)));
  if (!day || hour === undefined || minute === undefined) return now;
  for (let back = 0; back < 3; back++) {
    const month = now.getUTCMonth() - back;
    const time: Date = new Date(Date.UTC(now.getUTCFullYear(), month, day, hour, minute));
    if (time.getUTCDate() === day && time.getTime() <= now.getTime() + 3_600_000) return time;
  }
  return now;
}
