import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { problems } from "../../http/problem.ts";
import { Backfill, checkBackfill } from "./backfill.ts";
import { sourceNames } from "./settings.ts";
import { SourceStatus } from "./view.ts";

const tags = ["radar"];

/** What the HTTP routes need from the sources. */
interface Asked {
  statuses(): Promise<SourceStatus[]>;
  retry(source: string, feed: string | undefined): Promise<number>;
  backfill(span: Backfill): Promise<string>;
}

export function sourceRoutes(sources: Asked): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.get(
      "/radar/sources",
      {
        schema: {
          tags,
          summary: "Sources that are followed: how fresh their data is, and what went wrong",
          response: { 200: z.object({ sources: z.array(SourceStatus) }), ...problems },
        },
      },
      async (_request, reply) => {
        reply.header("cache-control", "no-cache");
        return { sources: await sources.statuses() };
      },
    );

    app.post(
      "/radar/sources/:source/retry",
      {
        schema: {
          tags,
          summary: "Retry a source's files that were set aside",
          security: [{ key: [] }],
          params: z.object({ source: z.string() }),
          querystring: z.object({ feed: z.string().max(500).optional() }),
          response: { 202: z.object({ files: z.number().int() }), ...problems },
        },
      },
      async ({ params: { source }, query: { feed } }, reply) => {
        if (!sourceNames.some((name) => name === source)) {
          const names = sourceNames.join(", ");
          throw new WelkinError("RADAR_SOURCE_NOT_FOUND", `${source} is not one of ${names}.`);
        }
        return reply.code(202).send({ files: await sources.retry(source, feed) });
      },
    );

    app.post(
      "/radar/backfill",
      {
        schema: {
          tags,
          summary: "Ingest all of a radar's archived volumes from a span of time",
          security: [{ key: [] }],
          body: Backfill,
          response: { 202: z.object({ job: z.string(), url: z.string() }), ...problems },
        },
      },
      async ({ body }, reply) => {
        checkBackfill(body);
        const job = await sources.backfill(body);
        const url = `/jobs/${job}`;
        return reply.code(202).header("location", url).send({ job, url });
      },
    );
  };
}
