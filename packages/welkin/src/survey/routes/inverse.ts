import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { goneSignal } from "../../http/gone.ts";
import { parseField } from "../footprints/index.ts";
import { ephemerisColumns } from "../formats/columns.ts";
import { formatOf, sendTable, tableAnswers } from "../formats/send.ts";
import type { Field, InverseSearch } from "../inverse/index.ts";
import { Format, ObservatoryCode } from "../schema.ts";
import { given, readDate } from "./read.ts";

const InverseQuery = z.strictObject({
  observation: z.coerce.number().int().min(1).optional().meta({
    description: "An observation_id; otherwise the parameters that follow describe a field",
  }),
  ra: z.coerce.number().min(0).max(360).optional().meta({ description: "Degrees, ICRF" }),
  dec: z.coerce.number().min(-90).max(90).optional(),
  radius: z.coerce.number().min(0).max(600).default(30).meta({ description: "arcmin" }),
  polygon: z.string().max(65_536).optional().meta({ description: "ra:dec,ra:dec,… in degrees" }),
  start: z.string().max(64).optional().meta({ description: "UTC: ISO 8601, MJD or JD" }),
  stop: z.string().max(64).optional().meta({ description: "Equal to start by default" }),
  observatory: ObservatoryCode.default("500"),
  maglimit: z.coerce.number().min(-50).max(50).optional().meta({
    description: "Only objects predicted to be at least this bright",
  }),
  padding: z.coerce.number().min(0).max(120).default(0).meta({ description: "arcmin" }),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  format: Format.optional(),
});
type InverseQuery = z.output<typeof InverseQuery>;

const text = (name: string, ucd: string, description: string) =>
  ({ name, datatype: "char", arraysize: "*", ucd, description }) as const;

const columns = [
  text("name", "meta.id;meta.main", "The object"),
  text("designation", "meta.id", "Its designation"),
  ...ephemerisColumns,
];

/** Known objects in an observation, or in a field at a time. */
export function inverseRoutes(inverse: InverseSearch): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.get(
      "/survey/inverse",
      {
        schema: {
          tags: ["survey"],
          summary: "Known objects in an observation, or in a field at a time, the brightest first",
          querystring: InverseQuery,
          response: tableAnswers,
        },
      },
      async (request, reply) => {
        const { query } = request;
        const options = {
          ...{ padding: query.padding, limit: query.limit, signal: goneSignal(reply) },
          ...given({ maglimit: query.maglimit }),
        };
        const answer =
          query.observation === undefined
            ? await inverse.inField({ ...options, ...fieldOf(query) })
            : await inverse.inObservation(query.observation, options);
        const { objects, ...head } = answer;
        return sendTable(reply, formatOf(request, query.format), {
          name: "objects",
          columns,
          pages: objects,
          head: { ...head, count: objects.length },
        }) as never;
      },
    );
  };
}

function fieldOf({ ra, dec, radius, polygon, start, stop, observatory }: InverseQuery) {
  if (start === undefined) {
    throw new WelkinError("BAD_REQUEST", "Name an observation, or give a field and its start.");
  }
  const mjdStart = readDate(start);
  const mjdStop = stop === undefined ? mjdStart : readDate(stop);
  if (mjdStop < mjdStart) {
    throw new WelkinError("BAD_REQUEST", "The stop lies before the start.");
  }
  return { field: areaOf({ ra, dec, radius, polygon }), mjdStart, mjdStop, observatory };
}

function areaOf({
  ra,
  dec,
  radius,
  polygon,
}: Pick<InverseQuery, "ra" | "dec" | "radius" | "polygon">): Field {
  if (polygon !== undefined) return { polygon: parseField(polygon) };
  if (ra !== undefined && dec !== undefined) return { ra, dec, radius };
  throw new WelkinError("BAD_REQUEST", "Give ra and dec in degrees, or a polygon.");
}
