import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { problems } from "../../http/problem.ts";
import {
  ephemerisColumns,
  observationColumns,
  ownColumns,
  sightColumns,
} from "../formats/columns.ts";
import { formatOf, sendTable, tableAnswers } from "../formats/send.ts";
import type { After, FoundRow } from "../jobs/catalog.ts";
import type { Searches } from "../jobs/searches.ts";
import type { LocalPieces } from "../local-pieces.ts";
import { BatchBody, Format, SearchBody, SearchView } from "../schema.ts";
import type { SourceRegistry } from "../sources/registry.ts";
import { readBatch, readSearch } from "./read.ts";
import { Curves, countOf, hitView, searchView } from "./views.ts";

const tags = ["survey"];
const params = z.object({ id: z.uuid() });
/** Size limits of a body with a table of positions, which is kept with the search, and of one with many targets. */
const BODY_LIMIT = 4 * 1024 ** 2;
const BATCH_LIMIT = 16 * 1024 ** 2;

const BatchView = z
  .object({
    id: z.uuid(),
    job: z.uuid().nullable(),
    searches: z.array(
      z.object({
        id: z.uuid(),
        state: z.string(),
        target: z.string().nullable(),
        count: z.number().int(),
        error: z.object({ code: z.string(), message: z.string() }).nullable(),
        url: z.string(),
      }),
    ),
  })
  .meta({ id: "SurveyBatch" });

/** Searches for moving targets: submission, progress, results. */
export function searchRoutes(house: {
  readonly searches: Searches;
  readonly sources: SourceRegistry;
  readonly pieces: LocalPieces;
}): FastifyPluginAsyncZodOpenApi {
  const { searches, sources, pieces } = house;
  const viewOf = async (id: string) => searchView(await searches.status(id), await sources.all());

  return async (app) => {
    app.post(
      "/survey/searches",
      {
        bodyLimit: BODY_LIMIT,
        config: { question: true },
        schema: {
          tags,
          summary:
            "Search the observations for a moving target: a job, or an answer that is already there",
          body: SearchBody,
          response: { 200: SearchView, 202: SearchView, ...problems },
        },
      },
      async ({ body }, reply) => {
        const view = await viewOf(await searches.submit(readSearch(body)));
        return reply
          .code(view.state === "done" ? 200 : 202)
          .header("location", view.links.self)
          .send(view);
      },
    );

    app.get(
      "/survey/searches/:id",
      {
        schema: {
          tags,
          summary: "The progress of a search, and what is known about its target",
          params,
          response: { 200: SearchView, ...problems },
        },
      },
      async ({ params: { id } }, reply) => {
        reply.header("cache-control", "no-cache");
        return await viewOf(id);
      },
    );

    app.delete(
      "/survey/searches/:id",
      {
        schema: {
          tags,
          summary: "Cancel a waiting or running search; what it found is kept",
          params,
          response: { 200: SearchView, ...problems },
        },
      },
      async ({ params: { id } }) => searchView(await searches.cancel(id), await sources.all()),
    );

    app.get(
      "/survey/searches/:id/results",
      {
        schema: {
          tags,
          summary: "What a search has found so far, in order of time: JSON, CSV or VOTable",
          params,
          querystring: z.strictObject({
            format: Format.optional(),
            limit: z.coerce.number().int().min(1).max(100_000).optional().meta({
              description: "Hits per page; all of them by default",
            }),
            cursor: z
              .string()
              .max(64)
              .optional()
              .meta({ description: "The `next` of the previous page" }),
          }),
          response: tableAnswers,
        },
      },
      async (request, reply) => {
        const { limit, cursor, format } = request.query;
        const status = await searches.status(request.params.id);
        const { row, parts } = status;
        const known = await sources.all();
        const view = searchView(status, known);
        const after = cursor === undefined ? undefined : readAfter(cursor);
        const page = limit === undefined ? undefined : await searches.page(row, after, limit + 1);
        const shown = page?.slice(0, limit);
        const last = shown?.at(-1);
        const next =
          page !== undefined && last !== undefined && page.length > shown!.length
            ? writeAfter(last)
            : undefined;
        if (next !== undefined) reply.header("link", `<${linkOf(request.url, next)}>; rel="next"`);
        const curves = new Curves();
        const pages = shown === undefined ? searches.pages(row) : once(shown);
        const own = ownColumns(row.request.sources.flatMap((name) => known.get(name) ?? []));
        reply.header("cache-control", "no-cache");
        return sendTable(reply, formatOf(request, format), {
          name: "hits",
          columns: [...observationColumns, ...ephemerisColumns, ...sightColumns, ...own],
          pages: viewed(pages, async (page) => {
            for (const found of page) curves.add(found);
            const hits = page.map((found) => hitView(found, known));
            return await pieces.fill(hits);
          }),
          head: {
            search: row.id,
            state: row.state,
            ...{ target: view.target, orbit: view.orbit, provenance: view.provenance },
            ...{ revision: row.revision, notes: view.notes, count: countOf(parts) },
          },
          foot: () => ({
            light_curve: curves.light_curve,
            sky_motion: curves.sky_motion,
            ...(next !== undefined && { next }),
          }),
        }) as never;
      },
    );

    app.get(
      "/survey/searches/:id/events",
      {
        sse: { kind: "only", heartbeat: true },
        exposeHeadRoute: false,
        schema: {
          tags,
          summary:
            "A search's messages as server-sent events, until it ends; resumes after Last-Event-ID",
          params,
        },
      },
      async ({ params: { id } }, reply) => {
        const { row } = await searches.status(id);
        const gone = new AbortController();
        reply.sse.onClose(() => gone.abort());
        const last = Number(reply.sse.lastEventId ?? Number.NaN);
        const after = Number.isSafeInteger(last) && last >= 0 ? last : undefined;
        const messages = searches.messages(row, after, gone.signal);
        if (row.ended !== null && after !== undefined) {
          const rest = await Array.fromAsync(messages);
          // Nothing more will come: 204 stops a page's EventSource from reconnecting.
          if (rest.length === 0) return reply.code(204).send();
          return await reply.sse.send(told(rest));
        }
        reply.sse.sendHeaders();
        reply.raw.write(":\n\n");
        await reply.sse.send(told(messages));
      },
    );

    app.post(
      "/survey/batches",
      {
        bodyLimit: BATCH_LIMIT,
        schema: {
          tags,
          summary: "Search for many targets in one job",
          security: [{ key: [] }],
          body: BatchBody,
          response: {
            202: z.object({ id: z.uuid(), job: z.uuid(), url: z.string() }),
            ...problems,
          },
        },
      },
      async ({ body }, reply) => {
        const { id, job } = await searches.submitBatch(readBatch(body));
        const url = `/survey/batches/${id}`;
        return reply.code(202).header("location", url).send({ id, job, url });
      },
    );

    app.get(
      "/survey/batches/:id",
      {
        schema: {
          tags,
          summary: "The searches of a batch, in the order of its targets",
          params,
          response: { 200: BatchView, ...problems },
        },
      },
      async ({ params: { id } }) => {
        const rows = await searches.batchSearches(id);
        const counts = await searches.counts(id);
        return {
          id,
          job: rows[0]!.job,
          searches: rows.map((row) => ({
            id: row.id,
            state: row.state,
            target: (row.answer?.["name"] as string | undefined) ?? row.request.target ?? null,
            count: counts.get(row.id) ?? 0,
            error: row.failure,
            url: `/survey/searches/${row.id}`,
          })),
        };
      },
    );
  };
}

