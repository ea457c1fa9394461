import { observer } from "@welkin/orbits";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import type { Queue } from "../../engines/queue/index.ts";
import type { Store } from "../../engines/store/index.ts";
import { WelkinError } from "../../errors.ts";
import { problems } from "../../http/problem.ts";
import { keepUpload, takeUploads } from "../../http/uploads.ts";
import { importJob, orbitsJob } from "../jobs/kinds.ts";
import { ObservatoryCode, SourceName } from "../schema.ts";
import { SourceDefinition } from "../sources/definition.ts";
import type { SourceRegistry } from "../sources/registry.ts";

const Sent = z.object({ job: z.string(), url: z.string() });
const tags = ["survey"];
const markup = /^(text|application)\/(.*\+)?xml/i;
/** Columns of which a table of observations has at least one. */
const needed = new Set(["product_id", "observation_id", "mjd_start", "mjd_stop", "fov"]);

/** Accepts files by HTTP: the body streams to the store, and a job reads it from there. */
export function uploadRoutes(house: {
  readonly store: Store;
  readonly queue: Queue;
  readonly sources: SourceRegistry;
  /** Maximum size of a file, bytes. */
  readonly limit: number;
}): FastifyPluginAsyncZodOpenApi {
  const { store, queue, sources, limit } = house;

  return async (app) => {
    await takeUploads(app, limit);

    app.post(
      "/survey/import",
      {
        schema: {
          tags,
          summary:
            "Import observations, CSV or NDJSON, gzip or not: the body, or the only file of a form",
          security: [{ key: [] }],
          querystring: z.strictObject({
            source: SourceName.optional().meta({
              description:
                "If absent, each row's product_id must be a LID that identifies the source",
            }),
            observatory: ObservatoryCode.optional().meta({
              description: "For rows that name none; also creates a source that is not known yet",
            }),
            name: z.string().max(200).optional(),
          }),
          response: { 202: Sent, ...problems },
        },
      },
      async (request, reply) => {
        const { source, observatory } = request.query;
        if (source !== undefined) await makeSource(sources, source, observatory);
        const uploads = { store, limit, refuses: markup, check: checkTable };
        const { key, name } = await keepUpload(request, request.query.name, uploads);
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
          summary: "Import orbits: MPCORB, MPC's comet elements or JSON, gzip or not",
          security: [{ key: [] }],
          querystring: z.strictObject({ name: z.string().max(200).optional() }),
          response: { 202: Sent, ...problems },
        },
      },
      async (request, reply) => {
        const uploads = { store, limit, refuses: markup, check: checkText };
        const job = await queue.send(
          orbitsJob,
          await keepUpload(request, request.query.name, uploads),
        );
        return reply
          .code(202)
          .header("location", `/jobs/${job}`)
          .send({ job, url: `/jobs/${job}` });
      },
    );
  };
}

/**
 * Creates a source that is not known yet, if its observatory is given.
 *
 * @throws WelkinError SURVEY_SOURCE_UNKNOWN, BAD_REQUEST
 */
export async function makeSource(
  sources: SourceRegistry,
  name: string,
  observatory: string | undefined,
): Promise<void> {
  if (observatory !== undefined) observer(observatory);
  if ((await sources.all()).has(name)) return;
  if (observatory === undefined) {
    throw new WelkinError(
      "SURVEY_SOURCE_UNKNOWN",
      `There is no source "${name}". To make it, say from where its rows are: --observer CODE, or ?observatory=CODE.`,
    );
  }
  const read = SourceDefinition.safeParse({ name, title: name, observatories: [observatory] });
  if (!read.success) {
    throw new WelkinError("BAD_REQUEST", `source ${name}: ${read.error.issues[0]?.message}.`);
  }
  await sources.define(read.data);
}

/** @throws WelkinError FILE_UNKNOWN if a file that begins like this is not text, or is markup */
function checkText(head: Uint8Array): string {
  const text = new TextDecoder().decode(head).trimStart();
  if (text !== "" && !text.includes("\0") && !text.startsWith("<")) return text;
  throw new WelkinError("FILE_UNKNOWN", "The file is neither a table nor JSON.");
}

/** @throws WelkinError FILE_UNKNOWN if a file that begins like this is neither JSON nor a table of observations */
function checkTable(head: Uint8Array): void {
  const text = checkText(head);
  if (/^[{[]/.test(text)) return;
  const [names = ""] = text.split("\n", 1);
  const columns = names.split(",").map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  if (columns.some((name) => needed.has(name))) return;
  throw new WelkinError("FILE_UNKNOWN", "The table's first line names no column of observations.");
}
