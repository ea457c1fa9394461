import { WelkinError } from "../../errors.ts";
import { ArchiveError } from "../archives/index.ts";

/** An error answer of thumbnail-service: its status, its sentence. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Further fields of the answer. */
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

/** An error in thumbnail-service's form; undefined if it has no form for it. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof ArchiveError) return ofArchive(error);
  if (error instanceof WelkinError && error.code === "FRAME_NOT_FOUND") {
    return new Refusal(404, "Not found");
  }
  return undefined;
}

function ofArchive({ status, response, retryAfter }: ArchiveError): Refusal {
  // Upstream names the silent address, which may be a signed one.
  if (status === 504) return new Refusal(504, "Timeout while accessing resource");
  return new Refusal(status, "Got error response", {
    payload: response === undefined ? {} : { response },
    headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
  });
}
