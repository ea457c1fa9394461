import { describe, expect, it } from "vitest";
import { cleanJob } from "../../src/radar/retention.ts";
import type { House } from "../house.ts";
import {
  before,
  closedAfterEach,
  follow,
  idle,
  look,
  noon,
  statusOf,
  volumesOf,
} from "./following.ts";
import { type FakeBuckets, openFake } from "./servers.ts";
import { archiveFile, archiveKey } from "./volumes.ts";

const { closed, openFollowing } = closedAfterEach();

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
    // The newest is from 11:50; names up to twenty minutes earlier are checked again.
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
    // That does not retry the files that failed.
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
    // Listed, but missing.
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

    // The list is corrected: the file is a different one, and exists after all.
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
