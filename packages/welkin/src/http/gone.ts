import type { FastifyReply } from "fastify";
import { WelkinError } from "../errors.ts";

/** A signal that is aborted where the client goes away before it has its answer: what it alone asked for may be left. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const leave = () => gone.abort(new WelkinError("CLIENT_GONE"));
  if (raw.destroyed) leave();
  else raw.once("close", () => raw.writableFinished || leave());
  return gone.signal;
}
