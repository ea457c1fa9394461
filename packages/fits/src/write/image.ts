import { FitsError } from "../errors.ts";
import type { Card } from "../header/card.ts";
import type { PixelArray, Scaling } from "../image/scaling.ts";
import { card, type HduInputBase, userCards, type WritableHdu } from "./hdu.ts";
import { type StoredPixels, storedBytes, storedPixels } from "./pixels.ts";
import type { TileOptions } from "./tiles.ts";

/** An image to write. */
export interface ImageInput extends HduInputBase {
  /** The array type determines BITPIX; unsigned types are stored by offset. */
  data: PixelArray;
  /** NAXIS1, NAXIS2, …: the first axis varies fastest. */
  axes: readonly number[];
  /** BSCALE, BZERO and BLANK, for data as they were stored (`read({ as: "raw" })`). */
  scaling?: Scaling;
  /** Compresses the image in tiles. */
  compress?: TileOptions;
}

/** An image as a primary HDU or an IMAGE extension. */
export function imageHdu(input: ImageInput, primary: boolean): WritableHdu {
  const stored = checkedPixels(input);
  const first = primary
    ? card("SIMPLE", true, "conforms to the FITS standard")
    : card("XTENSION", "IMAGE", "image extension");
  const counts = primary
    ? [card("EXTEND", true, "extensions may follow")]
    : [card("PCOUNT", 0), card("GCOUNT", 1)];
  const cards = [
    first,
    card("BITPIX", stored.bitpix, "bits per pixel"),
    card("NAXIS", input.axes.length, "number of axes"),
    ...input.axes.map((n, i) => card(`NAXIS${i + 1}`, n)),
    ...counts,
    ...scalingCards(stored, input.scaling),
    ...userCards(input),
  ];
  return { cards, data: storedBytes(stored) };
}

/** A primary HDU without data, for files that begin with an extension. */
export function emptyPrimary(): WritableHdu {
  return {
    cards: [
      card("SIMPLE", true, "conforms to the FITS standard"),
      card("BITPIX", 8, "bits per pixel"),
      card("NAXIS", 0, "no data"),
      card("EXTEND", true, "extensions may follow"),
    ],
    data: new Uint8Array(0),
  };
}

export function checkedPixels({ data, axes }: ImageInput): StoredPixels {
  const sane = axes.length > 0 && axes.every((n) => Number.isInteger(n) && n > 0);
  if (sane && axes.reduce((a, b) => a * b, 1) === data.length) return storedPixels(data);
  throw new FitsError("FITS_CANNOT_WRITE", `${data.length} values for axes ${axes.join(" × ")}`);
}

/** BSCALE, BZERO and BLANK, if they are not the defaults. */
export function scalingCards(stored: StoredPixels, scaling?: Scaling): Card[] {
  const scale = scaling?.scale ?? 1;
  const zero = stored.zero ?? scaling?.zero ?? 0;
  const cards: Card[] = [];
  if (scale !== 1 || zero !== 0) {
    cards.push(card("BSCALE", scale), card("BZERO", zero, "offset of the stored values"));
  }
  if (scaling?.blank !== undefined) cards.push(card("BLANK", scaling.blank, "no value"));
  return cards;
}
