import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { codeOf, problemOf, WelkinError } from "../../errors.ts";
import { originOf } from "../../http/origin.ts";
import { circle, DEGREE, type Intersection, intersections, vectorOf } from "../footprints/index.ts";
import { sendTable } from "../formats/send.ts";
import type { Survey } from "../index.ts";
import type { SearchCatalog } from "../jobs/catalog.ts";
import type { SearchRequest } from "../jobs/request.ts";
import type { Searches } from "../jobs/searches.ts";
import type { LocalPieces } from "../local-pieces.ts";
import type { Source } from "../sources/registry.ts";
import { readDec, readRa } from "./angles.ts";
import { RepeatedAnswers } from "./answers.ts";
import { catchDate, readCatchDate } from "./dates.ts";
import { catchJob, hexOf, readJobId } from "./jobs.ts";
import { invalidId, send, sendBody, version } from "./replies.ts";
import { caughtRow, caughtView, fixedTexts } from "./rows.ts";
import { statusRoutes } from "./status.ts";
import { sendStream } from "./stream.ts";
import { readTarget } from "./targets.ts";

const tags = ["catch"];

const flag = (isSet: boolean, description: string) =>
  z
    .enum(["true", "false", "True", "False", "1", "0"])
    .transform((word) => word.toLowerCase() === "true" || word === "1")
    .default(isSet)
    .meta({ description, override: { type: "boolean", default: isSet } });

/** `?sources=a&sources=b` */
const sourceList = z
  .union([z.string().max(64), z.array(z.string().max(64)).max(200)])
  .transform((given) => (typeof given === "string" ? [given] : given))
  .optional()
  .meta({
    description: "Only these sources, one a parameter (`sources=a&sources=b`); all without",
    override: { type: "array", maxItems: 200, items: { type: "string", maxLength: 64 } },
  });
const date = (which: string) =>
  z
    .string()
    .max(64)
    .optional()
    .meta({
      description: `Only observations ${which} this date, UTC: YYYY-MM-DD HH:MM, YYYY:DDD, …`,
    });
const words = z.string().max(200);

const CatchQuery = z.object({
  target: words.meta({ description: "A designation: 65P, 433, 2019 DQ123, C/1995 O1, 1I" }),
  sources: sourceList,
  start_date: date("after"),
  stop_date: date("before"),
  uncertainty_ellipse: flag(false, "Look for the 3σ region"),
  padding: z.coerce.number().min(0).max(120).default(0).meta({
    description: "How far from the ephemeris fields may lie, arcmin",
  }),
  cached: flag(true, "Whether what was found before will do"),
});

const FixedQuery = z.object({
  ra: words.meta({ description: "A number is degrees, anything else hours unless it says" }),
  dec: words.meta({ description: "Degrees unless it says" }),
  sources: sourceList,
  start_date: date("after"),
  stop_date: date("before"),
  radius: z.coerce
    .number()
    .min(0)
    .max(120)
    .default(0)
    .meta({ description: "arcmin; 0 is a point" }),
  intersection_type: z.enum(intersections).default("ImageIntersectsArea"),
});

const jobParams = z.object({ job_id: z.string().max(100) });

/** What CATCH says. */
const says = {
  queued:
    "Enqueued search.  Listen to task messaging stream until job completed, then retrieve data from results URL.",
  cached: "Found cached data.  Retrieve from results URL.",
  full: "Queue is full, please try again later.",
  empty: "Invalid target: empty string",
  ambiguous:
    "Some target names are ambiguous (e.g., Encke is the name of a comet and an asteroid) and thus not supported.  " +
    "Use the target's designation or permanent catalog ID (e.g., 2P or 9134).",
  unexpected: "Unexpected error.  Please contact us with the details of your query.",
} as const;

/**
 * The routes of CATCH (https://catch.astro.umd.edu), for its own clients: parameters, texts and shapes are its own, and
 * so is status 200 where a request is refused; `/survey/…` has statuses that tell the truth.
 */
