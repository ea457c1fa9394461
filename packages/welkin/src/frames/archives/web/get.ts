import {
  Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as requestHttp,
} from "node:http";
import { request as requestHttps, Agent as SecureAgent } from "node:https";
import type { HostRules } from "./addresses.ts";

/** A response whose body is still to be read; its holder reads or closes it. */
export interface WebAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** @throws Silent, Error if the connection breaks */
  body(): AsyncGenerator<Uint8Array>;
  close(): void;
}

/** A server was silent for too long. */
export class Silent extends Error {}

export interface WebOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Which hosts may be contacted; any if omitted. */
  readonly rules?: HostRules;
  /** Milliseconds without a byte after which a server is given up. */
  readonly silence: number;
  /** Milliseconds after which it is given up even if bytes arrive. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

/** Checked connections are kept apart from unchecked ones. */
const agents = {
  checked: { "http:": new Agent(agentOptions()), "https:": new SecureAgent(agentOptions()) },
  trusted: { "http:": new Agent(agentOptions()), "https:": new SecureAgent(agentOptions()) },
};

function agentOptions() {
  return { keepAlive: true, maxSockets: 32, maxFreeSockets: 8, timeout: 30_000 };
}

/**
 * A GET. Redirects are not followed: the caller decides about their targets.
 *
 * @throws HostRefused, Silent, Error
 */
export async function get(url: URL, options: WebOptions): Promise<WebAnswer> {
  try {
    return await attempt(url, options);
  } catch (error) {
    // A kept-alive connection that the server had just closed: it has not seen the request.
    if ((error as { stale?: boolean }).stale) return attempt(url, options);
    throw error;
  }
}

async function attempt(url: URL, options: WebOptions): Promise<WebAnswer> {
  options.signal?.throwIfAborted();
  options.rules?.check(url);
  const lookup = options.rules?.lookupFor(url);
  const protocol = url.protocol as "http:" | "https:";
  const send = protocol === "https:" ? requestHttps : requestHttp;
  const request = send(url, {
    agent: agents[lookup ? "checked" : "trusted"][protocol],
    headers: { ...options.headers, "accept-encoding": "identity", "user-agent": "welkin" },
    ...(lookup && { lookup }),
  });
  const patience = watch(request, options);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.once("response", resolve);
      request.once("error", reject);
      request.end();
    });
    patience.heard();
    request.on("error", () => {});
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: () => bodyOf(response, patience),
      close() {
        patience.end();
        response.destroy();
      },
    };
  } catch (error) {
    patience.end();
    options.signal?.throwIfAborted();
    const reason = patience.reason ?? (error as Error);
    const isReset = (error as NodeJS.ErrnoException).code === "ECONNRESET";
    throw Object.assign(reason, { stale: request.reusedSocket && isReset });
  }
}

/** Aborts a request on silence, on its deadline, or when nobody wants it any more. */
function watch(request: ClientRequest, { silence, deadline, signal }: WebOptions) {
  let reason: Error | undefined;
  const giveUp = () => {
    reason = new Silent("nothing was heard in time");
    request.destroy(reason);
  };
  const silent = setTimeout(giveUp, silence);
  const late = setTimeout(giveUp, deadline);
  const onAbort = () => request.destroy(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  return {
    get reason() {
      return reason;
    },
    signal,
    heard: () => void silent.refresh(),
    end() {
      clearTimeout(silent);
      clearTimeout(late);
      signal?.removeEventListener("abort", onAbort);
    },
  };
}

async function* bodyOf(
  response: IncomingMessage,
  patience: ReturnType<typeof watch>,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response) {
      patience.heard();
      yield chunk as Uint8Array;
    }
    if (!response.complete) throw new Error("the connection was closed too early");
  } catch (error) {
    patience.signal?.throwIfAborted();
    throw patience.reason ?? error;
  } finally {
    patience.end();
    response.destroy();
  }
}
