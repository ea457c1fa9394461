import { type ErrorCode, WelkinError } from "../../errors.ts";

const codes: Readonly<Record<number, ErrorCode>> = {
  401: "ARCHIVE_UNAUTHORIZED",
  403: "ARCHIVE_FORBIDDEN",
  429: "ARCHIVE_BUSY",
  502: "ARCHIVE_UNAVAILABLE",
  504: "ARCHIVE_TIMEOUT",
};

/**
 * An archive that did not give what was asked for. The sentence never holds an address: those of files are signed.
 */
export class ArchiveError extends WelkinError {
  /** What to answer: the archive's own status below 500, 502, or 504 where it was silent. */
  readonly status: number;
  /** The JSON that the archive gave as its reason. */
  readonly response: unknown;
  /** Its Retry-After. */
  readonly retryAfter: string | undefined;

  constructor(
    status: number,
    detail: string,
    options: { readonly response?: unknown; readonly retryAfter?: string | undefined } = {},
  ) {
    super(codes[status] ?? "ARCHIVE_REFUSED", detail);
    this.status = status;
    this.response = options.response;
    this.retryAfter = options.retryAfter;
  }
}
