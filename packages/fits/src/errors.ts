/** Everything that can be wrong with a FITS file, or with a request to it. The codes are stable. */
export const FITS_ERRORS = {
  FITS_EMPTY: "The file is empty",
  FITS_NOT_FITS: "The bytes are not a FITS file",
  FITS_TRUNCATED: "The file ends before its data does",
  FITS_NO_END: "The header has no END card",
  FITS_BAD_HEADER: "The header contradicts itself or the standard",
  FITS_TOO_LARGE: "The array is larger than the limit",
  FITS_BAD_TILE: "A compressed tile cannot be decoded",
  FITS_BAD_TABLE: "The table contradicts its header",
  FITS_BAD_WRAPPER: "The gzip or bzip2 stream around the file is damaged",
  FITS_UNSUPPORTED: "The file uses something this reader does not know",
  FITS_BAD_SECTION: "The section lies outside the image",
  FITS_NO_IMAGE: "There is no image here",
  FITS_WCS_BAD_AXES: "The celestial axes of the header do not belong together",
  FITS_WCS_SINGULAR: "The coordinate matrix of the header cannot be inverted",
  FITS_WCS_BAD_POLE: "The header's reference point and pole contradict each other",
  FITS_WCS_BAD_PARAMETER: "A parameter of the projection makes no map",
  FITS_WCS_BAD_DISTORTION: "The distortion of the coordinates is incomplete or too large",
  FITS_WCS_UNSUPPORTED: "The header asks for coordinates that this reader does not know",
  FITS_CANNOT_WRITE: "These values cannot be written as FITS",
} as const;

export type FitsErrorCode = keyof typeof FITS_ERRORS;

/** The place of an error in a file: whichever of these is known. */
export interface FitsErrorWhere {
  /** Index of the HDU, from 0. */
  hdu?: number;
  /** Keyword or text of the header card. */
  card?: string;
  /** Index of the compressed tile, from 0. */
  tile?: number;
  /** Byte offset in the (unwrapped) file. */
  offset?: number;
}

/** The only error that this library throws deliberately. */
export class FitsError extends Error {
  readonly code: FitsErrorCode;
  readonly where: FitsErrorWhere;

  constructor(code: FitsErrorCode, detail = "", where: FitsErrorWhere = {}) {
    super(detail ? `${FITS_ERRORS[code]}: ${detail}` : FITS_ERRORS[code]);
    this.name = "FitsError";
    this.code = code;
    this.where = where;
  }

  /** The same error, with the caller's knowledge of the place added. */
  at(where: FitsErrorWhere): FitsError {
    const error = new FitsError(this.code, "", { ...where, ...this.where });
    error.message = this.message;
    return error;
  }
}

/** Adds a place to a FitsError on its way up; other errors pass through untouched. */
export function located(error: unknown, where: FitsErrorWhere): unknown {
  return error instanceof FitsError ? error.at(where) : error;
}
