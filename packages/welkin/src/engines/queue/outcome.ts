import type { JobResult } from "pg-boss";
import { EngineError, reasonOf } from "../errors.ts";
import type { Output } from "./job-status.ts";

/** Results are for reading over the network, not for carrying data: data goes into the store. */
const MAX_RESULT_BYTES = 64 * 1024;
const MAX_MESSAGE = 2000;

/** A handler that knows a retry would be useless throws an error that says so. */
interface HandlerError extends Error {
  readonly code?: unknown;
  readonly permanent?: boolean;
}

/** A job that succeeded. */
export function succeeded(id: string, kind: string, result: unknown): JobResult<Output> {
  return { id, status: "completed", output: { result: asJson(kind, result) } };
}

/** A job that failed: retried while tries are left, unless the error is permanent. */
export function failed(id: string, thrown: unknown): JobResult<Output> {
  const { code, permanent = false } = thrown as HandlerError;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const error =
    typeof code === "string"
      ? { code, message: message.slice(0, MAX_MESSAGE) }
      : plainError(message.slice(0, MAX_MESSAGE));
  const isUseless = permanent === true || code === "QUEUE_BAD_DATA" || isResultFault(code);
  return { id, status: isUseless ? "deadletter" : "failed", output: { error } };
}

function plainError(message: string): { code: string; message: string } {
  const code = "QUEUE_JOB_FAILED";
  return { code, message: new EngineError(code, { reason: reasonOf(message) }).message };
}

const isResultFault = (code: unknown): boolean =>
  code === "QUEUE_RESULT_TOO_LARGE" || code === "QUEUE_BAD_RESULT";

function asJson(kind: string, result: unknown): unknown {
  let text: string;
  try {
    text = JSON.stringify(result ?? null) ?? "null";
  } catch (error) {
    throw new EngineError("QUEUE_BAD_RESULT", { kind, reason: reasonOf(error) }, { cause: error });
  }
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_RESULT_BYTES)
    throw new EngineError("QUEUE_RESULT_TOO_LARGE", { kind, bytes, limit: MAX_RESULT_BYTES });
  return JSON.parse(text);
}
