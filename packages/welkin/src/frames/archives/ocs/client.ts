import { WelkinError } from "../../../errors.ts";
import type { Caller } from "../archive.ts";
import { ArchiveError } from "../errors.ts";
import { get, Silent, type WebAnswer } from "../web/get.ts";

/** Most bytes of a response; a page of 100 frames has some 200 kB. */
const MAX_ANSWER = 16 * 1024 ** 2;
/** The same for a refusal, which may be passed on. */
const MAX_REFUSAL = 64 * 1024;
const MAX_REDIRECTS = 3;

/** Calls an archive's API on behalf of the client. */
export class OcsClient {
  readonly #base: URL;
  readonly #silence: number;
  readonly #apiKey: string | undefined;

  /**
   * @param base Ends in a slash.
   * @param apiKey This service's own key, which must not reach an archive.
   */
  constructor(base: string, silence: number, apiKey?: string) {
    this.#base = new URL(base);
    this.#silence = silence;
    this.#apiKey = apiKey;
  }

  /** Host and port. */
  get host(): string {
    return this.#base.host;
  }

  /**
   * The JSON at a path below the API's address.
   *
   * @throws ArchiveError; WelkinError FRAME_NOT_FOUND if the archive answers 404
   */
  async ask(path: string, caller: Caller, patience = 1): Promise<unknown> {
    return this.#follow(new URL(path, this.#base), caller, patience);
  }

  /** The path to pass to `ask` for the URL of a next page; undefined if that is not this archive's. */
  pathOf(next: string): string | undefined {
    const url = URL.canParse(next, this.#base.href) ? new URL(next, this.#base) : undefined;
    // Behind a proxy an archive may believe itself to be without TLS.
    return url?.hostname === this.#base.hostname ? `${url.pathname}${url.search}` : undefined;
  }

  async #follow(url: URL, caller: Caller, patience: number, redirects = 0): Promise<unknown> {
    const answer = await this.#get(url, caller, patience);
    const { status, headers } = answer;
    if (status >= 300 && status < 400 && headers.location !== undefined) {
      answer.close();
      const target = URL.canParse(headers.location, url.href)
        ? new URL(headers.location, url)
        : undefined;
      // The caller's credentials go nowhere else.
      const same = target?.hostname === url.hostname && this.#mayFollow(url, target);
      if (!target || !same || redirects >= MAX_REDIRECTS) {
        throw new ArchiveError(502, "The archive redirects elsewhere.");
      }
      return this.#follow(target, caller, patience, redirects + 1);
    }
    if (status !== 200) throw await refusal(answer);
    const text = await readText(answer, MAX_ANSWER);
    try {
      return JSON.parse(text);
    } catch {
      throw new ArchiveError(502, "The archive's answer is not JSON.");
    }
  }

  #mayFollow(from: URL, to: URL): boolean {
    return from.origin === to.origin || (from.protocol === "http:" && to.protocol === "https:");
  }

  async #get(url: URL, { authorization }: Caller, patience: number): Promise<WebAnswer> {
    const isOurs = this.#apiKey !== undefined && authorization?.endsWith(this.#apiKey);
    try {
      return await get(url, {
        headers: {
          accept: "application/json",
          ...(authorization !== undefined && !isOurs && { authorization }),
        },
        silence: this.#silence * patience,
        deadline: this.#silence * patience * 3,
      });
    } catch (error) {
      throw unreachable(error);
    }
  }
}

/** How a failed connection is described: nothing that could contain a URL. */
export function unreachable(error: unknown): unknown {
  if (error instanceof WelkinError) return error;
  return error instanceof Silent
    ? new ArchiveError(504, "The archive did not answer in time.")
    : new ArchiveError(502, "The archive cannot be reached.");
}

async function refusal(answer: WebAnswer): Promise<Error> {
  const { status, headers } = answer;
  if (status === 404) {
    answer.close();
    return new WelkinError("FRAME_NOT_FOUND", "The archive has no such frame.");
  }
  if (status < 400 || status >= 500) {
    answer.close();
    return new ArchiveError(502, `The archive answered with HTTP ${status}.`);
  }
  const text = await readReason(answer);
  return new ArchiveError(status, `The archive refused this (HTTP ${status}).`, {
    response: parsed(text),
    retryAfter: headers["retry-after"],
  });
}

/** The reason in a refusal, possibly empty. */
export async function readReason(answer: WebAnswer): Promise<string> {
  return readText(answer, MAX_REFUSAL).catch(() => "");
}

/** Parsed JSON, or undefined. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function readText(answer: WebAnswer, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of answer.body()) {
      bytes += part.byteLength;
      if (bytes > most) throw new ArchiveError(502, "The archive's answer is too large.");
      parts.push(part);
    }
  } catch (error) {
    throw unreachable(error);
  }
  return Buffer.concat(parts).toString();
}
