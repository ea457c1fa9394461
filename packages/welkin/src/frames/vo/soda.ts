import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { problemOf, WelkinError } from "../../errors.ts";
import { ownError } from "../../http/problem.ts";
import { type Capability, vosiRoutes } from "../../http/vosi.ts";
import { askerOf, sendOfFrames } from "../answers.ts";
import type { Frame } from "../archives/index.ts";
import type { Asker, FramePictures } from "../pictures.ts";
import type { ImageChoice } from "../render/image.ts";
import { cutShapeTask } from "./cut.ts";
import { readShape, type Shape } from "./shapes.ts";

const tags = ["virtual observatory"];

/** Parameters of SODA 1.0, section 3.2 and 3.3, case-insensitive (DALI 1.1, section 2.1). */
type Parameters = ReadonlyMap<string, readonly string[]>;

/** Filters that do not apply to a plain image. */
const unsupported = ["BAND", "TIME", "POL"];
const shapes = ["CIRCLE", "POLYGON", "POS"] as const;
/** Parameters of every service (DALI 1.1, section 3.4), meaningless for one file. */
const ofEvery = ["MAXREC", "RESPONSEFORMAT", "RUNID"];
const known = new Set<string>([...shapes, ...unsupported, ...ofEvery, "ID", "HDU", "PLANE"]);

const capabilities: readonly Capability[] = [
  {
    standard: "ivo://ivoa.net/std/SODA#sync-1.0",
    path: "/soda/sync",
    methods: ["GET", "POST"],
    answers: "image/fits",
  },
  {
    standard: "ivo://ivoa.net/std/DataLink#links-1.1",
    path: "/datalink/links",
    methods: ["GET"],
    answers: "application/x-votable+xml;content=datalink",
  },
];

/** Cutouts for the Virtual Observatory: IVOA SODA 1.0, synchronous. */
export function sodaRoutes(house: {
  readonly pictures: FramePictures;
  readonly now: () => Date;
}): FastifyPluginAsyncZodOpenApi {
  const { pictures, now } = house;
  const started = now();

  async function sync(request: FastifyRequest, reply: FastifyReply, parameters: Parameters) {
    const asker = askerOf(request, reply);
    const { id, shape, hdu, plane } = readSync(parameters);
    const frame = await pictures.archives.find(id, asker.caller);
    const choice = {
      ...(hdu !== undefined && { hdu }),
      ...(plane !== undefined && { plane }),
    };
    const bytes = await shapeOf(frame, asker, { choice, ...(shape && { shape }) });
    // SODA 1.0, section 3.1: an empty intersection is not an error, and has no content.
    if (bytes.length === 0) {
      return reply.header("cache-control", "private, no-store").code(204).send();
    }
    const name = `${frame.basename.replace(/[^A-Za-z0-9._-]/g, "_")}-cutout.fits`;
    const of = { frames: [frame], versioned: false, now: now() };
    return sendOfFrames(request, reply, of, { bytes, type: "image/fits", name });
  }

  function shapeOf(
    frame: Frame,
    asker: Asker,
    wanted: { readonly choice: ImageChoice; readonly shape?: Shape },
  ): Promise<Uint8Array> {
    const product = { frames: [frame], kind: "soda", spec: wanted, ending: "fits" };
    return pictures.made(product, asker, async ([path = ""], run) => {
      const cut = await run(cutShapeTask, { path, ...wanted });
      return cut ?? new Uint8Array(0);
    });
  }

  return async (app) => {
    app.setErrorHandler(tellError);
    app.addContentTypeParser(
      "application/x-www-form-urlencoded",
      { parseAs: "string", bodyLimit: 65_536 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );

    app.get(
      "/soda/sync",
      {
        schema: {
          tags,
          summary: "A cutout: IVOA SODA 1.0",
          description:
            "ID; CIRCLE=ra dec radius, POLYGON=ra dec ra dec ra dec …, POS=CIRCLE …|RANGE …|POLYGON …: degrees, ICRS. HDU and PLANE choose an image of the file. 204 if the frame does not cover the region; errors are plain text.",
        },
      },
      (request, reply) => sync(request, reply, parametersOf(queryOf(request))),
    );
    app.post(
      "/soda/sync",
      { config: { question: true }, schema: { hide: true } },
      (request, reply) => {
        const form = request.body instanceof URLSearchParams ? [...request.body] : [];
        return sync(request, reply, parametersOf([...queryOf(request), ...form]));
      },
    );

    await app.register(
      vosiRoutes({ root: "/soda", tags, version: "1.0", capabilities, since: started }),
    );
  };
}

function queryOf(request: FastifyRequest): [string, string][] {
  return [...new URL(request.url, "http://localhost").searchParams];
}

function parametersOf(pairs: Iterable<readonly [string, string]>): Parameters {
  const parameters = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const key = name.toUpperCase();
    parameters.set(key, [...(parameters.get(key) ?? []), value]);
  }
  return parameters;
}

