import { FitsError, type FitsErrorWhere } from "./errors.ts";

/** Limits on everything that a file's header controls, checked before memory is allocated. */
export interface FitsLimits {
  /** Bytes of one header; the largest real ones are near 2 MB. */
  maxHeaderBytes: number;
  /** Number of HDUs. */
  maxHdus: number;
  /** Bytes of one array returned by a read. */
  maxArrayBytes: number;
  /** Pixels of one compressed tile. */
  maxTilePixels: number;
  /** Bytes of a file after gunzip or bunzip2. */
  maxUnwrappedBytes: number;
}

export const DEFAULT_LIMITS: FitsLimits = {
  maxHeaderBytes: 8 * 2 ** 20,
  maxHdus: 4096,
  maxArrayBytes: 2 ** 30,
  maxTilePixels: 2 ** 27,
  maxUnwrappedBytes: 2 ** 30,
};

/** Refuses an array that is too large before it is allocated. */
export function checkArray(
  elements: number,
  bytesPerElement: number,
  limits: FitsLimits,
  where: FitsErrorWhere = {},
): void {
  const bytes = elements * bytesPerElement;
  if (Number.isSafeInteger(bytes) && bytes >= 0 && bytes <= limits.maxArrayBytes) return;
  throw new FitsError(
    "FITS_TOO_LARGE",
    `${elements} values need ${bytes} bytes, the limit is ${limits.maxArrayBytes}`,
    where,
  );
}
