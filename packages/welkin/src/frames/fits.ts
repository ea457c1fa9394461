import { gunzipSync } from "node:zlib";
import { FitsError, type OpenOptions } from "@welkin/fits";
import { decompressRecord } from "@welkin/nexrad";
import { codeOf } from "../errors.ts";

/** How this service opens FITS files: with Node's inflate, and support for bzip2 around whole files. */
export const fitsOptions: OpenOptions = {
  decompressors: { bzip2: (bytes, most) => decompressRecord(bytes, most) },
  inflate: gunzip,
};

/** @throws FitsError FITS_TOO_LARGE, FITS_BAD_TILE, like the library's own */
function gunzip(bytes: Uint8Array, most: number): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    if (codeOf(error) === "ERR_BUFFER_TOO_LARGE") {
      throw new FitsError("FITS_TOO_LARGE", `a gzip stream inflates to more than ${most} bytes`);
    }
    if (!codeOf(error)?.startsWith("Z_")) throw error;
    throw new FitsError("FITS_BAD_TILE", `a gzip stream: ${(error as Error).message}`);
  }
}
