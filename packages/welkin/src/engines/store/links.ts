import { createHmac, timingSafeEqual } from "node:crypto";
import { EngineError } from "../errors.ts";
import { checkKey } from "./keys.ts";

/** Where the service answers links to a store in a folder. */
export const storeLinkPath = "/store/";

interface Link {
  readonly key: string;
  /** Seconds since 1970. */
  readonly expires: number;
  /** The file name to save it under. */
  readonly download?: string | undefined;
}

/** A path on this service that reads `key` until it expires: `/store/<key>?expires=&signature=`. */
export function signStoreUrl(link: Link, secret: string): string {
  const query = new URLSearchParams({ expires: String(link.expires) });
  if (link.download !== undefined) query.set("download", link.download);
  query.set("signature", signatureOf(link, secret));
  return `${storeLinkPath}${link.key.split("/").map(encodeURIComponent).join("/")}?${query}`;
}

/**
 * Reads a link that `signStoreUrl` made.
 *
 * @param url the request's path and query
 * @throws EngineError STORE_BAD_LINK if any part of it was altered, STORE_LINK_EXPIRED
 */
export function verifyStoreUrl(
  url: string,
  secret: string,
  now = Date.now(),
): { key: string; expires: number; download?: string } {
  const link = parse(url);
  const expected = Buffer.from(signatureOf(link, secret));
  const given = Buffer.from(link.signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    throw new EngineError("STORE_BAD_LINK");
  if (link.expires * 1000 < now) throw new EngineError("STORE_LINK_EXPIRED");
  const { key, expires, download } = link;
  return { key, expires, ...(download !== undefined && { download }) };
}

function parse(url: string): Link & { signature: string } {
  try {
    const { pathname, searchParams } = new URL(url, "http://store.invalid");
    if (!pathname.startsWith(storeLinkPath)) throw new EngineError("STORE_BAD_LINK");
    const key = pathname.slice(storeLinkPath.length).split("/").map(decodeURIComponent).join("/");
    checkKey(key);
    return {
      key,
      expires: Number(searchParams.get("expires") ?? Number.NaN),
      download: searchParams.get("download") ?? undefined,
      signature: searchParams.get("signature") ?? "",
    };
  } catch (cause) {
    throw new EngineError("STORE_BAD_LINK", {}, { cause });
  }
}

/** JSON separates the parts, so that none can be shifted into another. */
function signatureOf({ key, expires, download }: Link, secret: string): string {
  const text = JSON.stringify(["GET", key, expires, download ?? null]);
  return createHmac("sha256", secret).update(text).digest("base64url");
}
