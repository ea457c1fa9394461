import { gunzipSync } from "node:zlib";
import type { OpenOptions } from "@welkin/fits";
import { decompressRecord } from "@welkin/nexrad";

/** How this service opens FITS files: with Node's inflate, and bzip2 around whole files. */
export const fitsOptions: OpenOptions = {
  decompressors: { bzip2: (bytes, most) => decompressRecord(bytes, most) },
  inflate: (bytes, most) => gunzipSync(bytes, { maxOutputLength: most }),
};
