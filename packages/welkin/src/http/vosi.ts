import type { FastifyPluginAsyncZodOpenApi } from "fastify-zod-openapi";
import { originOf } from "./origin.ts";
import { xmlText } from "./votable.ts";

/** A standard that a service of the Virtual Observatory implements, and where. */
export interface Capability {
  readonly standard: string;
  /** Below this service's own address; parameters are appended. */
  readonly path: string;
  readonly methods: readonly ("GET" | "POST")[];
  /** Media type of its answers. */
  readonly answers: string;
}

interface VosiOptions {
  /** The common prefix of the two URLs, such as `/soda`. */
  readonly root: string;
  readonly tags: readonly string[];
  /** Version of the interfaces (VODataService 1.1). */
  readonly version: string;
  readonly capabilities: readonly Capability[];
  readonly since: Date;
}

const XML = "text/xml; charset=utf-8";
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** How a Virtual Observatory service describes itself: IVOA VOSI 1.1, capabilities and availability. */
export function vosiRoutes(options: VosiOptions): FastifyPluginAsyncZodOpenApi {
  const tags = [...options.tags];
  return async (app) => {
    app.get(
      `${options.root}/capabilities`,
      { schema: { tags, summary: "VOSI capabilities" } },
      async (request, reply) =>
        reply
          .header("cache-control", "private, no-cache")
          .type(XML)
          .send(capabilitiesXml(options, originOf(request)) as never),
    );
    app.get(
      `${options.root}/availability`,
      { schema: { tags, summary: "VOSI availability" } },
      async (_request, reply) =>
        reply
          .header("cache-control", "no-cache")
          .type(XML)
          .send(availabilityXml(options.since) as never),
    );
  };
}

/** VOSI 1.1, section 3. */
function capabilitiesXml({ root, version, capabilities }: VosiOptions, origin: string): string {
  const entry = (standard: string, path: string, use: "full" | "base", types: string) =>
    `<capability standardID="${standard}"><interface xsi:type="vs:ParamHTTP" role="std" version="${version}"><accessURL use="${use}">${xmlText(`${origin}${path}`)}</accessURL>${types}</interface></capability>`;
  const own = ["capabilities", "availability"].map((what) =>
    entry(`ivo://ivoa.net/std/VOSI#${what}`, `${root}/${what}`, "full", ""),
  );
  const others = capabilities.map(({ standard, path, methods, answers }) => {
    const queries = methods.map((method) => `<queryType>${method}</queryType>`).join("");
    return entry(standard, path, "base", `${queries}<resultType>${answers}</resultType>`);
  });
  return `${declaration}
<vosi:capabilities xmlns:vosi="http://www.ivoa.net/xml/VOSICapabilities/v1.0" xmlns:vs="http://www.ivoa.net/xml/VODataService/v1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${[...own, ...others].join("\n")}
</vosi:capabilities>
`;
}

/** VOSI 1.1, section 5. */
function availabilityXml(since: Date): string {
  return `${declaration}
<vosi:availability xmlns:vosi="http://www.ivoa.net/xml/VOSIAvailability/v1.0"><vosi:available>true</vosi:available><vosi:upSince>${since.toISOString()}</vosi:upSince></vosi:availability>
`;
}
