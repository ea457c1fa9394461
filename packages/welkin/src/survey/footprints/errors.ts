/** What can be wrong with a field of view, or with a stored index. */
export type FootprintErrorCode =
  | "FIELD_UNREADABLE"
  | "FIELD_TOO_FEW_CORNERS"
  | "FIELD_TOO_MANY_CORNERS"
  | "FIELD_TOO_LARGE"
  | "FIELD_CROSSES_ITSELF"
  | "INDEX_DAMAGED"
  | "INDEX_TOO_LARGE";

/** The one error of the footprint index: a stable code and a plain sentence. */
export class FootprintError extends Error {
  override readonly name = "FootprintError";
  readonly code: FootprintErrorCode;

  constructor(code: FootprintErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
