import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { cleanJob } from "../../src/radar/retention.ts";
import { type House, openHouse } from "../house.ts";
import {
  before,
  follow,
  idle,
  json,
  look,
  noon,
  openFollowing as openOne,
  statusOf,
  volumesOf,
} from "./following.ts";
import { type FakeBuckets, openFake, servers } from "./servers.ts";
import { archiveFile, archiveKey, chunksOf } from "./volumes.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function closed<Thing extends { close(): Promise<void> }>(thing: Thing): Thing {
  closing.push(() => thing.close());
  return thing;
}

const openFollowing = async (...how: Parameters<typeof openOne>) => closed(await openOne(...how));

describe.each(servers)("sources on $name", ({ open }) => {
  it("takes volumes of the window from the archive, each once, and only what is new", async () => {
    const buckets = closed(await open());
    for (const minutes of [500, 200, 100, 10]) {
      const time = before(minutes);
      await buckets.put("archive", archiveKey("KTLX", time), archiveFile("KTLX", time));
    }
    await buckets.put("archive", `${archiveKey("KTLX", before(10))}_MDM`, new Uint8Array(4));
    const house = await openFollowing(buckets, { WELKIN_RADAR_SITES: "KTLX" });

    expect(await follow(house, "archive", "KTLX")).toBe(2);
    expect((await volumesOf(house, "KTLX")).map(({ time }) => time)).toEqual([
      before(10).toISOString(),
      before(100).toISOString(),
    ]);
    expect(await follow(house, "archive", "KTLX")).toBe(0);

    const newest = before(4);
    await buckets.put("archive", archiveKey("KTLX", newest), archiveFile("KTLX", newest));
    expect(await follow(house, "archive", "KTLX")).toBe(1);
    const status = await statusOf(house, "archive");
    expect(status).toMatchObject({
      feed: "KTLX",
      window: 180,
      keep: 240,
      newest: newest.toISOString(),
      lag: 240,
      files: { waiting: 0, done: 3, failed: 0, skipped: 0 },
      problems: [],
    });
    expect(status.error).toBeUndefined();
  });

  it("follows the archive over midnight", async () => {
    const buckets = closed(await open());
    const clock = { now: new Date("2026-05-21T00:05:00Z") };
    for (const minutes of [20, 8, 2]) {
      const time = before(minutes, clock.now);
      await buckets.put("archive", archiveKey("KTLX", time), archiveFile("KTLX", time));
    }
    const house = await openFollowing(buckets, { WELKIN_RADAR_SITES: "KTLX" }, clock);
    expect(await follow(house, "archive", "KTLX")).toBe(3);
    expect(await volumesOf(house, "KTLX")).toHaveLength(3);
  });

  it("asks for each product of a radar by itself", async () => {
    const buckets = closed(await open());
    // What is no product is set aside with its reason, which shows that it was delivered under its name.
    const bytes = Buffer.from("no product at all");
    for (const key of [
      "TLX_N0B_2026_05_20_11_50_00",
      "TLX_N0B_2026_05_20_08_50_00",
      "TLX_HHC_2026_05_20_11_55_30",
      "TLX_N0G_2026_05_20_11_55_30",
    ])
      await buckets.put("level3", key, bytes);
    const house = await openFollowing(buckets, {
      WELKIN_RADAR_SITES: "KTLX",
      WELKIN_RADAR_LEVEL2: "off",
      WELKIN_RADAR_PRODUCTS: "N0B,HHC",
    });
    expect(await follow(house, "level3", "KTLX")).toBe(2);
    const { files, problems } = await statusOf(house, "level3");
    expect(files).toMatchObject({ failed: 2, waiting: 0 });
    expect(problems.map(({ file }) => file).sort()).toEqual([
      "TLX_HHC_2026_05_20_11_55_30",
      "TLX_N0B_2026_05_20_11_50_00",
    ]);
    for (const { reason } of problems) expect(reason).not.toBe("");
    expect(await follow(house, "level3", "KTLX")).toBe(0);
  });

  it("passes over what a list says that cannot be, with its reason", async () => {
    const buckets = closed(await open());
    const [good, empty, damaged, future] = [before(30), before(20), before(15), before(-120)];
    await buckets.put("archive", archiveKey("KTLX", good), archiveFile("KTLX", good));
    await buckets.put("archive", archiveKey("KTLX", empty), new Uint8Array());
    await buckets.put("archive", archiveKey("KTLX", damaged), Buffer.from("not a volume"));
    await buckets.put("archive", archiveKey("KTLX", future), archiveFile("KTLX", future));
    await buckets.put("archive", "2026/05/20/KTLX/KTLX20261399_996199_V06", Buffer.from("x"));
    const large = before(12);
    await buckets.put("archive", archiveKey("KTLX", large), new Uint8Array(200_000));
    const clock = { now: noon };
    const house = await openFollowing(
      buckets,
      { WELKIN_RADAR_SITES: "KTLX", WELKIN_UPLOAD_LIMIT: "150K" },
      clock,
    );
    await follow(house, "archive", "KTLX");
    expect(await volumesOf(house, "KTLX")).toHaveLength(1);
    const { files, problems } = await statusOf(house, "archive");
    expect(files).toEqual({ waiting: 0, done: 1, failed: 1, skipped: 4 });
    const reasons = new Map(problems.map(({ file, reason }) => [file, reason]));
    expect(reasons.get(archiveKey("KTLX", empty))).toBe("It is empty.");
    expect(reasons.get(archiveKey("KTLX", large))).toMatch(/200000 bytes; 153600 are allowed/);
    expect(reasons.get(archiveKey("KTLX", future))).toMatch(/which is to come/);
    expect(reasons.get("2026/05/20/KTLX/KTLX20261399_996199_V06")).toMatch(/not that of a volume/);
    expect(reasons.get(archiveKey("KTLX", damaged))).toBeTruthy();

    // What was to come has come: the clock had been wrong.
    clock.now = before(-125);
    await follow(house, "archive", "KTLX");
    expect(await volumesOf(house, "KTLX")).toHaveLength(2);
  });
});

