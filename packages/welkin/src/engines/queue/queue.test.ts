import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "../database/index.ts";
import { type Scratch, testDatabases } from "../testing/databases.ts";
import { type JobContext, type JobKind, type JobStatus, openQueue, type Queue } from "./index.ts";

const kind = <Data>(name: string, data: z.ZodType<Data>, more: Partial<JobKind<Data>> = {}) => ({
  name,
  data,
  ...more,
});

const add = kind("test.add", z.object({ a: z.number(), b: z.number() }));
/** Its jobs wait for the test to let them go, or for their signal. */
const held = kind("test.held", z.object({ name: z.string() }), { concurrency: 4 });
const flaky = kind("test.flaky", z.object({ failures: z.number() }), { retries: 1 });
const hopeless = kind("test.hopeless", z.object({ how: z.string() }), { retries: 0 });
const ordered = kind("test.ordered", z.number());
const brief = kind("test.brief", z.null(), { expiresIn: 1, retries: 0 });
const kinds = [add, held, flaky, hopeless, ordered, brief];

const code = (code: string) => expect.objectContaining({ code });

describe.each(testDatabases)("queue on $name", ({ create }) => {
  let scratch: Scratch;
  // biome-ignore lint/suspicious/noExplicitAny: tables are made as they are needed
  let database: Database<any>;
  let queue: Queue;
  const contexts = new Map<string, JobContext>();
  const releases = new Map<string, (result?: unknown) => void>();
  const order: number[] = [];

  beforeAll(async () => {
    scratch = await create();
    database = await scratch.open();
    queue = await openQueue({ database, kinds, pollSeconds: 0.5 });
    queue.handle(add, async ({ a, b }) => ({ sum: a + b }));
    queue.handle(held, async ({ name }, context) => {
      contexts.set(name, context);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      releases.set(name, resolve);
      context.signal.addEventListener("abort", () => reject(context.signal.reason));
      return await promise;
    });
    queue.handle(flaky, async ({ failures }, { attempt }) => {
      if (attempt <= failures) throw Object.assign(new Error(`try ${attempt}`), { code: "FLAKY" });
      return { attempt };
    });
    queue.handle(hopeless, async ({ how }) => outcomes[how]?.());
    queue.handle(ordered, async (n) => {
      order.push(n);
    });
    queue.handle(
      brief,
      (_, { signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    );
    await queue.start();
  });

  afterAll(async () => {
    await queue.stop();
    await database.close();
    await scratch.drop();
  });

  const outcomes: Record<string, () => unknown> = {
    plain: () => {
      throw new Error("Nothing to be done.");
    },
    coded: () => {
      throw Object.assign(new Error("Record 37 is cut short."), { code: "LEVEL2_TRUNCATED" });
    },
    large: () => "x".repeat(100_000),
    cyclic: () => {
      const knot: Record<string, unknown> = {};
      knot.self = knot;
      return knot;
    },
    nothing: () => undefined,
  };

  /** The job once it has ended. */
  async function ended(id: string): Promise<JobStatus> {
    let last: JobStatus | undefined;
    for await (const status of queue.watch(id)) last = status;
    return last!;
  }

  async function until(id: string, holds: (status: JobStatus) => boolean): Promise<JobStatus> {
    for await (const status of queue.watch(id)) if (holds(status)) return status;
    return expect.unreachable(`job ${id} ended first`);
  }

  const running = (id: string) => until(id, ({ state }) => state === "running");
  /** Releases a held job, once its handler has been called, which is slightly later than its state says "running". */
  const called = async (name: string) => {
    await expect.poll(() => releases.has(name), { timeout: 30_000, interval: 10 }).toBe(true);
    return releases.get(name)!;
  };

  it("runs a job and keeps its result", async () => {
    const id = await queue.send(add, { a: 2, b: 3 });
    expect(await ended(id)).toMatchObject({
      id,
      kind: "test.add",
      state: "done",
      progress: 1,
      result: { sum: 5 },
      attempt: 1,
      createdAt: expect.any(Date),
      startedAt: expect.any(Date),
      endedAt: expect.any(Date),
    });
    expect(await queue.get(id)).toEqual(await ended(id));
  });

  it("refuses data that is not of the kind's shape", async () => {
    const data = { a: "two" } as unknown as { a: number; b: number };
    await expect(queue.send(add, data)).rejects.toThrow(code("QUEUE_BAD_DATA"));
    const large = { name: "x".repeat(300_000) };
    await expect(queue.send(held, large)).rejects.toThrow(code("QUEUE_DATA_TOO_LARGE"));
    const other = kind("test.other", z.null());
    await expect(queue.send(other, null)).rejects.toThrow(code("QUEUE_UNKNOWN_KIND"));
  });

  it("knows nothing of jobs that never were", async () => {
    expect(await queue.get("00000000-0000-4000-8000-000000000000")).toBeUndefined();
    expect(await queue.get("no such id")).toBeUndefined();
    expect(await queue.cancel("00000000-0000-4000-8000-000000000000")).toBe(false);
    const seen = [];
    for await (const status of queue.watch("no such id")) seen.push(status);
    expect(seen).toEqual([]);
  });

  it("tells watchers of each step, and of progress thinned out but for the last", async () => {
    const id = await queue.send(held, { name: "progress" });
    const seen: JobStatus[] = [];
    const watching = (async () => {
      for await (const status of queue.watch(id)) seen.push(status);
    })();
    await expect.poll(() => contexts.has("progress")).toBe(true);
    const context = contexts.get("progress")!;
    for (let i = 0; i <= 500; i++) context.progress(i / 1000, `${i} of 1000`);
    await until(id, ({ progress }) => progress > 0);
    context.progress(0.75, "almost");
    (await called("progress"))();
    await watching;

    const steps = seen.map(({ progress }) => progress);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.length).toBeLessThan(12);
    expect(seen.some(({ note, progress }) => note === "500 of 1000" && progress === 0.5)).toBe(
      true,
    );
    expect(seen.at(-1)).toMatchObject({ state: "done", progress: 1, note: "almost" });
  });

  it("aborts a running job that is cancelled", async () => {
    const id = await queue.send(held, { name: "cancelled" });
    await running(id);
    expect(await queue.cancel(id)).toBe(true);
    expect(await ended(id)).toMatchObject({ state: "cancelled" });
    await expect.poll(() => contexts.has("cancelled")).toBe(true);
    const { signal } = contexts.get("cancelled")!;
    await expect.poll(() => signal.aborted).toBe(true);
    expect(signal.reason).toMatchObject({ code: "QUEUE_CANCELLED" });
    expect(await queue.cancel(id)).toBe(false);
  });

  it("never runs a waiting job that is cancelled", async () => {
    const startAfter = new Date(Date.now() + 3_600_000);
    const id = await queue.send(held, { name: "never" }, { startAfter });
    expect(await queue.get(id)).toMatchObject({ state: "waiting", attempt: 0, progress: 0 });
    expect(await queue.cancel(id)).toBe(true);
    expect(await queue.get(id)).toMatchObject({ state: "cancelled", attempt: 0 });
    expect(contexts.has("never")).toBe(false);
  });

  it("tries again what failed, and says why meanwhile", async () => {
    const id = await queue.send(flaky, { failures: 1 });
    const failed = await until(id, ({ attempt, state }) => attempt === 1 && state === "waiting");
    expect(failed.error).toEqual({ code: "FLAKY", message: "try 1" });
    const done = await ended(id);
    expect(done).toMatchObject({ state: "done", attempt: 2, result: { attempt: 2 } });
    expect(done.error).toBeUndefined();
  });

  it("keeps what has failed for good, with its error and its tries", async () => {
    const id = await queue.send(flaky, { failures: 9 });
    expect(await ended(id)).toMatchObject({
      state: "failed",
      attempt: 2,
      error: { code: "FLAKY", message: "try 2" },
    });
    expect((await queue.list({ state: "failed" })).map((job) => job.id)).toContain(id);
  });

  it("does not try again where the error is permanent", async () => {
    const permanent = kind("test.permanent", z.null(), { retries: 5 });
    const single = await openQueue({ database, kinds: [permanent], schema: "permanent" });
    single.handle(permanent, async () => {
      throw Object.assign(new Error("Not a volume."), { code: "LEVEL2_BAD", permanent: true });
    });
    await single.start();
    const id = await single.send(permanent, null);
    let last: JobStatus | undefined;
    for await (const status of single.watch(id)) last = status;
    await single.stop();
    expect(last).toMatchObject({ state: "failed", attempt: 1, error: { code: "LEVEL2_BAD" } });
  });

  it.each([
    ["plain", "QUEUE_JOB_FAILED", "The job failed: Nothing to be done."],
    ["coded", "LEVEL2_TRUNCATED", "Record 37 is cut short."],
    ["large", "QUEUE_RESULT_TOO_LARGE", expect.stringContaining("65536")],
    ["cyclic", "QUEUE_BAD_RESULT", expect.any(String)],
  ])("tells what a handler did wrong: %s", async (how, code, message) => {
    const job = await ended(await queue.send(hopeless, { how }));
    expect(job).toMatchObject({ state: "failed", attempt: 1, error: { code, message } });
  });

  it("takes no result for a result", async () => {
    const job = await ended(await queue.send(hopeless, { how: "nothing" }));
    expect(job).toMatchObject({ state: "done", result: null });
  });

  it("gives up a job that takes longer than it may", async () => {
    const job = await ended(await queue.send(brief, null));
    expect(job).toMatchObject({ state: "failed", error: { code: "QUEUE_EXPIRED" } });
  });

  it("has one job per key, however often it is sent, until it has ended", async () => {
    const send = () => queue.send(held, { name: "one" }, { key: "one" });
    const ids = await Promise.all([send(), send(), send()]);
    expect(new Set(ids).size).toBe(1);
    await running(ids[0]!);
    expect(await send()).toBe(ids[0]);
    (await called("one"))();
    await ended(ids[0]!);
    const next = await send();
    expect(next).not.toBe(ids[0]);
    await queue.cancel(next);
  });

  it("keeps kinds apart that use the same key", async () => {
    const startAfter = new Date(Date.now() + 3_600_000);
    const one = await queue.send(held, { name: "x" }, { key: "same", startAfter });
    const other = await queue.send(add, { a: 1, b: 1 }, { key: "same", startAfter });
    expect(one).not.toBe(other);
    await Promise.all([queue.cancel(one), queue.cancel(other)]);
  });

  it("runs the urgent first, and the others in the order of sending", async () => {
    const ids: string[] = [];
    await database.db.transaction().execute(async (transaction) => {
      for (const n of [1, 2, 3, 4]) {
        const priority = n === 3 ? 10 : 0;
        ids.push(await queue.send(ordered, n, { priority, transaction }));
      }
    });
    for (const id of ids) await ended(id);
    expect(order[0]).toBe(3);
    expect(order.toSorted()).toEqual([1, 2, 3, 4]);
  });

  it("waits until a job is due", async () => {
    const startAfter = new Date(Date.now() + 700);
    const job = await ended(await queue.send(add, { a: 1, b: 1 }, { startAfter }));
    expect(job.startedAt!.getTime()).toBeGreaterThanOrEqual(startAfter.getTime() - 50);
  });

  it("enqueues with the transaction, or not at all", async () => {
    await sql`create table if not exists volume (id text primary key, job uuid)`.execute(
      database.db,
    );
    let forgotten = "";
    const rolledBack = database.db.transaction().execute(async (transaction) => {
      forgotten = await queue.send(add, { a: 1, b: 1 }, { transaction });
      await transaction.insertInto("volume").values({ id: "a", job: forgotten }).execute();
      throw new Error("no");
    });
    await expect(rolledBack).rejects.toThrow("no");
    expect(await queue.get(forgotten)).toBeUndefined();

    const kept = await database.db.transaction().execute(async (transaction) => {
      const id = await queue.send(add, { a: 4, b: 4 }, { transaction, key: "kept" });
      expect(await queue.send(add, { a: 4, b: 4 }, { transaction, key: "kept" })).toBe(id);
      await transaction.insertInto("volume").values({ id: "a", job: id }).execute();
      return id;
    });
    expect(await ended(kept)).toMatchObject({ state: "done", result: { sum: 8 } });
  });

  it("counts and lists by kind and state", async () => {
    const startAfter = new Date(Date.now() + 3_600_000);
    const before = (await queue.counts())[held.name]!;
    const waiting = await queue.send(held, { name: "later" }, { startAfter });
    const active = await queue.send(held, { name: "now" });
    await running(active);
    expect((await queue.counts())[held.name]).toEqual({
      waiting: before.waiting + 1,
      running: before.running + 1,
      failed: before.failed,
    });
    expect((await queue.counts())[brief.name]).toMatchObject({ waiting: 0, running: 0 });
    const list = await queue.list({ kind: held.name, state: "waiting" });
    expect(list.map(({ id }) => id)).toContain(waiting);
    expect(await queue.list({ kind: held.name, limit: 1 })).toHaveLength(1);
    const all = await queue.list();
    const times = all.map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    (await called("now"))();
    await ended(active);
    await queue.cancel(waiting);
  });

  it("stops watching when told to", async () => {
    const startAfter = new Date(Date.now() + 3_600_000);
    const id = await queue.send(held, { name: "watched" }, { startAfter });
    const controller = new AbortController();
    const seen: JobStatus[] = [];
    for await (const status of queue.watch(id, controller.signal)) {
      seen.push(status);
      setTimeout(() => controller.abort());
    }
    expect(seen).toHaveLength(1);
    await queue.cancel(id);
  });

  it("keeps schedules apart by key, and refuses what is none", async () => {
    await queue.schedule(add, "0 3 * * *", { a: 1, b: 1 });
    await queue.schedule(add, "0 4 * * *", { a: 1, b: 1 }, "four");
    await expect(queue.schedule(add, "at night", { a: 1, b: 1 })).rejects.toThrow(
      code("QUEUE_BAD_SCHEDULE"),
    );
    const schedules = async () => {
      const { rows } = await sql<{ key: string; cron: string; timezone: string }>`
        select key, cron, timezone from queue.schedule where name = ${add.name} order by key`.execute(
        database.db,
      );
      return rows;
    };
    expect(await schedules()).toEqual([
      { key: "", cron: "0 3 * * *", timezone: "UTC" },
      { key: "four", cron: "0 4 * * *", timezone: "UTC" },
    ]);
    await queue.unschedule(add as JobKind<unknown>);
    expect(await schedules()).toMatchObject([{ key: "four" }]);
    await queue.unschedule(add as JobKind<unknown>, "four");
    expect(await schedules()).toEqual([]);
  });
});
