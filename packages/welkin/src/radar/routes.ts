import { allTables } from "@welkin/imaging";
import { renderLegend } from "@welkin/imaging/node";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { WelkinError } from "../errors.ts";
import { bytesOf } from "../http/bytes.ts";
import { PageQuery, readPage } from "../http/pages.ts";
import { problems } from "../http/problem.ts";
import type { RadarCatalog } from "./catalog.ts";
import { namedTable } from "./colors.ts";
import { momentFacts } from "./moments.ts";
import { pictureRoutes } from "./picture-routes.ts";
import type { RadarPictures } from "./pictures.ts";
import { pointValue } from "./point.ts";
import {
  Legend,
  Moment,
  PictureMetadata,
  PointValue,
  Site,
  SiteId,
  Sweep,
  VolumeDetail,
  VolumeId,
  VolumeSummary,
} from "./schema.ts";
import type { VolumeRow } from "./tables.ts";
import {
  detailView,
  legendView,
  pictureView,
  type ShownSweep,
  summaryView,
  sweepView,
} from "./views.ts";

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
          summary: "Radars with data held here: real ones first, then by newest volume",
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
          querystring: PageQuery,
          response: {
            200: z.object({ volumes: z.array(VolumeSummary), next: z.string().optional() }),
            ...problems,
          },
        },
      },
      async ({ params: { site }, query }) => {
        const { rows, next } = await readPage(query, (window) => catalog.volumes(site, window));
        const ids = rows.map(({ id }) => id);
        const sweeps = await catalog.sweepsOf(site, ids);
        return {
          volumes: rows.map((row) => summaryView(row, sweeps.get(row.id) ?? [])),
          ...next,
        };
      },
    );

    app.get(
      "/radar/:site/volumes/latest",
      {
        schema: {
          tags,
          summary: "Redirects to the radar's newest volume",
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
          summary: "The sweeps of a volume, in the order in which they were scanned",
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

    await app.register(
      pictureRoutes({
        path: "/radar/:site/volumes/:volume/sweeps/:sweep/:moment",
        tags,
        what: "A sweep",
        params: momentParams,
        pictures,
        pngLevel,
        find: findSweep,
        tableOf: ({ moment }, asked) => namedTable(asked ?? moment).name,
        view: PictureMetadata,
        viewOf: pictureView,
        value: PointValue,
        valueOf: ({ moment }, field, lon, lat) => pointValue(field, momentFacts[moment], lon, lat),
      }),
    );

    app.get(
      "/radar/legend",
      {
        schema: {
          tags,
          summary: "All colour tables and the meaning of their colours",
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
          summary: "The legend of one colour table",
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
          summary: "The legend as a picture",
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

    async function findSweep(params: z.infer<typeof momentParams>): Promise<ShownSweep> {
      const { sweep: index, moment } = params;
      const volume = await findVolume(params.site, params.volume);
      const facts = await catalog.sweep(volume.site, volume.id, index);
      if (!facts) {
        throw new WelkinError("RADAR_SWEEP_NOT_FOUND", `The volume has no sweep ${index}.`);
      }
      if (!facts.moments.some(({ name }) => name === moment)) {
        const names = facts.moments.map(({ name }) => name).join(", ");
        throw new WelkinError(
          "RADAR_MOMENT_NOT_FOUND",
          `Sweep ${index} has no ${moment}; it has ${names}.`,
        );
      }
      return { volume, sweep: index, moment, facts };
    }
  };
}
