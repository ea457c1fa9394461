import { opendir, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { Pool } from "../../../engines/pool/index.ts";
import { codeOf, WelkinError } from "../../../errors.ts";
import type { FrameInput } from "../archive.ts";
import { isFitsName } from "../names.ts";
import { readFactsTask } from "./facts.ts";
import type { LocalFiles, UnreadFolder } from "./local.ts";
import type { FoundFile } from "./rows.ts";

const MAX_DEPTH = 12;
const TOO_DEEP = `Folders are searched ${MAX_DEPTH} levels deep`;
/** A file modified a moment ago may still be incomplete. */
const SETTLED_MS = 2000;

/** The FITS files of a local folder and its subfolders. */
export function folderFiles(folder: string, pool: Pool): LocalFiles {
  const root = resolve(folder);

  async function look(key: string): Promise<FoundFile | undefined> {
    try {
      const found = await stat(pathOf(root, key));
      if (!found.isFile()) return undefined;
      const version = `${found.size}-${Math.round(found.mtimeMs)}`;
      return { key, size: found.size, modified: found.mtime, version };
    } catch (error) {
      if (["ENOENT", "ENOTDIR"].includes(codeOf(error) ?? "")) return undefined;
      throw error;
    }
  }

  return {
    async *list(signal) {
      const keyOf = (path: string) => relative(root, path).split(sep).join("/");
      for await (const found of filesBelow(root, MAX_DEPTH)) {
        signal.throwIfAborted();
        if (typeof found !== "string") {
          yield { ...found, folder: `${keyOf(found.folder)}/` };
          continue;
        }
        const file = await look(keyOf(found));
        const age = Date.now() - (file?.modified.getTime() ?? 0);
        if (file && (age < 0 || age >= SETTLED_MS)) yield file;
      }
    },
    look,
    facts: ({ key }, signal) => pool.run(readFactsTask, { path: pathOf(root, key) }, { signal }),
    use: async <Result>(
      { key }: FoundFile,
      _signal: AbortSignal | undefined,
      work: (input: FrameInput) => Promise<Result>,
    ) => work({ path: pathOf(root, key) }),
  };
}

function pathOf(root: string, key: string): string {
  const path = resolve(root, key);
  if (path.startsWith(root.endsWith(sep) ? root : root + sep)) return path;
  throw new WelkinError("FRAME_NOT_FOUND", "No such frame is in the folder.");
}

async function* filesBelow(folder: string, depth: number): AsyncGenerator<string | UnreadFolder> {
  for await (const entry of await opendir(folder)) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isFile() && isFitsName(entry.name)) yield path;
    else if (entry.isDirectory() && depth > 0) yield* filesIn(path, depth - 1);
    else if (entry.isDirectory()) yield { folder: path, error: new Error(TOO_DEEP) };
  }
}

/** The same for a subfolder, which may be unreadable to us (lost+found is), or gone by now. */
async function* filesIn(folder: string, depth: number): AsyncGenerator<string | UnreadFolder> {
  try {
    yield* filesBelow(folder, depth);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    if (!/^E[A-Z]+$/.test(codeOf(error) ?? "")) throw error;
    yield { folder, error: error as Error };
  }
}
