import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openHouse } from "../house.ts";
import {
  before,
  closedAfterEach,
  follow,
  idle,
  json,
  noon,
  statusOf,
  volumesOf,
} from "./following.ts";
import { openFake, servers } from "./servers.ts";
import { archiveFile, archiveKey, chunksOf } from "./volumes.ts";

const { closing, closed, openFollowing } = closedAfterEach();

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
    // A file that is not a product is set aside with the reason, which shows that it was delivered under its name.
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
    expect(reasons.get(archiveKey("KTLX", future))).toMatch(/which is in the future/);
    expect(reasons.get("2026/05/20/KTLX/KTLX20261399_996199_V06")).toMatch(/not that of a volume/);
    expect(reasons.get(archiveKey("KTLX", damaged))).toBeTruthy();

    // The time in the future has arrived: the clock had been wrong.
    clock.now = before(-125);
    await follow(house, "archive", "KTLX");
    expect(await volumesOf(house, "KTLX")).toHaveLength(2);
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
