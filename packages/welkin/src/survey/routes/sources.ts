import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { problems } from "../../http/problem.ts";
import { SourceName, SourceView } from "../schema.ts";
import { SourceDefinition } from "../sources/definition.ts";
import type { SourceRegistry } from "../sources/registry.ts";
import { sourceView } from "../views.ts";
import { assertKeepable } from "./read.ts";

const tags = ["survey"];

const SourceDetail = SourceView.extend({ definition: z.record(z.string(), z.unknown()) });

/** Sources of observations: what is known about each, and what is held of it. */
export function sourceRoutes(sources: SourceRegistry): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.get(
      "/survey/sources",
      {
        schema: {
          tags,
          summary: "Sources of observations, and what is held of each",
          response: { 200: z.object({ sources: z.array(SourceView) }), ...problems },
        },
      },
      async () => ({ sources: [...(await sources.all()).values()].map(sourceView) }),
    );

    app.get(
      "/survey/sources/:name",
      {
        schema: {
          tags,
          summary: "One source, with its definition",
          params: z.object({ name: SourceName }),
          response: { 200: SourceDetail, ...problems },
        },
      },
      async ({ params: { name } }) => detail(name),
    );

    app.post(
      "/survey/sources",
      {
        schema: {
          tags,
          summary: "Add a source, or change one that you added",
          security: [{ key: [] }],
          body: SourceDefinition,
          response: { 201: SourceDetail, ...problems },
        },
      },
      async ({ body }, reply) => {
        assertKeepable(body);
        await sources.define(body);
        return reply
          .code(201)
          .header("location", `/survey/sources/${body.name}`)
          .send(await detail(body.name));
      },
    );

    app.put(
      "/survey/sources/:name",
      {
        schema: {
          tags,
          summary: "Add a source with this name, or change it",
          security: [{ key: [] }],
          params: z.object({ name: SourceName }),
          body: SourceDefinition.omit({ name: true }),
          response: { 200: SourceDetail, ...problems },
        },
      },
      async ({ params: { name }, body }) => {
        assertKeepable(body);
        await sources.define(SourceDefinition.parse({ ...body, name }));
        return detail(name);
      },
    );

    async function detail(name: string) {
      const source = (await sources.named([name])).get(name)!;
      return { ...sourceView(source), definition: source.definition };
    }
  };
}
