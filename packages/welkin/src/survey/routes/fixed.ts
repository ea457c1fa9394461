import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import type { z } from "zod";
import { WelkinError } from "../../errors.ts";
import { observationColumns, ownColumns } from "../formats/columns.ts";
import { formatOf, SHORT, sendRows, sendTable, tableAnswers } from "../formats/send.ts";
import type { LocalPieces } from "../local-pieces.ts";
import type { HeldRow } from "../row-memory.ts";
import { FixedBody, FixedQuery } from "../schema.ts";
import type { SurveySearch } from "../search/index.ts";
import type { SourceRegistry } from "../sources/registry.ts";
import { observationText, observationView, placeText } from "../views.ts";
import { given, readPiece, readSpan } from "./read.ts";

const tags = ["survey"];
/** Room for ten thousand corners as text. */
const BODY_LIMIT = 1024 ** 2;

type Asked = Omit<z.output<typeof FixedBody>, "sources"> & { readonly sources: readonly string[] };

/** The observations of a position on the sky. */
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
          summary: "The same, for a polygon too long for an address",
          body: FixedBody,
          response: tableAnswers,
        },
      },
      async (request, reply) => (await answer(request, reply, request.body)) as never,
    );

    async function answer(request: FastifyRequest, reply: FastifyReply, asked: Asked) {
      const { region, place } = readPiece(asked);
      const { intersection, limit, cursor, maglimit, filters } = asked;
      const span = readSpan(asked);
      const found = await search.fixed({
        ...{ region, intersection },
        ...span,
        sources: asked.sources,
        ...given({ maglimit, filters }),
      });
      const { rows, next } = pageOf(found.rows, limit, cursor);
      const format = formatOf(request, asked.format);
      const at = placeText(place, "all");
      const sourceOf = (row: HeldRow) => found.sources.get(row.source)!;
      const table = {
        name: "observations",
        head: { query: queryView(asked), count: found.rows.length },
        foot: () => (next === undefined ? {} : { next }),
      };
      if (format === "json" && rows.length <= SHORT && !pieces.on) {
        const texts = rows.map((row) => observationText(row, sourceOf(row), at));
        return sendRows(reply, table, texts.join());
      }
      const named = format === "json" ? [] : (await sources.named(asked.sources)).values();
      const views = rows.map((row) => observationView(row.row, sourceOf(row), at));
      return sendTable(reply, format, {
        ...table,
        columns: [...observationColumns, ...ownColumns(named)],
        pages: await pieces.fill(views, place),
      });
    }
  };
}

function queryView({ format: _format, limit: _limit, cursor: _cursor, ...query }: Asked) {
  return query;
}

interface Page {
  readonly rows: readonly HeldRow[];
  readonly next: string | undefined;
}

function pageOf(
  found: readonly HeldRow[],
  limit: number | undefined,
  cursor: string | undefined,
): Page {
  const begin = cursor === undefined ? 0 : after(found, cursor);
  const rows = found.slice(begin, limit === undefined ? undefined : begin + limit);
  const last = rows.at(-1);
  const isMore = last !== undefined && begin + rows.length < found.length;
  return { rows, next: isMore ? `${last.start}_${last.id}` : undefined };
}

function after(found: readonly HeldRow[], cursor: string): number {
  const [start = Number.NaN, id = Number.NaN] = cursor.split("_").map(Number);
  if (!Number.isFinite(start) || !Number.isSafeInteger(id)) {
    throw new WelkinError("BAD_REQUEST", "cursor: not one that this service gave.");
  }
  const place = found.findIndex((row) => row.start > start || (row.start === start && row.id > id));
  return place < 0 ? found.length : place;
}
