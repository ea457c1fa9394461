/** Every error of this library, by code. The sentence says what is wrong; `where` says where. */
export type NexradErrorCode =
  | "LEVEL2_EMPTY"
  | "LEVEL2_NOT_LEVEL2"
  | "LEVEL2_TRUNCATED"
  | "LEVEL2_CORRUPT"
  | "LEVEL2_TOO_LARGE"
  | "LEVEL2_NO_SUCH_SWEEP"
  /** The bytes are sound, but radials, sweeps or the end of the volume are missing. */
  | "LEVEL2_INCOMPLETE"
  | "LEVEL2_MIXED_CHUNKS"
  | "LEVEL3_NOT_LEVEL3"
  | "LEVEL3_TRUNCATED"
  | "LEVEL3_CORRUPT"
  | "LEVEL3_TOO_LARGE"
  | "GZIP_CORRUPT"
  | "GZIP_TRUNCATED"
  | "GZIP_TOO_LARGE"
  | "COMPRESS_CORRUPT"
  | "COMPRESS_TOO_LARGE"
  | "ZLIB_CORRUPT"
  | "ZLIB_TRUNCATED"
  | "ZLIB_TOO_LARGE"
  | "BZIP2_CORRUPT"
  | "BZIP2_TRUNCATED"
  | "BZIP2_TOO_LARGE";

/** Bytes that do not follow the format. */
export class NexradError extends Error {
  override readonly name = "NexradError";
  readonly code: NexradErrorCode;
  /** Where in the input: a record (0-based), a byte offset in the file or in the record. */
  readonly where: Readonly<{ record?: number; offset?: number; chunk?: number }>;

  constructor(
    code: NexradErrorCode,
    message: string,
    where: NexradError["where"] = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.where = where;
  }
}
