import { isTooSlow, TOO_SLOW } from "../../engines/buckets/index.ts";
import { WelkinError } from "../../errors.ts";
import { timeInName } from "./names.ts";
import type { Offer, Source } from "./source.ts";

const MAX_PAGE = 8 * 1024 ** 2;
const MAX_LINKS = 50_000;
const SILENCE_MS = 30_000;

/**
 * Web folders: what the index page at a URL links to, below that URL. A page with lines of sizes and names
 * (`dir.list`, as polled by display programs) is read too.
 */
export function httpSource(urls: readonly string[]): Source {
  return {
    name: "http",
    feeds: urls,
    series: [""],
    incremental: false,
    async *list({ feed, signal }) {
      const page = await read(feed, { maxBytes: MAX_PAGE, signal });
      yield* offersIn(new TextDecoder().decode(page), feed);
    },
    get: (key, options) => read(key, options),
  };
}

function* offersIn(page: string, url: string): Generator<Offer> {
  const base = new URL(".", url);
  const seen = new Set<string>();
  const links = /<a\s/i.test(page) ? hrefs(page) : listed(page);
  for (const { target, bytes } of links) {
    const link = URL.canParse(target, base) ? new URL(target, base) : undefined;
    if (!link?.href.startsWith(base.href) || link.search || link.pathname.endsWith("/")) continue;
    link.hash = "";
    if (seen.has(link.href) || link.href === url) continue;
    if (seen.size >= MAX_LINKS) return;
    seen.add(link.href);
    const name = decode(link.pathname.slice(link.pathname.lastIndexOf("/") + 1));
    const time = timeInName(name);
    // An index page gives no machine-readable sizes: -1 means unknown.
    yield { key: link.href, name, bytes, version: String(bytes), ...(time && { time }) };
  }
}

function* hrefs(page: string): Generator<{ target: string; bytes: number }> {
  for (const [, , target = ""] of page.matchAll(/<a\s[^>]*?href\s*=\s*(["'])([^"'<>]*)\1/gi)) {
    yield { target: target.replaceAll("&amp;", "&"), bytes: -1 };
  }
}

function* listed(page: string): Generator<{ target: string; bytes: number }> {
  for (const [, bytes, target = ""] of page.matchAll(/^(\d{1,12})\s+(\S+)\s*$/gm)) {
    yield { target, bytes: Number(bytes) };
  }
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Reads the content of a URL, up to a size limit. */
async function read(
  url: string,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Uint8Array> {
  const silence = new AbortController();
  const expire = () => silence.abort(unavailable(url, "it stopped sending data"));
  const timer = setTimeout(expire, SILENCE_MS);
  const began = performance.now();
  try {
    const answer = await fetch(url, { signal: AbortSignal.any([signal, silence.signal]) });
    if (!answer.ok) throw unavailable(url, `it answered with HTTP ${answer.status}`);
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of answer.body ?? []) {
      timer.refresh();
      size += part.length;
      if (isTooSlow(size, performance.now() - began, SILENCE_MS)) throw unavailable(url, TOO_SLOW);
      if (size > maxBytes) {
        throw new WelkinError("TOO_LARGE", `${url} is larger than the ${maxBytes} bytes allowed.`);
      }
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof WelkinError) throw error;
    throw unavailable(url, error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

function unavailable(url: string, reason: string): WelkinError {
  return new WelkinError("SOURCE_UNAVAILABLE", `${url} cannot be read: ${reason}.`);
}
