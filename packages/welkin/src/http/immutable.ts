import { createHash } from "node:crypto";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";

declare module "fastify" {
  interface FastifyContextConfig {
    /** This route's answers never change: they may be cached, here and by every cache. */
    immutable?: boolean;
  }
  interface FastifyReply {
    /** The same for this answer alone, up to a time (ms since 1970). */
    immutableUntil: number;
  }
}

const forEver = "public, max-age=31536000, immutable";

interface Answer {
  readonly headers: OutgoingHttpHeaders;
  readonly etag: string;
  readonly body: Buffer;
  readonly until: number;
}

/**
 * Complete answers of immutable routes: the headers as first sent, and the bytes. A second request for the same URL
 * is served from here before the framework sees it, at about the cost of a bare server.
 */
export class ImmutableAnswers {
  readonly #answers: LRUCache<string, Answer>;

  /** @param memory Total bytes that the answers may take. */
  constructor(memory: number) {
    this.#answers = new LRUCache({
      maxSize: Math.max(1, memory),
      maxEntrySize: Math.max(1, Math.floor(memory / 4)),
      sizeCalculation: ({ body }, url) => body.length + url.length + 1024,
    });
  }

  /** Serves a request whose answer is remembered; returns whether it did. */
  serve(request: IncomingMessage, response: ServerResponse): boolean {
    const { method, url, headers } = request;
    if ((method !== "GET" && method !== "HEAD") || url === undefined || headers.range) return false;
    const answer = this.#answers.get(url);
    if (!answer || answer.until < Date.now()) return false;
    if (matches(headers["if-none-match"], answer.etag)) {
      const { "content-length": _, "content-type": __, ...kept } = answer.headers;
      response.writeHead(304, kept).end();
      return true;
    }
    response.writeHead(200, answer.headers).end(method === "HEAD" ? undefined : answer.body);
    return true;
  }

  /** Remembers what `reply` is about to send, up to a time (ms since 1970). */
  remember(request: FastifyRequest, reply: FastifyReply, body: Buffer, until: number): void {
    const etag = reply.getHeader("etag");
    if (request.method !== "GET" || reply.statusCode !== 200 || typeof etag !== "string") return;
    const headers: OutgoingHttpHeaders = {};
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (!name.startsWith("x-ratelimit")) headers[name] = value as string;
    }
    headers["content-length"] = body.length;
    this.#answers.set(request.url, { headers, etag, body, until });
  }
}

/** Sends immutable bytes, or 304 if the client has them already. */
export function sendImmutable(
  request: FastifyRequest,
  reply: FastifyReply,
  mediaType: string,
  bytes: Uint8Array | string,
): FastifyReply {
  const body = typeof bytes === "string" ? Buffer.from(bytes) : asBuffer(bytes);
  const etag = etagOf(body);
  reply.header("etag", etag).header("cache-control", forEver);
  if (matches(request.headers["if-none-match"], etag)) return reply.code(304).send();
  return reply.type(mediaType).send(body);
}

/** A strong validator of bytes, RFC 9110 section 8.8.3. */
export const etagOf = (bytes: Uint8Array) =>
  `"${createHash("sha1").update(bytes).digest("base64url")}"`;

export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** If-None-Match, RFC 9110 section 13.1.2: weak comparison with any of the tags. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === "*") return true;
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
