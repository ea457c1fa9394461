import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { problems } from "../http/problem.ts";
import type { FileCatalog } from "./archives/local/catalog.ts";
import { meetsCircle, vectorOf } from "./archives/local/sky.ts";
import type { FileRow } from "./archives/local/tables.ts";
import { Declination, RightAscension } from "./schema.ts";

const tags = ["frames"];

const Place = z.tuple([z.number(), z.number()]);

const ListedFrame = z
  .object({
    id: z.string(),
    archive: z.string(),
    basename: z.string(),
    filename: z.string(),
    version: z.string(),
    bytes: z.number(),
    time: z.iso
      .datetime()
      .meta({ description: "When it was observed, otherwise when it was written" }),
    observedAt: z.iso.datetime().optional(),
    exposure: z.number().optional().meta({ description: "Seconds" }),
    filter: z.string().optional(),
    target: z.string().optional(),
    instrument: z.string().optional(),
    telescope: z.string().optional(),
    site: z.string().optional(),
    proposal: z.string().optional(),
    request: z.string().optional(),
    reductionLevel: z.number().int().optional(),
    type: z.string().optional().meta({ description: "EXPOSE, BIAS, SPECTRUM, …" }),
    width: z.number().int(),
    height: z.number().int(),
    planes: z.number().int(),
    pixelScale: z.number().optional().meta({ description: "Arc seconds per pixel" }),
    centre: Place.optional().meta({ description: "Right ascension, declination: ICRS degrees" }),
    footprint: z.array(Place).optional().meta({ description: "Corners, ICRS degrees" }),
    picture: z.string(),
    info: z.string(),
    thumbnail: z.string(),
  })
  .meta({ id: "ListedFrame" });

const text = (most: number) =>
  z
    .string()
    .max(most)
    .refine((value) => !value.includes("\0"), "no text");

const ListQuery = z.object({
  archive: text(64).optional(),
  basename: text(200).optional().meta({ description: "Beginning of the basename" }),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  filter: text(100).optional(),
  target: text(200).optional(),
  ra: RightAscension.optional(),
  dec: Declination.optional(),
  radius: z.coerce
    .number()
    .min(0)
    .max(180)
    .default(0)
    .meta({ description: "Degrees around the position; 0 for frames that contain it" }),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: text(64).optional().meta({ description: "The `next` of the previous page" }),
});

/** Most rows examined for one page, if a position must be tested against footprints. */
const MOST_ROWS = 5000;

/** Lists of the frames of local archives. An OCS archive lists its own. */
export function listRoutes(
  catalog: FileCatalog,
  archives: readonly string[],
): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.get(
      "/frames",
      {
        schema: {
          tags,
          summary: "Frames of the folder and the bucket, newest first",
          querystring: ListQuery.refine(
            ({ ra, dec }) => (ra === undefined) === (dec === undefined),
            {
              message: "ra and dec must be given together",
            },
          ),
          response: {
            200: z.object({ frames: z.array(ListedFrame), next: z.string().optional() }),
            ...problems,
          },
        },
      },
      async ({ query }) => {
        const { archive, basename, filter, target, limit } = query;
        const { ra, dec, radius } = query;
        const place = ra === undefined || dec === undefined ? undefined : vectorOf([ra, dec]);
        const wanted = {
          ...{ archive, basename, filter, target },
          from: query.from === undefined ? undefined : new Date(query.from),
          to: query.to === undefined ? undefined : new Date(query.to),
          ...(place && { near: { vector: place, radius } }),
        };
        const shows = ({ facts }: FileRow) =>
          !place || (facts?.footprint && meetsCircle(facts.footprint, place, radius));
        const page: FileRow[] = [];
        let after = query.cursor === undefined ? undefined : readCursor(query.cursor);
        let looked = 0;
        let more = true;
        while (more && page.length < limit && looked < MOST_ROWS) {
          const rows = await catalog.list(wanted, limit + 1, after);
          more = rows.length > limit;
          for (const row of rows.slice(0, limit)) {
            if (page.length === limit) {
              more = true;
              break;
            }
            looked++;
            after = { time: row.at, id: row.id };
            if (shows(row)) page.push(row);
          }
        }
        return { frames: page.map(view), ...(more && after && { next: writeCursor(after) }) };
      },
    );

    app.get(
      "/frames/archives",
      {
        schema: {
          tags,
          summary:
            "The archives of frames; which files of the folder and the bucket were set aside, and why",
          response: {
            200: z.object({
              archives: z.array(
                z.object({
                  name: z.string(),
                  listed: z.number().int().optional(),
                  setAside: z.number().int().optional(),
                  bad: z
                    .array(z.object({ key: z.string(), reason: z.string().nullable() }))
                    .optional(),
                }),
              ),
            }),
            ...problems,
          },
        },
      },
      async () => ({
        archives: await Promise.all(
          archives.map(async (name) => ({
            name,
            ...(name !== "ocs" && (await catalog.state(name, 100))),
          })),
        ),
      }),
    );
  };
}

function view(row: FileRow): z.infer<typeof ListedFrame> {
  const { facts } = row;
  const url = `/frames/${row.id}`;
  const places = facts?.footprint?.map(([ra, dec]): [number, number] => [ra, dec]);
  return {
    id: row.id,
    archive: row.archive,
    basename: row.basename,
    filename: row.filename,
    version: row.version,
    bytes: Number(row.size),
    time: row.at.toISOString(),
    ...(row.observed_at && { observedAt: row.observed_at.toISOString() }),
    ...(facts?.exposure !== undefined && { exposure: facts.exposure }),
    ...(facts?.filter !== undefined && { filter: facts.filter }),
    ...(facts?.target !== undefined && { target: facts.target }),
    ...(facts?.instrument !== undefined && { instrument: facts.instrument }),
    ...(facts?.telescope !== undefined && { telescope: facts.telescope }),
    ...(facts?.site !== undefined && { site: facts.site }),
    ...(facts?.proposalId !== undefined && { proposal: facts.proposalId }),
    ...(facts?.requestId !== undefined && { request: facts.requestId }),
    ...(facts?.reductionLevel !== undefined && { reductionLevel: facts.reductionLevel }),
    ...(facts?.configurationType !== undefined && { type: facts.configurationType }),
    width: facts?.width ?? 0,
    height: facts?.height ?? 0,
    planes: facts?.planes ?? 0,
    ...(facts?.pixelScale !== undefined && { pixelScale: facts.pixelScale }),
    ...(facts?.centre && { centre: [facts.centre[0], facts.centre[1]] }),
    ...(places && { footprint: places }),
    picture: `${url}/${row.version}/picture.jpg`,
    info: `${url}/info`,
    thumbnail: `/thumbnails/${row.id}/?image=1`,
  };
}
