import { isoToMjd, observer } from "@welkin/orbits";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { WelkinError } from "../../errors.ts";
import { goneSignal } from "../../http/gone.ts";
import type { EphemerisService } from "../ephemeris-service.ts";
import { ephemerisColumns } from "../formats/columns.ts";
import { formatOf, sendTable, tableAnswers } from "../formats/send.ts";
import { EphemerisBody, EphemerisQuery } from "../schema.ts";
import { orbitView, type Target } from "../targets/target.ts";
import { expandTimes } from "../times.ts";
import { targetInside } from "./read.ts";

const tags = ["survey"];
/** Maximum rows of one answer; the command line has no such limit. */
const ROWS = 20_000;
const BODY_LIMIT = 4 * 1024 ** 2;

export interface EphemerisHouse {
  readonly resolve: (name: string, signal: AbortSignal) => Promise<Target>;
  readonly ephemeris: Pick<EphemerisService, "rows">;
}

/** Ephemerides of targets. */
export function ephemerisRoutes(house: EphemerisHouse): FastifyPluginAsyncZodOpenApi {
  return async (app) => {
    app.get(
      "/survey/ephemeris",
      {
        schema: {
          tags,
          summary: "A target's ephemeris for an observatory: JSON, CSV or VOTable",
          querystring: EphemerisQuery,
          response: tableAnswers,
        },
      },
      async (request, reply) => (await answer(request, reply, request.query)) as never,
    );

    app.post(
      "/survey/ephemeris",
      {
        bodyLimit: BODY_LIMIT,
        config: { question: true },
        schema: {
          tags,
          summary: "The same, for an orbit or a table in the body",
          body: EphemerisBody,
          response: tableAnswers,
        },
      },
      async (request, reply) => (await answer(request, reply, request.body)) as never,
    );

    async function answer(
      request: FastifyRequest,
      reply: FastifyReply,
      asked: typeof EphemerisBody._output,
    ) {
      const from = observer(asked.observer);
      const times = timesOf(asked);
      const signal = goneSignal(reply);
      const target = targetInside(asked) ?? (await house.resolve(asked.target!, signal));
      const { rows, provenance, notes } = await house.ephemeris.rows({
        ...{ target, observer: from, times, source: asked.ephemeris_source },
        signal,
      });
      return sendTable(reply, formatOf(request, asked.format), {
        name: "rows",
        columns: ephemerisColumns,
        pages: rows,
        head: {
          target: target.name,
          orbit: orbitView(target),
          observer: from.code,
          ...{ provenance, notes, count: rows.length },
        },
      });
    }
  };
}

type Times = Pick<typeof EphemerisBody._output, "start" | "stop" | "step" | "at">;

function timesOf({ start, stop, step, at }: Times): number[] {
  const text = (value: string | number | undefined) =>
    value === undefined ? undefined : String(value);
  const request = { start: text(start), stop: text(stop), step, at: at?.map(String) };
  const times = expandTimes(request, isoToMjd(new Date().toISOString()));
  if (times.length <= ROWS) return times;
  throw new WelkinError(
    "TOO_LARGE",
    `These are ${times.length} times; at most ${ROWS} are answered at once.`,
  );
}
