import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyReply } from "fastify";
import type { Message } from "../jobs/messages.ts";
import { hexOf } from "./jobs.ts";

/** Seconds of silence after which something is said anyway. */
const SILENCE = 3;

type Told = AsyncIterable<{ readonly id: number; readonly message: Message }>;

/**
 * CATCH's stream of what all jobs say: unnamed events, a word of comfort in silence, and an end when that has lasted
 * too long. Events have ids, so that whoever was cut off goes on where that was.
 *
 * @param timeout Seconds.
 */
export async function sendStream(reply: FastifyReply, told: Told, timeout: number): Promise<void> {
  const headers = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...(Object.fromEntries(headers) as Record<string, string>),
    "content-type": "text/event-stream",
    "cache-control": "no-cache",
    "keep-alive": "timeout=55",
  });
  raw.flushHeaders();
  const messages = told[Symbol.asyncIterator]();
  let next = messages.next();
  let silences = 0;
  while (!raw.destroyed && !raw.writableEnded) {
    const timer = new AbortController();
    const silence = sleep(SILENCE * 1000, undefined, timer).catch(() => undefined);
    const came = await Promise.race([next, silence]);
    timer.abort();
    if (came?.done) break;
    if (came !== undefined) {
      silences = 0;
      raw.write(`id: ${came.value.id}\ndata: ${dataOf(came.value.message)}\n\n`);
      next = messages.next();
    } else if (++silences > timeout / SILENCE) {
      raw.write(": timeout\n\n");
      break;
    } else raw.write(": stayin' alive\n\n");
  }
  // What `next` waits for comes to nothing once the request's signal aborts.
  next.catch(() => {});
  raw.end();
}

function dataOf({ search, text, elapsed, status }: Message): string {
  return JSON.stringify({ job_prefix: hexOf(search).slice(0, 8), text, elapsed, status });
}
