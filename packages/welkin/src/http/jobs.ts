import { createHash } from "node:crypto";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import type { JobStatus, Queue } from "../engines/queue/index.ts";
import { WelkinError } from "../errors.ts";
import { problems } from "./problem.ts";

const JobView = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: z.enum(["waiting", "running", "done", "failed", "cancelled"]),
    progress: z.number().min(0).max(1),
    note: z.string().optional(),
    result: z.unknown().optional(),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
    createdAt: z.iso.datetime(),
    startedAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional(),
    attempt: z.number().int(),
    url: z.string(),
  })
  .meta({ id: "Job" });

const states = z.enum(["waiting", "running", "done", "failed", "cancelled"]);
const params = z.object({ id: z.uuid() });

/** Any long task: its state and progress, a stream of changes, and a way to cancel it. */
export function jobRoutes(queue: Queue): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.get(
      "/jobs",
      {
        schema: {
          tags: ["jobs"],
          summary: "Jobs, newest first",
          querystring: z.object({
            kind: z
              .string()
              .max(64)
              .regex(/^[\w.-]+$/, "a kind of job, e.g. radar.ingest")
              .optional(),
            state: states.optional(),
            limit: z.coerce.number().int().min(1).max(500).default(50),
          }),
          response: { 200: z.object({ jobs: z.array(JobView) }), ...problems },
        },
      },
      async ({ query: { kind, state, limit } }) => {
        const filter = { ...(kind && { kind }), ...(state && { state }), limit };
        return { jobs: (await queue.list(filter)).map(view) };
      },
    );

    app.get(
      "/jobs/:id",
      {
        schema: {
          tags: ["jobs"],
          summary: "One job",
          params,
          response: { 200: JobView, ...problems },
        },
      },
      async ({ params: { id } }) => view(await find(id)),
    );

    app.get(
      "/jobs/:id/events",
      {
        sse: { kind: "only" },
        exposeHeadRoute: false,
        schema: {
          tags: ["jobs"],
          summary:
            "The job's changes as server-sent events, until it has ended; the event that Last-Event-ID names is not repeated",
          params,
        },
      },
      async ({ params: { id } }, reply) => {
        const job = await find(id);
        const last = reply.sse.lastEventId ?? undefined;
        // Nothing more will come: 204 stops a page's EventSource from reconnecting.
        if (job.endedAt && last === markOf(view(job))) return reply.code(204).send();
        const gone = new AbortController();
        reply.sse.onClose(() => gone.abort());
        await reply.sse.send(events(id, last, gone.signal));
      },
    );

    app.delete(
      "/jobs/:id",
      {
        schema: {
          tags: ["jobs"],
          summary: "Cancel a job",
          params,
          response: { 200: JobView, ...problems },
        },
      },
      async ({ params: { id } }) => {
        await find(id);
        await queue.cancel(id);
        return view(await find(id));
      },
    );

    async function find(id: string): Promise<JobStatus> {
      const job = await queue.get(id);
      if (!job) throw new WelkinError("JOB_NOT_FOUND", `No job has the id ${id}.`);
      return job;
    }

    async function* events(id: string, last: string | undefined, signal: AbortSignal) {
      for await (const job of queue.watch(id, signal)) {
        const data = view(job);
        const mark = markOf(data);
        if (mark !== last) yield { id: mark, event: "status", data };
      }
    }
  };
}

/** Identifies one status of a job: each is complete, so a client that has the newest needs no others. */
function markOf(data: unknown): string {
  return createHash("sha1").update(JSON.stringify(data)).digest("base64url").slice(0, 16);
}

function view(job: JobStatus): z.infer<typeof JobView> {
  const { createdAt, startedAt, endedAt, ...rest } = job;
  return {
    ...rest,
    createdAt: createdAt.toISOString(),
    ...(startedAt && { startedAt: startedAt.toISOString() }),
    ...(endedAt && { endedAt: endedAt.toISOString() }),
    url: `/jobs/${job.id}`,
  };
}
