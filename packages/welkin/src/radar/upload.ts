import { isLevel2, isLevel3 } from "@welkin/nexrad";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import type { Queue } from "../engines/queue/index.ts";
import type { Store } from "../engines/store/index.ts";
import { WelkinError } from "../errors.ts";
import { problems } from "../http/problem.ts";
import { keepUpload, takeUploads } from "../http/uploads.ts";
import { ingestJob } from "./ingest.ts";

/** Radar files are binary: none has the media type of a text format for programs. */
const texts = /^text\/(csv|xml|css|javascript)|^application\/(.*\+)?(json|xml|x-ndjson)/i;

/** Accepts files over HTTP: the body streams to the store, which counts its bytes, and a job is sent. */
export function uploadRoutes(house: {
  readonly store: Store;
  readonly queue: Queue;
  /** Size of the largest file accepted, bytes. */
  readonly limit: number;
}): FastifyPluginAsyncZodOpenApi {
  const { store, queue, limit } = house;
  return async (app) => {
    await takeUploads(app, limit);

    app.post(
      "/radar/volumes",
      {
        schema: {
          tags: ["radar"],
          summary:
            "Ingest a Level II or Level III file: the body itself, or the only file of a form",
          security: [{ key: [] }],
          querystring: z.object({ name: z.string().max(200).optional() }),
          response: { 202: z.object({ job: z.string(), url: z.string() }), ...problems },
        },
      },
      async (request, reply) => {
        const uploads = { store, limit, refuses: texts, check: checkBeginning };
        const job = await queue.send(
          ingestJob,
          await keepUpload(request, request.query.name, uploads),
        );
        const url = `/jobs/${job}`;
        return reply.code(202).header("location", url).send({ job, url });
      },
    );
  };
}

function checkBeginning(head: Uint8Array): void {
  if (isLevel2(head) || isLevel3(head)) return;
  throw new WelkinError("FILE_UNKNOWN", "The file is neither Level II nor Level III.");
}
