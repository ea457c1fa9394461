import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import type { z } from "zod";
import { bytesOf } from "../http/bytes.ts";
import { goneSignal } from "../http/gone.ts";
import { sendImmutable } from "../http/immutable.ts";
import { problems } from "../http/problem.ts";
import type { DrawnPictures } from "./drawn-pictures.ts";
import { PictureQuery, PointQuery, TileParams } from "./schema.ts";
import type { PictureFacts, PictureStyle } from "./tasks.ts";

/** A kind of subject that is shown as a picture, with its own routes. */
interface PictureKind<Params extends z.ZodObject, Subject, Field extends object, View, Value> {
  /** Prefix of its routes, which continue with `.png`, `.webp`, `.json`, `/tiles/…` and `/value`. */
  readonly path: string;
  readonly tags: string[];
  /** Its name in sentences: "A sweep". */
  readonly what: string;
  readonly params: Params;
  readonly pictures: DrawnPictures<NoInfer<Subject>, Field>;
  readonly pngLevel: number;
  /** @throws WelkinError if there is nothing at a URL, or no picture of it */
  find(params: z.output<Params>): Promise<Subject>;
  /** The colour table to use for a requested one, or for none. */
  tableOf(subject: NoInfer<Subject>, asked: string | undefined): string;
  readonly view: z.ZodType<View>;
  viewOf(subject: NoInfer<Subject>, style: PictureStyle, shown: PictureFacts): View;
  readonly value: z.ZodType<Value>;
  /** The value over a point on the ground, degrees of WGS84. */
  valueOf(subject: NoInfer<Subject>, field: Field, longitude: number, latitude: number): Value;
}

/** The routes of one kind of picture: as a file, as metadata, in tiles, and the value under a point. */
export function pictureRoutes<
  Params extends z.ZodObject,
  Subject,
  Field extends object,
  View,
  Value,
>(kind: PictureKind<Params, Subject, Field, View, Value>): FastifyPluginAsyncZodOpenApi {
  const { path, tags, what, params, pictures, pngLevel } = kind;
  const find = (given: unknown) => kind.find(given as z.output<Params>);

  function styleOf(
    { width, table, smooth }: z.output<typeof PictureQuery>,
    subject: Subject,
    format: "png" | "webp",
  ): PictureStyle {
    return { width, table: kind.tableOf(subject, table), smooth, format, level: pngLevel };
  }

  return async (app) => {
    for (const format of ["png", "webp"] as const) {
      app.get(
        `${path}.${format}`,
        {
          config: { immutable: true },
          schema: {
            tags,
            summary: `${what} as a transparent overlay in Web Mercator (${format})`,
            params,
            querystring: PictureQuery,
            response: { ...bytesOf(`image/${format}`), ...problems },
          },
        },
        async (request, reply) => {
          const subject = await find(request.params);
          const style = styleOf(request.query, subject, format);
          const bytes = await pictures.bytes(subject, style, goneSignal(reply));
          return sendImmutable(request, reply, `image/${format}`, bytes);
        },
      );
    }

    app.get(
      `${path}.json`,
      {
        config: { immutable: true },
        schema: {
          tags,
          summary: `${what}: what its picture shows, and its place on the map`,
          params,
          querystring: PictureQuery,
          response: { 200: kind.view, ...problems },
        },
      },
      async (request, reply) => {
        const subject = await find(request.params);
        const style = styleOf(request.query, subject, "png");
        const facts = await pictures.facts(subject, style, goneSignal(reply));
        const view = kind.viewOf(subject, style, facts);
        return sendImmutable(request, reply, "application/json", JSON.stringify(view)) as never;
      },
    );

    app.get(
      `${path}/tiles/:z/:x/:y.png`,
      {
        config: { immutable: true },
        schema: {
          tags,
          summary: `${what} as map tiles of 256 pixels (XYZ, Web Mercator)`,
          params: params.extend(TileParams.shape),
          querystring: PictureQuery.omit({ width: true }),
          response: { ...bytesOf("image/png"), ...problems },
        },
      },
      async (request, reply) => {
        const tile = TileParams.parse(request.params);
        const subject = await find(request.params);
        const { table, smooth, level } = styleOf({ width: 256, ...request.query }, subject, "png");
        const style = { table, smooth, level };
        const bytes = await pictures.tile(subject, tile, style, goneSignal(reply));
        return sendImmutable(request, reply, "image/png", bytes);
      },
    );

    app.get(
      `${path}/value`,
      {
        schema: {
          tags,
          summary: `${what}: its value above a point on the ground`,
          params,
          querystring: PointQuery,
          response: { 200: kind.value, ...problems },
        },
      },
      async (request, reply) => {
        const { lon, lat } = request.query;
        const subject = await find(request.params);
        const field = await pictures.field(subject, goneSignal(reply));
        return kind.valueOf(subject, field, lon, lat) as never;
      },
    );
  };
}
