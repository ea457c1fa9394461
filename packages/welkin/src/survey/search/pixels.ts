import { Header, parseWcs, type Wcs } from "@welkin/fits";
import type { ObservationRow } from "../catalog.ts";

/** The keywords that a row must have for a celestial WCS (FITS 4.0, §8.2). */
const NEEDED = ["CTYPE1", "CTYPE2", "CRVAL1", "CRVAL2", "CRPIX1", "CRPIX2"];
const KEYWORD = /^[A-Z][A-Z0-9_-]{0,7}$/;

/**
 * The FITS pixel coordinates of a position on the sky in an observation's image, if the row's own fields contain a WCS.
 */
export function pixelOf(
  { fields }: Pick<ObservationRow, "fields">,
  { ra, dec }: { readonly ra: number; readonly dec: number },
): { readonly x: number; readonly y: number } | undefined {
  if (fields === null || NEEDED.some((name) => fields[name] === undefined)) return undefined;
  const pixel = wcsOf(fields)?.skyToPixel(ra, dec);
  return pixel && Number.isFinite(pixel.x) && Number.isFinite(pixel.y) ? pixel : undefined;
}

/** Values from a table are often text. */
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
    // A row's statements about its pixels may be nonsense; they are then unknown.
    return undefined;
  }
}
