import { pictureTypes } from "@welkin/imaging/node";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { WelkinError } from "../errors.ts";
import { problems } from "../http/problem.ts";
import { type AnswerOf, askerOf, cacheControl, sendOfFrames } from "./answers.ts";
import type { Caller, Frame } from "./archives/index.ts";
import { blinkRoutes } from "./blink/routes.ts";
import { iiifRoutes } from "./iiif/routes.ts";
import { framesOf } from "./layers.ts";
import type { Asker, FramePictures } from "./pictures.ts";
import { choiceOf, pictureSpec, regionOf } from "./query.ts";
import { cutFitsTask, reportTask } from "./render/tasks.ts";
import {
  CutoutQuery,
  FrameInfo,
  frameParams,
  InfoQuery,
  type PictureFormat,
  PictureQuery,
  pictureFormats,
  versionParams,
} from "./schema.ts";
import { infoView } from "./views.ts";
import { datalinkRoutes } from "./vo/datalink.ts";
import { sodaRoutes } from "./vo/soda.ts";

const tags = ["frames"];

const binary = z.any().meta({ format: "binary", type: "string" });
const pictures200 = {
  200: {
    content: Object.fromEntries(
      Object.values(pictureTypes).map((type) => [type, { schema: binary }]),
    ),
  },
};
const cutout200 = {
  200: { content: { ...pictures200[200].content, "image/fits": { schema: binary } } },
};

interface Room {
  readonly pictures: FramePictures;
  readonly now: () => Date;
}

/** Everything drawn or cut from frames, over HTTP. */
export function pictureRoutes(room: Room): FastifyPluginAsyncZodOpenApi[] {
  return [
    frameRoutes(room),
    blinkRoutes(room),
    iiifRoutes(room),
    sodaRoutes(room),
    datalinkRoutes(room),
  ];
}

