import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Downloads, type Open } from "./downloads.ts";

describe("downloads", () => {
  let folder: string;
  let downloads: Downloads;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-downloads-"));
    downloads = new Downloads({ folder, limit: 100, keep: 25 });
  });
  afterEach(async () => {
    await downloads.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A file that arrives once it is released; counts how often it was opened. */
  function held(text: string) {
    const gate = Promise.withResolvers<void>();
    const state = { opened: 0, aborted: false, go: () => gate.resolve() };
    const open: Open = async (signal) => {
      state.opened++;
      signal.addEventListener("abort", () => {
        state.aborted = true;
        gate.reject(signal.reason);
      });
      return {
        body: (async function* () {
          await gate.promise;
          yield Buffer.from(text);
        })(),
      };
    };
    return { open, state };
  }

  const now = (text: string): Open => {
    const { open, state } = held(text);
    state.go();
    return open;
  };
  const read = ({ path }: { path: string }) => readFile(path, "utf8");
  const files = async () => {
    const folders = await readdir(folder);
    return (await Promise.all(folders.map((name) => readdir(join(folder, name))))).flat();
  };

  it("fetch once for all who wait, and go on for those who stay", async () => {
    const { open, state } = held("bytes");
    const leaving = new AbortController();
    const gone = downloads.use("a", open, leaving.signal, read);
    const stays = downloads.use("a", open, undefined, read);
    await expect.poll(() => state.opened).toBe(1);
    leaving.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    state.go();
    expect(await stays).toBe("bytes");
    expect(await downloads.use("a", open, undefined, read)).toBe("bytes");
    expect([state.opened, state.aborted]).toEqual([1, false]);
  });

  it("stop when nobody waits any more, and begin anew", async () => {
    const { open, state } = held("bytes");
    const leaving = new AbortController();
    const gone = downloads.use("a", open, leaving.signal, read);
    await expect.poll(() => state.opened).toBe(1);
    leaving.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    expect(state.aborted).toBe(true);
    expect(await downloads.use("a", now("again"), undefined, read)).toBe("again");
    expect(await files()).toHaveLength(1);
  });

  it("keep what was used last, as far as there is room", async () => {
    const open = { a: now("a".repeat(10)), b: now("b".repeat(10)), c: now("c".repeat(10)) };
    for (const key of ["a", "b", "a", "c"] as const)
      await downloads.use(key, open[key], undefined, read);
    expect(await files()).toHaveLength(2);
    const again = held("unused");
    for (const key of ["a", "c"]) await downloads.use(key, again.open, undefined, read);
    expect(again.state.opened).toBe(0);
  });

  it("keep nothing of what fails, is too large, or was closed", async () => {
    const failing: Open = async () => ({
      body: (async function* () {
        yield Buffer.from("some");
        throw new Error("broken");
      })(),
    });
    await expect(downloads.use("a", failing, undefined, read)).rejects.toThrow("broken");
    const tooLarge = expect.objectContaining({ code: "FRAME_TOO_LARGE" });
    const large = downloads.use("b", now("x".repeat(101)), undefined, read);
    await expect(large).rejects.toThrow(tooLarge);
    const told: Open = async () => ({ size: 101, body: (async function* () {})() });
    await expect(downloads.use("c", told, undefined, read)).rejects.toThrow(tooLarge);
    expect(await files()).toEqual([]);

    await downloads.use("d", now("kept"), undefined, read);
    expect(await files()).toHaveLength(1);
    await downloads.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it("fetch so many at a time, and the rest in turn", async () => {
    const many = Array.from({ length: 30 }, (_, i) => held(`file ${i}`));
    const all = many.map(({ open }, i) => downloads.use(`${i}`, open, undefined, read));
    await expect.poll(() => many.filter(({ state }) => state.opened > 0).length).toBe(12);
    for (const { state } of many) state.go();
    expect(await Promise.all(all)).toEqual(many.map((_, i) => `file ${i}`));
  });
});
