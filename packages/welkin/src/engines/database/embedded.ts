import { mkdir, rename, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { Kysely } from "kysely";
import { fromPglite } from "pg-boss";
import { EngineError, reasonOf } from "../errors.ts";
import type { Database, Migrations } from "./database.ts";
import { lockFolder } from "./folder-lock.ts";
import { migrate } from "./migrate.ts";
import { notify } from "./notify.ts";
import { pgliteDialect } from "./pglite-dialect.ts";
import { PgliteThread } from "./pglite-thread.ts";

export interface EmbeddedOptions {
  /** Holds the data and the lock; created if missing. In memory if omitted. */
  readonly folder?: string;
  readonly migrations: Migrations;
  readonly idleTransactionSeconds: number;
}

const WAL_SEGMENT_BYTES = 16 << 20;

/** Opens PGlite in its own thread, with exclusive access to its folder. */
export async function openEmbedded<Tables>(options: EmbeddedOptions): Promise<Database<Tables>> {
  const { folder, migrations, idleTransactionSeconds } = options;
  const unlock = folder === undefined ? async () => {} : await prepare(folder);
  let thread: PgliteThread | undefined;
  try {
    thread =
      folder === undefined
        ? await openThread({ idleTransactionSeconds })
        : await openFolder(folder, idleTransactionSeconds);
    const db = new Kysely<Tables>({ dialect: pgliteDialect(thread) });
    await migrate(db as Kysely<unknown>, migrations);
    return assemble(db, thread, unlock);
  } catch (error) {
    await thread?.close();
    await unlock();
    throw error;
  }
}

function assemble<Tables>(
  db: Kysely<Tables>,
  thread: PgliteThread,
  unlock: () => Promise<void>,
): Database<Tables> {
  return {
    kind: "embedded",
    db,
    bossAdapter: fromPglite(thread),
    listen: (channel, receive, reconnected) => thread.listen(channel, receive, reconnected),
    notify: (channel, payload, transaction) => notify(transaction ?? db, channel, payload),
    close: async () => {
      await db.destroy();
      await thread.close();
      await unlock();
    },
  };
}

async function prepare(folder: string): Promise<() => Promise<void>> {
  try {
    await mkdir(folder, { recursive: true });
    return await lockFolder(folder);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") throw new EngineError("DATABASE_FULL");
    throw new EngineError("DATABASE_DENIED", { folder, reason: reasonOf(error) }, { cause: error });
  }
}

/**
 * A new cluster is created under another name and renamed once it is complete, so a process killed meanwhile leaves
 * nothing behind that the next could mistake for data.
 */
async function openFolder(folder: string, idleTransactionSeconds: number): Promise<PgliteThread> {
  const dataDir = join(folder, "pglite");
  const draft = join(folder, "pglite.new");
  try {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(dataDir))) {
      const creating = await openThread({ dataDir: draft, idleTransactionSeconds });
      await creating.close();
      await rename(draft, dataDir);
    }
    const reserve = join(folder, "reserve");
    return await openThread({ dataDir, reserve, idleTransactionSeconds });
  } catch (error) {
    const full = await isFull(folder);
    await rm(draft, { recursive: true, force: true });
    if (full) throw new EngineError("DATABASE_FULL", {}, { cause: error });
    throw new EngineError(
      "DATABASE_DAMAGED",
      { folder, reason: reasonOf(error) },
      { cause: error },
    );
  }
}

async function openThread(
  options: ConstructorParameters<typeof PgliteThread>[0],
): Promise<PgliteThread> {
  const thread = new PgliteThread(options);
  await thread.open();
  return thread;
}

/** PGlite's errors on opening do not say, so the disk is tested: opening needs one segment of the write-ahead log. */
async function isFull(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize < WAL_SEGMENT_BYTES;
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
