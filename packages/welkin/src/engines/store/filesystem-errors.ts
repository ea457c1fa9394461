import { EngineError, type EngineErrorCode, reasonOf } from "../errors.ts";

/** Refusals of the operating system (errno(3)), as store errors. */
const codes: Readonly<Record<string, EngineErrorCode>> = {
  ENOSPC: "STORE_FULL",
  EDQUOT: "STORE_FULL",
  EFBIG: "STORE_FULL",
  EACCES: "STORE_DENIED",
  EPERM: "STORE_DENIED",
  EROFS: "STORE_DENIED",
  ENOENT: "STORE_NOT_FOUND",
  ELOOP: "STORE_NOT_FOUND",
};

/** Turns a file system error into the store's; anything else is returned unchanged. */
export function storeError(error: unknown, key: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || typeof code !== "string" || syscall === undefined) return error;
  if (code === "ENOTDIR" || code === "EISDIR")
    return new EngineError("STORE_BAD_KEY", { key, reason: "an object is in the way" });
  const known = codes[code] ?? "STORE_UNAVAILABLE";
  return new EngineError(known, { key, reason: reasonOf(error) }, { cause: error });
}

/** Awaits a file system call, turning its error into the store's. */
export async function attempt<T>(key: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw storeError(error, key);
  }
}

/** The result of `call`, or undefined if it fails because there is no such file. */
export async function ifThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "ELOOP") return undefined;
    throw error;
  }
}
