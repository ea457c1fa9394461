import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { problemOf } from "../../errors.ts";
import { originOf } from "../../http/origin.ts";
import { type VoParam, type VoResource, votable, votableError } from "../../http/votable.ts";
import { callerOf } from "../answers.ts";
import type { Caller, Frame } from "../archives/index.ts";
import type { FramePictures } from "../pictures.ts";
import { frameLinks } from "../views.ts";

const tags = ["virtual observatory"];

/** IVOA DataLink 1.1, section 2.3. */
const VOTABLE = "application/x-votable+xml;content=datalink";
const accepted = new Set(["votable", "application/x-votable+xml", "text/xml", VOTABLE]);

/** Most identifiers in one request. */
const MOST = 50;
/** The ID of the cutout service's descriptor, which links refer to. */
const SODA = "soda-sync";

type Row = readonly (string | number | null)[];

/** Columns of section 3.2. */
const fields = [
  { name: "ID", id: "primaryID", datatype: "char", arraysize: "*", ucd: "meta.id;meta.main" },
  { name: "access_url", datatype: "char", arraysize: "*", ucd: "meta.ref.url" },
  { name: "service_def", datatype: "char", arraysize: "*", ucd: "meta.ref" },
  { name: "error_message", datatype: "char", arraysize: "*", ucd: "meta.code.error" },
  { name: "description", datatype: "unicodeChar", arraysize: "*", ucd: "meta.note" },
  { name: "semantics", datatype: "char", arraysize: "*", ucd: "meta.code" },
  { name: "content_type", datatype: "char", arraysize: "*", ucd: "meta.code.mime" },
  { name: "content_length", datatype: "long", unit: "byte", ucd: "phys.size;meta.file" },
] as const;

/** What is available for frames, for Virtual Observatory programs: IVOA DataLink 1.1. */
export function datalinkRoutes(house: {
  readonly pictures: FramePictures;
}): FastifyPluginAsyncZodOpenApi {
  const { archives } = house.pictures;

  async function rowsOf(id: string, caller: Caller, origin: string): Promise<Row[]> {
    try {
      return linkRows(id, await archives.find(bareId(id), caller), origin);
    } catch (error) {
      const { status, title, detail } = problemOf(error);
      const word = status === 404 ? "NotFoundFault" : "DefaultFault";
      const message = `${word}: ${detail ?? title}`;
      return [[id, null, null, message, null, "#this", null, null]];
    }
  }

  return async (app) => {
    app.get(
      "/datalink/links",
      {
        schema: {
          tags,
          summary: "What is available for frames: IVOA DataLink 1.1, as a VOTable",
          description: "ID (repeatable), RESPONSEFORMAT.",
        },
      },
      async (request, reply) => {
        const query = new URL(request.url, "http://localhost").searchParams;
        const values = (wanted: string) =>
          [...query].filter(([name]) => name.toUpperCase() === wanted).map(([, value]) => value);
        const ids = values("ID").filter((id) => id !== "" && id.length <= 400);
        const [format] = values("RESPONSEFORMAT");
        reply.header("cache-control", "private, no-cache").type(VOTABLE);
        if (format !== undefined && !accepted.has(format.trim().toLowerCase())) {
          return reply
            .code(400)
            .send(votableError(`UsageFault: RESPONSEFORMAT=${format.slice(0, 60)}`) as never);
        }
        if (ids.length > MOST) {
          return reply.code(400).send(votableError(`UsageFault: at most ${MOST} IDs`) as never);
        }
        const caller = callerOf(request);
        const origin = originOf(request);
        const rows: Row[] = [];
        for (const id of ids) rows.push(...(await rowsOf(id, caller, origin)));
        const table = votable({
          fields,
          rows,
          infos: [{ name: "standardID", value: "ivo://ivoa.net/std/DataLink#links-1.1" }],
          resources: [sodaService(origin)],
        });
        return reply.send([...table].join("") as never);
      },
    );
  };
}

/** A publisher's identifier, `ivo://authority/frames?123`, stands for the frame after the question mark. */
function bareId(id: string): string {
  return id.trim().replace(/^ivo:\/\/[^?]*\?/, "");
}

function linkRows(id: string, frame: Frame, origin: string): Row[] {
  const links = frameLinks(frame);
  const url = (name: string, query = "") => `${origin}${links[name]}${query}`;
  return [
    [id, url("soda"), null, null, "The frame's image", "#this", "image/fits", null],
    [id, url("picture"), null, null, "A picture", "#preview", "image/jpeg", null],
    [
      id,
      url("picture", "?width=200&height=200"),
      null,
      null,
      "A small picture",
      "#thumbnail",
      "image/jpeg",
      null,
    ],
    [id, url("iiif"), null, null, "Deep zoom (IIIF)", "#preview", "application/json", null],
    [id, null, SODA, null, "Cutouts", "#cutout", "image/fits", null],
  ];
}

/** The description of the cutout service (DataLink 1.1, section 4; SODA 1.0, section 5). */
function sodaService(origin: string): VoResource {
  const text = { datatype: "char", arraysize: "*" } as const;
  const input = (param: Omit<VoParam, "value">): VoParam => ({ ...param, value: "" });
  return {
    type: "meta",
    utype: "adhoc:service",
    id: SODA,
    params: [
      { name: "standardID", ...text, value: "ivo://ivoa.net/std/SODA#sync-1.0" },
      { name: "accessURL", ...text, value: `${origin}/soda/sync` },
    ],
    groups: [
      {
        name: "inputParams",
        params: [
          input({ name: "ID", ...text, ucd: "meta.id;meta.dataset", ref: "primaryID" }),
          input({
            name: "CIRCLE",
            datatype: "double",
            arraysize: "3",
            xtype: "circle",
            unit: "deg",
            ucd: "pos.outline;obs",
          }),
          input({
            name: "POLYGON",
            datatype: "double",
            arraysize: "*",
            xtype: "polygon",
            unit: "deg",
            ucd: "pos.outline;obs",
          }),
          input({ name: "POS", ...text, ucd: "pos.outline;obs" }),
        ],
      },
    ],
  };
}
