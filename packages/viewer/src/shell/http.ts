/** The service's error response (RFC 9457), or `UNREACHABLE`. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
  }
}

export const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "AbortError";

/** A plain sentence for any thrown value. */
export const inWords = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export async function getJson<T>(
  url: string,
  signal?: AbortSignal,
  headers: Record<string, string> = {},
): Promise<T> {
  const response = await ask(url, {
    headers: { accept: "application/json", ...headers },
    signal: signal ?? null,
  });
  return (await response.json()) as T;
}

export async function postJson<T>(url: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const response = await ask(url, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: signal ?? null,
  });
  return (await response.json()) as T;
}

/** @throws ApiError if the response is not a success, or there is none */
export async function ask(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init).catch((error) => {
    throw isAbort(error) ? error : unreachable();
  });
  if (!response.ok) throw problem(response.status, await response.text());
  return response;
}

export const unreachable = () =>
  new ApiError("UNREACHABLE", 0, "The service does not answer. Is it running?");

export function problem(status: number, body: string): ApiError {
  try {
    const { code, title, detail } = JSON.parse(body) as Record<string, string | undefined>;
    return new ApiError(code ?? "UNKNOWN", status, detail ?? title ?? `The service said ${status}`);
  } catch {
    // A gateway in front of the service answers in its own way when the service is down.
    return status >= 502 && status <= 504
      ? unreachable()
      : new ApiError("UNKNOWN", status, `The service said ${status}`);
  }
}

/** A query string; undefined values are left out. */
export function params(values: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.toString();
}

export const withQuery = (url: string, query: string) =>
  `${url}${url.includes("?") ? "&" : "?"}${query}`;