type Message = Awaited<ReturnType<ReturnType<Searches["messages"]>["next"]>>["value"] & object;

async function* told(messages: AsyncIterable<Message> | Iterable<Message>) {
  for await (const { id, at, message } of messages) {
    const { text, elapsed, status } = message;
    yield {
      id: String(id),
      event: "message",
      data: { at: at.toISOString(), text, elapsed, status },
    };
  }
}

async function* once<Item>(page: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield page;
}

async function* viewed(
  pages: AsyncIterable<readonly FoundRow[]>,
  view: (page: readonly FoundRow[]) => Promise<readonly Record<string, unknown>[]>,
): AsyncGenerator<readonly Record<string, unknown>[]> {
  for await (const page of pages) yield await view(page);
}

function writeAfter({ mjd, observation }: FoundRow): string {
  return `${mjd}_${observation.id}`;
}

function readAfter(text: string): After {
  const [mjd, observation] = text.split("_").map(Number);
  if (Number.isFinite(mjd) && Number.isSafeInteger(observation) && text.split("_").length === 2) {
    return { mjd: mjd!, observation: observation! };
  }
  throw new WelkinError("BAD_REQUEST", "cursor: not one that this service gave.");
}

function linkOf(url: string, cursor: string): string {
  const [path = "", query = ""] = url.split("?");
  const search = new URLSearchParams(query);
  search.set("cursor", cursor);
  return `${path}?${search}`;
}
