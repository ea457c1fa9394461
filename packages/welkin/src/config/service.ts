import { availableParallelism } from "node:os";
import { z } from "zod";
import { type Environment, setting } from "./setting.ts";
import { size, whole } from "./values.ts";

/** The bucket of thumbnail-service, on the server given by its settings. */
function thumbnailBucket(
  bucket: string,
  { STORAGE_URL: endpoint, AWS_DEFAULT_REGION: region }: Environment,
): string {
  const query = new URLSearchParams({ ...(region && { region }), ...(endpoint && { endpoint }) });
  return `s3://${bucket}${query.size > 0 ? `?${query}` : ""}`;
}

/** nexrad-mapbox's bucket, in this region unless another is named. */
function mapboxBucket(bucket: string, { AWS_REGION: region }: Environment): string {
  return `s3://${bucket}?${new URLSearchParams({ region: region || "us-east-1" })}`;
}

/**
 * The database of CATCH's settings, which give the address in parts; undefined if it is not PostgreSQL's, or
 * incomplete.
 */
function databaseOfCatch(host: string, environment: Environment): string | undefined {
  const { DB_DIALECT: dialect, DB_USERNAME: user, DB_PASSWORD: password } = environment;
  const name = environment["DB_DATABASE"];
  if (!dialect?.startsWith("postgresql") || !user || !name) return undefined;
  const secret = password ? `:${encodeURIComponent(password)}` : "";
  return `postgres://${encodeURIComponent(user)}${secret}@${host}/${encodeURIComponent(name)}`;
}

/** Settings of the service as a whole: where it runs, its engines, its limits. */
export const serviceSettings = {
  data: setting(
    "WELKIN_DATA",
    z.string().min(1).default("./data"),
    "a folder",
    "Folder of the embedded database and the file store",
  ),
  host: setting(
    "WELKIN_HOST",
    z.string().min(1).default("0.0.0.0"),
    "an address to listen on, e.g. 127.0.0.1",
    "Address to listen on; 127.0.0.1 keeps other machines out",
    { aliases: [{ variable: "API_HOST" }] },
  ),
  port: setting(
    "WELKIN_PORT",
    whole(0, 65535).default(4000),
    "a whole number from 0 to 65535",
    "Port to listen on; 0 takes any free one",
    { aliases: [{ variable: "API_PORT" }] },
  ),
  databaseUrl: setting(
    "WELKIN_DATABASE_URL",
    z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    "a PostgreSQL address, postgres://user:password@host:port/database",
    "PostgreSQL instead of the embedded database",
    { secret: true, aliases: [{ variable: "DB_HOST", read: databaseOfCatch }] },
  ),
  store: setting(
    "WELKIN_STORE",
    z
      .string()
      .regex(/^(file:|s3:\/\/)/)
      .optional(),
    "file:FOLDER or s3://BUCKET/PREFIX?region=…&endpoint=…",
    "Where pictures and raw files are kept; a folder in WELKIN_DATA by default",
    {
      aliases: [
        { variable: "PROJECT_S3_BUCKET", read: mapboxBucket },
        { variable: "AWS_BUCKET", read: thumbnailBucket },
      ],
    },
  ),
  apiKey: setting(
    "WELKIN_API_KEY",
    z.string().min(16).optional(),
    "at least 16 characters",
    "Key required for writing; without one only this machine may write",
    { secret: true },
  ),
  threads: setting(
    "WELKIN_THREADS",
    whole(1, 256).default(Math.max(1, Math.min(availableParallelism(), 8))),
    "a whole number from 1 to 256",
    "Threads that decode and render",
  ),
  uploadLimit: setting(
    "WELKIN_UPLOAD_LIMIT",
    size.default(256 * 1024 ** 2),
    "a size such as 256M",
    "Largest file accepted by upload",
  ),
  cacheMemory: setting(
    "WELKIN_CACHE_MEMORY",
    size.default(64 * 1024 ** 2),
    "a size such as 64M",
    "Memory for pictures that are requested often",
  ),
  rateLimit: setting(
    "WELKIN_RATE_LIMIT",
    whole(0, 1_000_000).default(6000),
    "requests per minute; 0 for no limit",
    "Requests that one address may make per minute",
  ),
  logLevel: setting(
    "WELKIN_LOG",
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("warn"),
    "fatal, error, warn, info, debug, trace or silent",
    "How much is logged",
  ),
  simulate: setting(
    "WELKIN_SIMULATE",
    z.enum(["auto", "on", "off"]).default("auto"),
    "auto, on or off",
    "A simulated storm, sky and survey; auto shows each until there is real data, or a source to follow",
  ),
} as const;
