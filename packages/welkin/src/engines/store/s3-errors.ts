import type { S3ServiceException } from "@aws-sdk/client-s3";
import { EngineError, type EngineErrorCode, isEngineError, reasonOf } from "../errors.ts";

/** Error codes of S3 and compatible servers, as store errors. Others are translated by HTTP status. */
const names: Readonly<Record<string, EngineErrorCode | undefined>> = {
  NoSuchKey: "STORE_NOT_FOUND",
  NotFound: "STORE_NOT_FOUND",
  // A store without its bucket is unavailable: the requested object may well exist.
  NoSuchBucket: "STORE_UNAVAILABLE",
  PreconditionFailed: "STORE_EXISTS",
  EntityTooLarge: "STORE_FULL",
  AccessDenied: "STORE_DENIED",
  QuotaExceeded: "STORE_FULL",
  // From the SDK: no credentials, or expired ones.
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

/** Network errors, errno(3): their own messages name the server. */
const network: Readonly<Record<string, string | undefined>> = {
  ECONNREFUSED: "it accepts no connections",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  EHOSTUNREACH: "there is no route to it",
  ENETUNREACH: "there is no route to it",
  ENOTFOUND: "its name cannot be resolved",
  EAI_AGAIN: "its name cannot be resolved at the moment",
  ETIMEDOUT: "it does not answer in time",
};

/**
 * The store's error for an SDK error. A server's response is not kept as its cause: it would carry the request, with
 * signatures and key ids, into logs.
 */
export function s3Error(error: unknown, key: string): unknown {
  if (isEngineError(error) || !(error instanceof Error)) return error;
  // A network error has the code of errno(3): the SDK calls most of those a TimeoutError.
  const { code = error.name } = error as NodeJS.ErrnoException;
  const options = "$metadata" in error ? {} : { cause: error };
  return errorOf(code, key, reasonOf(error), statusOf(error), options);
}

/** The store's error for an S3 error. */
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

/** A message fit for anyone to read, without the store's location and without anything that signs a request to it. */
function withoutAddresses(message: string): string {
  return (
    message
      .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, "…")
      // Anything after a question mark may be a signature.
      .replace(/\?\S+/g, "?…")
      // Host names and addresses, with their ports.
      .replace(/\b[\w-]+(?:\.[\w-]+)+(?::\d+)?\b/g, "…")
      .replace(/\[?[0-9a-f]*:[0-9a-f]*:[0-9a-f:]*[0-9a-f]\]?(?::\d+)?/gi, "…")
      .replace(/\blocalhost(?::\d+)?\b/gi, "…")
  );
}

/** The HTTP status of an SDK error. */
export function statusOf(error: unknown): number | undefined {
  return (error as Partial<S3ServiceException> | undefined)?.$metadata?.httpStatusCode;
}

/** Awaits an S3 call, turning its error into the store's. */
export async function attempt<T>(key: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw s3Error(error, key);
  }
}
