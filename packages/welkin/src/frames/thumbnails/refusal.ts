import { WelkinError } from "../../errors.ts";
import { ArchiveError } from "../archives/index.ts";

/** An answer of thumbnail-service that is an error: its status, its sentence. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What else is told. */
  readonly payload: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    message: string,
    more: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly payload?: Readonly<Record<string, unknown>>;
    } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = more.headers ?? {};
    this.payload = more.payload ?? {};
  }
}

/** An error as thumbnail-service tells it; undefined where it tells nothing of the kind. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof ArchiveError) return ofArchive(error);
  if (error instanceof WelkinError && error.code === "FRAME_NOT_FOUND") {
    return new Refusal(404, "Not found");
  }
  return undefined;
}

function ofArchive({ status, response, retryAfter }: ArchiveError): Refusal {
  // Upstream tells the address that was silent, which may be a signed one.
  if (status === 504) return new Refusal(504, "Timeout while accessing resource");
  return new Refusal(status, "Got error response", {
    payload: response === undefined ? {} : { response },
    headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  });
}
