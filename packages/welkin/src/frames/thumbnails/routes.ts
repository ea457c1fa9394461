import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { problemOf } from "../../errors.ts";
import { originOf } from "../../http/origin.ts";
import { askerOf } from "../answers.ts";
import type { Archives, Frame } from "../archives/index.ts";
import type { Asker, FramePictures } from "../pictures.ts";
import type { FrameChecks } from "../settings.ts";
import { checkFrame, isSpectrum } from "./checks.ts";
import { colorFrames } from "./color.ts";
import type { Links } from "./links.ts";
import { readParameters, specOf, type ThumbnailRequest } from "./parameters.ts";
import { Refusal, refusalOf } from "./refusal.ts";

const tags = ["thumbnail-service"];

const description = [
  "Answers as OCS thumbnail-service does. `width`, `height`: the box that the picture fits in, 200 each by default; it is never",
  "enlarged. `label`: a text at the lower left. `color`: red, visual and blue frames of the same request. `median`,",
  "`percentile`: subtract the median, and stretch the rest up to that percentile. `quality`: of the JPEG, 80 by default.",
  "`image`: redirect to the picture. `orient`: `wcs` (default: north up by quarter turns) or `legacy` (as in the file).",
].join(" ");

const ThumbnailQuery = z.object(
  Object.fromEntries(
    ["width", "height", "label", "color", "median", "percentile", "quality", "image", "orient"].map(
      (name) => [name, z.union([z.string(), z.array(z.string())]).optional()],
    ),
  ),
);

/**
 * The routes of thumbnail-service, for its own clients. Differences: every parameter is checked, errors are always
 * JSON, and the URLs from which files are fetched are never disclosed.
 */
export function thumbnailRoutes(house: {
  readonly archives: Archives;
  readonly pictures: FramePictures;
  readonly links: Links;
  readonly checks: FrameChecks;
}): FastifyPluginAsyncZodOpenApi {
  const { archives, pictures, links, checks } = house;

  return async (app) => {
    app.setErrorHandler((error, request, reply) => {
      const refusal = refusalOf(error) ?? plainRefusal(error);
      if (refusal.status >= 500) request.log.error({ err: error }, "a thumbnail");
      return sendJson(reply.code(refusal.status).headers(refusal.headers), {
        message: refusal.message,
        ...refusal.payload,
      });
    });

    app.get(
      "/thumbnails/:frame/",
      {
        schema: {
          tags,
          summary: "A thumbnail of a frame, by its id or basename",
          description,
          params: z.object({ frame: z.string() }),
          querystring: ThumbnailQuery,
        },
      },
      async (request, reply) => {
        const parameters = readParameters(request.query);
        const asker = askerOf(request, reply);
        const { caller } = asker;
        const frame = await archives.find(request.params.frame, caller);
        checkFrame(frame, parameters.color, checks);
        const frames = parameters.color ? await colorFrames(archives, frame, caller) : [frame];
        reply.header("cache-control", "private, no-store").header("vary", "Authorization");
        const url = await link(frames, parameters, asker, request);
        if (parameters.image) return reply.redirect(url, 302);
        return sendJson(reply, { propid: frame.proposalId ?? null, url });
      },
    );

    app.get("/thumbnails/:frame", { schema: { hide: true } }, async (request, reply) => {
      const [path = "", query] = request.url.split("?");
      // Relative: a proxy may map these routes to the root of a host, where upstream has them.
      const last = path.slice(path.lastIndexOf("/") + 1);
      return reply.redirect(`./${last}/${query === undefined ? "" : `?${query}`}`, 308);
    });

    app.route({
      method: ["POST", "PUT", "PATCH", "DELETE"],
      url: "/thumbnails/:frame/",
      config: { question: true },
      schema: { hide: true },
      handler: async () => {
        throw new Refusal(405, "Method Not Allowed", { headers: { allow: "GET, HEAD, OPTIONS" } });
      },
    });

    for (const path of ["/thumbnails", "/thumbnails/", "/thumbnails/*"]) {
      app.get(path, { schema: { hide: true } }, async (_request, reply) =>
        reply.type("text/html; charset=utf-8").send(index),
      );
    }

    // If a proxy maps these routes to the root of a host, the second is its robots.txt.
    for (const path of ["/robots.txt", "/thumbnails/robots.txt"]) {
      app.get(path, { schema: { hide: true } }, async (_request, reply) =>
        reply.type("text/plain; charset=utf-8").send("User-agent: *\nDisallow: /\n"),
      );
    }

    app.get("/thumbnails/favicon.ico", { schema: { hide: true } }, async (_request, reply) =>
      reply.redirect(FAVICON, 302),
    );

    async function link(
      frames: readonly Frame[],
      parameters: ThumbnailRequest,
      asker: Asker,
      request: FastifyRequest,
    ): Promise<string> {
      const turned = parameters.orient === "wcs" && !frames.some(isSpectrum);
      const spec = specOf(parameters, frames.length, turned);
      const key = pictures.keyOf(frames, spec);
      const make = (signal: AbortSignal) => pictures.picture(frames, { ...asker, signal }, spec);
      const url = await links.to(key, make, asker.signal);
      return url.startsWith("/") ? `${originOf(request)}${url}` : url;
    }
  };
}

/** Word for word as upstream. */
const index =
  'Please see the documentation for the thumbnail service at <a href="https://developers.lco.global">developers.lco.global</a>';
const FAVICON = "https://cdn.lco.global/mainstyle/img/favicon.ico";

/** Errors that upstream does not have, or reports as an HTML page. */
function plainRefusal(error: unknown): Refusal {
  const { status, title, detail } = problemOf(error);
  const { validation, statusCode } = error as { validation?: unknown; statusCode?: number };
  if (validation !== undefined) return new Refusal(400, "The request is invalid");
  // The framework's own: a rate limit, or overload.
  if (status === 500 && statusCode !== undefined && (statusCode < 500 || statusCode === 503)) {
    return new Refusal(statusCode, (error as Error).message);
  }
  return new Refusal(status, detail ?? title);
}

/** Sends JSON with its keys in the given order, and the trailing newline that Flask adds. */
function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return reply
    .header("cache-control", reply.getHeader("cache-control") ?? "no-store")
    .type("application/json")
    .send(Buffer.from(`${JSON.stringify(value)}\n`));
}
