import type { S3ServiceException } from "@aws-sdk/client-s3";
import { EngineError, type EngineErrorCode, isEngineError, reasonOf } from "../errors.ts";

/** Error codes of S3, and of servers like it, as the store says them. What is not here goes by its HTTP status. */
const names: Readonly<Record<string, EngineErrorCode | undefined>> = {
  NoSuchKey: "STORE_NOT_FOUND",
  NotFound: "STORE_NOT_FOUND",
  // A store without its bucket is no store: what is asked for may well exist.
  NoSuchBucket: "STORE_UNAVAILABLE",
  PreconditionFailed: "STORE_EXISTS",
  EntityTooLarge: "STORE_FULL",
  AccessDenied: "STORE_DENIED",
  QuotaExceeded: "STORE_FULL",
  // Of the SDK: no credentials, or none that still hold.
  CredentialsProviderError: "STORE_DENIED",
  TokenProviderError: "STORE_DENIED",
};

const statuses: Readonly<Record<number, EngineErrorCode | undefined>> = {
  401: "STORE_DENIED",
  403: "STORE_DENIED",
  404: "STORE_NOT_FOUND",
  412: "STORE_EXISTS",
  507: "STORE_FULL",
};

/** Of the network, errno(3): what they say of themselves names the server. */
const network: Readonly<Record<string, string | undefined>> = {
  ECONNREFUSED: "it accepts no connections",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to it",
  ENOTFOUND: "its name leads nowhere",
  EAI_AGAIN: "its name cannot be looked up now",
  ETIMEDOUT: "it does not answer in time",
};

/**
 * The store's error for one of the SDK. What a server answered is not kept as its cause: it carries the request, with
 * signatures and key ids, to wherever it is logged.
 */
export function s3Error(error: unknown, key: string): unknown {
  if (isEngineError(error) || !(error instanceof Error)) return error;
  // Of the network, as errno(3) has it: the SDK calls most of those a TimeoutError.
  const { code = error.name } = error as NodeJS.ErrnoException;
  const options = "$metadata" in error ? {} : { cause: error };
  return errorOf(code, key, reasonOf(error), statusOf(error), options);
}

/** The store's error for what S3 says. */
export function errorOf(
  name: string | undefined,
  key: string,
  message = "",
  status?: number,
  options?: ErrorOptions,
): EngineError {
  const known = names[name ?? ""] ?? statuses[status ?? 0] ?? "STORE_UNAVAILABLE";
  const plain = network[name ?? ""] ?? withoutAddresses(message);
  const parts = [name, plain].filter(
    (part) => part && !/^(UnknownError|no reason given)$/.test(part),
  );
  const reason = [...new Set(parts)].join(": ") || "no reason given";
  const answered = status === undefined ? reason : `${reason} (HTTP ${status})`;
  return new EngineError(known, { key, reason: answered }, options);
}

/** A message as anybody may read it: where the store is, and what signs a request to it, is nobody's business. */
function withoutAddresses(message: string): string {
  return (
    message
      .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, "…")
      // Whatever follows a question mark may be a signature.
      .replace(/\?\S+/g, "?…")
      // Names and addresses of hosts, with their ports.
      .replace(/\b[\w-]+(?:\.[\w-]+)+(?::\d+)?\b/g, "…")
      .replace(/\[?[0-9a-f]*:[0-9a-f]*:[0-9a-f:]*[0-9a-f]\]?(?::\d+)?/gi, "…")
      .replace(/\blocalhost(?::\d+)?\b/gi, "…")
  );
}

/** The HTTP status that an error of the SDK came with. */
export function statusOf(error: unknown): number | undefined {
  return (error as Partial<S3ServiceException> | undefined)?.$metadata?.httpStatusCode;
}

/** Waits for a call of S3, and has its error be the store's. */
export async function attempt<T>(key: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw s3Error(error, key);
  }
}
