import type { Dir } from "node:fs";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { folderSource } from "./folder.ts";

// Runs as a user who may not read it: the superuser may read every folder.
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const opendir = async (path: string): Promise<Dir> => {
    if (path.endsWith("closed")) throw Object.assign(new Error("denied"), { code: "EACCES" });
    return await real.opendir(path);
  };
  return { ...real, opendir };
});

describe("a watched folder", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-folder-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const offers = async () => {
    const source = folderSource(folder, () => new Date());
    const [to, signal] = [new Date(), new AbortController().signal];
    const list = source.list({ feed: folder, series: "", from: undefined, to, signal });
    return await Array.fromAsync(list);
  };

  it("offers what can be read, and tells of a folder in it that cannot", async () => {
    const old = new Date(Date.now() - 60_000);
    for (const name of ["a/one", "closed/two", "z"]) {
      await mkdir(join(folder, name, ".."), { recursive: true });
      await writeFile(join(folder, name), "1");
      await utimes(join(folder, name), old, old);
    }
    const found = (await offers()).sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(found.map(({ key, problem }) => [key, problem])).toEqual([
      ["a/one", undefined],
      ["closed", "The folder cannot be read (EACCES)."],
      ["z", undefined],
    ]);
  });

  it("is an error where nobody can look into it at all", async () => {
    folder = join(folder, "closed");
    await mkdir(folder);
    await expect(offers()).rejects.toMatchObject({ code: "EACCES" });
    folder = join(folder, "..");
  });
});
