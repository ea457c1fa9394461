import { hash } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import cors from "@fastify/cors";
import etag from "@fastify/etag";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import { fastifySSE } from "@fastify/sse";
import files from "@fastify/static";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import underPressure from "@fastify/under-pressure";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import {
  type FastifyPluginAsyncZodOpenApi,
  fastifyZodOpenApiPlugin,
  fastifyZodOpenApiTransformers,
  serializerCompiler,
  validatorCompiler,
} from "fastify-zod-openapi";
import type { Config } from "../config.ts";
import { assertMayWrite } from "./access.ts";
import { createPlainServer } from "./connections.ts";
import { ImmutableAnswers } from "./immutable.ts";
import { tellOfAddress, tellProblems } from "./problem.ts";

const viewer = fileURLToPath(new URL("../../../viewer/dist/", import.meta.url));

/** Everything at the root of one port: the domains' routes, the page, and what they share. */
export async function createApp(options: {
  readonly config: Config;
  readonly log: FastifyBaseLogger;
  readonly routes: readonly FastifyPluginAsyncZodOpenApi[];
}): Promise<FastifyInstance> {
  const { config, log, routes } = options;
  const immutable = new ImmutableAnswers(config.cacheMemory);
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 512 },
    frameworkErrors: tellOfAddress,
    serverFactory: (handler) =>
      createPlainServer((request, response) => {
        if (!immutable.serve(request, response)) handler(request, response);
      }),
    // The server answers these errors itself.
    clientErrorHandler: () => {},
    // Event streams do not end by themselves: closing must not wait for them.
    forceCloseConnections: true,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  tellProblems(app);

  app.decorateReply("immutableUntil", 0);
  app.addHook("onRequest", async (request) => {
    const reads = ["GET", "HEAD", "OPTIONS"].includes(request.method);
    const { openWithoutKey, question } = request.routeOptions.config;
    const open = question || (openWithoutKey && config.apiKey === undefined);
    if (!reads && !open) assertMayWrite(request, config.apiKey);
  });
  app.addHook("onSend", async (request, reply, payload) => {
    const until = request.routeOptions.config.immutable ? Infinity : reply.immutableUntil;
    if (until > 0 && Buffer.isBuffer(payload)) immutable.remember(request, reply, payload, until);
  });

  await app.register(helmet, { ...headers });
  await app.register(cors, {
    origin: "*",
    methods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
    exposedHeaders: ["etag", "location"],
    // As in the services whose clients are served here.
    optionsSuccessStatus: 200,
    // OPTIONS requests that are not preflights are answered too.
    strictPreflight: false,
  });
  // SHA-1, as the plugin's own, but in one call: for 20 kB that takes less than half of its time.
  await app.register(etag, { hashFn: (payload) => hash("sha1", payload, "base64") });
  await app.register(fastifySSE);
  await app.register(underPressure, { maxEventLoopDelay: 2000, retryAfter: 5 });
  if (config.rateLimit > 0) {
    await app.register(rateLimit, { max: config.rateLimit, timeWindow: "1 minute" });
  }
  await app.register(fastifyZodOpenApiPlugin);
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Welkin",
        version: "0.1.0",
        description: "Turns raw observations of the sky into pictures and answers on the web.",
        license: { name: "MIT", identifier: "MIT" },
      },
      components: {
        securitySchemes: { key: { type: "http", scheme: "bearer" } },
      },
    },
    ...fastifyZodOpenApiTransformers,
  });
  await app.register(swaggerUi, { routePrefix: "/docs" });
  app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  for (const room of routes) await app.register(room);
  await app.register(page);
  return app;
}

/** The viewer's page needs workers (the map) and styles set by script, and nothing from other hosts. */
const headers = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:", "blob:"],
      connectSrc: ["'self'", "data:", "blob:"],
      workerSrc: ["'self'", "blob:"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'self'"],
    },
  },
  // Pictures are meant to be shown on other people's maps.
  crossOriginResourcePolicy: { policy: "cross-origin" },
  crossOriginEmbedderPolicy: false,
  // Whether this is reached over TLS is for the proxy to say.
  strictTransportSecurity: false,
} as const;

/** The viewer, if it has been built. */
async function page(app: FastifyInstance): Promise<void> {
  if (!existsSync(`${viewer}index.html`)) {
    app.get("/", { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type("text/plain; charset=utf-8")
        .send("Welkin is running. The page is not built: npm run build. The API: /docs\n"),
    );
    return;
  }
  // Not through the plugin's index, which does not find it when compressed files lie beside it.
  app.get("/", { schema: { hide: true } }, async (_request, reply) => reply.sendFile("index.html"));
  await app.register(files, {
    root: viewer,
    schemaHide: true,
    preCompressed: true,
    index: false,
    dotfiles: "ignore",
    // No file of the page has a name that the disk would refuse.
    allowedPath: (path) => path.length < 256,
    setHeaders: (reply, path) => {
      const hashed = path.includes("/assets/");
      reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
}
