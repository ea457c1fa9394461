import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { ifThere } from "./filesystem-errors.ts";

/** `~` never occurs in a key, so no object can be in here. */
const FOLDER = "~writing";
/** A file of a process that cannot be checked (on another machine) is left this long. */
const MAX_AGE_MS = 24 * 3600_000;

const instance = randomUUID();
const machine = hostname().replaceAll("~", "-");

/**
 * The folder in which objects are written before they get their name: on the same file system, so that they can be
 * renamed.
 */
export async function openTemporary(root: string): Promise<string> {
  const folder = join(root, FOLDER);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** A name that identifies the process that writes. */
export const temporaryName = (): string => `${machine}~${process.pid}~${instance}~${randomUUID()}`;

/** Removes what killed processes have left behind. */
export async function cleanTemporary(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const stats = await ifThere(stat(path));
    if (stats && isStale(name, stats.mtimeMs)) await rm(path, { force: true });
  }
}

function isStale(name: string, modified: number): boolean {
  const [host, pid, writer] = name.split("~");
  if (Date.now() - modified > MAX_AGE_MS) return true;
  if (host !== machine || pid === undefined) return false;
  // A container's process often has the same number at every start.
  if (Number(pid) === process.pid) return writer !== instance;
  return !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
