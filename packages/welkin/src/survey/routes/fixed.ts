import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import type { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { observationColumns, ownColumns } from "../formats/columns.ts";
import { formatOf, sendTable, tableAnswers } from "../formats/send.ts";
import type { LocalPieces } from "../local-pieces.ts";
import { FixedBody, FixedQuery } from "../schema.ts";
import type { SurveySearch } from "../search/index.ts";
import type { SourceRegistry } from "../sources/registry.ts";
import type { ObservationView } from "../views.ts";
import { given, readPiece, readSpan } from "./read.ts";

const tags = ["survey"];
/** Ten thousand corners as text. */
const BODY_LIMIT = 1024 ** 2;

type Asked = Omit<z.output<typeof FixedBody>, "sources"> & { readonly sources: readonly string[] };

/** The observations of a place on the sky. */
export function fixedRoutes(house: {
  readonly search: Pick<SurveySearch, "fixed">;
  readonly sources: SourceRegistry;
  readonly pieces: LocalPieces;
}): FastifyPluginAsyncZodOpenApi {
  const { search, sources, pieces } = house;

  return async (app) => {
    app.get(
      "/survey/fixed",
      {
        schema: {
          tags,
          summary: "Observations of a point, a circle or a polygon, in order of time",
          querystring: FixedQuery,
          response: tableAnswers,
        },
      },
      async (request, reply) => {
        const { source = [], filter, ...rest } = request.query;
        const asked = { ...rest, sources: source, filters: filter };
        return (await answer(request, reply, asked)) as never;
      },
    );

    app.post(
      "/survey/fixed",
      {
        bodyLimit: BODY_LIMIT,
        config: { question: true },
        schema: {
          tags,
          summary: "The same, where the polygon is too long for an address",
          body: FixedBody,
          response: tableAnswers,
        },
      },
      async (request, reply) => (await answer(request, reply, request.body)) as never,
    );

    async function answer(request: FastifyRequest, reply: FastifyReply, asked: Asked) {
      const piece = readPiece(asked);
      const { intersection, limit, cursor, maglimit, filters } = asked;
      const span = readSpan(asked);
      const found = await search.fixed({
        ...piece,
        intersection,
        ...span,
        sources: asked.sources,
        ...given({ maglimit, filters }),
      });
      const { rows, next } = pageOf(found, limit, cursor);
      const format = formatOf(request, asked.format);
      const named = format === "json" ? [] : (await sources.named(asked.sources)).values();
      return sendTable(reply, format, {
        name: "observations",
        columns: [...observationColumns, ...ownColumns(named)],
        pages: await pieces.fill(rows, piece.place),
        head: { query: queryView(asked), count: found.length },
        foot: () => (next === undefined ? {} : { next }),
      });
    }
  };
}

function queryView({ format: _format, limit: _limit, cursor: _cursor, ...query }: Asked) {
  return query;
}

function pageOf(
  found: readonly ObservationView[],
  limit: number | undefined,
  cursor: string | undefined,
): { readonly rows: readonly ObservationView[]; readonly next: string | undefined } {
  const begin = cursor === undefined ? 0 : after(found, cursor);
  const rows = found.slice(begin, limit === undefined ? undefined : begin + limit);
  const last = rows.at(-1);
  const isMore = last !== undefined && begin + rows.length < found.length;
  return { rows, next: isMore ? `${last.mjd_start}_${last.observation_id}` : undefined };
}

function after(found: readonly ObservationView[], cursor: string): number {
  const [start = Number.NaN, id = Number.NaN] = cursor.split("_").map(Number);
  if (!Number.isFinite(start) || !Number.isSafeInteger(id)) {
    throw new WelkinError("BAD_REQUEST", "cursor: not one that this service gave.");
  }
  const place = found.findIndex(
    (row) => row.mjd_start > start || (row.mjd_start === start && row.observation_id > id),
  );
  return place < 0 ? found.length : place;
}
