import { describe, expect, it } from "vitest";
import { EngineError } from "../../engines/errors.ts";
import type { Pool } from "../../engines/pool/index.ts";
import type { SurveyCatalog } from "../catalog.ts";
import type { PackedObservations } from "../packed-observations.ts";
import { catchSources } from "../sources/catch.ts";
import { importObservations } from "./import.ts";
import { Table } from "./table.ts";
import { type PrepareInput, prepareRows } from "./tasks.ts";

const ROWS = 500;

/** A table handed over in pieces of several rows. */
function table(): Table {
  const rows = Array.from(
    { length: ROWS },
    (_, i) =>
      `p${i},${i % 100 === 9 ? "never" : 59_000 + i},10,"${i % 360}:0,${(i % 360) + 1}:0,${i % 360}:1"\n`,
  );
  const text = async function* () {
    yield "product_id,mjd_start,exposure,fov\n";
    yield* rows;
  };
  return new Table(text(), 1000);
}

/** A catalogue that takes everything, one batch at a time. */
function catalogue() {
  const names: string[] = [];
  let isAdding = false;
  const add = async (_source: string, _offset: number, batch: PackedObservations) => {
    expect(isAdding).toBe(false);
    isAdding = true;
    await new Promise(setImmediate);
    names.push(...batch.names.split("\n"));
    isAdding = false;
    return batch.starts.length;
  };
  return { names, catalog: { add } as unknown as SurveyCatalog };
}

/** A slow pool that may first refuse each task. */
function pool(refuse: (call: number) => EngineError | undefined): Pool {
  let calls = 0;
  const run = async (_task: unknown, input: PrepareInput) => {
    const call = calls++;
    // Of two tasks started together, the second finishes first.
    for (let i = 0; i < 2 - (call % 2); i++) await new Promise(setImmediate);
    const refused = refuse(call);
    if (refused !== undefined) throw refused;
    return prepareRows(structuredClone(input));
  };
  return { threads: 2, run, close: async () => {} } as unknown as Pool;
}

const preparation = { sources: catchSources, source: "loneos" };
const sound = Array.from({ length: ROWS }, (_, i) => i).filter((i) => i % 100 !== 9);

describe("rows prepared in threads", () => {
  it("are added in their order, and told of as they would be here", async () => {
    const here = catalogue();
    const alone = await importObservations(
      { catalog: here.catalog, pool: undefined },
      preparation,
      table(),
    );
    const there = catalogue();
    const counts: number[] = [];
    const report = await importObservations(
      { catalog: there.catalog, pool: pool(() => undefined) },
      preparation,
      table(),
      { progress: (read) => counts.push(read) },
    );
    expect(report).toEqual(alone);
    expect(report).toMatchObject({ read: ROWS, added: sound.length, rejected: 5 });
    expect(report.rejections.map(({ line }) => line)).toEqual([11, 111, 211, 311, 411]);
    expect(there.names).toEqual(sound.map((i) => `p${i}`));
    expect(counts.length).toBeGreaterThan(5);
    expect(counts.at(-1)).toBe(ROWS);
  });

  it("wait while the pool has too much to do", async () => {
    const { names, catalog } = catalogue();
    const busy = pool((call) =>
      call % 5 === 0 ? new EngineError("POOL_BUSY", { waiting: 256 }) : undefined,
    );
    const report = await importObservations({ catalog, pool: busy }, preparation, table());
    expect(report.added).toBe(sound.length);
    expect(names).toEqual(sound.map((i) => `p${i}`));
  });

  it("end the import where a thread is lost", async () => {
    const { names, catalog } = catalogue();
    const lost = pool((call) =>
      call === 4 ? new EngineError("POOL_CRASHED", { task: "x", reason: "y" }) : undefined,
    );
    const failed = importObservations({ catalog, pool: lost }, preparation, table());
    await expect(failed).rejects.toMatchObject({ code: "POOL_CRASHED" });
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeLessThan(sound.length);
  });

  it("are let go of where the import is ended", async () => {
    const { names, catalog } = catalogue();
    const stop = new AbortController();
    const stopped = importObservations(
      { catalog, pool: pool(() => undefined) },
      preparation,
      table(),
      { signal: stop.signal, progress: () => stop.abort(new Error("enough")) },
    );
    await expect(stopped).rejects.toThrow("enough");
    const { length } = names;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(names).toHaveLength(length);
    expect(length).toBeLessThan(sound.length);
  });
});
