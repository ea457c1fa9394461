import type { FastifyReply } from "fastify";
import { WelkinError } from "../errors.ts";

/** A signal that is aborted if the client leaves before it has its answer: work done only for this client can stop. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  const leave = () => gone.abort(new WelkinError("CLIENT_GONE"));
  if (raw.destroyed) leave();
  else raw.once("close", () => raw.writableFinished || leave());
  return gone.signal;
}
