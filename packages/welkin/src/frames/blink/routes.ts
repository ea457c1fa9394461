import { type AnimationFormat, animationTypes } from "@welkin/imaging/node";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { problems } from "../../http/problem.ts";
import { askerOf, sendOfFrames } from "../answers.ts";
import type { Frame } from "../archives/index.ts";
import type { FramePictures } from "../pictures.ts";
import { choiceOf, degreesOf, placesOf } from "../query.ts";
import { BlinkQuery } from "../schema.ts";
import { type BlinkSpec, blinkTask } from "./draw.ts";

/** Most frames in an animation, and most pixels in all its pictures. */
const MOST_FRAMES = 60;
const MOST_PIXELS = 2 ** 25;

const binary = z.any().meta({ format: "binary", type: "string" });

/** Animations of frames aligned by their coordinates. */
export function blinkRoutes(house: {
  readonly pictures: FramePictures;
  readonly now: () => Date;
}): FastifyPluginAsyncZodOpenApi {
  const { pictures, now } = house;

  return async (app) => {
    app.get(
      "/frames/blink",
      {
        schema: {
          tags: ["frames"],
          summary:
            "An animation that blinks frames, north up, centred on a position or following a moving target",
          querystring: BlinkQuery,
          response: {
            200: {
              content: { "image/gif": { schema: binary }, "image/webp": { schema: binary } },
            },
            ...problems,
          },
        },
      },
      async (request, reply) => {
        const { query } = request;
        const asker = askerOf(request, reply);
        const ids = query.frames.split(",").map((id) => id.trim());
        if (ids.length < 2 || ids.length > MOST_FRAMES || ids.includes("")) {
          throw new WelkinError("BAD_REQUEST", `frames: 2 to ${MOST_FRAMES}, separated by commas.`);
        }
        if (query.width * query.height * ids.length > MOST_PIXELS) {
          throw new WelkinError("BAD_REQUEST", "That is too many frames of that size.");
        }
        const positions = positionsOf(query, ids.length);
        const frames: Frame[] = [];
        for (const id of ids) frames.push(await pictures.archives.find(id, asker.caller));
        const spec = specOf(query, frames, positions);
        const product = { frames, kind: "blink", spec, ending: spec.format };
        const bytes = await pictures.made(product, asker, (paths, run) =>
          run(blinkTask, { paths, spec }),
        );
        const of = { frames, versioned: false, now: now() };
        return sendOfFrames(request, reply, of, { bytes, type: animationTypes[spec.format] });
      },
    );
  };
}

/** One position per frame, or the same for all; ra and dec give a fixed one. */
function positionsOf(query: BlinkQuery, count: number): BlinkSpec["positions"] {
  const { ra, dec, positions } = query;
  if ((ra === undefined) !== (dec === undefined)) {
    throw new WelkinError("BAD_REQUEST", "ra and dec must be given together.");
  }
  if (ra !== undefined && dec !== undefined) {
    if (positions !== undefined) {
      throw new WelkinError("BAD_REQUEST", "Give ra and dec, or positions.");
    }
    return Array.from({ length: count }, () => [ra, dec] as const);
  }
  if (positions === undefined) return undefined;
  const places = placesOf(positions);
  if (places.length !== count) {
    throw new WelkinError("BAD_REQUEST", `positions: ${count} frames need ${count} positions.`);
  }
  return places;
}

function specOf(
  query: BlinkQuery,
  frames: readonly Frame[],
  positions: BlinkSpec["positions"],
): BlinkSpec {
  const { size, width, height, interval, stretch, cmap, fps, labels, format } = query;
  const sides = size === undefined ? undefined : degreesOf(size);
  if (positions && !sides)
    throw new WelkinError("BAD_REQUEST", "size: missing; it says how much of the sky to show.");
  return {
    choice: choiceOf(query),
    ...(positions && { positions }),
    ...(sides && { size: sides }),
    ...{ width, height, mark: query.mark, scalebar: query.scalebar, compass: query.compass },
    style: {
      ...(interval !== undefined && { interval }),
      ...(stretch !== undefined && { stretch }),
      ...(cmap !== undefined && { cmap }),
      ...((query.inverse || query.invert) && { inverse: true }),
    },
    labels: frames.map((frame) => (labels ? labelOf(frame) : undefined)),
    delay: Math.round(1000 / fps),
    format: format as AnimationFormat,
  };
}

/** When a frame was taken, and through which filter. */
function labelOf({ observedAt, filter, basename }: Frame): string {
  const time = observedAt?.toISOString().slice(0, 19).replace("T", " ");
  return [time ?? basename.slice(0, 60), filter].filter(Boolean).join("  ");
}
