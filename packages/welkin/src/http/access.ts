import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { WelkinError } from "../errors.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Writes nothing of importance: open to everyone while no API key is set. */
    openWithoutKey?: boolean;
    /** A query that is too long for a URL: open to everyone, like reading. */
    question?: boolean;
  }
}

const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const localName = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/**
 * Lets a writing request pass, or fails with KEY_NEEDED or FORBIDDEN.
 *
 * If a key is set, the request must carry it (`Authorization: Bearer …` or `X-API-Key`). If none is, it must come
 * from this machine: from a loopback address, to a local name, through no proxy, and not from a page of another site
 * that a browser here has open (which has its own `Origin`, or resolves its name to us).
 */
export function assertMayWrite(request: FastifyRequest, apiKey: string | undefined): void {
  if (apiKey !== undefined) {
    const given = keyOf(request);
    if (given !== undefined && sameSecret(given, apiKey)) return;
    throw new WelkinError("KEY_NEEDED", "Send the key as Authorization: Bearer … or X-API-Key.");
  }
  if (isLocal(request)) return;
  throw new WelkinError(
    "FORBIDDEN",
    "While no API key is set (WELKIN_API_KEY), only programs on the service's own machine may write.",
  );
}

function keyOf({ headers }: FastifyRequest): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? "")?.[1];
  const header = headers["x-api-key"];
  return bearer ?? (typeof header === "string" ? header : undefined);
}

/** Compares digests, so that the time taken reveals neither length nor content. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function isLocal({ headers, socket }: FastifyRequest): boolean {
  const proxied = headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined;
  if (proxied || !loopback.test(socket.remoteAddress ?? "")) return false;
  if (!localName.test(headers.host ?? "")) return false;
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
