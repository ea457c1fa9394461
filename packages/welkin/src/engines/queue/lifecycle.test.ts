import { type ChildProcess, spawn } from "node:child_process";
import { once as event } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { type Database, openDatabase } from "../database/index.ts";
import { type Scratch, testDatabases } from "../testing/databases.ts";
import { type JobKind, type JobStatus, openQueue, type Queue, type QueueOptions } from "./index.ts";
import { long, once } from "./testing/kinds.ts";

const worker = fileURLToPath(new URL("./testing/worker.ts", import.meta.url));
const kinds = [long, once];

function startWorker(address: string): { child: ChildProcess; lines: AsyncIterable<string> } {
  const stdio = ["ignore", "pipe", "inherit"] as const;
  const child = spawn(process.execPath, [worker, address], { stdio: [...stdio] });
  onTestFinished(async () => {
    child.kill("SIGKILL");
  });
  return { child, lines: createInterface({ input: child.stdout! }) };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = event(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

async function ended(queue: Queue, id: string): Promise<JobStatus> {
  let last: JobStatus | undefined;
  for await (const status of queue.watch(id)) last = status;
  return last!;
}

/** Jobs whose handler has been called: a little later than the queue says that they run. */
const begun = new Set<string>();

async function running(id: string): Promise<void> {
  await expect.poll(() => begun.has(id), { timeout: 30_000, interval: 10 }).toBe(true);
}

describe.each(testDatabases)("queue's life on $name", ({ create }) => {
  let scratch: Scratch;
  // biome-ignore lint/suspicious/noExplicitAny: the queue makes its own tables
  let database: Database<any>;
  beforeAll(async () => {
    scratch = await create();
    database = await scratch.open();
  });
  afterAll(async () => {
    await database.close();
    await scratch.drop();
  });

  /** A separate queue, with handlers that wait for their signal, or never end. */
  async function open(schema: string, more: Partial<QueueOptions> = {}) {
    const queue = await openQueue({ database, kinds, schema, ...more });
    onTestFinished(() => queue.stop());
    return queue;
  }

  const untilAborted = (_: string, { id, signal }: { id: string; signal: AbortSignal }) =>
    new Promise<never>((_, reject) => {
      begun.add(id);
      signal.addEventListener("abort", () => reject(signal.reason));
    });

  it("does not start with a kind that nobody or two handle", async () => {
    const queue = await open("handlers");
    queue.handle(long, untilAborted);
    await expect(queue.start()).rejects.toMatchObject({
      code: "QUEUE_NO_HANDLER",
      message: expect.stringContaining("test.once"),
    });
    queue.handle(once, untilAborted);
    queue.handle(once, untilAborted);
    await expect(queue.start()).rejects.toMatchObject({
      code: "QUEUE_TWO_HANDLERS",
      message: expect.stringContaining("test.once"),
    });
    const stranger: JobKind<null> = { name: "test.stranger", data: z.null() };
    expect(() => queue.handle(stranger, async () => {})).toThrow(
      expect.objectContaining({ code: "QUEUE_UNKNOWN_KIND" }),
    );
    const unfit = openQueue({ database, kinds: [{ name: "a b", data: z.null() }] });
    await expect(unfit).rejects.toMatchObject({ code: "QUEUE_BAD_KIND" });
  });

  it("does nothing before it has started", async () => {
    const queue = await open("unstarted");
    const notStarted = { code: "QUEUE_NOT_STARTED" };
    await expect(queue.send(long, "x")).rejects.toMatchObject(notStarted);
    await expect(queue.counts()).rejects.toMatchObject(notStarted);
    await queue.stop();
  });

  it("hands back what runs when it stops, as if it had not been tried", async () => {
    const first = await open("stopping");
    first.handle(long, untilAborted);
    first.handle(once, untilAborted);
    await first.start();
    const ids = [await first.send(long, "a"), await first.send(once, "b", { key: "only" })];
    for (const id of ids) await running(id);
    await first.stop();

    const second = await open("stopping");
    second.handle(long, async (data, { attempt }) => ({ data, attempt }));
    second.handle(once, async (data, { attempt }) => ({ data, attempt }));
    await second.start();
    expect(await ended(second, ids[0]!)).toMatchObject({
      state: "done",
      attempt: 1,
      result: { data: "a", attempt: 1 },
    });
    expect(await ended(second, ids[1]!)).toMatchObject({ state: "done", attempt: 1 });
  });

  it("hands back what reaches it while it stops, without a try", async () => {
    let stopped: Promise<void> | undefined;
    const stopsWhenFetching: Database<unknown>["bossAdapter"] = {
      ...database.bossAdapter,
      executeSql: async (text, values) => {
        const result = await database.bossAdapter.executeSql(text, values);
        if (result.rows?.some(({ state }) => state === "active")) stopped ??= first.stop();
        return result;
      },
    };
    const first = await open("fetching", {
      database: { ...database, bossAdapter: stopsWhenFetching },
      stopSeconds: 1,
    });
    first.handle(long, untilAborted);
    first.handle(once, untilAborted);
    await first.start();
    const id = await first.send(long, "a");
    await expect.poll(() => stopped !== undefined, { timeout: 30_000 }).toBe(true);
    await stopped;
    expect(begun).not.toContain(id);

    const second = await open("fetching");
    second.handle(long, async (_, { attempt }) => attempt);
    second.handle(once, untilAborted);
    await second.start({ work: false });
    expect(await second.get(id)).toMatchObject({ state: "waiting", attempt: 0 });
    await second.stop();
  });

  it("keeps what a handler finished while it was stopping", async () => {
    const first = await open("finishing");
    first.handle(long, async (_, { id, signal }) => {
      await untilAborted("", { id, signal }).catch(() => {});
      return "finished all the same";
    });
    first.handle(once, untilAborted);
    await first.start();
    const id = await first.send(long, "a");
    await running(id);
    await first.stop();
    const second = await open("finishing");
    await second.start({ work: false });
    expect(await second.get(id)).toMatchObject({ state: "done", result: "finished all the same" });
  });

  it("does not wait for ever for a handler that does not mind its signal", async () => {
    const first = await open("deaf", { stopSeconds: 0.1 });
    first.handle(long, (_, { id }) => {
      begun.add(id);
      return new Promise(() => {});
    });
    first.handle(once, untilAborted);
    await first.start();
    const id = await first.send(long, "a");
    await running(id);
    await first.stop();
    const second = await open("deaf");
    await second.start({ work: false });
    expect(await second.get(id)).toMatchObject({ state: "waiting", attempt: 0 });
  });

  it("works off many jobs without pausing between them", async () => {
    // Were each to wait for the next poll, this would take ten minutes.
    const queue = await open("many", { pollSeconds: 30 });
    queue.handle(long, async (data) => data);
    queue.handle(once, untilAborted);
    await queue.start();
    const ids = await Promise.all(Array.from({ length: 20 }, (_, i) => queue.send(long, `${i}`)));
    for (const id of ids) expect(await ended(queue, id)).toMatchObject({ state: "done" });
  });

  it("lets one process send and watch what another runs", async () => {
    const sender = await open("sender");
    await sender.start({ work: false });
    const id = await sender.send(long, "a");
    const runner = await open("sender");
    runner.handle(long, async (data, { progress }) => {
      progress(0.5, "half");
      return data;
    });
    runner.handle(once, untilAborted);
    await runner.start();
    expect(await ended(sender, id)).toMatchObject({ state: "done", result: "a", note: "half" });
  });

  it("ends its watches when it stops", async () => {
    const queue = await open("watches");
    await queue.start({ work: false });
    const id = await queue.send(long, "a");
    const seen: JobStatus[] = [];
    for await (const status of queue.watch(id)) {
      seen.push(status);
      void queue.stop();
    }
    expect(seen).toMatchObject([{ state: "waiting" }]);
  });
});

describe("queue, when its process is killed", { timeout: 120_000 }, () => {
  it("takes its jobs up again at the next start of an embedded database", async () => {
    const folder = await mkdtemp(join(tmpdir(), "welkin-queue-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const { child, lines } = startWorker(folder);
    const ids: string[] = [];
    for await (const line of lines) if (ids.push(line) === 2) break;
    await kill(child);

    const database = await openDatabase({ folder, migrations: {} });
    const queue = await openQueue({ database, kinds });
    queue.handle(long, async (data) => data);
    queue.handle(once, async (data) => data);
    await queue.start();
    const jobs = await Promise.all(ids.map((id) => ended(queue, id)));
    await queue.stop();
    await database.close();
    expect(jobs.find(({ kind }) => kind === long.name)).toMatchObject({
      state: "done",
      attempt: 2,
      result: "from the child",
    });
    expect(jobs.find(({ kind }) => kind === once.name)).toMatchObject({
      state: "failed",
      attempt: 1,
      error: { code: "QUEUE_WORKER_LOST" },
    });
  });

  const postgres = testDatabases.find(({ name }) => name === "PostgreSQL");
  it.skipIf(!postgres)("has another process take them up on PostgreSQL", async () => {
    const scratch = await postgres!.create();
    const database = await scratch.open();
    const queue = await openQueue({ database, kinds, heartbeatSeconds: 10 });
    queue.handle(long, async (data) => data);
    queue.handle(once, async (data) => data);
    const sender = await openQueue({ database, kinds, heartbeatSeconds: 10 });
    await sender.start({ work: false });
    const id = await sender.send(long, "a");
    const { child, lines } = startWorker(scratch.url!);
    for await (const line of lines) if (line === id) break;
    await kill(child);
    // Instead of waiting until it has been silent long enough.
    await sql`update queue.job set heartbeat_on = now() - interval '1 hour'`.execute(database.db);
    await queue.start();
    expect(await ended(queue, id)).toMatchObject({ state: "done", attempt: 2, result: "a" });
    await queue.stop();
    await sender.stop();
    await database.close();
    await scratch.drop();
  });
});
