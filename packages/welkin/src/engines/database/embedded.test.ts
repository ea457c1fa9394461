import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, stat, statfs, utimes, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { isEngineError } from "../errors.ts";
import "../testing/compiled.ts";
import { mountSmallDisk } from "../testing/small-disk.ts";
import { lockFolder } from "./folder-lock.ts";
import { type Database, type DatabaseOptions, type Migrations, openDatabase } from "./index.ts";
import { PgliteThread } from "./pglite-thread.ts";

const writer = fileURLToPath(new URL("./testing/writer.ts", import.meta.url));
const migrations = {};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "welkin-database-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function open(options: Partial<DatabaseOptions> = {}): Promise<Database<unknown>> {
  const database = await openDatabase<unknown>({ folder, migrations, ...options });
  onTestFinished(() => database.close());
  return database;
}

function startWriter(): { child: ChildProcess; lines: AsyncIterable<string> } {
  const child = spawn(process.execPath, [writer, folder], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(async () => {
    child.kill("SIGKILL");
  });
  return { child, lines: createInterface({ input: child.stdout! }) };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function expectLocked(pid: number): Promise<void> {
  const error = await openDatabase({ folder, migrations }).catch((thrown) => thrown);
  expect(isEngineError(error, "DATABASE_LOCKED")).toBe(true);
  expect(error.message).toBe(
    `The data folder ${folder} is in use by another process (process ${pid}). Stop that one first, or give this one another folder.`,
  );
}

describe("embedded database, when its process is killed", { timeout: 120_000 }, () => {
  it("keeps others out while it lives, and loses nothing that was acknowledged", async () => {
    let acknowledged = 0;
    for (const stopAfter of [200, 300]) {
      const { child, lines } = startWriter();
      for await (const line of lines) {
        if (line === "opening") continue;
        acknowledged = Number(line);
        if (acknowledged === 1) await expectLocked(child.pid!);
        if (acknowledged === stopAfter) child.kill("SIGKILL");
      }
    }
    const { db } = await open({ migrations: { "001": { up: async () => {} } } });
    const { rows } = await sql<{ count: number; max: number }>`
      select count(*)::integer as count, max(id) as max from acknowledged`.execute(db);
    const [{ count, max } = { count: 0, max: 0 }] = rows;
    expect(acknowledged).toBeGreaterThanOrEqual(300);
    // The last may have been written and not yet acknowledged.
    expect(max).toBeGreaterThanOrEqual(acknowledged);
    expect(max).toBeLessThanOrEqual(acknowledged + 1);
    expect(count).toBe(max);
  });

  it("forgets a data folder that was only half made", async () => {
    const { child } = startWriter();
    const half = join(folder, "pglite.new", "base");
    await expect
      .poll(
        () =>
          stat(half).then(
            () => true,
            () => false,
          ),
        { timeout: 20_000 },
      )
      .toBe(true);
    await kill(child);
    expect(await readdir(folder)).toContain("pglite.new");
    const { db } = await open();
    expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
    expect((await readdir(folder)).sort()).toEqual(["lock", "pglite", "reserve"]);
  });
});

describe("embedded database's lock", () => {
  it("keeps the same process out too, until it is closed", async () => {
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: "DATABASE_LOCKED" });
    await release();
    expect(await readdir(folder)).toEqual([]);
  });

  it("goes to exactly one of many that find a dead process's lock", async () => {
    await writeFile(join(folder, "lock"), JSON.stringify({ ...alien, pid: 2 ** 22 + 1 }));
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await readdir(folder)).toEqual(["lock"]);
  });

  const alien = { pid: process.ppid, host: hostname(), started: "another boot/1", token: "x" };
  const minutesAgo = new Date(Date.now() - 5 * 60_000);

  it.skipIf(process.platform !== "linux")(
    "is not fooled by a living process that was given a dead one's number",
    async () => {
      await writeFile(join(folder, "lock"), JSON.stringify(alien));
      await (await lockFolder(folder))();
    },
  );

  it("believes another machine for as long as its lock is renewed", async () => {
    const lock = join(folder, "lock");
    await writeFile(lock, JSON.stringify({ ...alien, host: "elsewhere" }));
    await expect(lockFolder(folder)).rejects.toThrow("on elsewhere");
    await utimes(lock, minutesAgo, minutesAgo);
    await (await lockFolder(folder))();
  });

  it.each(["", "{}", "not JSON"])("takes over a lock that says nothing: %j", async (text) => {
    await writeFile(join(folder, "lock"), text);
    await (await lockFolder(folder))();
  });

  it("gets past a guard whose process died while taking over", async () => {
    await writeFile(join(folder, "lock"), JSON.stringify(alien));
    await writeFile(join(folder, "lock.takeover"), "");
    await utimes(join(folder, "lock.takeover"), minutesAgo, minutesAgo);
    await (await lockFolder(folder))();
  });
});

