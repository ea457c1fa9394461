import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readConfig } from "../config.ts";
import { openStore, type Store } from "../engines/store/index.ts";
import { createApp } from "./app.ts";
import { storeRoutes } from "./store.ts";

const secret = "5".repeat(64);
const bytes = new Uint8Array([1, 2, 3]);

describe("links into the store", () => {
  let folder: string;
  let store: Store;
  let app: Awaited<ReturnType<typeof createApp>>;
  let base: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-links-"));
    store = await openStore({ url: `file:${folder}`, secret });
    app = await createApp({
      config: readConfig({ WELKIN_DATA: folder, WELKIN_LOG: "silent" }),
      log: (await import("pino")).pino({ enabled: false }),
      routes: [storeRoutes(store, secret)],
    });
    base = await app.listen({ port: 0, host: "127.0.0.1" });
  });

  afterEach(async () => {
    vi.useRealTimers();
    await app.close();
    await rm(folder, { recursive: true });
  });

  it("are read from the store once, and answered alike from then on", async () => {
    await store.put("a.png", bytes);
    const link = base + (await store.url("a.png", { expiresIn: 60, download: "b.png" }));
    const get = vi.spyOn(store, "get");
    const first = await fetch(link);
    const again = await fetch(link);
    expect(get).toHaveBeenCalledTimes(1);
    for (const answer of [first, again]) {
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
      expect(answer.headers.get("cache-control")).toBe("private, no-cache");
      expect(answer.headers.get("content-disposition")).toContain("b.png");
    }
    const etag = first.headers.get("etag")!;
    expect((await fetch(link, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  it("do not serve who has another", async () => {
    await store.put("a.png", bytes);
    const link = base + (await store.url("a.png", { expiresIn: 60 }));
    expect((await fetch(link)).status).toBe(200);
    expect((await fetch(link.replace(/expires=\d/, "expires=9"))).status).toBe(403);
    expect((await fetch(link.replace(/signature=.*/, ""))).status).toBe(403);
  });

  it("end when they said, remembered or not", async () => {
    await store.put("a.png", bytes);
    const link = base + (await store.url("a.png", { expiresIn: 60 }));
    expect((await fetch(link)).status).toBe(200);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 61_000 });
    expect((await fetch(link)).status).toBe(403);
  });
});