describe("sources on a server that fails", () => {
  async function oneVolume(): Promise<{ buckets: FakeBuckets; house: House; key: string }> {
    const buckets = closed(await openFake());
    const key = archiveKey("KTLX", before(10));
    await buckets.put("archive", key, archiveFile("KTLX", before(10)));
    const house = await openFollowing(buckets, { WELKIN_RADAR_SITES: "KTLX" });
    return { buckets, house, key };
  }

  it.each([500, 503, 403, "cut"] as const)("tries again after %s", async (fault) => {
    const { buckets, house, key } = await oneVolume();
    let left = 2;
    buckets.server.fault = (path) => (path === `archive/${key}` && left-- > 0 ? fault : undefined);
    await follow(house, "archive", "KTLX");
    expect(await volumesOf(house, "KTLX")).toHaveLength(1);
    expect((await statusOf(house, "archive")).files).toMatchObject({ done: 1, failed: 0 });
  });

  it("says why a list could not be had, and goes on when the server is back", async () => {
    const { buckets, house } = await oneVolume();
    buckets.server.fault = () => 403;
    await follow(house, "archive", "KTLX");
    const down = await statusOf(house, "archive");
    expect(down.error).toMatchObject({ over: false });
    expect(down.error?.reason).toMatch(/archive/);
    buckets.server.fault = () => undefined;
    await buckets.server.stop();
    await buckets.server.start();
    await follow(house, "archive", "KTLX");
    expect(await volumesOf(house, "KTLX")).toHaveLength(1);
    expect((await statusOf(house, "archive")).error?.over).toBe(true);
  });

  it("takes a file once, though two look for it at once", async () => {
    const { buckets, house, key } = await oneVolume();
    await Promise.all(Array.from({ length: 4 }, () => follow(house, "archive", "KTLX")));
    expect(buckets.server.reads.filter((path) => path.endsWith(key))).toHaveLength(1);
    expect(await volumesOf(house, "KTLX")).toHaveLength(1);
  });

  it("asks only for what is newer than what it has", async () => {
    const { buckets, house } = await oneVolume();
    await follow(house, "archive", "KTLX");
    await follow(house, "archive", "KTLX");
    const last = buckets.server.lists.at(-1);
    // The newest is of 11:50; names of twenty minutes before it are looked at again.
    expect(last?.get("start-after")).toBe("2026/05/20/KTLX/KTLX20260520_113000");
  });

  it("finds a file that comes long after those that are newer", async () => {
    const buckets = closed(await openFake());
    const put = (minutes: number) =>
      buckets.put(
        "archive",
        archiveKey("KTLX", before(minutes)),
        archiveFile("KTLX", before(minutes)),
      );
    await put(10);
    const clock = { now: noon };
    const house = await openFollowing(buckets, { WELKIN_RADAR_SITES: "KTLX" }, clock);
    expect(await follow(house, "archive", "KTLX")).toBe(1);
    await put(150);
    expect(await follow(house, "archive", "KTLX")).toBe(0);
    clock.now = before(-16);
    expect(await follow(house, "archive", "KTLX")).toBe(1);
    expect(await volumesOf(house, "KTLX")).toHaveLength(2);
    expect(await follow(house, "archive", "KTLX")).toBe(0);
    expect(buckets.server.lists.at(-1)?.get("start-after")).toMatch(/_113000$/);
  });

  it("has again what was removed while the clock was hours ahead", async () => {
    const buckets = closed(await openFake());
    for (const minutes of [100, 10]) {
      const time = before(minutes);
      await buckets.put("archive", archiveKey("KTLX", time), archiveFile("KTLX", time));
    }
    await buckets.put("archive", archiveKey("KTLX", before(5)), Buffer.from("not a volume"));
    const clock = { now: noon };
    const house = await openFollowing(buckets, { WELKIN_RADAR_SITES: "KTLX" }, clock);
    await follow(house, "archive", "KTLX");
    expect(await volumesOf(house, "KTLX")).toHaveLength(2);
    const clean = async () => {
      const job = await house.service.queue.send(cleanJob, {});
      let last: unknown;
      for await (const status of house.service.queue.watch(job)) last = status;
      expect(last).toMatchObject({ state: "done" });
    };
    clock.now = before(-5 * 60);
    await clean();
    expect(await volumesOf(house, "KTLX")).toHaveLength(0);
    expect(await follow(house, "archive", "KTLX")).toBe(0);
    clock.now = before(-1);
    expect(await follow(house, "archive", "KTLX")).toBe(2);
    expect(await volumesOf(house, "KTLX")).toHaveLength(2);
    await clean();
    expect(await volumesOf(house, "KTLX")).toHaveLength(2);
    // What failed is not tried again by that.
    expect((await statusOf(house, "archive")).files).toEqual({
      waiting: 0,
      done: 2,
      failed: 1,
      skipped: 0,
    });
  });

  it("believes no list about sizes", async () => {
    const buckets = closed(await openFake());
    const [large, none, some, gone] = [30, 25, 20, 15].map((minutes) => before(minutes));
    const files = [
      [large, new Uint8Array(300_000), 10],
      [none, new Uint8Array(), 40_000],
      [some, archiveFile("KTLX", some!), 0],
      [gone, new Uint8Array(10), 10],
    ] as const;
    for (const [time, bytes, told] of files) {
      const key = archiveKey("KTLX", time!);
      await buckets.put("archive", key, bytes);
      buckets.server.told.set(`archive/${key}`, told);
    }
    // Listed, and not there.
    buckets.server.fault = (path) => (path.endsWith(archiveKey("KTLX", gone!)) ? 404 : undefined);
    const house = await openFollowing(buckets, {
      WELKIN_RADAR_SITES: "KTLX",
      WELKIN_UPLOAD_LIMIT: "150K",
    });
    await look(house, "archive", "KTLX");
    for (;;) {
      const { files } = await statusOf(house, "archive");
      if (files.skipped === 3) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const { problems } = await statusOf(house, "archive");
    const reasons = new Map(problems.map(({ file, reason }) => [file, reason]));
    expect(reasons.get(archiveKey("KTLX", large!))).toMatch(/153600|150/);
    expect(reasons.get(archiveKey("KTLX", none!))).toBe("It is empty.");
    expect(reasons.get(archiveKey("KTLX", some!))).toBe("It is empty.");

    // The list is put right: the file is another one, and there after all.
    buckets.server.told.clear();
    buckets.server.fault = () => undefined;
    await look(house, "archive", "KTLX");
    for (;;) {
      if ((await volumesOf(house, "KTLX")).length === 1) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it.each([
    ["gzip", Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff])],
    ["bzip2", Buffer.from("BZh91AY&SY no block")],
    ["a header alone", Buffer.from("AR2V0006.001")],
  ])("sets a file of broken %s aside at once", async (_name, bytes) => {
    const buckets = closed(await openFake());
    const key = archiveKey("KTLX", before(10));
    await buckets.put("archive", key, bytes);
    const house = await openFollowing(buckets, { WELKIN_RADAR_SITES: "KTLX" });
    await follow(house, "archive", "KTLX");
    const { files, problems } = await statusOf(house, "archive");
    expect(files.failed).toBe(1);
    expect(problems).toMatchObject([{ file: key, tries: 1, reason: expect.stringMatching(/./) }]);
    expect(buckets.server.reads).toHaveLength(1);
  });

  it("takes up on demand what was set aside", async () => {
    const buckets = closed(await openFake());
    const key = archiveKey("KTLX", before(10));
    await buckets.put("archive", key, Buffer.from("not a volume"));
    const house = await openFollowing(buckets, { WELKIN_RADAR_SITES: "KTLX" });
    await follow(house, "archive", "KTLX");
    expect((await statusOf(house, "archive")).files.failed).toBe(1);
    await buckets.put("archive", key, archiveFile("KTLX", before(10)));
    const answer = await fetch(`${house.url}/radar/sources/archive/retry`, { method: "POST" });
    expect([answer.status, await answer.json()]).toEqual([202, { files: 1 }]);
    await idle(house);
    expect(await volumesOf(house, "KTLX")).toHaveLength(1);
    expect((await fetch(`${house.url}/radar/sources/moon/retry`, { method: "POST" })).status).toBe(
      404,
    );
  });
});

describe("a watched folder", () => {
  it("is taken in, file by file, and again where a file has changed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "welkin-watched-"));
    closing.push(() => rm(folder, { recursive: true }));
    const put = async (name: string, time: Date, at: Date) => {
      const path = join(folder, name);
      await mkdir(join(path, ".."), { recursive: true });
      await writeFile(path, archiveFile("KTLX", time));
      await utimes(path, at, at);
    };
    await put("old/KTLX19990503_235621", new Date("1999-05-03T23:56:21Z"), before(60));
    await put("KTLX20260520_115000_V06", before(10), before(5));
    await put("being-written", before(3), noon);
    const house = await openFollowing({ settings: {} }, { WELKIN_RADAR_FOLDER: folder });
    expect(await follow(house, "folder", folder)).toBe(2);
    expect(await volumesOf(house, "KTLX")).toHaveLength(2);
    expect(await follow(house, "folder", folder)).toBe(0);
    await put("KTLX20260520_115000_V06", before(9), before(1));
    expect(await follow(house, "folder", folder)).toBe(1);
    expect(await volumesOf(house, "KTLX")).toHaveLength(3);
    const status = await statusOf(house, "folder");
    expect(status.window).toBeUndefined();
    expect(status.keep).toBeUndefined();
  });
});

describe("a folder on the web", () => {
  it("is taken in by the links of its page", async () => {
    const name = "Level2_KTLX_20260520_1150.ar2v";
    const pages: Record<string, string | Uint8Array> = {
      "/level2/": `<html><a href="?C=M">sort</a><a href="../">up</a> <A class=x HREF='${name}'>f</A>
        <a href="https://elsewhere.example/KTLX20260520_115500_V06">no</a> <a href="sub/">dir</a>`,
      [`/level2/${name}`]: archiveFile("KTLX", before(10)),
    };
    const server = createServer((request, response) => {
      const page = pages[request.url ?? ""];
      response.writeHead(page === undefined ? 404 : 200).end(page);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(async () => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/level2/`;
    const house = await openFollowing({ settings: {} }, { WELKIN_RADAR_URL: url });
    expect(await follow(house, "http", url)).toBe(1);
    expect(await volumesOf(house, "KTLX")).toHaveLength(1);
    expect(await follow(house, "http", url)).toBe(0);
  });
});

describe("a service that starts", () => {
  it("begins to follow everything that is set, in place of the simulated storm", async () => {
    const folder = await mkdtemp(join(tmpdir(), "welkin-watched-"));
    closing.push(() => rm(folder, { recursive: true }));
    const buckets = closed(await openFake());
    const time = before(10);
    await buckets.put("archive", archiveKey("KTLX", time), archiveFile("KTLX", time));
    for (const { key, bytes } of chunksOf("TORD", 5, time)) await buckets.put("chunks", key, bytes);
    const settings = { WELKIN_SIMULATE: "auto", WELKIN_RADAR_FOLDER: folder };
    for (const [site, level2] of [
      ["KTLX", "archive"],
      ["TORD", "chunks"],
    ] as const) {
      const followed = { WELKIN_RADAR_SITES: site, WELKIN_RADAR_LEVEL2: level2 };
      const house = await openFollowing(buckets, { ...settings, ...followed });
      await house.service.radar.start(noon);
      for (;;) {
        if ((await volumesOf(house, site)).length > 0) break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      const { sites } = await json(house, "/radar/sites");
      expect((sites as { id: string }[]).map(({ id }) => id)).toEqual([site]);
      // Starting again changes nothing.
      await house.service.radar.start(noon);
      expect(await volumesOf(house, site)).toHaveLength(1);
    }
  });
});

describe("retention and backfill", () => {
  it("removes what has grown too old, but for what was asked for", async () => {
    const buckets = closed(await openFake());
    for (const minutes of [170, 10]) {
      const time = before(minutes);
      await buckets.put("archive", archiveKey("KTLX", time), archiveFile("KTLX", time));
    }
    const clock = { now: noon };
    const house = await openFollowing(buckets, { WELKIN_RADAR_SITES: "KTLX" }, clock);
    await follow(house, "archive", "KTLX");
    const asked = await fetch(`${house.url}/radar/backfill`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        site: "KTLX",
        from: before(11).toISOString(),
        to: before(9).toISOString(),
      }),
    });
    const { job } = (await asked.json()) as { job: string };
    let last: unknown;
    for await (const status of house.service.queue.watch(job)) last = status;
    expect(last).toMatchObject({
      state: "done",
      result: { files: 1, added: 0, held: 1, failed: [] },
    });
    clock.now = before(-600);
    const { radar } = house.service;
    await radar.retention.clean(
      clock.now,
      new Map([["archive", 240]]),
      new AbortController().signal,
    );
    expect((await volumesOf(house, "KTLX")).map(({ time }) => time)).toEqual([
      before(10).toISOString(),
    ]);
  });

  it("refuses a span that is none", async () => {
    const house = await openFollowing({ settings: {} }, {});
    const answer = await fetch(`${house.url}/radar/backfill`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        site: "KTLX",
        from: "2026-05-20T12:00:00Z",
        to: "2026-05-20T11:00:00Z",
      }),
    });
    expect(answer.status).toBe(400);
  });
});

const postgres = process.env["WELKIN_TEST_POSTGRES"];

describe.skipIf(!postgres)("two services on one database", { timeout: 60_000 }, () => {
  it("take each file once between them", async () => {
    const buckets = closed(await openFake());
    for (let minutes = 5; minutes < 60; minutes += 5) {
      const time = before(minutes);
      await buckets.put("archive", archiveKey("KTLX", time), archiveFile("KTLX", time));
    }
    const settings = { ...buckets.settings, WELKIN_RADAR_SITES: "KTLX" };
    const now = () => noon;
    const one = closed(await openHouse({ postgres, settings, now }));
    const shared = {
      WELKIN_DATABASE_URL: one.service.config.databaseUrl ?? "",
      WELKIN_STORE: `file:${one.data}/store`,
    };
    const other = closed(await openHouse({ settings: { ...settings, ...shared }, now }));
    await Promise.all([one, other].map((house) => follow(house, "archive", "KTLX")));
    await idle(one);
    expect(await volumesOf(other, "KTLX")).toHaveLength(11);
    const reads = buckets.server.reads.filter((path) => path.startsWith("archive/"));
    expect(reads).toHaveLength(11);
    expect(new Set(reads).size).toBe(11);
  });
});
