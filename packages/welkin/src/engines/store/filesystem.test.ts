import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { mountSmallDisk } from "../testing/small-disk.ts";
import { storeContract } from "./contract.ts";
import { mediaType, openStore, verifyStoreUrl } from "./index.ts";

const secret = "a secret of the test";
const bytes = new TextEncoder().encode("bytes");

const makeFolder = () => mkdtemp(join(tmpdir(), "welkin-store-"));

async function openScratch() {
  const root = await makeFolder();
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return { root, store: await openStore({ url: `file:${root}`, secret }) };
}

storeContract("a folder", async () => {
  const root = await makeFolder();
  const store = await openStore({ url: `file:${root}`, secret });
  return {
    store,
    follow: async (link) => (await store.get(verifyStoreUrl(link, secret).key)).bytes(),
    close: () => rm(root, { recursive: true }),
  };
});

describe("store on a folder", () => {
  it("leaves neither drafts nor empty folders behind", async () => {
    const { root, store } = await openScratch();
    await store.put("a/b/c/d", bytes);
    await store.put("a/e", bytes);
    async function* failing() {
      yield bytes;
      throw new Error("no");
    }
    await expect(store.put("x/y/z", failing())).rejects.toThrow("no");
    await store.remove("a/b/c/d");
    const all = await readdir(root, { recursive: true });
    expect(all.sort()).toEqual(["a", "a/e", "~writing"]);
  });

  it("clears away what killed processes were writing, and nothing else", async () => {
    const { root, store } = await openScratch();
    const writing = join(root, "~writing");
    const names = {
      dead: `${hostname()}~${2 ** 22 + 1}~x~1`,
      sameNumber: `${hostname()}~${process.pid}~an earlier process~1`,
      alive: `${hostname()}~${process.ppid}~x~1`,
      elsewhere: "elsewhere~1~x~1",
    };
    for (const name of Object.values(names)) await writeFile(join(writing, name), "half");
    const begun = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    async function* slow() {
      yield bytes;
      begun.resolve();
      await go.promise;
    }
    const putting = store.put("ours", slow());
    await begun.promise;
    const other = await openStore({ url: `file:${root}`, secret });
    go.resolve();
    await putting;
    expect((await readdir(writing)).sort()).toEqual([names.alive, names.elsewhere].sort());
    expect((await other.head("ours"))?.size).toBe(bytes.length);
  });

  it("does not follow links out of the folder", async () => {
    const { root, store } = await openScratch();
    const outside = await makeFolder();
    onTestFinished(() => rm(outside, { recursive: true }));
    await writeFile(join(outside, "secret.txt"), "secret");
    await symlink(outside, join(root, "folder"));
    await symlink(join(outside, "secret.txt"), join(root, "file.txt"));
    const notFound = { code: "STORE_NOT_FOUND" };
    await expect(store.get("folder/secret.txt")).rejects.toMatchObject(notFound);
    await expect(store.get("file.txt")).rejects.toMatchObject(notFound);
    expect(await store.head("file.txt")).toBeUndefined();
    const denied = { code: "STORE_DENIED" };
    await expect(store.put("folder/new", bytes)).rejects.toMatchObject(denied);
    await expect(store.put("folder/deep/new", bytes)).rejects.toMatchObject(denied);
    await store.remove("folder/secret.txt");
    expect(await readdir(outside)).toEqual(["secret.txt"]);
    for await (const { key } of store.list("")) expect.unreachable(`it lists ${key}`);
  });

  it("notices that an object was replaced between looking and reading", async () => {
    const { store } = await openScratch();
    await store.put("a", bytes);
    const object = await store.get("a");
    await store.put("a", new TextEncoder().encode("other"));
    await expect(object.bytes()).rejects.toMatchObject({ code: "STORE_CHANGED" });
  });

  it("says so where one key lies inside another", async () => {
    const { store } = await openScratch();
    await store.put("a", bytes);
    await store.put("d/e", bytes);
    const inTheWay = { code: "STORE_BAD_KEY", message: expect.stringContaining("in the way") };
    await expect(store.put("a/b", bytes)).rejects.toMatchObject(inTheWay);
    await expect(store.put("a/b/c", bytes, { ifAbsent: true })).rejects.toMatchObject(inTheWay);
    await expect(store.put("d", bytes)).rejects.toMatchObject(inTheWay);
    await expect(store.put("d", bytes, { ifAbsent: true })).rejects.toMatchObject(inTheWay);
    expect((await store.head("a"))?.size).toBe(bytes.length);
  });

  it("survives folders being pruned while others write into them", async () => {
    const { store } = await openScratch();
    const work = Array.from({ length: 60 }, async (_, i) => {
      await store.put(`busy/folder/${i}`, bytes);
      await store.remove(`busy/folder/${i}`);
    });
    await Promise.all(work);
    for await (const { key } of store.list("")) expect.unreachable(`it lists ${key}`);
  });

  it.skipIf(process.getuid?.() === 0)("says so where it may not write", async () => {
    const { root, store } = await openScratch();
    await mkdir(join(root, "closed"));
    await chmod(join(root, "closed"), 0o500);
    const denied = { code: "STORE_DENIED" };
    await expect(store.put("closed/a", bytes)).rejects.toMatchObject(denied);
    await chmod(join(root, "closed"), 0o700);
  });

  it("says so where its folder cannot be made", async () => {
    const { root } = await openScratch();
    await writeFile(join(root, "file"), "");
    const opening = openStore({ url: `file:${join(root, "file", "store")}`, secret });
    await expect(opening).rejects.toMatchObject({ code: expect.stringMatching(/^STORE_/) });
  });

  it("keeps nothing half-written where the disk is full", async (context) => {
    const disk = await mountSmallDisk(1);
    if (!disk) return context.skip("needs leave to mount a small disk");
    onTestFinished(() => disk.unmount());
    const root = disk.folder;
    const store = await openStore({ url: `file:${root}`, secret });
    await store.put("kept", bytes);
    const full = { code: "STORE_FULL" };
    await expect(store.put("large", new Uint8Array(1 << 21))).rejects.toMatchObject(full);
    async function* endless() {
      for (;;) yield new Uint8Array(1 << 16);
    }
    await expect(store.put("kept", endless())).rejects.toMatchObject(full);
    expect(await readdir(join(root, "~writing"))).toEqual([]);
    expect(await (await store.get("kept")).bytes()).toEqual(Buffer.from(bytes));
    await store.put("fits", new Uint8Array(1 << 17));
  });
});

