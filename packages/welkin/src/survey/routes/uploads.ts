import { randomUUID } from "node:crypto";
import multipart from "@fastify/multipart";
import { observer } from "@welkin/orbits";
import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import type { Queue } from "../../engines/queue/index.ts";
import type { Store } from "../../engines/store/index.ts";
import { WelkinError } from "../../errors.ts";
import { problems } from "../../http/problem.ts";
import { importJob, orbitsJob } from "../jobs/kinds.ts";
import { ObservatoryCode, SourceName } from "../schema.ts";
import { SourceDefinition } from "../sources/definition.ts";
import type { SourceRegistry } from "../sources/registry.ts";

const Sent = z.object({ job: z.string(), url: z.string() });
const tags = ["survey"];

/** Takes files by HTTP: the body streams to the store, and a job reads it from there. */
export function uploadRoutes(house: {
  readonly store: Store;
  readonly queue: Queue;
  readonly sources: SourceRegistry;
  /** Bytes of the largest file taken. */
  readonly limit: number;
}): FastifyPluginAsyncZodOpenApi {
  const { store, queue, sources, limit } = house;

  return async (app) => {
    app.removeAllContentTypeParsers();
    await app.register(multipart, { limits: { files: 1, fileSize: limit } });
    app.addContentTypeParser("*", (_request, payload, done) => done(null, payload));

    app.post(
      "/survey/import",
      {
        schema: {
          tags,
          summary:
            "Take observations in, CSV or NDJSON, gzip or not: the body, or the one file of a form",
          security: [{ key: [] }],
          querystring: z.object({
            source: SourceName.optional().meta({
              description: "Without, each row's product_id is a LID that tells",
            }),
            observatory: ObservatoryCode.optional().meta({
              description: "Of rows that name none; a source that is not known yet is made with it",
            }),
            name: z.string().max(200).optional(),
          }),
          response: { 202: Sent, ...problems },
        },
      },
      async (request, reply) => {
        const { source, observatory } = request.query;
        if (source !== undefined) await makeSource(sources, source, observatory);
        const { key, name } = await keep(request, request.query.name);
        const ofSource = source === undefined ? {} : { source };
        const data = { key, name, ...ofSource, ...(observatory !== undefined && { observatory }) };
        const job = await queue.send(importJob, data);
        return reply
          .code(202)
          .header("location", `/jobs/${job}`)
          .send({ job, url: `/jobs/${job}` });
      },
    );

    app.post(
      "/survey/orbits",
      {
        schema: {
          tags,
          summary: "Take orbits in: MPCORB, MPC's comet elements, JSON; gzip or not",
          security: [{ key: [] }],
          querystring: z.object({ name: z.string().max(200).optional() }),
          response: { 202: Sent, ...problems },
        },
      },
      async (request, reply) => {
        const job = await queue.send(orbitsJob, await keep(request, request.query.name));
        return reply
          .code(202)
          .header("location", `/jobs/${job}`)
          .send({ job, url: `/jobs/${job}` });
      },
    );

    async function keep(request: FastifyRequest, named: string | undefined) {
      const { name, bytes } = await uploaded(request, named);
      const key = `incoming/${randomUUID()}`;
      const put = await store.put(key, bytes, { maxBytes: limit });
      if (put.size > 0) return { key, name };
      await store.remove(key);
      throw new WelkinError("BAD_REQUEST", "The body is empty: send the bytes of a file.");
    }
  };
}

/**
 * Makes a source that is not known yet, where it is said from where it looks.
 *
 * @throws WelkinError SURVEY_SOURCE_UNKNOWN, BAD_REQUEST
 */
export async function makeSource(
  sources: SourceRegistry,
  name: string,
  observatory: string | undefined,
): Promise<void> {
  if (observatory !== undefined) observer(observatory);
  if (observatory === undefined || (await sources.all()).has(name)) {
    await sources.named([name]);
    return;
  }
  const read = SourceDefinition.safeParse({ name, title: name, observatories: [observatory] });
  if (!read.success) {
    throw new WelkinError("BAD_REQUEST", `source ${name}: ${read.error.issues[0]?.message}.`);
  }
  await sources.define(read.data);
}

async function uploaded(request: FastifyRequest, named: string | undefined) {
  if (!request.isMultipart()) {
    const body = (request.body ?? new Uint8Array()) as AsyncIterable<Uint8Array> | Uint8Array;
    return { name: named ?? "upload", bytes: body };
  }
  const file = await request.file();
  if (!file) throw new WelkinError("BAD_REQUEST", "The form has no file.");
  return { name: named ?? file.filename, bytes: file.file as AsyncIterable<Uint8Array> };
}
