/** Every error of this library. */
export type ImagingErrorCode =
  | "FIELD_SHAPE"
  | "GRID_SIZE"
  | "GRID_BEYOND_MERCATOR"
  | "GRID_TILE"
  | "TABLE_UNKNOWN"
  | "TABLE_EMPTY"
  | "PAL_SYNTAX"
  | "PAL_VALUE"
  | "PAL_EMPTY"
  | "PNG_SHAPE"
  | "PNG_PALETTE"
  | "FRAME_SHAPE"
  | "PICTURE_SIZE"
  | "INTERVAL_UNKNOWN"
  | "STRETCH_UNKNOWN"
  | "STRETCH_PARAMETER"
  | "COLORMAP_UNKNOWN"
  | "COLOR_SYNTAX"
  | "COLOR_FRAMES"
  | "FRAME_OPTION"
  | "LABEL_LENGTH";

/** An error with a stable `code`, a plain sentence, and the input line where applicable. */
export class ImagingError extends Error {
  override readonly name = "ImagingError";
  readonly code: ImagingErrorCode;
  /** Line of the input text, from 1. */
  readonly line?: number;

  constructor(code: ImagingErrorCode, message: string, line?: number) {
    super(message);
    this.code = code;
    if (line !== undefined) this.line = line;
  }
}
