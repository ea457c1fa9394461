import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { goneSignal } from "../http/gone.ts";
import type { Caller, Frame } from "./archives/index.ts";
import type { Asker } from "./pictures.ts";

/** Who asks: what the client says of itself goes to the archive, and nowhere else. */
export function callerOf({ headers: { authorization } }: FastifyRequest): Caller {
  return authorization === undefined ? {} : { authorization };
}

/** The same, and until when they wait. */
export function askerOf(request: FastifyRequest, reply: FastifyReply): Asker {
  return { caller: callerOf(request), signal: goneSignal(reply) };
}

/** Seconds that an answer under an address without a version may be kept: the file may be replaced. */
const SHORT = 300;

/** What an answer is made of, and whether its address says the file's version. */
export interface AnswerOf {
  readonly frames: readonly Frame[];
  readonly versioned: boolean;
  /** Whether everybody may see all there is where the frames are: then a version is answered without asking there again. */
  readonly open?: boolean;
  readonly now: Date;
}

/**
 * How long an answer may be kept, and by whom: what is public for ever under an address that says the version, for minutes
 * under one that does not; anything else by nobody.
 */
export function cacheControl({ frames, versioned, now }: AnswerOf, { headers }: FastifyRequest) {
  // A frame of which nobody says when it becomes public is, to who asks without a name.
  const unnamed = headers.authorization === undefined;
  const open = frames.every(({ publicDate }) => (publicDate ? publicDate <= now : unnamed));
  if (!open) return "private, no-store";
  return versioned ? "public, max-age=31536000, immutable" : `public, max-age=${SHORT}`;
}

/** Sends bytes made of frames, or 304 where the client has them already. */
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
