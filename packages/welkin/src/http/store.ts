import { Readable } from "node:stream";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { mediaType, type Store, storeLinkPath, verifyStoreUrl } from "../engines/store/index.ts";

/** Smaller ones are read whole: that costs less than a stream. */
const SMALL = 2 ** 20;

/** Answers the links that a store on a folder signs: an object to whoever has its link, until that expires. */
export function storeRoutes(store: Store, secret: string): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.get(`${storeLinkPath}*`, { schema: { hide: true } }, async (request, reply) => {
      const { key, download } = verifyStoreUrl(request.url, secret);
      const object = await store.get(key);
      reply
        .header("content-length", object.size)
        .header("cache-control", "private, no-cache")
        .header("referrer-policy", "no-referrer");
      if (download !== undefined) {
        const name = encodeURIComponent(download);
        reply.header("content-disposition", `attachment; filename*=UTF-8''${name}`);
      }
      const body =
        object.size <= SMALL ? asBuffer(await object.bytes()) : Readable.from(object.stream());
      return reply.type(mediaType(key)).send(body);
    });
  };
}

function asBuffer({ buffer, byteOffset, length }: Uint8Array<ArrayBufferLike>): Buffer {
  return Buffer.from(buffer, byteOffset, length);
}
