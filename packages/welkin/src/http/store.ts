import { Readable } from "node:stream";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { mediaType, type Store, storeLinkPath, verifyStoreUrl } from "../engines/store/index.ts";
import { asBuffer, etagOf } from "./immutable.ts";

/** Smaller objects are read whole: that costs less than a stream. */
const SMALL = 2 ** 20;

/**
 * Answers the links signed by a store in a folder: an object for whoever has its link, until it expires. Small ones
 * are remembered under the whole link, including the signature: what a key names never changes.
 */
export function storeRoutes(store: Store, secret: string): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.get(`${storeLinkPath}*`, { schema: { hide: true } }, async (request, reply) => {
      const { key, expires, download } = verifyStoreUrl(request.url, secret);
      const object = await store.get(key);
      reply
        .header("content-length", object.size)
        .header("cache-control", "private, no-cache")
        .header("referrer-policy", "no-referrer");
      if (download !== undefined) {
        const name = encodeURIComponent(download);
        reply.header("content-disposition", `attachment; filename*=UTF-8''${name}`);
      }
      reply.type(mediaType(key));
      if (object.size > SMALL) return reply.send(Readable.from(object.stream()));
      const body = asBuffer(await object.bytes());
      reply.immutableUntil = expires * 1000;
      return reply.header("etag", etagOf(body)).send(body);
    });
  };
}
