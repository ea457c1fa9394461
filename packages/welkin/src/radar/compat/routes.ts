import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { codeOf, problemOf } from "../../errors.ts";
import { goneSignal } from "../../http/gone.ts";
import type { RadarCatalog } from "../catalog.ts";
import { namedTable } from "../colors.ts";
import type { RadarPictures } from "../pictures.ts";
import type { ProductPictures } from "../products/pictures.ts";
import type { SweepFacts } from "../tables.ts";
import type { PictureFacts, PictureStyle } from "../tasks.ts";
import type { Flags } from "./flags.ts";
import type { CompatLists } from "./lists.ts";
import { levelOf, type ProductType, productTypes } from "./products.ts";
import { tiltsOf } from "./tilts.ts";

const querystring = z.object({
  site: z
    .string()
    .regex(/^[A-Z][A-Z0-9]{3}$/)
    .optional()
    .meta({
      description: "Radar; by default the one that the settings name, or with the newest data",
    }),
});
const tags = ["nexrad-mapbox"];

/** An error answer: upstream's status and sentence, as JSON. */
class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * The routes of nexrad-mapbox-backend, for its own page: lists, options, flags and pictures at the root, with a
 * trailing slash. Differences from that program: errors are always JSON; lists, options and flags come from the
 * catalogue, so they are never out of date; a tilt's number means the same angle in every volume.
 */
export function compatRoutes(house: {
  readonly catalog: RadarCatalog;
  readonly pictures: RadarPictures;
  readonly products: ProductPictures;
  readonly lists: CompatLists;
  readonly flags: Flags;
  readonly site: string | undefined;
  readonly style: Pick<PictureStyle, "width" | "level">;
}): FastifyPluginAsyncZodOpenApi {
  const { catalog, pictures, products, lists, flags, style } = house;

  return async (app) => {
    app.setErrorHandler((error, _request, reply) => {
      const { status, message } = refusalOf(error);
      if (status >= 500) app.log.error({ err: error }, "a route of nexrad-mapbox");
      return sendJson(reply.code(status), { error: message });
    });
    for (const path of ["/code", "/flag", "/list-all", "/list/:level/:product"]) {
      app.get(path, { schema: { hide: true } }, withSlash);
    }

    app.get(
      "/code/",
      {
        schema: { tags, summary: "Level III products, with labels and counts", querystring },
      },
      async ({ query }, reply) => sendJson(reply, await lists.options(await siteOf(query.site))),
    );

    app.get(
      "/flag/",
      {
        schema: {
          tags,
          summary: "What is new since a client last said that it has seen it",
          querystring,
        },
      },
      async ({ query }, reply) => {
        const site = await siteOf(query.site);
        const newest = (type: ProductType) => lists.newest(site, type);
        return sendJson(reply, await flags.read(site, newest, productTypes));
      },
    );

    app.post(
      "/flag/",
      {
        config: { openWithoutKey: true },
        schema: { tags, summary: "Say what has been seen", querystring },
      },
      async ({ query, body }, reply) => {
        if (isFalsy(body)) throw new Refusal(400, "Request body is empty or not valid JSON");
        await flags.replace(await siteOf(query.site), body).catch((error: unknown) => {
          throw isUnkept(error)
            ? new Refusal(400, "Request body is empty or not valid JSON")
            : error;
        });
        const message = "'flags/update_flags.json' updated in S3!";
        return sendJson(reply, { message, updated: true });
      },
    );

    app.get(
      "/list/:level/:product/",
      {
        schema: {
          tags,
          summary: "Files of one product",
          params: z.object({ level: z.string(), product: z.string() }),
          querystring,
        },
      },
      async ({ params: { level, product }, query }, reply) => {
        checkLevel(level);
        if (!/^[A-Za-z0-9]*$/.test(product) && !product.includes("_")) {
          throw new Refusal(400, "Invalid product name provided.");
        }
        const type = productTypes.find((known) => known === product);
        if (!type || String(levelOf[type]) !== level) return sendJson(reply, {});
        return sendJson(reply, await lists.list(await siteOf(query.site), type));
      },
    );

    app.get(
      "/list-all/",
      { schema: { tags, summary: "Files of every product", querystring } },
      async ({ query }, reply) => {
        const site = await siteOf(query.site);
        const all = productTypes.map(async (type) => [type, await lists.list(site, type)] as const);
        return sendJson(reply, Object.fromEntries(await Promise.all(all)));
      },
    );

    app.get(
      "/data/:level/*",
      {
        schema: {
          tags,
          summary: "A picture (…/png), or where it lies (…/json)",
          params: z.object({ level: z.string(), "*": z.string() }),
        },
      },
      async ({ params }, reply) => {
        checkLevel(params.level);
        const [, key = "", extension = ""] = /^(.*)\/([^/]*)$/.exec(params["*"]) ?? [];
        if (extension !== "png" && extension !== "json") {
          throw new Refusal(400, "Invalid file extension. Must be 'png' or 'json'.");
        }
        if (key.includes("..")) throw new Refusal(400, "Invalid file key.");
        const found = params.level === "2" ? await findTilt(key) : await findProduct(key);
        if (!found) throw new Refusal(404, "Requested data file not found.");
        reply.header("cache-control", "no-cache");
        const gone = goneSignal(reply);
        if (extension === "json") return sendJson(reply, await found.json(gone));
        return reply.type("image/png").send(Buffer.from(await found.png(gone)));
      },
    );

    async function siteOf(asked: string | undefined): Promise<string> {
      return asked ?? house.site ?? (await lists.defaultSite()) ?? "";
    }

    async function findTilt(key: string) {
      const [, name = "", number = ""] = /^(.+)_reflectivity_idx(\d{1,3})$/.exec(key) ?? [];
      const volume = await lists.volumeOf(name);
      if (!volume) return undefined;
      const sweep = tiltsOf(await catalog.sweeps(volume.site, volume.id))[Number(number)];
      if (!sweep) return undefined;
      const subject = { volume, sweep: sweep.index, moment: "REF" as const };
      const manner = {
        ...style,
        table: namedTable("REF").name,
        smooth: false,
        format: "png" as const,
      };
      return {
        png: (gone: AbortSignal) => pictures.bytes(subject, manner, gone),
        json: async (gone: AbortSignal) => ({
          ...anglesOf(sweep),
          bounding_box_lon_lat: boxOf(await pictures.facts(subject, manner, gone)),
          elevation_index: Number(number) + 1,
          original_sweep_number: sweep.index + 1,
        }),
      };
    }

    async function findProduct(key: string) {
      const [, name = ""] = /^(.+)_(?:hydrometeor|precipitation)_idx0$/.exec(key) ?? [];
      const row = await lists.productOf(name);
      if (!row?.table) return undefined;
      const manner = { ...style, table: row.table, smooth: false, format: "png" as const };
      return {
        png: (gone: AbortSignal) => products.bytes(row, manner, gone),
        json: async (gone: AbortSignal) => ({
          azimuth_angle_degrees: 0,
          bounding_box_lon_lat: boxOf(await products.facts(row, manner, gone)),
          elevation_angle_degrees: row.elevation ?? 0,
        }),
      };
    }
  };
}

