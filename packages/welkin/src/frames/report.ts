import type { Card, Hdu, Wcs } from "@welkin/fits";
import { codeOf } from "../errors.ts";

/** An HDU as plain JSON. */
export function hduReport(hdu: Hdu, cards: boolean) {
  return {
    index: hdu.index,
    name: hdu.name,
    type: hdu.type,
    bitpix: hdu.bitpix,
    axes: [...hdu.axes],
    ...(hdu.compression !== undefined && { compression: hdu.compression }),
    ...(cards && { cards: hdu.header.cards.map(cardReport) }),
  };
}

function cardReport({ keyword, value, comment }: Card) {
  const plain = typeof value === "bigint" ? value.toString() : value;
  return { keyword, ...(plain !== undefined && { value: plain }), ...(comment && { comment }) };
}

/** The sky position of an image of this size. */
export function wcsReport(
  wcs: Wcs,
  { width, height }: { readonly width: number; readonly height: number },
) {
  const centre = wcs.pixelToSky((width + 1) / 2, (height + 1) / 2);
  return {
    projection: wcs.projection,
    system: wcs.system,
    pixelScale: wcs.pixelScale,
    centre: centre ? [centre.ra, centre.dec] : null,
  };
}

/** An unreadable part of a file becomes a warning, and does not prevent a report on the rest. */
export async function readable<Value>(
  read: () => Promise<Value>,
  warnings: string[],
): Promise<Value | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!codeOf(error)?.startsWith("FITS_")) throw error;
    warnings.push(`${codeOf(error)}: ${(error as Error).message}`);
    return undefined;
  }
}

export function orNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
