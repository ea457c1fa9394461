import { setTimeout as wait } from "node:timers/promises";
import { WelkinError } from "../../errors.ts";

/** How long JPL is waited for, and how it is spared. Milliseconds. */
export interface Patience {
  /** For the whole answer. */
  readonly timeout: number;
  readonly retries: number;
  /** Before a retry; doubled for each further one. */
  readonly delay: number;
  /** Between the end of one request and the next. */
  readonly interval: number;
  /** After a failure nobody asks for so long: everyone is told at once. */
  readonly rest: number;
}

/** JPL asks for one request at a time (https://ssd-api.jpl.nasa.gov/, "Fair use"). */
export const PATIENCE: Patience = {
  timeout: 10_000,
  retries: 1,
  delay: 700,
  interval: 200,
  rest: 60_000,
};

/** What JPL said: HTTP's status, and text. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

const ANSWER_LIMIT = 16 * 1024 ** 2;
/** Statuses whose text says something: an answer, a choice of several objects, a wrong question. */
const telling = new Set([200, 300, 400, 404]);

/** A failure that asking again may mend. */
class Passing extends Error {}

/** Asks a service of JPL, politely: one request at a time, few retries, and none for a while after it has failed. */
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
  async get(url: URL, signal?: AbortSignal): Promise<Answered> {
    const turn = this.#turn.then(() => this.#patiently(url, signal));
    const pause = () => wait(this.#patience.interval, undefined, { ref: false });
    this.#turn = turn.then(pause, pause);
    return await turn;
  }

  async #patiently(url: URL, signal: AbortSignal | undefined): Promise<Answered> {
    signal?.throwIfAborted();
    const down = this.#down.get(url.host);
    if (down !== undefined && performance.now() < down.until) throw unavailable(url, down.reason);
    const { retries, delay, rest } = this.#patience;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#once(url, signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof Passing)) throw error;
        if (attempt < retries) {
          await wait(delay * 2 ** attempt, undefined, { ...(signal && { signal }) });
          continue;
        }
        const { message: reason } = error;
        this.#down.set(url.host, { until: performance.now() + rest, reason });
        throw unavailable(url, reason);
      }
    }
  }

  async #once(url: URL, signal: AbortSignal | undefined): Promise<Answered> {
    const late = AbortSignal.timeout(this.#patience.timeout);
    try {
      const response = await fetch(url, {
        headers: { accept: "application/json, text/plain" },
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
      const { status } = response;
      const text = await textOf(response);
      if (!telling.has(status)) throw new Passing(`it answers HTTP ${status}`);
      if (/^\s*<(!doctype|html|head|body)/i.test(text)) throw new Passing("it answers a web page");
      return { status, text };
    } catch (error) {
      if (error instanceof Passing) throw error;
      if (late.aborted) throw new Passing(`no answer within ${this.#patience.timeout / 1000} s`);
      throw new Passing(reasonOf(error));
    }
  }
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of response.body ?? []) {
    text += decoder.decode(part as Uint8Array, { stream: true });
    if (text.length > ANSWER_LIMIT) throw new Passing("its answer is too long");
  }
  return text + decoder.decode();
}

/** `fetch` says only that it failed: why is in the cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error && cause.message ? reasonOf(cause) : String(message);
}

export function unavailable({ host }: URL, reason: string): WelkinError {
  return new WelkinError("SURVEY_JPL_UNAVAILABLE", `${host} cannot be asked: ${reason}.`);
}
