import { tableNamed } from "@welkin/imaging";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { bytesOf } from "../../http/bytes.ts";
import { sendImmutable } from "../../http/immutable.ts";
import { PageQuery, readPage, type Window } from "../../http/pages.ts";
import { problems } from "../../http/problem.ts";
import { pictureRoutes } from "../picture-routes.ts";
import { SiteId, VolumeId } from "../schema.ts";
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

/** Routes of what a product has besides its picture. */
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
    summary: "The text of a product",
  },
  {
    which: "winds",
    suffix: "/winds",
    mediaType: "application/json",
    summary: "Winds by height above the radar, now and in the volumes before",
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
          summary: "Level III products of a radar: codes, counts, and the newest of each",
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
          summary: "Products with one code, newest first",
          params: listParams,
          querystring: PageQuery,
          response: {
            200: z.object({ products: z.array(ProductSummary), next: z.string().optional() }),
            ...problems,
          },
        },
      },
      async ({ params: { site, code }, query }) => {
        const list = (window: Window) => catalog.list(site, code, window);
        const { rows, next } = await readPage(query, list);
        return { products: rows.map(productView), ...next };
      },
    );

    app.get(
      "/radar/:site/products/:code/latest",
      {
        schema: {
          tags,
          summary: "Redirects to the newest product with a code",
          params: listParams,
        },
      },
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
          summary: "A product and the contents of its file",
          params: productParams,
          response: { 200: ProductDetail, ...problems },
        },
      },
      async ({ params }) => productDetailView(await find(params)),
    );

    await app.register(
      pictureRoutes({
        path: "/radar/:site/products/:code/:product",
        tags,
        what: "A product",
        params: productParams,
        pictures,
        pngLevel,
        find: findPicture,
        tableOf: ({ table, unit }, asked) =>
          asked === undefined ? table : tableInUnit(asked, unit).name,
        view: ProductPicture,
        viewOf: productPictureView,
        value: ProductValue,
        valueOf: ({ table, elevation }, place, lon, lat) =>
          productValue(place, tableNamed(table), elevation, lon, lat),
      }),
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
  };
}