function anglesOf(sweep: SweepFacts) {
  return {
    azimuth_angle_degrees: sweep.azimuth,
    elevation_angle_degrees: sweep.elevation,
  };
}

function boxOf({ bbox: [west, south, east, north] }: PictureFacts) {
  return { ne: [east, north], nw: [west, north], se: [east, south], sw: [west, south] };
}

function checkLevel(level: string): void {
  if (level !== "2" && level !== "3") {
    throw new Refusal(400, "Invalid level provided. Must be 2 or 3.");
  }
}

/** Python's falsy values: `{}`, `[]`, `""`, 0, null. */
function isFalsy(body: unknown): boolean {
  if (typeof body === "object" && body !== null) return Object.keys(body).length === 0;
  return !body;
}

/** Sends JSON with its keys in the given order, and the trailing newline that Flask adds. */
function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return reply.type("application/json").send(Buffer.from(`${JSON.stringify(value)}\n`));
}

async function withSlash(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [path, query] = request.url.split("?");
  return reply.redirect(`${path}/${query === undefined ? "" : `?${query}`}`, 308);
}

/** Errors for which upstream has no answer of its own. */
const ownCodes: ReadonlySet<string> = new Set(["FORBIDDEN", "KEY_NEEDED", "CLIENT_GONE"]);

function refusalOf(error: unknown): { status: number; message: string } {
  if (error instanceof Refusal) return { status: error.status, message: error.message };
  const { statusCode, code, message } = error as {
    statusCode?: number;
    code?: string;
    message: string;
  };
  if (code?.startsWith("FST_ERR_CTP")) {
    return { status: 400, message: "Request body is empty or not valid JSON" };
  }
  if (code !== undefined && ownCodes.has(code)) {
    return { status: problemOf(error).status, message };
  }
  const isOurs = statusCode === undefined || (statusCode >= 500 && statusCode !== 503);
  if (!isOurs) return { status: statusCode, message };
  return { status: 500, message: "Internal Server Error" };
}

/** JSON that the database cannot store, or that is nested too deeply: class 22 of PostgreSQL's codes, 54001. */
function isUnkept(error: unknown): boolean {
  return error instanceof RangeError || /^(22|54)/.test(codeOf(error) ?? "");
}
