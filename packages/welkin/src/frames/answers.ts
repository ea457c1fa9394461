import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { goneSignal } from "../http/gone.ts";
import type { Caller, Frame } from "./archives/index.ts";
import type { Asker } from "./pictures.ts";

/** Who asks: the client's credentials go to the archive, and nowhere else. */
export function callerOf({ headers: { authorization } }: FastifyRequest): Caller {
  return authorization === undefined ? {} : { authorization };
}

/** The same, with a signal for when the client leaves. */
export function askerOf(request: FastifyRequest, reply: FastifyReply): Asker {
  return { caller: callerOf(request), signal: goneSignal(reply) };
}

/** Seconds that an answer at a URL without a version may be cached: the file may be replaced. */
const SHORT = 300;

/** The frames in an answer, and whether its URL states the file's version. */
export interface AnswerOf {
  readonly frames: readonly Frame[];
  readonly versioned: boolean;
  /** Whether everybody may see everything at the frames' source: then a version is answered without asking there again. */
  readonly open?: boolean;
  readonly now: Date;
}

/**
 * How long an answer may be cached, and by whom: public data forever at a URL with a version, for minutes at one
 * without; anything else by nobody.
 */
export function cacheControl({ frames, versioned, now }: AnswerOf, { headers }: FastifyRequest) {
  // A frame without a publication date is public if the client sent no credentials.
  const unnamed = headers.authorization === undefined;
  const open = frames.every(({ publicDate }) => (publicDate ? publicDate <= now : unnamed));
  if (!open) return "private, no-store";
  return versioned ? "public, max-age=31536000, immutable" : `public, max-age=${SHORT}`;
}

/** Sends bytes made from frames, or 304 if the client has them already. */
export function sendOfFrames(
  request: FastifyRequest,
  reply: FastifyReply,
  of: AnswerOf,
  { bytes, type, name }: { bytes: Uint8Array; type: string; name?: string },
): FastifyReply {
  const control = cacheControl(of, request);
  reply.header("cache-control", control).header("vary", "Authorization");
  reply.header("x-robots-tag", "noindex");
  if (name !== undefined) reply.header("content-disposition", `attachment; filename="${name}"`);
  if (!control.startsWith("private")) {
    const etag = `"${createHash("sha1").update(bytes).digest("base64url")}"`;
    reply.header("etag", etag);
    const known = request.headers["if-none-match"]?.split(",") ?? [];
    const same = known.some((tag) => ["*", etag, `W/${etag}`].includes(tag.trim()));
    if (same) return reply.code(304).send();
    reply.immutableUntil = of.versioned && of.open === true ? Infinity : 0;
  }
  return reply.type(type).send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