describe("links", () => {
  const link = async (download?: string) => {
    const { store } = await openScratch();
    await store.put("radar/a.png", bytes);
    return store.url(
      "radar/a.png",
      download === undefined ? { expiresIn: 60 } : { expiresIn: 60, download },
    );
  };

  it("carry the key and the name to save it under", async () => {
    const expires = expect.any(Number);
    expect(verifyStoreUrl(await link(), secret)).toEqual({ key: "radar/a.png", expires });
    expect(verifyStoreUrl(await link("KLOT & co.png"), secret)).toEqual({
      key: "radar/a.png",
      expires,
      download: "KLOT & co.png",
    });
  });

  it("are refused where anything was altered", async () => {
    const good = await link("a.png");
    const bad = { code: "STORE_BAD_LINK" };
    const altered = [
      good.replace("a.png?", "b.png?"),
      good.replace(/expires=\d/, "expires=9"),
      good.replace("download=a", "download=b"),
      good.replace("&download=a.png", ""),
      good.replace(/signature=.*/, ""),
      good.replace(/signature=(.)/, (_, first) => `signature=${first === "A" ? "B" : "A"}`),
      good.replace("/store/", "/other/"),
      "/store/radar/a.png",
      "/store/%E0%A4%A?expires=1&signature=x",
      "",
    ];
    for (const url of altered)
      expect(() => verifyStoreUrl(url, secret), url).toThrow(expect.objectContaining(bad));
    expect(() => verifyStoreUrl(good, "another secret")).toThrow(expect.objectContaining(bad));
  });

  it("expire", async () => {
    const later = Date.now() + 62_000;
    const expired = expect.objectContaining({ code: "STORE_LINK_EXPIRED" });
    const url = await link();
    expect(() => verifyStoreUrl(url, secret, later)).toThrow(expired);
  });
});

it("refuses an address that is no store's", async () => {
  for (const url of ["ftp://host/x", "/just/a/path", "constructor:x"])
    await expect(openStore({ url, secret })).rejects.toMatchObject({
      code: "STORE_UNKNOWN_SCHEME",
    });
});

it.each([
  ["a/b.png", "image/png"],
  ["a.JSON", "application/json"],
  ["a.png.webp", "image/webp"],
  ["a.constructor", "application/octet-stream"],
  ["png", "application/octet-stream"],
])("knows the media type of %s", (key, type) => {
  expect(mediaType(key)).toBe(type);
});
