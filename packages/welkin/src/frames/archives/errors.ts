import { type ErrorCode, WelkinError } from "../../errors.ts";

const codes: Readonly<Record<number, ErrorCode>> = {
  401: "ARCHIVE_UNAUTHORIZED",
  403: "ARCHIVE_FORBIDDEN",
  429: "ARCHIVE_BUSY",
  502: "ARCHIVE_UNAVAILABLE",
  504: "ARCHIVE_TIMEOUT",
};

/** A failure of an archive. The sentence never contains a URL: those of files are signed. */
export class ArchiveError extends WelkinError {
  /** The status to answer with: the archive's own below 500, 502, or 504 if it was silent. */
  readonly status: number;
  /** The archive's JSON reason. */
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
