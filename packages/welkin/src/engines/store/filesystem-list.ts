import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { ifThere } from "./filesystem-errors.ts";
import { describe } from "./filesystem-info.ts";
import { compareKeys, isSegment } from "./keys.ts";
import type { ObjectInfo } from "./store.ts";

/** The objects under `root` whose key begins with `prefix` and comes after `after`, in byte order of their keys. */
export function listFolder(
  root: string,
  prefix: string,
  after: string,
): AsyncGenerator<ObjectInfo> {
  const start = prefix.slice(0, prefix.lastIndexOf("/") + 1);
  return walk(root, start, prefix, after);
}

async function* walk(
  root: string,
  folder: string,
  prefix: string,
  after: string,
): AsyncGenerator<ObjectInfo> {
  for (const name of await namesIn(join(root, folder))) {
    const key = folder + name;
    if (!canHold(key, prefix, after)) continue;
    if (name.endsWith("/")) {
      yield* walk(root, key, prefix, after);
      continue;
    }
    const stats = await ifThere(lstat(join(root, key), { bigint: true }));
    // It may have been removed since the folder was read.
    if (stats?.isFile()) yield describe(key, stats);
  }
}

/** A folder's name ends in `/` here: sorted this way, its keys are in byte order among its neighbours. */
async function namesIn(path: string): Promise<string[]> {
  const entries = (await ifThere(readdir(path, { withFileTypes: true }))) ?? [];
  return entries
    .filter((entry) => isSegment(entry.name) && (entry.isFile() || entry.isDirectory()))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort(compareKeys);
}

/** Whether a key, or some key in a folder, can be among those asked for. */
function canHold(key: string, prefix: string, after: string): boolean {
  if (!key.endsWith("/")) return key.startsWith(prefix) && compareKeys(key, after) > 0;
  const inPrefix = key.startsWith(prefix) || prefix.startsWith(key);
  return inPrefix && (compareKeys(key, after) > 0 || after.startsWith(key));
}
