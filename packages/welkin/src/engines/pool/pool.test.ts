import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isEngineError } from "../errors.ts";
import { openPool, type Pool, type PoolTask } from "./index.ts";
import type * as tasks from "./testing/tasks.ts";

const module = new URL("./testing/tasks.ts", import.meta.url);

function task<Name extends keyof typeof tasks>(
  name: Name,
): PoolTask<Parameters<(typeof tasks)[Name]>[0], ReturnType<(typeof tasks)[Name]>> {
  return { module, name };
}

const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable("it should have failed"),
    (error: unknown) => error,
  );

describe("pool", () => {
  let pool: Pool;
  beforeAll(() => {
    pool = openPool({ threads: 2, maxWaiting: 3, heapMegabytes: 64, grace: 20 });
  });
  afterAll(() => pool.close());

  it("runs a module's export in another thread", async () => {
    const answer = await pool.run(task("whereAmI"), undefined);
    expect(answer.main).toBe(false);
  });

  it("keeps what a module caches for as long as the thread lives", async () => {
    const single = openPool({ threads: 1 });
    const counts = [];
    for (let i = 0; i < 3; i++) counts.push(await single.run(task("count"), undefined));
    await single.close();
    expect(counts).toEqual([1, 2, 3]);
  });

  it("moves the buffers that it is told to, rather than copying them", async () => {
    const bytes = new Uint8Array(1 << 16).fill(7);
    const sum = await pool.run(task("sum"), bytes, { transfer: [bytes.buffer] });
    expect(sum).toBe(7 * (1 << 16));
    expect(bytes.buffer.detached).toBe(true);
  });

  it("copies what it is not told to move", async () => {
    const bytes = new Uint8Array(100).fill(7);
    expect(await pool.run(task("sum"), bytes)).toBe(700);
    expect(bytes.buffer.detached).toBe(false);
  });

  it("moves the buffers of a result, however deep, and leaves Node's shared pool alone", async () => {
    const single = openPool({ threads: 1 });
    const result = await single.run(task("nested"), 1000);
    expect(result.layers.get("a")?.values).toEqual(new Float32Array(1000).fill(1.5));
    expect(Buffer.from(result.small).toString()).toBe("small");
    expect(result.twice[0]).toEqual(result.twice[1]);
    expect(await single.run(task("lastDetached"), undefined)).toEqual({
      large: true,
      small: false,
    });
    await single.close();
  });

  it("brings an error across with its name, code, message and where", async () => {
    const error = (await caught(pool.run(task("fail"), undefined))) as Error;
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "Level2Error",
      code: "LEVEL2_TRUNCATED",
      message: "Record 37 is cut short.",
      where: { record: 37 },
    });
  });

  it("brings across what is thrown and is no Error", async () => {
    expect(await caught(pool.run(task("throwText"), undefined))).toMatchObject({
      message: "plain",
    });
  });

  it("says so where the module or its export is missing", async () => {
    const nowhere = { module: new URL("./testing/nowhere.ts", import.meta.url), name: "x" };
    expect(await caught(pool.run(nowhere, undefined))).toMatchObject({ code: "POOL_BAD_TASK" });
    expect(await caught(pool.run({ module, name: "nothing" }, undefined))).toMatchObject({
      code: "POOL_BAD_TASK",
      message: expect.stringContaining("nothing"),
    });
  });

  it("says so where the input or the result cannot be sent", async () => {
    expect(await caught(pool.run({ module, name: "sum" }, () => 1))).toMatchObject({
      code: "POOL_BAD_TASK",
    });
    expect(await caught(pool.run({ module, name: "giveFunction" }, undefined))).toMatchObject({
      code: "POOL_BAD_TASK",
    });
    expect(await pool.run(task("sum"), new Uint8Array([1, 2]))).toBe(3);
  });

  it("rejects with the signal's reason, and replaces the thread that was busy", async () => {
    const controller = new AbortController();
    const running = caught(pool.run(task("spin"), undefined, { signal: controller.signal }));
    const reason = new Error("no longer wanted");
    setTimeout(() => controller.abort(reason), 50);
    expect(await running).toBe(reason);
    expect(await pool.run(task("sum"), new Uint8Array([1, 2]))).toBe(3);
  });

  it("does not run what is aborted while it waits, and lets a task that ends soon keep its thread", async () => {
    const single = openPool({ threads: 1, grace: 60_000 });
    await single.run(task("count"), undefined);
    const leaving = new AbortController();
    const { signal } = leaving;
    const running = caught(single.run(task("rest"), 200, { signal }));
    const waiting = caught(single.run(task("count"), undefined, { signal }));
    const wanted = single.run(task("count"), undefined);
    // By now the first one is running.
    await new Promise(setImmediate);
    const reason = new Error("gone");
    leaving.abort(reason);
    expect(await Promise.all([running, waiting])).toEqual([reason, reason]);
    // The same thread: it has counted once before, but not for the caller that left.
    expect(await wanted).toBe(2);
    await single.close();
  });

  it("does not start what is aborted already", async () => {
    const reason = new Error("too late");
    const signal = AbortSignal.abort(reason);
    expect(await caught(pool.run(task("spin"), undefined, { signal }))).toBe(reason);
  });

  it("survives an exit, an uncaught error and a full heap", async () => {
    for (const name of ["exit", "uncaught", "fillHeap"] as const) {
      const error = await caught(pool.run(task(name), undefined));
      expect(error).toMatchObject({ code: "POOL_CRASHED", details: { task: name } });
    }
    const sums = Array.from({ length: 4 }, (_, i) => pool.run(task("sum"), new Uint8Array([i])));
    expect(await Promise.all(sums)).toEqual([0, 1, 2, 3]);
  });

  it("refuses what it cannot take on", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const accepted = Array.from({ length: 5 }, () =>
      caught(pool.run(task("spin"), undefined, { signal })),
    );
    const refused = await caught(pool.run(task("sum"), new Uint8Array(1)));
    expect(refused).toMatchObject({ code: "POOL_BUSY", details: { waiting: 3 } });
    controller.abort();
    await Promise.all(accepted);
    expect(await pool.run(task("sum"), new Uint8Array([4]))).toBe(4);
  });

  it("does nothing once closed, and fails what runs", async () => {
    const short = openPool({ threads: 1 });
    const running = caught(short.run(task("spin"), undefined));
    const waiting = caught(short.run(task("spin"), undefined));
    await short.close();
    expect(isEngineError(await running, "POOL_CLOSED")).toBe(true);
    expect(isEngineError(await waiting, "POOL_CLOSED")).toBe(true);
    expect(await caught(short.run(task("sum"), new Uint8Array(1)))).toMatchObject({
      code: "POOL_CLOSED",
    });
  });
});
