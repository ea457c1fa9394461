import { Readable } from "node:stream";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { problemOf } from "../../errors.ts";
import { goneSignal } from "../../http/gone.ts";
import { ownError } from "../../http/problem.ts";
import { type Capability, vosiRoutes } from "../../http/vosi.ts";
import { votableError, votableOfPages } from "../../http/votable.ts";
import { csv } from "../formats/csv.ts";
import type { SiaAnswer, SiaSearch } from "./find.ts";
import { cellsOf, obsCoreFields } from "./obscore.ts";
import { parametersOf, readSia, type SiaQuery } from "./parameters.ts";

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

/**
 * The observations of all sources by the Virtual Observatory's protocol for images: IVOA SIA 2.0, answers in ObsCore
 * 1.1.
 */
export function siaRoutes(sia: SiaSearch): FastifyPluginAsyncZodOpenApi {
  const started = new Date();

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const query = readSia(parametersOf(request));
    const found = sia.find(query, goneSignal(reply));
    const pages = await begun(found.pages);
    const type = query.format === "csv" ? "text/csv; charset=utf-8" : VOTABLE;
    const text = writers[query.format]({ ...found, pages }, (error) =>
      request.log.error({ err: error }, "A table broke off"),
    );
    return reply
      .header("cache-control", "no-cache")
      .type(type)
      .send(Readable.from(text, { objectMode: false }));
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
            "POS=CIRCLE ra dec radius|RANGE ra1 ra2 dec1 dec2|POLYGON ra dec …, TIME, BAND, FOV, SPATRES, EXPTIME, ID, COLLECTION, FACILITY, INSTRUMENT, DPTYPE, CALIB, TARGET, FORMAT, MAXREC, RESPONSEFORMAT=votable|csv; each may be repeated. Errors are VOTables.",
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

/** The same pages once the first is available: an earlier failure gets its own HTTP status. */
async function begun<Page>(pages: AsyncIterable<Page>): Promise<AsyncIterable<Page>> {
  const rest = pages[Symbol.asyncIterator]();
  const first = await rest.next();
  return (async function* () {
    try {
      for (let page = first; !page.done; page = await rest.next()) yield page.value;
    } finally {
      await rest.return?.();
    }
  })();
}

async function* cells(pages: SiaAnswer["pages"]) {
  for await (const rows of pages) yield rows.map(cellsOf);
}

type Writer = (answer: SiaAnswer, log: (error: unknown) => void) => AsyncGenerator<string>;

const writers: Record<SiaQuery["format"], Writer> = {
  csv: ({ pages }) => csv(obsCoreFields, cells(pages)),
  votable: votableOf,
};

/** A table whose rows end with a failure says so after them (DALI 1.1, section 4.4.1). */
async function* votableOf(
  { pages, overflow }: SiaAnswer,
  log: (error: unknown) => void,
): AsyncGenerator<string> {
  let failure: unknown;
  const told = (async function* () {
    try {
      yield* cells(pages);
    } catch (error) {
      failure = error;
      log(error);
    }
  })();
  const ends = () => {
    if (failure !== undefined)
      return [{ name: "QUERY_STATUS", value: "ERROR", text: fault(failure) }];
    return overflow() ? [{ name: "QUERY_STATUS", value: "OVERFLOW", text: "There are more." }] : [];
  };
  // SIA 2.0, section 2.3.1.
  const infos = [{ name: "standardID", value: "ivo://ivoa.net/std/SIA#query-2.0" }];
  yield* votableOfPages({ fields: obsCoreFields, infos, footnotes: ends }, told);
}

/** DALI 1.1, section 4.2 and 4.4: an error is a VOTable that says so. */
function tellError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, title } = problemOf(ownError(error as FastifyError));
  if (status >= 500) request.log.error({ err: error }, title);
  if (status === 503) reply.header("retry-after", 5);
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type(VOTABLE)
    .send(Buffer.from(votableError(fault(error))));
}

function fault(error: unknown): string {
  const { status, title, detail } = problemOf(ownError(error as FastifyError));
  const word = status < 500 ? "UsageFault" : status === 503 ? "TransientFault" : "FatalFault";
  return `${word}: ${detail ?? title}`;
}
