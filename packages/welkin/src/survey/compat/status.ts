import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import type { Survey } from "../index.ts";
import type { SearchCatalog } from "../jobs/catalog.ts";
import type { Searches } from "../jobs/searches.ts";
import type { Source } from "../sources/registry.ts";
import { catchDate } from "./dates.ts";
import { catchJob, hexOf, isoOf, readJobId } from "./jobs.ts";
import { invalidId, send, version } from "./replies.ts";

const tags = ["catch"];
const jobParams = z.object({ job_id: z.string().max(100) });

/** CATCH's `/status/…`: sources, what was added, the queue, how searches went, one job. */
export function statusRoutes(house: {
  readonly survey: Survey;
  readonly searches: Searches;
  readonly catalog: SearchCatalog;
}): FastifyPluginAsyncZodOpenApi {
  const { survey, searches, catalog } = house;

  return async (app) => {
    app.get(
      "/status/sources",
      { schema: { tags, summary: "What is held of each source" } },
      async (_request, reply) => {
        const sources = [...(await survey.sources.all()).values()];
        return send(reply, sources.map(sourceStatus));
      },
    );

    app.get(
      "/status/updates",
      { schema: { tags, summary: "What was added in the last day, week and month" } },
      async (_request, reply) => {
        const known = await survey.sources.all();
        const spans = await Promise.all([1, 7, 30].map((days) => updatesOf(days, known)));
        return send(reply, spans.flat());
      },
    );

    app.get(
      "/status/queue",
      { schema: { tags, summary: "Jobs that wait" } },
      async (_request, reply) => {
        const waiting = (await searches.open()).filter(({ state }) => state === "waiting");
        return send(reply, {
          depth: searches.depth,
          full: waiting.length >= searches.depth,
          jobs: waiting.map(({ id, created }, position) => ({
            prefix: hexOf(id).slice(0, 8),
            position,
            enqueued_at: isoOf(created),
            status: "queued",
          })),
        });
      },
    );

    app.get(
      "/status/queries",
      { schema: { tags, summary: "How the searches of the last day, week and month went" } },
      async (_request, reply) => {
        const names = [...(await survey.sources.all()).keys()];
        const tallies = [1, 7, 30].map(async (days) => ({
          days,
          ...(await catalog.tally(days, names)),
        }));
        return send(reply, await Promise.all(tallies));
      },
    );

    app.get(
      "/status/:job_id",
      { schema: { tags, summary: "How a job stands in each source", params: jobParams } },
      async ({ params }, reply) => {
        const id = readJobId(params.job_id);
        if (id === undefined) return invalidId(reply);
        const { parameters, status } = await catchJob(searches, id, await survey.sources.all());
        return send(reply, { job_id: id, version, parameters, status });
      },
    );

    async function updatesOf(days: number, known: ReadonlyMap<string, Source>) {
      const rows = await survey.updatesSince(new Date(Date.now() - days * 86_400_000));
      return rows.map(({ source, count, first, last }) => ({
        source,
        source_name: known.get(source)?.definition.title ?? source,
        days,
        count,
        start_date: catchDate(first),
        stop_date: catchDate(last),
      }));
    }
  };
}

function sourceStatus({ definition, held }: Source) {
  return {
    source: definition.name,
    source_name: definition.title,
    count: held.count,
    start_date: held.first === null ? null : catchDate(held.first),
    stop_date: held.last === null ? null : catchDate(held.last),
    nights: held.nights,
    updated: held.updated === null ? null : isoOf(held.updated),
  };
}
