import { tableNamed } from "@welkin/imaging";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { bytesOf } from "../../http/bytes.ts";
import { readCursor, writeCursor } from "../../http/cursor.ts";
import { sendImmutable } from "../../http/immutable.ts";
import { problems } from "../../http/problem.ts";
import { PictureQuery, SiteId, VolumeId } from "../schema.ts";
import type { PictureStyle } from "../tasks.ts";
import type { ProductCatalog } from "./catalog.ts";
import { tableInUnit } from "./colors.ts";
import type { ProductExtras } from "./facts.ts";
import type { ProductPictures } from "./pictures.ts";
import { productValue } from "./point.ts";
import {
  HeldProduct,
  ProductCode,
  ProductDetail,
  ProductPicture,
  ProductSummary,
  ProductValue,
} from "./schema.ts";
import type { ProductRow } from "./tables.ts";
import {
  heldView,
  productDetailView,
  productPictureView,
  productUrl,
  productView,
} from "./views.ts";

const tags = ["radar products"];
const listParams = z.object({ site: SiteId, code: ProductCode });
const productParams = listParams.extend({ product: VolumeId });
type Params = z.infer<typeof productParams>;

/** Addresses of what a product has besides its picture. */
const extras: readonly {
  readonly which: keyof ProductExtras;
  readonly suffix: string;
  readonly mediaType: string;
  readonly summary: string;
}[] = [
  {
    which: "features",
    suffix: ".geojson",
    mediaType: "application/geo+json",
    summary: "What a product draws on the map: storms and tracks, hail, circulations, contours",
  },
  {
    which: "text",
    suffix: ".txt",
    mediaType: "text/plain; charset=utf-8",
    summary: "What there is to read in a product",
  },
  {
    which: "winds",
    suffix: "/winds",
    mediaType: "application/json",
    summary: "Winds by height above the radar, now and at the volumes before",
  },
];

