import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { originOf } from "../../http/origin.ts";
import { problems } from "../../http/problem.ts";
import { askerOf, sendOfFrames } from "../answers.ts";
import type { Frame } from "../archives/index.ts";
import type { Asker, FramePictures, Run } from "../pictures.ts";
import { choiceOf } from "../query.ts";
import type { TileStyle } from "../schema.ts";
import { limitsTask, sizeTask, type TileLook, tileTask } from "./draw.ts";
import { readIdentifier } from "./identifier.ts";
import { imageInformation } from "./info.ts";
import { readRequest } from "./request.ts";

const tags = ["frames"];
const identifier = z.string().min(1).max(400);
const segment = z.string().min(1).max(100);
const types = { jpg: "image/jpeg", png: "image/png", webp: "image/webp" } as const;

/** Section 5.1: the type sent to clients that ask for linked data. */
const LINKED = 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"';
const PROFILE = '<http://iiif.io/api/image/3/level2.json>;rel="profile"';

/** Deep zoom: IIIF Image API 3.0, level 2, with mirroring, upscaling and WebP beyond it. */
export function iiifRoutes(house: {
  readonly pictures: FramePictures;
  readonly now: () => Date;
}): FastifyPluginAsyncZodOpenApi {
  const { pictures, now } = house;

  async function jsonOf<Value>(
    frame: Frame,
    kind: string,
    spec: unknown,
    asker: Asker,
    make: (path: string, run: Run) => Promise<Value>,
  ): Promise<Value> {
    const product = { frames: [frame], kind, spec, ending: "json" };
    const bytes = await pictures.made(product, asker, async ([path = ""], run) =>
      Buffer.from(JSON.stringify(await make(path, run))),
    );
    return JSON.parse(Buffer.from(bytes).toString()) as Value;
  }

  /** Stored with the tiles: every one of them needs it. */
  function sizeOf(frame: Frame, asker: Asker, style: TileStyle) {
    const choice = choiceOf(style);
    return jsonOf(frame, "size", { choice }, asker, (path, run) => run(sizeTask, { path, choice }));
  }

  async function lookOf(frame: Frame, asker: Asker, style: TileStyle): Promise<TileLook> {
    const { min_cut, max_cut, stretch, cmap, nan } = style;
    const cuts = min_cut !== undefined || max_cut !== undefined;
    const interval = cuts
      ? `${min_cut ?? "0.5%"}..${max_cut ?? "99.5%"}`
      : (style.interval ?? "zscale");
    const choice = choiceOf(style);
    const limits = await jsonOf(frame, "limits", { choice, interval }, asker, (path, run) =>
      run(limitsTask, { path, choice, interval }),
    );
    return {
      ...limits,
      ...(stretch !== undefined && { stretch }),
      ...(cmap !== undefined && { cmap }),
      ...((style.inverse || style.invert) && { inverse: true }),
      ...(nan !== undefined && { nan }),
    };
  }

  return async (app) => {
    app.addHook("onRequest", async (_request, reply) => {
      reply.header("access-control-expose-headers", "etag, link, location");
    });

    for (const slash of ["", "/"]) {
      app.get(
        `/iiif/:identifier${slash}`,
        { schema: { hide: true, params: z.object({ identifier }) } },
        async (request, reply) => reply.redirect(`${baseOf(request)}/info.json`, 303),
      );
    }

    app.get(
      "/iiif/:identifier/info.json",
      {
        schema: {
          tags,
          summary: "A frame as an image service: IIIF Image API 3.0, level 2",
          description:
            "The identifier is the frame's; after semicolons it may say how the frame is shown: `123;stretch=asinh;cmap=viridis` (hdu, plane, interval, min_cut, max_cut, stretch, cmap, inverse, nan).",
          params: z.object({ identifier }),
          response: { 200: z.record(z.string(), z.unknown()), ...problems },
        },
      },
      async (request, reply) => {
        const { id, style } = readIdentifier(request.params.identifier);
        const asker = askerOf(request, reply);
        const frame = await pictures.archives.find(id, asker.caller);
        const information = imageInformation(
          `${originOf(request)}${baseOf(request)}`,
          await sizeOf(frame, asker, style),
        );
        const linked = request.headers.accept?.includes("application/ld+json") ?? false;
        // It contains the address used for the request.
        reply.header("cache-control", "private, no-cache").header("vary", "Accept, Authorization");
        reply.header("link", PROFILE).type(linked ? LINKED : "application/json");
        return reply.send(Buffer.from(JSON.stringify(information)) as never);
      },
    );

    app.get(
      "/iiif/:identifier/:region/:size/:rotation/:file",
      {
        schema: {
          tags,
          summary: "A region of a frame: IIIF Image API 3.0, level 2",
          params: z.object({
            identifier,
            region: segment,
            size: segment,
            rotation: segment,
            file: segment,
          }),
          response: { ...problems },
        },
      },
      async (request, reply) => {
        const { id, style } = readIdentifier(request.params.identifier);
        const asker = askerOf(request, reply);
        const frame = await pictures.archives.find(id, asker.caller);
        const asked = readRequest(await sizeOf(frame, asker, style), request.params);
        const look = await lookOf(frame, asker, style);
        const choice = choiceOf(style);
        const { canonical, format } = asked;
        const product = {
          frames: [frame],
          kind: "tile",
          spec: { choice, look, canonical },
          ending: format,
        };
        const bytes = await pictures.made(product, asker, ([path = ""], run) =>
          run(tileTask, { path, choice, request: asked, look }),
        );
        reply.header(
          "link",
          `${PROFILE}, <${originOf(request)}${baseOf(request)}/${canonical}>;rel="canonical"`,
        );
        return sendOfFrames(
          request,
          reply,
          { frames: [frame], versioned: false, now: now() },
          { bytes, type: types[format] },
        ) as never;
      },
    );
  };
}

/** The path of an image service, encoded as required by section 9. */
function baseOf(request: FastifyRequest): string {
  const { identifier: text } = request.params as { identifier: string };
  return `/iiif/${encodeURIComponent(text).replaceAll("%3B", ";").replaceAll("%3D", "=")}`;
}
