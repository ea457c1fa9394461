import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import type { Events } from "../engines/events/index.ts";

/** Announcements of new data as server-sent events, instead of polling. */
export function eventRoutes(events: Events): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.get(
      "/events",
      {
        sse: { kind: "only", heartbeat: true },
        // A stream has no end, so HEAD would wait forever.
        exposeHeadRoute: false,
        schema: {
          tags: ["events"],
          summary: "New data as server-sent events; resumes after Last-Event-ID for up to a day",
          querystring: z.object({
            topic: z
              .string()
              .max(64)
              .optional()
              .meta({ description: "Only topics that begin with this, e.g. radar" }),
          }),
        },
      },
      async (request, reply) => {
        const gone = new AbortController();
        reply.sse.onClose(() => gone.abort());
        const last = Number(reply.sse.lastEventId ?? Number.NaN);
        const after = Number.isSafeInteger(last) && last >= 0 ? { after: last } : {};
        const topic = request.query.topic ?? "";
        // At once, with a first byte: it tells a client that it is listening.
        reply.sse.sendHeaders();
        reply.raw.write(":\n\n");
        await reply.sse.send(told(events.watch({ ...after, signal: gone.signal }), topic));
      },
    );
  };
}

async function* told(watched: ReturnType<Events["watch"]>, topic: string) {
  for await (const event of watched) {
    if (!event.topic.startsWith(topic)) continue;
    const data = { at: event.at.toISOString(), ...(event.data as object) };
    yield { id: String(event.id), event: event.topic, data };
  }
}
