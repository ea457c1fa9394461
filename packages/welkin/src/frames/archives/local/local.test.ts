import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Pool } from "../../../engines/pool/index.ts";
import type { FileCatalog } from "./catalog.ts";
import { folderFiles } from "./folder.ts";
import { LocalArchive, type LocalFiles } from "./local.ts";

const error = Object.assign(new Error("EACCES: permission denied, opendir '/home/me/lost'"), {
  code: "EACCES",
});

/** A catalogue that stores what it is given. */
function memory(known: Record<string, string>) {
  const put: { key: string; reason?: string | null }[] = [];
  const removed: string[] = [];
  const catalog = {
    versions: async () => new Map(Object.entries(known)),
    put: async (rows: typeof put) => void put.push(...rows),
    remove: async (_archive: string, keys: string[]) => void removed.push(...keys),
  };
  return { catalog: catalog as unknown as FileCatalog, put, removed };
}

describe("a scan", () => {
  it("goes on behind a folder that it may not look into, and forgets nothing that lies there", async () => {
    const file = (key: string) => ({ key, size: 1, modified: new Date(0), version: "1" });
    const files = {
      async *list() {
        yield file("a.fits");
        yield { folder: "lost/", error };
        yield file("z.fits");
      },
      facts: async () => ({ hdus: 1, hdu: 0, width: 1, height: 1, planes: 1, bitpix: 16 }),
    } as unknown as LocalFiles;
    const { catalog, put, removed } = memory({ "lost/in.fits": "1", "gone.fits": "1" });
    const done = await new LocalArchive("folder", files, catalog).scan(
      new AbortController().signal,
    );
    expect(done).toEqual({ listed: 2, read: 2, setAside: 1, removed: 1 });
    expect(put.map(({ key }) => key)).toEqual(["a.fits", "lost/", "z.fits"]);
    expect(put[1]?.reason).toBe("EACCES: permission denied");
    expect(removed).toEqual(["gone.fits"]);
  });
});

describe("a folder", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
    await mkdir(join(folder, "closed"));
    await mkdir(join(folder, "open"));
    for (const name of ["closed/a.fits", "open/b.fits", "open/c.txt"]) {
      await writeFile(join(folder, name), "");
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is looked into so deep, does not follow links, and says where it ends", async () => {
    const deep = join(folder, "open", ...Array.from({ length: 14 }, (_, i) => `${i}`));
    await mkdir(deep, { recursive: true });
    await writeFile(join(deep, "d.fits"), "");
    await symlink(folder, join(folder, "open", "again"));
    await symlink(join(folder, "open", "b.fits"), join(folder, "open", "link.fits"));
    await utimes(join(folder, "open", "b.fits"), 1e9, 1e9);
    const found = [];
    const { signal } = new AbortController();
    for await (const each of folderFiles(join(folder, "open"), {} as Pool).list(signal)) {
      found.push("folder" in each ? `${each.folder} ${each.error.message}` : each.key);
    }
    expect(found.sort()).toEqual([
      "0/1/2/3/4/5/6/7/8/9/10/11/12/ Folders are searched 12 levels deep",
      "b.fits",
    ]);
  });

  // Root may read everything.
  it.skipIf(process.getuid?.() === 0)("tells of what is closed in it", async () => {
    await chmod(join(folder, "closed"), 0);
    const found = [];
    for await (const each of folderFiles(folder, {} as Pool).list(new AbortController().signal)) {
      if ("folder" in each) found.push(each.folder);
    }
    await chmod(join(folder, "closed"), 0o700);
    expect(found).toEqual(["closed/"]);
  });

  it("is not there: that is told, as nothing would be if it were empty", async () => {
    const list = folderFiles(join(folder, "nowhere"), {} as Pool).list(
      new AbortController().signal,
    );
    await expect(Array.fromAsync(list)).rejects.toThrow("ENOENT");
  });
});
