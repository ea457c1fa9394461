import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { z } from "zod";
import type { Queue } from "../engines/queue/index.ts";

/** For operators: is it alive, can it work, how is it doing. */
export function operatorRoutes(options: {
  readonly queue: Queue;
  /** Fails if the database or the store does not respond. */
  readonly check: () => Promise<void>;
}): FastifyPluginAsyncZodOpenApi {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "welkin_" });
  const requests = new Histogram({
    name: "welkin_http_request_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  new Gauge({
    name: "welkin_jobs",
    help: "Jobs by kind and state",
    labelNames: ["kind", "state"],
    registers: [registry],
    async collect() {
      for (const [kind, counts] of Object.entries(await options.queue.counts())) {
        for (const [state, count] of Object.entries(counts)) this.set({ kind, state }, count);
      }
    },
  });

  return async (app) => {
    app.addHook("onResponse", async (request, reply) => {
      const route = request.routeOptions.url ?? "unknown";
      const labels = { method: request.method, route, status: reply.statusCode };
      requests.observe(labels, reply.elapsedTime / 1000);
    });

    app.get(
      "/health",
      {
        schema: {
          tags: ["operators"],
          summary: "Alive",
          response: { 200: z.object({ status: z.literal("ok") }) },
        },
      },
      async () => ({ status: "ok" as const }),
    );

    app.get(
      "/ready",
      {
        schema: {
          tags: ["operators"],
          summary: "Readiness: the database and the store answer",
          response: { 200: z.object({ status: z.literal("ready") }) },
        },
      },
      async () => {
        await options.check();
        return { status: "ready" as const };
      },
    );

    app.get(
      "/metrics",
      { schema: { tags: ["operators"], summary: "Metrics in Prometheus' text format" } },
      async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
    );
  };
}
