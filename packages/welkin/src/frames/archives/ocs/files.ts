import { WelkinError } from "../../../errors.ts";
import { ArchiveError } from "../errors.ts";
import { HostRefused, type HostRules } from "../web/addresses.ts";
import type { Open } from "../web/downloads.ts";
import { get, type WebAnswer } from "../web/get.ts";
import { parsed, readReason, unreachable } from "./client.ts";

const MAX_REDIRECTS = 5;
/** However slowly a file arrives, it is complete after this, or given up. */
const DEADLINE_MS = 30 * 60_000;

/**
 * Opens the file at a signed address. Each host on the way is checked, and none receives the client's credentials.
 *
 * @throws ArchiveError, WelkinError FRAME_NOT_FOUND, never mentioning the address
 */
export function openFile(address: string, rules: HostRules, silence: number): Open {
  return async (signal) => {
    try {
      const answer = await follow(address, rules, silence, signal);
      if (answer.status !== 200) throw await refusal(answer, address);
      const told = Number(answer.headers["content-length"] ?? Number.NaN);
      return { size: Number.isFinite(told) ? told : undefined, body: plain(answer, signal) };
    } catch (error) {
      throw explained(error, signal);
    }
  };
}

async function follow(
  address: string,
  rules: HostRules,
  silence: number,
  signal: AbortSignal,
): Promise<WebAnswer> {
  let url = parse(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await get(url, { rules, silence, deadline: DEADLINE_MS, signal });
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer;
    answer.close();
    url = parse(location, url);
  }
  throw new ArchiveError(502, "The address of the frame's file is redirected too many times.");
}

function parse(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username && !url.password) return url;
  throw new ArchiveError(502, "The archive gives no address from which the file could be fetched.");
}

/** Passes on the file host's reason if it is JSON, as thumbnail-service does, and contains nothing of the address. */
async function refusal(answer: WebAnswer, address: string): Promise<Error> {
  const { status } = answer;
  if (status === 404) {
    answer.close();
    return new WelkinError("FRAME_NOT_FOUND", "The frame's file is gone.");
  }
  if (status < 400 || status >= 500) {
    answer.close();
    return new ArchiveError(502, `The frame's file cannot be fetched (HTTP ${status}).`);
  }
  const text = await readReason(answer);
  const secrets = [...new URL(address).searchParams.values()].filter((value) => value.length > 7);
  const tellsSecrets =
    /signature|credential|:\/\//i.test(text) || secrets.some((s) => text.includes(s));
  const response = tellsSecrets ? undefined : parsed(text);
  return new ArchiveError(status, `The frame's file cannot be fetched (HTTP ${status}).`, {
    response,
  });
}

async function* plain(answer: WebAnswer, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    yield* answer.body();
  } catch (error) {
    throw explained(error, signal);
  }
}

function explained(error: unknown, signal: AbortSignal): unknown {
  signal.throwIfAborted();
  if (!(error instanceof HostRefused)) return unreachable(error);
  return new ArchiveError(
    502,
    `The frame's file is at ${error.host}, from which files may not be fetched (WELKIN_FRAMES_HOSTS).`,
  );
}
