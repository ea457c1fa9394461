import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { problemOf, WelkinError } from "../../../errors.ts";
import { goneSignal } from "../../../http/gone.ts";
import { originOf } from "../../../http/origin.ts";
import { ownError } from "../../../http/problem.ts";
import { type Phase, phases, type UwsJob, type UwsJobs } from "./jobs.ts";
import { jobParameters } from "./parameters.ts";
import { jobXml, listXml, parametersXml, resultsXml } from "./xml.ts";

const tags = ["survey"];
const ROOT = "/uws/searches";
const FORM_LIMIT = 512 * 1024;
/** Maximum seconds that a request waits for another phase. */
const WAIT_MOST = 60;

interface JobParams {
  readonly id: string;
}

/** Searches for moving targets as jobs of the Virtual Observatory: IVOA UWS 1.1. */
export function uwsRoutes(jobs: UwsJobs): FastifyPluginAsyncZodOpenApi {
  const idOf = (request: FastifyRequest) => (request.params as JobParams).id;
  const toJob = (request: FastifyRequest, reply: FastifyReply, id: string) =>
    reply.header("cache-control", "no-store").redirect(`${originOf(request)}${ROOT}/${id}`, 303);
  const xml = (reply: FastifyReply, text: string) =>
    reply
      .header("cache-control", "private, no-store")
      .type("text/xml; charset=utf-8")
      .send(Buffer.from(text));
  const plain = (reply: FastifyReply, text: string) =>
    reply
      .header("cache-control", "no-store")
      .type("text/plain; charset=utf-8")
      .send(Buffer.from(text));

  return async (app) => {
    app.setErrorHandler(tellError);
    app.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: FORM_LIMIT },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    const described = (summary: string) => ({ schema: { tags, summary } });
    const hidden = { schema: { hide: true } };

    app.get(
      ROOT,
      described(
        "Searches as jobs of the Virtual Observatory: IVOA UWS 1.1; filtered by PHASE, AFTER and LAST",
      ),
      async (request, reply) => {
        const given = queryOf(request);
        const wanted = given.getAll("PHASE").map(phaseNamed);
        const list = await jobs.list({ phases: wanted, ...listChoice(given) });
        return xml(reply, listXml(list, `${originOf(request)}${ROOT}`));
      },
    );

    app.post(
      ROOT,
      {
        config: { question: true },
        schema: {
          tags,
          summary: "Create a job: TARGET, PADDING, START, STOP, SOURCE …; PHASE=RUN starts it",
        },
      },
      async (request, reply) => {
        const given = formOf(request);
        const id = await jobs.create(
          jobParameters(given),
          given.get("RUNID")?.slice(0, 200) ?? null,
        );
        if (given.get("PHASE")?.toUpperCase() === "RUN") {
          await jobs.start(id).catch(async (error: unknown) => {
            // A job that cannot be started is not left behind.
            await jobs.remove(id);
            throw error;
          });
        }
        return toJob(request, reply, id);
      },
    );

    app.get(
      `${ROOT}/:id`,
      described("A job; with WAIT and PHASE, once it is in another phase"),
      async (request, reply) => {
        const given = queryOf(request);
        const phase = given.get("PHASE");
        const seconds = waitOf(given.get("WAIT"));
        const named = phase === null ? undefined : phaseNamed(phase);
        const job = await jobs.wait(idOf(request), seconds, named, goneSignal(reply));
        return xml(reply, jobXml(job, `${originOf(request)}${ROOT}`));
      },
    );

    app.delete(`${ROOT}/:id`, described("Cancel a job and delete it"), async (request, reply) => {
      await jobs.remove(idOf(request));
      return reply.redirect(`${originOf(request)}${ROOT}`, 303);
    });
    app.post(`${ROOT}/:id`, hidden, async (request, reply) => {
      if (formOf(request).get("ACTION")?.toUpperCase() !== "DELETE") {
        throw new WelkinError("BAD_REQUEST", "ACTION: DELETE is the one there is.");
      }
      await jobs.remove(idOf(request));
      return reply.redirect(`${originOf(request)}${ROOT}`, 303);
    });

    app.post(`${ROOT}/:id/phase`, described("PHASE=RUN or PHASE=ABORT"), async (request, reply) => {
      const phase = formOf(request).get("PHASE")?.toUpperCase();
      if (phase === "RUN") await jobs.start(idOf(request));
      else if (phase === "ABORT") await jobs.abort(idOf(request));
      else throw new WelkinError("BAD_REQUEST", "PHASE: RUN or ABORT.");
      return toJob(request, reply, idOf(request));
    });

    app.post(`${ROOT}/:id/parameters`, hidden, async (request, reply) => {
      await jobs.change(idOf(request), jobParameters(formOf(request)));
      return toJob(request, reply, idOf(request));
    });

    app.post(`${ROOT}/:id/destruction`, hidden, async (request, reply) => {
      const time = dateOf("DESTRUCTION", formOf(request).get("DESTRUCTION") ?? "");
      await jobs.keepUntil(idOf(request), time);
      return toJob(request, reply, idOf(request));
    });
    // Searches have no time limit: a requested one is accepted, but the value stays 0, unlimited (section 2.2.3.3).
    app.post(`${ROOT}/:id/executionduration`, hidden, async (request, reply) => {
      const seconds = formOf(request).get("EXECUTIONDURATION") ?? "";
      if (!/^\d{1,9}$/.test(seconds)) {
        throw new WelkinError("BAD_REQUEST", "EXECUTIONDURATION: whole seconds.");
      }
      await jobs.get(idOf(request));
      return toJob(request, reply, idOf(request));
    });

    app.get(`${ROOT}/:id/parameters`, hidden, async (request, reply) =>
      xml(reply, parametersXml(await jobs.get(idOf(request)))),
    );
    app.get(`${ROOT}/:id/results`, hidden, async (request, reply) =>
      xml(reply, resultsXml(await jobs.get(idOf(request)), `${originOf(request)}${ROOT}`)),
    );
    app.get(`${ROOT}/:id/results/result`, hidden, async (request, reply) => {
      const { search } = await jobs.get(idOf(request));
      if (search === undefined) throw new WelkinError("NOT_FOUND", "The job has not been started.");
      const path = `/survey/searches/${search.row.id}/results?format=votable`;
      return reply.redirect(`${originOf(request)}${path}`, 303);
    });
    for (const [name, tell] of Object.entries(parts)) {
      app.get(`${ROOT}/:id/${name}`, hidden, async (request, reply) =>
        plain(reply, tell(await jobs.get(idOf(request)))),
      );
    }
  };
}

