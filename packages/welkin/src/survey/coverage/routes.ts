import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { bytesOf } from "../../http/bytes.ts";
import { problems } from "../../http/problem.ts";
import type { SourceRegistry } from "../sources/registry.ts";
import type { CoverageKeeper } from "./keeper.ts";

const tags = ["survey"];
const params = z.object({ name: z.string().max(64) });

const mapQuery = z.strictObject({
  width: z.coerce.number().int().min(200).max(2400).multipleOf(2).default(1200),
  kind: z.enum(["density", "covered"]).default("density"),
});

/** A source's sky coverage: as a MOC in each of its three forms, and as a map. */
export function coverageRoutes(house: {
  readonly coverage: CoverageKeeper;
  readonly sources: SourceRegistry;
}): FastifyPluginAsyncZodOpenApi {
  const coverageOf = async (name: string) => {
    await house.sources.named([name]);
    return house.coverage.of(name);
  };

  return async (app) => {
    app.get(
      "/survey/sources/:name/coverage.moc",
      {
        schema: {
          tags,
          summary: "A source's sky coverage as a MOC in text (IVOA MOC 2.0)",
          params,
          response: { ...bytesOf("text/plain"), ...problems },
        },
      },
      async ({ params: { name } }, reply) => {
        const { revision, moc } = await coverageOf(name);
        reply.header("x-revision", revision).type("text/plain; charset=utf-8");
        return reply.send(Buffer.from(await moc("ascii")));
      },
    );

    app.get(
      "/survey/sources/:name/coverage.json",
      {
        schema: {
          tags,
          summary: "The same in JSON: cell numbers by order",
          params,
          response: { ...bytesOf("application/json"), ...problems },
        },
      },
      async ({ params: { name } }, reply) => {
        const { revision, moc } = await coverageOf(name);
        reply.header("x-revision", revision).type("application/json; charset=utf-8");
        return reply.send(Buffer.from(await moc("json")));
      },
    );

    app.get(
      "/survey/sources/:name/coverage.fits",
      {
        schema: {
          tags,
          summary: "The same in FITS",
          params,
          response: { ...bytesOf("application/fits"), ...problems },
        },
      },
      async ({ params: { name } }, reply) => {
        const { revision, moc } = await coverageOf(name);
        reply.header("x-revision", revision).type("application/fits");
        reply.header("content-disposition", `attachment; filename="${name}.moc.fits"`);
        return reply.send(Buffer.from(await moc("fits")));
      },
    );

    app.get(
      "/survey/sources/:name/coverage.png",
      {
        schema: {
          tags,
          summary:
            "A map of the whole sky: how often, or whether, a source has observed each place",
          params,
          querystring: mapQuery,
          response: { ...bytesOf("image/png"), ...problems },
        },
      },
      async ({ params: { name }, query: { width, kind } }, reply) => {
        const { revision, picture } = await coverageOf(name);
        reply.header("x-revision", revision).type("image/png");
        return reply.send(Buffer.from(await picture(width, kind)));
      },
    );
  };
}
