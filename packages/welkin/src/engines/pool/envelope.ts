/** What a thread is told to run. */
export interface Call {
  readonly module: string;
  readonly name: string;
  readonly input: unknown;
}

/** Its reply: errors travel as data, so that their fields arrive too. */
export type Answer = { readonly result: unknown } | { readonly error: SentError };

export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
  /** The module or its export could not be loaded: the caller's mistake, not the task's. */
  readonly badTask?: boolean;
}

const plain = (value: unknown): boolean =>
  ["string", "number", "boolean", "bigint"].includes(typeof value) || value === null;

/** `code`, `where` and similar fields: plain values, and plain objects of them, survive the transfer. */
export function sendError(thrown: unknown): SentError {
  if (!(thrown instanceof Error)) return { name: "Error", message: String(thrown), fields: {} };
  const fields = Object.entries(thrown).filter(
    ([key, value]) => !["name", "message", "stack", "cause"].includes(key) && isSendable(value),
  );
  return {
    name: thrown.name,
    message: thrown.message,
    stack: thrown.stack,
    fields: Object.fromEntries(fields),
  };
}

/** An error that reads as it did in the thread, but is no longer of its class. */
export function receiveError({ name, message, stack, fields }: SentError): Error {
  const error = Object.assign(new Error(message), fields);
  Object.defineProperty(error, "name", { value: name, configurable: true, writable: true });
  if (stack !== undefined)
    Object.defineProperty(error, "stack", { value: stack, configurable: true, writable: true });
  return error;
}

function isSendable(value: unknown): boolean {
  if (plain(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).every(plain);
}
