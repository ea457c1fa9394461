import { hduBytes, type WritableHdu } from "./hdu.ts";
import { emptyPrimary, type ImageInput, imageHdu } from "./image.ts";
import { type TableInput, tableHdu } from "./table.ts";
import { tiledHdu } from "./tiles.ts";

export interface WriteOptions {
  /** Adds DATASUM and CHECKSUM to every HDU. Default true. */
  checksum?: boolean;
}

/**
 * Writes a FITS file. The first image, if it is not compressed, becomes the primary HDU; otherwise an empty primary
 * HDU is added first.
 *
 * @throws FitsError FITS_CANNOT_WRITE.
 * @example
 * const bytes = await writeFits([
 *   { data: pixels, axes: [300, 300], header, compress: { codec: "RICE_1" } },
 *   { name: "CAT", columns: [{ name: "x", values: Float64Array.of(1, 2) }] },
 * ]);
 */
export async function writeFits(
  hdus: readonly (ImageInput | TableInput)[],
  { checksum = true }: WriteOptions = {},
): Promise<Uint8Array> {
  const first = hdus[0];
  const primary = first && "data" in first && !first.compress;
  const made: WritableHdu[] = primary ? [] : [emptyPrimary()];
  for (const [i, input] of hdus.entries()) made.push(await makeHdu(input, i === 0));
  const parts = made.flatMap((hdu) => hduBytes(hdu, checksum));
  const output = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    output.set(part, at);
    at += part.byteLength;
  }
  return output;
}

function makeHdu(
  input: ImageInput | TableInput,
  first: boolean,
): WritableHdu | Promise<WritableHdu> {
  if (!("data" in input)) return tableHdu(input);
  return input.compress ? tiledHdu(input, input.compress) : imageHdu(input, first);
}
