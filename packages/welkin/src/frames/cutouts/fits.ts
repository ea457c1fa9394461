import { FitsError, type FitsFile, type Header, type ImageInput, writeFits } from "@welkin/fits";
import { type Edge, type ImageChoice, openImage, regionBox } from "../render/image.ts";
import type { Box, CutoutRegion } from "./box.ts";
import { cutoutHeader, lookupTables, withReferencePixels } from "./cards.ts";

/** A cutout as a FITS file. */
export interface FitsCutout {
  readonly bytes: Uint8Array;
  /** Pixels of the parent, from 0. */
  readonly box: Box;
}

/** Most cards that are left out because they cannot be written. */
const MOST_BAD_CARDS = 64;

/**
 * Cuts a region out as a FITS file with one image, in its parent's type and with a valid WCS.
 *
 * @throws FitsError; WelkinError FRAME_NO_OVERLAP, FRAME_NO_WCS, FRAME_TOO_LARGE, …
 */
export async function cutFits(
  file: FitsFile,
  choice: ImageChoice,
  region: CutoutRegion,
  edge: Edge,
): Promise<FitsCutout> {
  const image = await openImage(file, choice);
  const box = regionBox(image, region, edge);
  const { data, width, height, scaling } = await image.read(box);
  const header = cutoutHeader(withReferencePixels(image.header), box);
  const tables: ImageInput[] = [];
  for (const table of image.mosaic ? [] : lookupTables(image.header, file.hdus, box)) {
    const { axes } = table.hdu.image;
    const pixels = await table.hdu.image.readAll("native");
    const { name, version } = table.hdu;
    tables.push({ name, version, data: pixels, axes, header: table.header });
  }
  const bytes = await written(header, (cards) =>
    writeFits([{ data, axes: [width, height], scaling, header: cards }, ...tables]),
  );
  return { bytes, box };
}

/** Real headers contain cards that FITS does not allow: those are left out, not the cutout. */
async function written(
  header: Header,
  write: (header: Header) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  for (let left = MOST_BAD_CARDS; ; left--) {
    try {
      return await write(header);
    } catch (error) {
      const card = error instanceof FitsError ? error.where.card : undefined;
      const bad = error instanceof FitsError && error.code === "FITS_CANNOT_WRITE";
      if (!bad || card === undefined || !header.has(card) || left === 0) throw error;
      header.delete(card);
    }
  }
}
