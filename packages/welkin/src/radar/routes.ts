import { allTables } from "@welkin/imaging";
import { renderLegend } from "@welkin/imaging/node";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { WelkinError } from "../errors.ts";
import { bytesOf } from "../http/bytes.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { sendImmutable } from "../http/immutable.ts";
import { problems } from "../http/problem.ts";
import type { RadarCatalog, SweepFacts, VolumeRow } from "./catalog.ts";
import { momentFacts } from "./moments.ts";
import type { RadarPictures, Subject } from "./pictures.ts";
import { pointValue } from "./point.ts";
import {
  Legend,
  Moment,
  PictureMetadata,
  PictureQuery,
  PointValue,
  Site,
  SiteId,
  Sweep,
  VolumeDetail,
  VolumeId,
  VolumeSummary,
} from "./schema.ts";
import { namedTable } from "./tables.ts";
import type { PictureStyle } from "./tasks.ts";
import { detailView, legendView, pictureView, summaryView, sweepView } from "./views.ts";

const tags = ["radar"];
const sweepIndex = z.coerce.number().int().min(0).max(999);
const volumeParams = z.object({ site: SiteId, volume: VolumeId });
const momentParams = volumeParams.extend({ sweep: sweepIndex, moment: Moment });

/** The radar domain over HTTP. */
export function radarRoutes(house: {
  readonly catalog: RadarCatalog;
  readonly pictures: RadarPictures;
  readonly sites: () => Promise<Site[]>;
  readonly pngLevel: number;
}): FastifyPluginAsyncZodOpenApi {
  const { catalog, pictures, sites, pngLevel } = house;

  return async (app) => {
    app.get(
      "/radar/sites",
      {
        schema: {
          tags,
          summary: "Radars of which anything is held: real ones first, then by newest volume",
          response: { 200: z.object({ sites: z.array(Site) }), ...problems },
        },
      },
      async () => ({ sites: await sites() }),
    );

    app.get(
      "/radar/:site/volumes",
      {
        schema: {
          tags,
          summary: "Volumes of a radar, newest first",
          params: z.object({ site: SiteId }),
          querystring: z.object({
            from: z.iso.datetime().optional(),
            to: z.iso.datetime().optional(),
            limit: z.coerce.number().int().min(1).max(500).default(50),
            cursor: z.string().max(64).optional().meta({ description: "What `next` gave" }),
          }),
          response: {
            200: z.object({ volumes: z.array(VolumeSummary), next: z.string().optional() }),
            ...problems,
          },
        },
      },
      async ({ params: { site }, query: { from, to, limit, cursor } }) => {
        const rows = await catalog.volumes(site, {
          from: from === undefined ? undefined : new Date(from),
          to: to === undefined ? undefined : new Date(to),
          after: cursor === undefined ? undefined : readCursor(cursor),
          limit: limit + 1,
        });
        const page = rows.slice(0, limit);
        const sweeps = await catalog.sweepsOf(
          site,
          page.map(({ id }) => id),
        );
        const last = page.at(-1);
        return {
          volumes: page.map((row) => summaryView(row, sweeps.get(row.id) ?? [])),
          ...(rows.length > limit && last && { next: writeCursor(last) }),
        };
      },
    );

    app.get(
      "/radar/:site/volumes/latest",
      {
        schema: {
          tags,
          summary: "Leads to the radar's newest volume",
          params: z.object({ site: SiteId }),
        },
      },
      async ({ params: { site } }, reply) => {
        const newest = await catalog.newest(site);
        if (!newest) throw new WelkinError("RADAR_SITE_NOT_FOUND", `No volume of ${site} is held.`);
        const url = `/radar/${site}/volumes/${newest.id}`;
        return reply.header("cache-control", "no-cache").redirect(url, 302);
      },
    );

    app.get(
      "/radar/:site/volumes/:volume",
      {
        schema: {
          tags,
          summary: "A volume and its sweeps",
          params: volumeParams,
          response: { 200: VolumeDetail, ...problems },
        },
      },
      async ({ params }) => {
        const row = await findVolume(params.site, params.volume);
        return detailView(row, await catalog.sweeps(row.site, row.id));
      },
    );

    app.get(
      "/radar/:site/volumes/:volume/sweeps",
      {
        schema: {
          tags,
          summary: "The sweeps of a volume, in the order in which they were made",
          params: volumeParams,
          response: { 200: z.object({ sweeps: z.array(Sweep) }), ...problems },
        },
      },
      async ({ params }) => {
        const row = await findVolume(params.site, params.volume);
        const sweeps = await catalog.sweeps(row.site, row.id);
        return { sweeps: sweeps.map((sweep) => sweepView(row, sweep)) };
      },
    );

    for (const format of ["png", "webp"] as const) {
      app.get(
        `/radar/:site/volumes/:volume/sweeps/:sweep/:moment.${format}`,
        {
          config: { immutable: true },
          schema: {
            tags,
            summary: `A sweep as a transparent overlay in Web Mercator (${format})`,
            params: momentParams,
            querystring: PictureQuery,
            response: { ...bytesOf(`image/${format}`), ...problems },
          },
        },
        async (request, reply) => {
          const { subject } = await findSubject(request.params);
          const style = readStyle(request.query, subject, format);
          const bytes = await pictures.bytes(subject, style);
          return sendImmutable(request, reply, `image/${format}`, bytes);
        },
      );
    }

    app.get(
      "/radar/:site/volumes/:volume/sweeps/:sweep/:moment.json",
      {
        config: { immutable: true },
        schema: {
          tags,
          summary: "What a sweep's picture shows and where it lies",
          params: momentParams,
          querystring: PictureQuery,
          response: { 200: PictureMetadata, ...problems },
        },
      },
      async (request, reply) => {
        const { subject, sweep } = await findSubject(request.params);
        const style = readStyle(request.query, subject, "png");
        const shown = await pictures.facts(subject, style);
        const view = pictureView(subject, sweep, style, shown);
        return sendImmutable(request, reply, "application/json", JSON.stringify(view)) as never;
      },
    );

    app.get(
      "/radar/:site/volumes/:volume/sweeps/:sweep/:moment/tiles/:z/:x/:y.png",
      {
        config: { immutable: true },
        schema: {
          tags,
          summary: "A sweep as map tiles of 256 pixels (XYZ, Web Mercator)",
          params: momentParams.extend({
            z: z.coerce.number().int().min(0).max(16),
            x: z.coerce.number().int().min(0),
            y: z.coerce.number().int().min(0),
          }),
          querystring: PictureQuery.omit({ width: true }),
          response: { ...bytesOf("image/png"), ...problems },
        },
      },
      async (request, reply) => {
        const { z, x, y } = request.params;
        const { subject } = await findSubject(request.params);
        const { table, smooth } = readStyle({ width: 256, ...request.query }, subject, "png");
        const bytes = await pictures.tile(subject, { z, x, y }, { table, smooth, level: pngLevel });
        return sendImmutable(request, reply, "image/png", bytes);
      },
    );

    app.get(
      "/radar/:site/volumes/:volume/sweeps/:sweep/:moment/value",
      {
        schema: {
          tags,
          summary: "The value over a point on the ground",
          params: momentParams,
          querystring: z.object({
            lon: z.coerce.number().min(-540).max(540),
            lat: z.coerce.number().min(-90).max(90),
          }),
          response: { 200: PointValue, ...problems },
        },
      },
      async ({ params, query: { lon, lat } }) => {
        const { subject } = await findSubject(params);
        return pointValue(await pictures.field(subject), momentFacts[params.moment], lon, lat);
      },
    );

    app.get(
      "/radar/legend",
      {
        schema: {
          tags,
          summary: "Every colour table, and how its colours read",
          response: { 200: z.object({ tables: z.array(Legend) }), ...problems },
        },
      },
      async () => ({ tables: allTables.map(legendView) }),
    );

    const legendParams = z.object({ table: z.string().max(64) });
    app.get(
      "/radar/legend/:table.json",
      {
        schema: {
          tags,
          summary: "How the colours of one table read",
          params: legendParams,
          response: { 200: Legend, ...problems },
        },
      },
      async ({ params: { table } }) => legendView(namedTable(table)),
    );

    app.get(
      "/radar/legend/:table.png",
      {
        schema: {
          tags,
          summary: "The same as a picture",
          params: legendParams,
          querystring: z.object({
            width: z.coerce.number().int().min(40).max(2000).default(420),
            height: z.coerce.number().int().min(20).max(2000).default(56),
          }),
          response: { ...bytesOf("image/png"), ...problems },
        },
      },
      async ({ params: { table }, query }, reply) =>
        reply
          .header("cache-control", "public, max-age=3600")
          .type("image/png")
          .send(Buffer.from(await renderLegend(namedTable(table), query))),
    );

    async function findVolume(site: string, id: string): Promise<VolumeRow> {
      const row = await catalog.volume(site, id);
      if (row) return row;
      throw new WelkinError("RADAR_VOLUME_NOT_FOUND", `No volume ${id} of ${site} is held.`);
    }

    async function findSubject(
      params: z.infer<typeof momentParams>,
    ): Promise<{ subject: Subject; sweep: SweepFacts }> {
      const volume = await findVolume(params.site, params.volume);
      const sweep = await catalog.sweep(volume.site, volume.id, params.sweep);
      if (!sweep) {
        throw new WelkinError("RADAR_SWEEP_NOT_FOUND", `The volume has no sweep ${params.sweep}.`);
      }
      if (!sweep.moments.some(({ name }) => name === params.moment)) {
        const names = sweep.moments.map(({ name }) => name).join(", ");
        throw new WelkinError(
          "RADAR_MOMENT_NOT_FOUND",
          `Sweep ${params.sweep} has no ${params.moment}; it has ${names}.`,
        );
      }
      return { subject: { volume, sweep: params.sweep, moment: params.moment }, sweep };
    }

    function readStyle(
      query: z.infer<typeof PictureQuery>,
      subject: Subject,
      format: "png" | "webp",
    ): PictureStyle {
      const table = namedTable(query.table ?? subject.moment).name;
      return { width: query.width, table, smooth: query.smooth, format, level: pngLevel };
    }
  };
}