export function compatRoutes(house: {
  readonly survey: Survey;
  readonly searches: Searches;
  readonly catalog: SearchCatalog;
  readonly pieces: LocalPieces;
  /** Seconds of silence after which the stream ends. */
  readonly streamTimeout: number;
}): FastifyPluginAsyncZodOpenApi {
  const { survey, searches, catalog, pieces } = house;
  const answers = new RepeatedAnswers();

  return async (app) => {
    await app.register(statusRoutes({ survey, searches, catalog }));

    app.get("/ui", { schema: { hide: true } }, (_request, reply) => reply.redirect("/docs"));

    app.get(
      "/catch",
      {
        schema: {
          tags,
          summary: "Look for a moving target: starts a job",
          querystring: CatchQuery,
        },
      },
      async (request, reply) => {
        const { query } = request;
        const messages: string[] = [];
        const target = readTarget(query.target);
        if (query.target.trim() === "") messages.push(says.empty);
        else if (target === undefined) messages.push(says.ambiguous);
        const sources = await sourcesOf(query.sources);
        const span = spanOf(query, messages);
        if (messages.length > 0 || target === undefined) return refuse(reply, messages, true);
        const search: SearchRequest = {
          target: target.name,
          ...span,
          sources: [...sources.keys()],
          padding: query.padding,
          uncertainty: query.uncertainty_ellipse,
          cached: query.cached,
          catch: true,
        };
        const told = {
          query: {
            target: target.name,
            type: target.type,
            sources: search.sources,
            ...datesOf(span),
            cached: query.cached,
            uncertainty_ellipse: query.uncertainty_ellipse,
            padding: query.padding,
          },
        };
        return await submit(request, reply, search, told);
      },
    );

    app.get(
      "/caught/:job_id",
      { schema: { tags, summary: "What a job has caught so far", params: jobParams } },
      async (request, reply) => {
        const id = readJobId(request.params.job_id);
        if (id === undefined) return invalidId(reply);
        const root = originOf(request);
        const known = await survey.sources.all();
        const { row, parameters, status } = await catchJob(searches, id, known);
        let count = 0;
        const pages = async function* () {
          if (row === undefined) return;
          for await (const page of searches.pages(row)) {
            count += page.length;
            const views = await pieces.fill(page.map((found) => caughtView(found, known)));
            yield page.map((found, i) =>
              caughtRow(found, views[i]!, known.get(found.observation.source), root),
            );
          }
        };
        reply.header("cache-control", "no-cache");
        return sendTable(reply, "json", {
          name: "data",
          columns: [],
          pages: pages(),
          head: { parameters, status, job_id: id, version },
          foot: () => ({ count }),
        });
      },
    );

    app.get(
      "/fixed",
      { schema: { tags, summary: "Observations of a fixed place", querystring: FixedQuery } },
      async (request, reply) => {
        const { query, url, log } = request;
        const root = originOf(request);
        const messages: string[] = [];
        const place = placeOf(query, messages);
        const sources = await sourcesOf(query.sources);
        const span = spanOf(query, messages);
        if (messages.length > 0 || place === undefined) return refuse(reply, messages, false);
        const { radius, intersection_type } = query;
        const standing = async () => ({
          ...(await survey.state()),
          sources: await survey.sources.known(),
        });
        const make = async () => {
          const found = await survey.search.fixed({
            region: circle(vectorOf(place.ra, place.dec), (radius / 60) * DEGREE),
            intersection: intersection_type as Intersection,
            ...span,
            ...(query.sources !== undefined && { sources: [...sources.keys()] }),
          });
          const told = {
            message: "",
            version,
            query: {
              ...place,
              sources: [...sources.keys()],
              ...datesOf(span),
              radius,
              intersection_type,
            },
            count: found.rows.length,
          };
          const rows = await fixedTexts(found, place, pieces, root);
          return `${JSON.stringify(told).slice(0, -1)},"data":[${rows.join()}]}\n`;
        };
        try {
          const body = pieces.on ? make() : answers.answer(root + url, standing, make);
          return sendBody(reply, await body);
        } catch (error) {
          log.error({ err: error }, "/fixed");
          return refuse(reply, [says.unexpected], false);
        }
      },
    );

    app.get(
      "/stream",
      {
        schema: {
          tags,
          summary: "What jobs say, as server-sent events",
          querystring: z.object({
            job_id: z.string().max(100).optional().meta({ description: "Only this job" }),
          }),
        },
      },
      async (request, reply) => {
        const only = request.query.job_id;
        const id = only === undefined ? undefined : readJobId(only);
        if (only !== undefined && id === undefined) return invalidId(reply);
        const gone = new AbortController();
        reply.raw.on("close", () => gone.abort());
        const last = Number(request.headers["last-event-id"] ?? Number.NaN);
        const after = Number.isSafeInteger(last) && last >= 0 ? last : undefined;
        const told = searches.allMessages({ after, only: id, signal: gone.signal });
        await sendStream(reply, told, house.streamTimeout);
        gone.abort();
        return reply;
      },
    );

    async function submit(
      request: FastifyRequest,
      reply: FastifyReply,
      search: SearchRequest,
      told: object,
    ): Promise<FastifyReply> {
      const root = originOf(request);
      const state = { error: false, queued: false, queue_full: false, queue_position: null };
      try {
        const id = await searches.submit(search);
        const job_id = hexOf(id);
        const results = `${root}/caught/${job_id}`;
        const { row, position } = await searches.status(id);
        if (row.job === null) {
          const answer = { ...told, job_id, ...state, message: says.cached, version, results };
          return send(reply, answer);
        }
        return send(reply, {
          ...told,
          ...{ job_id, ...state, queued: true, queue_position: position },
          ...{ message: says.queued, version, message_stream: `${root}/stream`, results },
        });
      } catch (error) {
        if (codeOf(error) === "SURVEY_QUEUE_FULL") {
          const job_id = hexOf(crypto.randomUUID());
          const full = { ...state, error: true, queue_full: true };
          return send(reply, { ...told, job_id, ...full, message: says.full, version });
        }
        const { status, detail } = problemOf(error);
        if (status >= 500 || detail === undefined) throw error;
        return refuse(reply, [detail], true);
      }
    }

    async function sourcesOf(
      names: readonly string[] | undefined,
    ): Promise<ReadonlyMap<string, Source>> {
      try {
        return await survey.sources.known(names);
      } catch (error) {
        if (codeOf(error) !== "SURVEY_SOURCE_UNKNOWN") throw error;
        throw new WelkinError("BAD_REQUEST", `sources: ${(error as Error).message}`);
      }
    }
  };
}

