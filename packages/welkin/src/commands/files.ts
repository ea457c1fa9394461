import { mkdir, open, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { codeOf, WelkinError } from "../errors.ts";

/** The largest file that a command reads into memory. */
const limit = 512 * 1024 ** 2;

/** Reads a file, or fails with a plain message. */
export async function readInput(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > limit) {
      throw new WelkinError("TOO_LARGE", `${path} has ${size} bytes; the limit is ${limit}.`);
    }
    return await readFile(path);
  } catch (error) {
    throw plain(path, error);
  }
}

/** A file of any size, read in parts as needed. */
export interface Input {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a file, or fails with a plain message. */
export async function openInput(path: string): Promise<Input> {
  try {
    const handle = await open(path);
    const kind = await handle.stat();
    if (kind.isDirectory()) {
      await handle.close();
      throw new WelkinError("BAD_REQUEST", `${path} is a folder.`);
    }
    const { size } = kind;
    return {
      size,
      async read(offset, length) {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
        return bytes.subarray(0, bytesRead);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    throw plain(path, error);
  }
}

function plain(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === "ENOENT") return new WelkinError("NOT_FOUND", `There is no file ${path}.`);
  if (code === "EISDIR") return new WelkinError("BAD_REQUEST", `${path} is a folder.`);
  if (code === "EACCES") return new WelkinError("FORBIDDEN", `${path} may not be read.`);
  return error;
}

/** Writes a file, or fails with a plain message; `folders`: creates missing parent folders. */
export async function writeOutput(
  path: string,
  content: Uint8Array | string,
  { folders = false }: { readonly folders?: boolean } = {},
): Promise<void> {
  try {
    if (folders) await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (error) {
    const why = refusals[codeOf(error) ?? ""];
    throw why ? new WelkinError("NOT_WRITTEN", why(path)) : error;
  }
}

const refusals: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `${path} cannot be written: there is no folder ${dirname(path)}.`,
  ENOTDIR: (path) => `${path} cannot be written: a part of this path is a file, not a folder.`,
  EEXIST: (path) => `${path} cannot be written: a part of this path is a file, not a folder.`,
  EISDIR: (path) => `${path} is a folder.`,
  EACCES: (path) => `${path} may not be written.`,
  EPERM: (path) => `${path} may not be written.`,
  EROFS: (path) => `${path} may not be written.`,
  ENAMETOOLONG: () => "The name of the file is too long.",
  ENOSPC: (path) => `${path} cannot be written: the disk is full.`,
};
