import { Header, parseWcs, type Wcs } from "@welkin/fits";
import type { ObservationRow } from "../catalog.ts";

/** The keywords of a celestial WCS without which a row has none (FITS 4.0, §8.2). */
const NEEDED = ["CTYPE1", "CTYPE2", "CRVAL1", "CRVAL2", "CRPIX1", "CRPIX2"];
const KEYWORD = /^[A-Z][A-Z0-9_-]{0,7}$/;

/** Where a place on the sky is in an observation's picture, in FITS pixel numbers, where its own fields hold a WCS. */
export function pixelOf(
  { fields }: Pick<ObservationRow, "fields">,
  { ra, dec }: { readonly ra: number; readonly dec: number },
): { readonly x: number; readonly y: number } | undefined {
  if (fields === null || NEEDED.some((name) => fields[name] === undefined)) return undefined;
  const pixel = wcsOf(fields)?.skyToPixel(ra, dec);
  return pixel && Number.isFinite(pixel.x) && Number.isFinite(pixel.y) ? pixel : undefined;
}

/** Values of a table come as text as often as not. */
function wcsOf(fields: NonNullable<ObservationRow["fields"]>): Wcs | undefined {
  const header = new Header();
  for (const [keyword, value] of Object.entries(fields)) {
    if (!KEYWORD.test(keyword)) continue;
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    header.set(keyword, typeof number === "number" && Number.isFinite(number) ? number : value);
  }
  try {
    return parseWcs(header);
  } catch {
    // What a row says of its pixels may be anything; then they are not known.
    return undefined;
  }
}