/** Pictures, cutouts and facts. */
function frameRoutes(house: Room): FastifyPluginAsyncZodOpenApi {
  const { pictures, now } = house;
  const { archives } = pictures;

  /** The frame of a URL, looked up in the archive each time; a version other than the file's does not exist. */
  async function find(
    params: { readonly id: string; readonly version?: string | undefined },
    caller: Caller,
  ): Promise<Frame> {
    const frame = await archives.find(params.id, caller);
    if (params.version === undefined || params.version === frame.version) return frame;
    throw new WelkinError("FRAME_NOT_FOUND", `The frame's file now has another version.`);
  }

  async function picture(
    request: FastifyRequest,
    reply: FastifyReply,
    params: { readonly id: string; readonly version?: string | undefined },
    query: z.output<typeof PictureQuery>,
    ending: PictureFormat | undefined,
  ) {
    const asker = askerOf(request, reply);
    const { caller } = asker;
    const format = formatOf<PictureFormat>(query.format, ending, "jpg");
    const frame = await find(params, caller);
    const { frames, layers } = await framesOf(archives, frame, query, caller);
    const spec = pictureSpec(query, frames, format, { layers });
    const bytes = await pictures.picture(frames, asker, spec);
    const of = answerOf(frames, params.version !== undefined);
    if (params.version === undefined) tellVersion(request, reply, frame);
    return sendOfFrames(request, reply, of, { bytes, type: pictureTypes[format] });
  }

  async function cutout(
    request: FastifyRequest,
    reply: FastifyReply,
    params: { readonly id: string; readonly version?: string | undefined },
    query: z.output<typeof CutoutQuery>,
    ending: "fits" | PictureFormat | undefined,
  ) {
    const asker = askerOf(request, reply);
    const { caller } = asker;
    const format = formatOf<"fits" | PictureFormat>(query.format, ending, "fits");
    const region = regionOf(query);
    const frame = await find(params, caller);
    if (params.version === undefined) tellVersion(request, reply, frame);
    const versioned = params.version !== undefined;
    if (format !== "fits") {
      const { format: _, ...rest } = query;
      const { frames, layers } = await framesOf(archives, frame, rest, caller);
      const spec = pictureSpec(rest, frames, format, { region, layers });
      const bytes = await pictures.picture(frames, asker, spec);
      return sendOfFrames(request, reply, answerOf(frames, versioned), {
        bytes,
        type: pictureTypes[format],
      });
    }
    const bytes = await cutFits(pictures, frame, asker, {
      choice: choiceOf(query),
      region,
      edge: query.edge,
    });
    return sendOfFrames(request, reply, answerOf([frame], versioned), {
      bytes,
      type: "image/fits",
      name: `${frame.basename.replace(/[^A-Za-z0-9._-]/g, "_")}-cutout.fits`,
    });
  }

  function answerOf(frames: readonly Frame[], versioned: boolean): AnswerOf {
    return { frames, versioned, open: archives.areOpen(frames), now: now() };
  }

  return async (app) => {
    for (const ending of [undefined, ...pictureFormats]) {
      const dot = ending === undefined ? "" : `.${ending}`;
      app.get(
        `/frames/:id/picture${dot}`,
        {
          schema: {
            tags,
            summary: `A picture of a frame${ending ? ` (${ending})` : ", alone or in colour"}`,
            params: frameParams,
            querystring: PictureQuery,
            response: { ...pictures200, ...problems },
          },
        },
        (request, reply) => picture(request, reply, request.params, request.query, ending),
      );
      app.get(
        `/frames/:id/:version/picture${dot}`,
        {
          schema: {
            tags,
            summary: "The same for one version of the file: the answer never changes",
            params: versionParams,
            querystring: PictureQuery,
            response: { ...pictures200, ...problems },
          },
        },
        (request, reply) => picture(request, reply, request.params, request.query, ending),
      );
    }

    for (const ending of [undefined, "fits", ...pictureFormats] as const) {
      const dot = ending === undefined ? "" : `.${ending}`;
      app.get(
        `/frames/:id/cutout${dot}`,
        {
          schema: {
            tags,
            summary: `A part of a frame${ending ? ` (${ending})` : ": FITS, or a picture"}`,
            params: frameParams,
            querystring: CutoutQuery,
            response: { ...cutout200, ...problems },
          },
        },
        (request, reply) => cutout(request, reply, request.params, request.query, ending),
      );
      app.get(
        `/frames/:id/:version/cutout${dot}`,
        {
          schema: {
            tags,
            summary: "The same for one version of the file: the answer never changes",
            params: versionParams,
            querystring: CutoutQuery,
            response: { ...cutout200, ...problems },
          },
        },
        (request, reply) => cutout(request, reply, request.params, request.query, ending),
      );
    }

    app.get(
      "/frames/:id/info",
      {
        schema: {
          tags,
          summary:
            "The contents of a frame's file, its statistics and coordinates, and what is available from it",
          params: frameParams,
          querystring: InfoQuery,
          response: { 200: FrameInfo, ...problems },
        },
      },
      async (request, reply) => {
        const asker = askerOf(request, reply);
        const { cards, ...query } = request.query;
        const frame = await find(request.params, asker.caller);
        const choice = choiceOf(query);
        const product = {
          frames: [frame],
          kind: "info",
          spec: { choice, cards },
          ending: "json",
        };
        const bytes = await pictures.made(product, asker, async ([path = ""], run) =>
          Buffer.from(JSON.stringify(await run(reportTask, { path, choice, cards }))),
        );
        reply.header("cache-control", cacheControl(answerOf([frame], false), request));
        reply.header("vary", "Authorization");
        return infoView(frame, JSON.parse(Buffer.from(bytes).toString()));
      },
    );
  };
}

/** A region of a frame as a FITS file; stored, as pictures are. */
function cutFits(
  pictures: FramePictures,
  frame: Frame,
  asker: Asker,
  wanted: Omit<Parameters<NonNullable<typeof cutFitsTask.types>>[0], "path">,
): Promise<Uint8Array> {
  const product = { frames: [frame], kind: "cutout", spec: wanted, ending: "fits" };
  return pictures.made(product, asker, async ([path = ""], run) => {
    const { bytes } = await run(cutFitsTask, { path, ...wanted });
    return bytes;
  });
}

function formatOf<Format extends string>(
  asked: Format | undefined,
  ending: Format | undefined,
  byDefault: Format,
): Format {
  if (asked !== undefined && ending !== undefined && asked !== ending) {
    throw new WelkinError("BAD_REQUEST", `The address ends in .${ending}, but format=${asked}.`);
  }
  return ending ?? asked ?? byDefault;
}

/** States the immutable URL of the same data. */
function tellVersion(request: FastifyRequest, reply: FastifyReply, frame: Frame): void {
  const [path = "", query] = request.url.split("?");
  const last = path.slice(path.lastIndexOf("/") + 1);
  const id = encodeURIComponent(frame.id);
  const address = `/frames/${id}/${frame.version}/${last}${query ? `?${query}` : ""}`;
  reply.header("content-location", address);
}
