import { randomUUID } from "node:crypto";
import { link, readFile, stat, unlink, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { EngineError } from "../errors.ts";

/** Who holds a folder. `started` distinguishes a process from a later one with the same number. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly started: string | null;
  readonly token: string;
}

/** The holder renews its lock this often; a lock that cannot be judged otherwise is stale at this age. */
const RENEW_MS = 10_000;
const STALE_MS = 60_000;
/** Taking over a stale lock never takes longer: an older guard belongs to a process that died doing so. */
const GUARD_STALE_MS = 10_000;

/**
 * Holds `folder` for this process: PGlite has no lock of its own, and two processes on one data folder silently
 * destroy it. The lock is a file named `lock` that appears whole or not at all (link(2)).
 *
 * @returns a function that releases it
 * @throws EngineError DATABASE_LOCKED if a living process, including this one, holds it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, "lock");
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    started: await startOf(process.pid),
    token: randomUUID(),
  };
  if (!(await place(path, holder)) && !(await takeOver(path, holder)))
    throw new EngineError("DATABASE_LOCKED", { folder, holder: describe(await read(path)) });

  const renewal = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, RENEW_MS).unref();
  return async () => {
    clearInterval(renewal);
    if ((await read(path))?.token === holder.token) await remove(path);
  };
}

/** Writes the lock if there is none; returns whether it did. */
async function place(path: string, holder: Holder): Promise<boolean> {
  const draft = `${path}.${holder.token}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await remove(draft);
  }
}

/**
 * Replaces a dead process's lock. The guard makes judging and replacing one step: without it, if two processes both
 * found the lock stale, the slower would remove the faster one's new lock.
 */
async function takeOver(path: string, holder: Holder): Promise<boolean> {
  const guard = `${path}.takeover`;
  if ((await ageOf(guard)) > GUARD_STALE_MS) await remove(guard);
  if (!(await place(guard, holder))) return false;
  try {
    if (await isHeld(path)) return false;
    await remove(path);
    return await place(path, holder);
  } finally {
    await remove(guard);
  }
}

async function isHeld(path: string): Promise<boolean> {
  const holder = await read(path);
  if (!holder) return false;
  const renewed = (await ageOf(path)) < STALE_MS;
  // Processes of another machine or container cannot be seen from here.
  if (holder.host !== hostname()) return renewed;
  if (!isAlive(holder.pid)) return false;
  const started = await startOf(holder.pid);
  return started === null || holder.started === null ? renewed : started === holder.started;
}

async function read(path: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(path, "utf8")) as Partial<Holder>;
    return typeof holder.pid === "number" ? (holder as Holder) : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to another user.
    return hasCode(error, "EPERM");
  }
}

/** When a process started: boot id and clock ticks since (proc(5), stat, field 22); null if there is no /proc. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field, the command, is in brackets and may itself contain brackets and spaces.
    const ticks = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    return `${boot.trim()}/${ticks}`;
  } catch {
    return null;
  }
}

/** Milliseconds since the file was last renewed; 0 if there is none. */
async function ageOf(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}

async function remove(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}

function describe(holder: Holder | undefined): string {
  if (!holder) return "it is not known which one";
  if (holder.host !== hostname()) return `process ${holder.pid} on ${holder.host}`;
  return holder.pid === process.pid ? `this process, ${holder.pid}` : `process ${holder.pid}`;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code;
}