describe("embedded database, in trouble", () => {
  it("says so where its folder cannot be made", async () => {
    await writeFile(join(folder, "file"), "");
    const opening = openDatabase({ folder: join(folder, "file", "data"), migrations });
    await expect(opening).rejects.toMatchObject({ code: "DATABASE_DENIED" });
  });

  it("says so where its data is damaged", async () => {
    await mkdir(join(folder, "pglite"));
    await writeFile(join(folder, "pglite", "PG_VERSION"), "18\n");
    const opening = openDatabase({ folder, migrations });
    await expect(opening).rejects.toMatchObject({ code: "DATABASE_DAMAGED" });
    await (await lockFolder(folder))();
  });

  it("says so where the disk is full from the start, and leaves nothing there", async (context) => {
    const disk = await mountSmallDisk(20);
    if (!disk) return context.skip("needs leave to mount a small disk");
    onTestFinished(() => disk.unmount());
    const opening = openDatabase({ folder: disk.folder, migrations });
    await expect(opening).rejects.toMatchObject({ code: "DATABASE_FULL" });
    expect(await readdir(disk.folder)).toEqual([]);
  });

  // Room for more rows than a segment of the write-ahead log has, but not for another segment: PostgreSQL ends itself.
  // Room for that segment too: it is the table that cannot grow, and only the statement fails.
  it.for([
    { fills: "the log", room: 22, left: ["lock", "pglite"] },
    { fills: "a table", room: 37, left: ["lock", "pglite", "reserve"] },
  ])(
    "refuses to write where $fills has filled the disk, reads, and goes on when there is space",
    {
      timeout: 120_000,
    },
    async ({ room, left }, context) => {
      const disk = await mountSmallDisk(200);
      if (!disk) return context.skip("needs leave to mount a small disk");
      onTestFinished(() => disk.unmount());
      const create: Migrations = {
        "001": { up: (db) => db.schema.createTable("t").addColumn("text", "text").execute() },
      };
      const open = () =>
        openDatabase<{ t: { text: string } }>({ folder: disk.folder, migrations: create });
      const write = (database: Awaited<ReturnType<typeof open>>, count: number) =>
        database.db
          .insertInto("t")
          .values(Array.from({ length: count }, () => ({ text: "x".repeat(1000) })))
          .execute();
      const count = async ({ db }: Awaited<ReturnType<typeof open>>) =>
        (await db.selectFrom("t").select(db.fn.countAll<string>().as("count")).execute())[0]?.count;

      const database = await open();
      onTestFinished(() => database.close());
      const { blocks, bavail, bsize } = await statfs(disk.folder);
      await disk.resize(Math.ceil(((blocks - bavail) * bsize) / (1 << 20)) + room);
      let written = 0;
      const fill = async () => {
        for (; ; written += 100) await write(database, 100);
      };
      await expect(fill()).rejects.toMatchObject({ code: "DATABASE_FULL" });
      expect(written).toBeGreaterThan(0);
      // What was acknowledged is there; the statement that was cut off may have been kept as well.
      const kept = Number(await count(database));
      expect([written, written + 100]).toContain(kept);
      expect((await readdir(disk.folder)).sort()).toEqual(left);
      await expect(write(database, 100)).rejects.toMatchObject({ code: "DATABASE_FULL" });

      await disk.resize(300);
      await expect
        .poll(() => write(database, 1).catch(() => []), { timeout: 20_000 })
        .toHaveLength(1);
      await database.close();
      const again = await open();
      onTestFinished(() => again.close());
      expect(Number(await count(again))).toBe(kept + 1);
      expect((await readdir(disk.folder)).sort()).toEqual(["lock", "pglite", "reserve"]);
    },
  );

  it("fails what is under way when its thread dies, and opens the data again", async () => {
    const thread = new PgliteThread({ dataDir: join(folder, "data"), idleTransactionSeconds: 60 });
    onTestFinished(() => thread.close());
    await thread.exec("create table t (id int)");
    await thread.query("insert into t values ($1)", [1]);
    const heard: string[] = [];
    const reconnected = new Promise<void>((resolve) => {
      void thread.listen("news", (payload) => heard.push(payload), resolve);
    });
    await thread.query("select 1");
    const pending = Promise.allSettled([
      thread.query("select pg_sleep(60)"),
      thread.query("select 1"),
    ]);
    await thread.terminate();
    for (const outcome of await pending)
      expect(outcome).toMatchObject({ reason: { code: "DATABASE_CRASHED" } });
    expect((await thread.query("select id from t")).rows).toEqual([{ id: 1 }]);
    await reconnected;
    await thread.exec("select pg_notify('news', 'again')");
    await expect.poll(() => heard).toEqual(["again"]);
  });

  it("cannot bring back data that was only in memory, and does not pretend to", async () => {
    const thread = new PgliteThread({ idleTransactionSeconds: 60 });
    await thread.exec("create table t (id int)");
    await thread.terminate();
    await expect(thread.query("select 1")).rejects.toMatchObject({ code: "DATABASE_CRASHED" });
    await expect(thread.query("select 1")).rejects.toMatchObject({ code: "DATABASE_CRASHED" });
    await thread.close();
    await expect(thread.query("select 1")).rejects.toMatchObject({ code: "DATABASE_CLOSED" });
  });

  it("ends a transaction that nobody uses, so that the others go on", async () => {
    const { db } = await openDatabase<{ t: { id: number } }>({
      migrations: {
        "001": { up: (any) => any.schema.createTable("t").addColumn("id", "integer").execute() },
      },
      idleTransactionSeconds: 0.2,
    });
    const forgetful = db.transaction().execute(async (transaction) => {
      await transaction.insertInto("t").values({ id: 1 }).execute();
      // Waits for itself: the one session is the transaction's.
      await db.insertInto("t").values({ id: 2 }).execute();
    });
    await expect(forgetful).rejects.toMatchObject({ code: "DATABASE_TRANSACTION_IDLE" });
    await expect.poll(() => db.selectFrom("t").selectAll().execute()).toEqual([{ id: 2 }]);
    await db.destroy();
  });
});
