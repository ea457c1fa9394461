import type { BigIntStats } from "node:fs";
import type { ObjectInfo } from "./store.ts";

/** An object is replaced by a new file, never overwritten: the file's inode and time identify its bytes. */
export function describe(key: string, stats: BigIntStats): ObjectInfo {
  const etag = [stats.ino, stats.mtimeNs, stats.size].map((part) => part.toString(36)).join("-");
  return { key, size: Number(stats.size), etag, modified: new Date(Number(stats.mtimeMs)) };
}