/** Level III over HTTP. */
export function productRoutes(house: {
  readonly catalog: ProductCatalog;
  readonly pictures: ProductPictures;
  readonly pngLevel: number;
}): FastifyPluginAsyncZodOpenApi {
  const { catalog, pictures, pngLevel } = house;

  return async (app) => {
    app.get(
      "/radar/:site/products",
      {
        schema: {
          tags,
          summary: "Level III products of a radar: which, how many, the newest of each",
          params: z.object({ site: SiteId }),
          response: { 200: z.object({ products: z.array(HeldProduct) }), ...problems },
        },
      },
      async ({ params: { site } }) => ({ products: (await catalog.counts(site)).map(heldView) }),
    );

    app.get(
      "/radar/:site/products/:code",
      {
        schema: {
          tags,
          summary: "Products of one code, newest first",
          params: listParams,
          querystring: z.object({
            from: z.iso.datetime().optional(),
            to: z.iso.datetime().optional(),
            limit: z.coerce.number().int().min(1).max(500).default(50),
            cursor: z.string().max(64).optional().meta({ description: "What `next` gave" }),
          }),
          response: {
            200: z.object({ products: z.array(ProductSummary), next: z.string().optional() }),
            ...problems,
          },
        },
      },
      async ({ params: { site, code }, query: { from, to, limit, cursor } }) => {
        const rows = await catalog.list(site, code, {
          from: from === undefined ? undefined : new Date(from),
          to: to === undefined ? undefined : new Date(to),
          after: cursor === undefined ? undefined : readCursor(cursor),
          limit: limit + 1,
        });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          products: page.map(productView),
          ...(rows.length > limit && last && { next: writeCursor(last) }),
        };
      },
    );

    app.get(
      "/radar/:site/products/:code/latest",
      { schema: { tags, summary: "Leads to the newest product of a code", params: listParams } },
      async ({ params: { site, code } }, reply) => {
        const newest = await catalog.newest(site, code);
        if (!newest) {
          throw new WelkinError("RADAR_PRODUCT_NOT_FOUND", `No ${code} of ${site} is held.`);
        }
        return reply.header("cache-control", "no-cache").redirect(productUrl(newest), 302);
      },
    );

    app.get(
      "/radar/:site/products/:code/:product",
      {
        schema: {
          tags,
          summary: "A product and what its file holds",
          params: productParams,
          response: { 200: ProductDetail, ...problems },
        },
      },
      async ({ params }) => productDetailView(await find(params)),
    );

    for (const format of ["png", "webp"] as const) {
      app.get(
        `/radar/:site/products/:code/:product.${format}`,
        {
          config: { immutable: true },
          schema: {
            tags,
            summary: `A product as a transparent overlay in Web Mercator (${format})`,
            params: productParams,
            querystring: PictureQuery,
            response: { ...bytesOf(`image/${format}`), ...problems },
          },
        },
        async (request, reply) => {
          const row = await findPicture(request.params);
          const style = readStyle(request.query, row, format);
          const bytes = await pictures.bytes(row, style);
          return sendImmutable(request, reply, `image/${format}`, bytes);
        },
      );
    }

    app.get(
      "/radar/:site/products/:code/:product.json",
      {
        config: { immutable: true },
        schema: {
          tags,
          summary: "What a product's picture shows and where it lies",
          params: productParams,
          querystring: PictureQuery,
          response: { 200: ProductPicture, ...problems },
        },
      },
      async (request, reply) => {
        const row = await findPicture(request.params);
        const style = readStyle(request.query, row, "png");
        const view = productPictureView(row, style, await pictures.facts(row, style));
        return sendImmutable(request, reply, "application/json", JSON.stringify(view)) as never;
      },
    );

    app.get(
      "/radar/:site/products/:code/:product/tiles/:z/:x/:y.png",
      {
        config: { immutable: true },
        schema: {
          tags,
          summary: "A product as map tiles of 256 pixels (XYZ, Web Mercator)",
          params: productParams.extend({
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
        const row = await findPicture(request.params);
        const { table, smooth } = readStyle({ width: 256, ...request.query }, row, "png");
        const bytes = await pictures.tile(row, { z, x, y }, { table, smooth, level: pngLevel });
        return sendImmutable(request, reply, "image/png", bytes);
      },
    );

    app.get(
      "/radar/:site/products/:code/:product/value",
      {
        schema: {
          tags,
          summary: "The value of a product over a point on the ground",
          params: productParams,
          querystring: z.object({
            lon: z.coerce.number().min(-540).max(540),
            lat: z.coerce.number().min(-90).max(90),
          }),
          response: { 200: ProductValue, ...problems },
        },
      },
      async ({ params, query: { lon, lat } }) => {
        const row = await findPicture(params);
        const place = await pictures.place(row);
        return productValue(place, tableNamed(row.table), row.elevation, lon, lat);
      },
    );

    for (const { which, suffix, mediaType, summary } of extras) {
      app.get(
        `/radar/:site/products/:code/:product${suffix}`,
        {
          config: { immutable: true },
          schema: {
            tags,
            summary,
            params: productParams,
            response: { ...bytesOf(mediaType), ...problems },
          },
        },
        async (request, reply) => {
          const row = await find(request.params);
          return sendImmutable(request, reply, mediaType, await pictures.extra(row, which));
        },
      );
    }

    async function find({ site, code, product }: Params): Promise<ProductRow> {
      const row = await catalog.product({ site, code, id: product });
      if (row) return row;
      throw new WelkinError(
        "RADAR_PRODUCT_NOT_FOUND",
        `No product ${code} ${product} of ${site} is held.`,
      );
    }

    async function findPicture(params: Params): Promise<ProductRow & { table: string }> {
      const row = await find(params);
      if (row.table !== null) return { ...row, table: row.table };
      throw new WelkinError(
        "RADAR_NO_PICTURE",
        `${row.name} has no picture: it comes as ${row.kind}.`,
      );
    }

    function readStyle(
      query: z.infer<typeof PictureQuery>,
      row: ProductRow & { table: string },
      format: "png" | "webp",
    ): PictureStyle {
      const table = query.table === undefined ? row.table : tableInUnit(query.table, row.unit).name;
      return { width: query.width, table, smooth: query.smooth, format, level: pngLevel };
    }
  };
}
