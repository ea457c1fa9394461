import { opendir, readFile, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { codeOf, WelkinError } from "../../errors.ts";
import { timeInName } from "./names.ts";
import type { Offer, Source } from "./source.ts";

/** A file modified a moment ago may still be incomplete; the next poll finds it. */
const SETTLED_MS = 2000;
const MAX_DEPTH = 12;

/** A local folder, with its subfolders. */
export function folderSource(folder: string | undefined, now: () => Date): Source {
  const root = folder === undefined ? undefined : resolve(folder);
  return {
    name: "folder",
    feeds: root === undefined ? [] : [root],
    series: [""],
    incremental: false,
    async *list({ feed, signal }) {
      for await (const { path, problem } of filesBelow(feed, MAX_DEPTH)) {
        signal.throwIfAborted();
        const offer =
          problem === undefined ? await read(feed, path, now()) : closed(feed, path, problem);
        if (offer) yield offer;
      }
    },
    async get(key, { maxBytes, signal }) {
      const path = resolve(root ?? "", key);
      if (root === undefined || !path.startsWith(root + sep)) {
        throw new WelkinError("FORBIDDEN", `${key} is not in the folder that is watched.`);
      }
      const { size } = await stat(path);
      if (size > maxBytes) {
        throw new WelkinError("TOO_LARGE", `${key} has ${size} bytes; ${maxBytes} are allowed.`);
      }
      return readFile(path, { signal });
    },
  };
}

interface Found {
  readonly path: string;
  /** Why the folder cannot be read. */
  readonly problem?: string;
}

async function* filesBelow(folder: string, depth: number): AsyncGenerator<Found> {
  for await (const entry of await opendir(folder)) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isFile()) yield { path };
    else if (entry.isDirectory() && depth > 0) yield* filesOfPart(path, depth - 1);
  }
}

/** The same for a subfolder, which may be unreadable to us (lost+found is), or gone by now. */
async function* filesOfPart(folder: string, depth: number): AsyncGenerator<Found> {
  try {
    yield* filesBelow(folder, depth);
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT") return;
    yield { path: folder, problem: `The folder cannot be read (${code ?? "no reason given"}).` };
  }
}

function closed(folder: string, path: string, problem: string): Offer {
  const key = relative(folder, path);
  return { key, name: key, bytes: 0, version: "closed", problem };
}

async function read(folder: string, path: string, now: Date): Promise<Offer | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  const age = now.getTime() - found.mtimeMs;
  if (age >= 0 && age < SETTLED_MS) return undefined;
  const key = relative(folder, path);
  const name = key.slice(key.lastIndexOf(sep) + 1);
  const time = timeInName(name);
  const version = `${found.size}-${Math.round(found.mtimeMs)}`;
  return { key, name, bytes: found.size, version, ...(time && { time }) };
}