/** A job's resources that are a line of text (section 2.2.2). */
const parts: Readonly<Record<string, (job: UwsJob) => string>> = {
  phase: ({ phase }) => phase,
  owner: () => "",
  quote: () => "",
  executionduration: () => "0",
  destruction: ({ destruction }) => destruction.toISOString(),
  error: ({ search }) => search?.row.failure?.message ?? "",
};

/** Names converted to capitals. */
function capitals(pairs: Iterable<readonly [string, string]>): URLSearchParams {
  return new URLSearchParams([...pairs].map(([name, value]) => [name.toUpperCase(), value]));
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return capitals(new URL(request.url, "http://localhost").searchParams);
}

function formOf(request: FastifyRequest): URLSearchParams {
  const form = request.body instanceof URLSearchParams ? request.body : [];
  return capitals([...new URL(request.url, "http://localhost").searchParams, ...form]);
}

function phaseNamed(text: string): Phase {
  const found = phases.find((phase) => phase === text.toUpperCase());
  if (found) return found;
  throw new WelkinError("BAD_REQUEST", `PHASE: one of ${phases.join(", ")}.`);
}

function listChoice(given: URLSearchParams): { after?: Date; last?: number } {
  const after = given.get("AFTER");
  const last = given.get("LAST");
  const date = after === null ? undefined : dateOf("AFTER", after);
  if (last !== null && !/^[1-9]\d{0,8}$/.test(last)) {
    throw new WelkinError("BAD_REQUEST", "LAST: a whole number from 1.");
  }
  return { ...(date && { after: date }), ...(last !== null && { last: Number(last) }) };
}

/** Dates without a zone are UTC. */
function dateOf(name: string, text: string): Date {
  const date = new Date(text.replace(/(\d)$/, "$1Z"));
  if (!Number.isNaN(date.getTime())) return date;
  throw new WelkinError("BAD_REQUEST", `${name}: not a date as ISO 8601 has it.`);
}

/** −1 means as long as possible. */
function waitOf(text: string | null): number {
  if (text === null) return 0;
  if (!/^-?\d{1,9}$/.test(text)) throw new WelkinError("BAD_REQUEST", "WAIT: whole seconds.");
  const seconds = Number(text);
  return seconds < 0 ? WAIT_MOST : Math.min(WAIT_MOST, seconds);
}

/** Errors are plain text (DALI 1.1, section 4.2). */
function tellError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, title, detail } = problemOf(ownError(error as FastifyError));
  if (status >= 500) request.log.error({ err: error }, title);
  if (status === 503) reply.header("retry-after", 5);
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("text/plain; charset=utf-8")
    .send(Buffer.from(`${detail ?? title}\n`));
}