interface Dates {
  readonly start_date?: string | undefined;
  readonly stop_date?: string | undefined;
}

interface Span {
  readonly from?: number;
  readonly to?: number;
}

function spanOf({ start_date, stop_date }: Dates, messages: string[]): Span {
  const from = start_date === undefined ? undefined : readCatchDate(start_date);
  const to = stop_date === undefined ? undefined : readCatchDate(stop_date);
  if (start_date !== undefined && from === undefined) {
    messages.push(`Invalid start_date: ${start_date}`);
  } else if (stop_date !== undefined && to === undefined) {
    messages.push(`Invalid stop_date: ${stop_date}`);
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function datesOf({ from, to }: Span) {
  return {
    start_date: from === undefined ? null : catchDate(from),
    stop_date: to === undefined ? null : catchDate(to),
  };
}

function placeOf(query: { readonly ra: string; readonly dec: string }, messages: string[]) {
  const ra = readRa(query.ra);
  if (typeof ra !== "number") {
    messages.push(`Invalid ra: ${query.ra}`);
    return undefined;
  }
  const dec = readDec(query.dec);
  if (typeof dec !== "number") {
    const units = dec === "unit" ? "Invalid units for dec" : "Invalid dec";
    messages.push(`${units}: ${query.dec}`);
    return undefined;
  }
  return { ra, dec };
}

function refuse(reply: FastifyReply, messages: readonly string[], isCatch: boolean): FastifyReply {
  const message = messages.join("  ");
  return send(reply, { error: true, ...(isCatch && { queued: false }), message, version });
}