interface SyncRequest {
  readonly id: string;
  readonly shape?: Shape;
  readonly hdu?: string;
  readonly plane?: number;
}

/** @throws SodaError, WelkinError BAD_REQUEST */
function readSync(parameters: Parameters): SyncRequest {
  for (const [name, values] of parameters) {
    if (!known.has(name)) throw new WelkinError("BAD_REQUEST", `${name}: no such parameter.`);
    if (values.length > 1)
      throw new SodaError("MultiValuedParamNotSupported", `${name}: only one value is allowed.`);
  }
  const one = (name: string) => parameters.get(name)?.[0];
  const id = one("ID")?.trim();
  if (!id) throw new WelkinError("BAD_REQUEST", "ID: missing; it names the frame.");
  const given = shapes.filter((name) => one(name) !== undefined);
  if (given.length > 1) {
    throw new SodaError(
      "MultiValuedParamNotSupported",
      `${given.join(", ")}: only one of these is allowed.`,
    );
  }
  const other = unsupported.find((name) => one(name) !== undefined);
  if (other) throw new WelkinError("BAD_REQUEST", `${other}: frames are cut on the sky only.`);
  const [name] = given;
  const text = name && one(name);
  const shape = name && text ? readShape(text, name === "POS" ? undefined : name) : undefined;
  if (name && !shape)
    throw new WelkinError("BAD_REQUEST", `${name}: missing; it gives the region.`);
  const format = one("RESPONSEFORMAT") ?? "fits";
  if (!/^((image|application)\/)?fits$/i.test(format.trim())) {
    throw new WelkinError("BAD_REQUEST", "RESPONSEFORMAT: cutouts are image/fits.");
  }
  const hdu = one("HDU");
  const plane = one("PLANE");
  if (plane !== undefined && !/^\d{1,9}$/.test(plane)) {
    throw new WelkinError("BAD_REQUEST", "PLANE: a whole number from 0.");
  }
  return {
    id: id.replace(/^ivo:\/\/[^?]*\?/, ""),
    ...(shape && { shape }),
    ...(hdu !== undefined && { hdu }),
    ...(plane !== undefined && { plane: Number(plane) }),
  };
}

/** Errors for which SODA has its own words (section 4). */
class SodaError extends Error {
  readonly word: string;

  constructor(word: string, message: string) {
    super(message);
    this.word = word;
  }
}

/** DALI 1.1, section 4.2: errors are plain text that begins with one of a few words. */
const words: Readonly<Record<number, string>> = {
  400: "UsageError",
  401: "AuthenticationError",
  403: "AuthorizationError",
  404: "UsageError",
  422: "UsageError",
  503: "ServiceUnavailable",
};

function tellError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const own = error instanceof SodaError ? error : undefined;
  const { status, title, detail } = own
    ? { status: 400, title: own.message, detail: undefined }
    : problemOf(ownError(error as FastifyError));
  if (status >= 500) request.log.error({ err: error }, title);
  const word = own?.word ?? words[status] ?? "Error";
  return reply
    .code(status)
    .header("cache-control", "no-store")
    .type("text/plain; charset=utf-8")
    .send(Buffer.from(`${word}: ${detail ?? title}\n`));
}
