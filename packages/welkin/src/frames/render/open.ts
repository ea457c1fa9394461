import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { type FitsFile, type FitsSource, openFits } from "@welkin/fits";
import { fitsOptions } from "../fits.ts";

/** What a thread may take for one frame, bytes. */
const LIMITS = { maxArrayBytes: 2 ** 29, maxUnwrappedBytes: 2 ** 29 };

/**
 * Opens a FITS file on the disk for as long as `work` takes. For threads of the pool: reading blocks.
 *
 * @throws FitsError, and what the file system says.
 */
export async function withFits<Result>(
  path: string,
  work: (file: FitsFile) => Promise<Result>,
): Promise<Result> {
  const handle = openSync(path, "r");
  try {
    return await work(await openFits(diskSource(handle), { ...fitsOptions, limits: LIMITS }));
  } finally {
    closeSync(handle);
  }
}

function diskSource(handle: number): FitsSource {
  const { size } = fstatSync(handle);
  return {
    size,
    read: async (offset, length) => {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = new Uint8Array(wanted);
      let got = 0;
      while (got < wanted) {
        const read = readSync(handle, bytes, got, wanted - got, offset + got);
        if (read === 0) break;
        got += read;
      }
      return bytes.subarray(0, got);
    },
  };
}
