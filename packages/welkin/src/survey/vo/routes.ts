import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { problemOf } from "../../errors.ts";
import { goneSignal } from "../../http/gone.ts";
import { ownError } from "../../http/problem.ts";
import { type Capability, vosiRoutes } from "../../http/vosi.ts";
import { votable, votableError } from "../../http/votable.ts";
import type { SiaAnswer, SiaSearch } from "./find.ts";
import { cellsOf, obsCoreFields } from "./obscore.ts";
import { parametersOf, readSia } from "./parameters.ts";

const tags = ["survey"];
const VOTABLE = "application/x-votable+xml";
const FORM_LIMIT = 65_536;

const capabilities: readonly Capability[] = [
  {
    standard: "ivo://ivoa.net/std/SIA#query-2.0",
    path: "/sia2/query",
    methods: ["GET", "POST"],
    answers: VOTABLE,
  },
];

/** The observations of all sources as the Virtual Observatory asks for images: IVOA SIA 2.0, answers in ObsCore 1.1. */
export function siaRoutes(sia: SiaSearch): FastifyPluginAsyncZodOpenApi {
  const started = new Date();

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = readSia(parametersOf(request));
    const found = await sia.find(query, goneSignal(reply));
    const [type, text] =
      query.format === "csv"
        ? ["text/csv; charset=utf-8", csvOf(found)]
        : [VOTABLE, votableOf(found)];
    return reply.header("cache-control", "no-cache").type(type).send(Buffer.from(text));
  }

  return async (app) => {
    app.setErrorHandler(tellError);
    app.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: FORM_LIMIT },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );

    app.get(
      "/sia2/query",
      {
        schema: {
          tags,
          summary: "Observations as ObsCore: IVOA SIA 2.0",
          description:
            "POS=CIRCLE ra dec radius|RANGE ra1 ra2 dec1 dec2|POLYGON ra dec …, TIME, BAND, FOV, SPATRES, EXPTIME, ID, COLLECTION, FACILITY, INSTRUMENT, DPTYPE, CALIB, TARGET, FORMAT, MAXREC, RESPONSEFORMAT=votable|csv; each may be given several times. Errors are VOTables.",
        },
      },
      answer,
    );
    app.post("/sia2/query", { config: { question: true }, schema: { hide: true } }, answer);

    await app.register(
      vosiRoutes({ root: "/sia2", tags, version: "2.0", capabilities, since: started }),
    );
  };
}

function votableOf({ rows, overflow }: SiaAnswer): string {
  const pieces = votable({
    fields: obsCoreFields,
    rows: rows.map(cellsOf),
    // SIA 2.0, section 2.3.1, and DALI 1.1, section 4.4.1.
    infos: [{ name: "standardID", value: "ivo://ivoa.net/std/SIA#query-2.0" }],
    footnotes: () =>
      overflow ? [{ name: "QUERY_STATUS", value: "OVERFLOW", text: "There are more." }] : [],
  });
  return [...pieces].join("");
}

function csvOf({ rows }: SiaAnswer): string {
  const quoted = (cell: string | number | null) => {
    const text = cell === null ? "" : String(cell);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [obsCoreFields.map(({ name }) => name), ...rows.map(cellsOf)];
  return lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("");
}

/** DALI 1.1, section 4.2 and 4.4: an error is a VOTable that says so. */
function tellError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, title, detail } = problemOf(ownError(error as FastifyError));
  if (status >= 500) request.log.error({ err: error }, title);
  const word = status < 500 ? "UsageFault" : status === 503 ? "TransientFault" : "FatalFault";
  if (status === 503) reply.header("retry-after", 5);
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type(VOTABLE)
    .send(Buffer.from(votableError(`${word}: ${detail ?? title}`)));
}
