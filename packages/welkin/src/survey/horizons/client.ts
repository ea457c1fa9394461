import { setTimeout as wait } from "node:timers/promises";
import { WelkinError } from "../../errors.ts";

/** How long to wait for JPL, and how to limit its load. Milliseconds. */
export interface Patience {
  /** For the complete answer to a look-up, and to a request that needs computing. A timeout is not retried. */
  readonly timeout: number;
  readonly tableTimeout: number;
  readonly retries: number;
  /** Before a retry; doubled for each further one. */
  readonly delay: number;
  /** Between the end of one request and the next. */
  readonly interval: number;
  /** After a failure no requests are made for this long: every caller gets the error immediately. */
  readonly rest: number;
}

/** JPL allows one request at a time (https://ssd-api.jpl.nasa.gov/, "Fair use"). */
const PATIENCE: Patience = {
  timeout: 8000,
  tableTimeout: 40_000,
  retries: 1,
  delay: 700,
  interval: 200,
  rest: 60_000,
};

/** JPL's answer: HTTP status and text. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

const ANSWER_LIMIT = 16 * 1024 ** 2;
/** Statuses with a meaningful text: an answer, a choice of several objects, a bad request. */
const telling = new Set([200, 300, 400, 404]);

/** A failure, and whether a retry may help. */
class Failure extends Error {
  readonly passing: boolean;

  constructor(message: string, passing: boolean) {
    super(message);
    this.passing = passing;
  }
}

/**
 * A polite client of a JPL service: one request at a time, few retries, and no requests for a while after a failure.
 */
export class JplClient {
  readonly #patience: Patience;
  readonly #down = new Map<string, { readonly until: number; readonly reason: string }>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(patience: Patience = PATIENCE) {
    this.#patience = patience;
  }

  /**
   * The answer to a GET.
   *
   * @throws WelkinError SURVEY_JPL_UNAVAILABLE; the signal's reason
   */
  async get(
    url: URL,
    signal?: AbortSignal,
    kind: "look-up" | "table" = "look-up",
  ): Promise<Answered> {
    const { timeout, tableTimeout } = this.#patience;
    const limit = kind === "table" ? tableTimeout : timeout;
    const turn = this.#turn.then(() => this.#patiently(url, signal, limit));
    const pause = () => wait(this.#patience.interval, undefined, { ref: false });
    this.#turn = turn.then(pause, pause);
    return await turn;
  }

  async #patiently(url: URL, signal: AbortSignal | undefined, limit: number): Promise<Answered> {
    signal?.throwIfAborted();
    const down = this.#down.get(url.host);
    if (down !== undefined && performance.now() < down.until) throw unavailable(url, down.reason);
    const { retries, delay, rest } = this.#patience;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#once(url, signal, limit);
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof Failure)) throw error;
        if (error.passing && attempt < retries) {
          await wait(delay * 2 ** attempt, undefined, { ...(signal && { signal }) });
          continue;
        }
        const { message: reason } = error;
        this.#down.set(url.host, { until: performance.now() + rest, reason });
        throw unavailable(url, reason);
      }
    }
  }

  async #once(url: URL, signal: AbortSignal | undefined, limit: number): Promise<Answered> {
    const late = AbortSignal.timeout(limit);
    try {
      const response = await fetch(url, {
        headers: { accept: "application/json, text/plain" },
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
      const { status } = response;
      const text = await textOf(response);
      if (!telling.has(status)) throw new Failure(`it answers HTTP ${status}`, true);
      if (/^\s*<(!doctype|html|head|body)/i.test(text))
        throw new Failure("it answers a web page", true);
      return { status, text };
    } catch (error) {
      if (error instanceof Failure) throw error;
      if (late.aborted) throw new Failure(`no answer within ${limit / 1000} s`, false);
      throw new Failure(reasonOf(error), true);
    }
  }
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of response.body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true });
    if (text.length > ANSWER_LIMIT) throw new Failure("its answer is too long", false);
  }
  return text + decoder.decode();
}

/** The meaning of Node's codes for failed connections. */
const connections: Readonly<Record<string, string>> = {
  ENOTFOUND: "its name leads nowhere",
  EAI_AGAIN: "its name leads nowhere",
  ECONNREFUSED: "it accepts no connections",
  ECONNRESET: "the connection was cut",
  ENETUNREACH: "there is no way to it on this network",
  EHOSTUNREACH: "there is no way to it on this network",
  UND_ERR_CONNECT_TIMEOUT: "it does not answer",
};

/** `fetch` says only that it failed; the reason is in the cause. */
function reasonOf(error: unknown): string {
  const { cause, message, code } = error as NodeJS.ErrnoException;
  const known = connections[code ?? ""];
  if (known) return known;
  return cause instanceof Error && cause.message ? reasonOf(cause) : String(message);
}

export function unavailable({ host }: URL, reason: string): WelkinError {
  return new WelkinError("SURVEY_JPL_UNAVAILABLE", `${host} cannot be asked: ${reason}.`);
}
