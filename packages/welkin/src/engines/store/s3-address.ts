import { EngineError, reasonOf } from "../errors.ts";
import { checkKey } from "./keys.ts";

/** A place in a bucket, and how to reach it. */
export interface S3Address {
  readonly bucket: string;
  /** What every key begins with: empty, or ending in `/`. */
  readonly prefix: string;
  /** If omitted, found like the credentials. */
  readonly region?: string;
  /** A server other than Amazon's. */
  readonly endpoint?: string;
  /** `endpoint/bucket/key` rather than `bucket.endpoint/key`. */
  readonly pathStyle: boolean;
}

/** Amazon's rules for bucket names, including those from before 2018. */
const BUCKET = /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
const known = new Set(["region", "endpoint", "path_style"]);

/**
 * Reads `s3://bucket/prefix?region=…&endpoint=…&path_style=true`. Servers other than Amazon's are addressed in path
 * style unless specified otherwise, and need no region.
 *
 * @throws EngineError STORE_BAD_ADDRESS, which does not repeat the address: it may contain secrets
 */
export function parseS3Address(address: string): S3Address {
  const url = parseUrl(address);
  if (url.username || url.password)
    throw bad(
      "credentials do not belong in it, they are taken from AWS_ACCESS_KEY_ID and the like",
    );
  // From the text itself: `URL` would change the bucket's case and remove dots from the path.
  const [, bucket = "", path = ""] = /^s3:\/\/([^/?#]*)([^?#]*)/i.exec(address) ?? [];
  if (!BUCKET.test(bucket)) throw bad(`${JSON.stringify(bucket)} is not a bucket's name`);
  const query = url.searchParams;
  for (const name of query.keys())
    if (!known.has(name)) throw bad(`it may have ${[...known].join(", ")}, but not ${name}`);
  const endpoint = query.get("endpoint") || undefined;
  if (endpoint !== undefined) checkEndpoint(endpoint);
  const region = query.get("region") || (endpoint && "us-east-1") || undefined;
  return {
    bucket,
    prefix: prefixOf(path),
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    pathStyle: flag(query.get("path_style"), endpoint !== undefined),
  };
}

function parseUrl(address: string): URL {
  try {
    return new URL(address);
  } catch {
    throw bad("it is not s3://BUCKET/PREFIX?region=…&endpoint=…");
  }
}

function checkEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw bad("its endpoint is not http://… or https://…");
  if (url.username || url.password) throw bad("credentials do not belong in its endpoint");
}

function prefixOf(path: string): string {
  const prefix = path.replace(/^\/+|\/+$/g, "");
  if (prefix === "") return "";
  try {
    checkKey(prefix);
  } catch (error) {
    throw bad(`its prefix: ${reasonOf(error)}`);
  }
  return `${prefix}/`;
}

function flag(text: string | null, otherwise: boolean): boolean {
  if (text === null || text === "") return otherwise;
  if (text !== "true" && text !== "false") throw bad("its path_style is neither true nor false");
  return text === "true";
}

const bad = (reason: string) => new EngineError("STORE_BAD_ADDRESS", { reason });
