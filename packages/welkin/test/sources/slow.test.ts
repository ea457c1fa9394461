import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { liveJob } from "../../src/radar/index.ts";
import type { House } from "../house.ts";
import { before, follow, idle, look, openFollowing, statusOf, volumesOf } from "./following.ts";
import { type FakeBuckets, openFake } from "./servers.ts";
import { archiveFile, archiveKey, chunksOf } from "./volumes.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const sites = ["KTLX", "KLOT"];

/** Two radars on one server, whose answers about the first only drip. */
async function openSlow(
  settings: Record<string, string>,
): Promise<{ buckets: FakeBuckets; house: House }> {
  const buckets = await openFake();
  closing.push(() => buckets.close());
  const house = await openFollowing(buckets, {
    WELKIN_RADAR_SITES: sites.join(","),
    WELKIN_RADAR_PATIENCE: "0.5",
    ...settings,
  });
  closing.push(() => house.close());
  buckets.server.fault = (path) => (path.includes("KTLX") ? "drip" : undefined);
  return { buckets, house };
}

async function until<Thing>(what: () => Promise<Thing | undefined | false>): Promise<Thing> {
  for (;;) {
    const thing = await what();
    if (thing) return thing;
    await sleep(50);
  }
}

describe("a server that sends in drops", { timeout: 300_000 }, () => {
  it("holds up no other radar's volumes, is told of, and loses nothing", async () => {
    const { buckets, house } = await openSlow({});
    // More than are fetched at once, so that all fetches wait for drips.
    const slow = [10, 15, 20, 25, 30];
    for (const minutes of slow) {
      const time = before(minutes);
      await buckets.put("archive", archiveKey("KTLX", time), archiveFile("KTLX", time));
    }
    await buckets.put("archive", archiveKey("KLOT", before(40)), archiveFile("KLOT", before(40)));
    expect(await look(house, "archive", "KTLX")).toBe(slow.length);
    expect(await look(house, "archive", "KLOT")).toBe(1);
    await until(async () => (await volumesOf(house, "KLOT")).length === 1);
    const status = await until(async () => {
      const { files, problems } = await statusOf(house, "archive", "KTLX");
      return problems.length === slow.length && { files, problems };
    });
    expect(status.files).toEqual({ waiting: slow.length, done: 0, failed: 0, skipped: 0 });
    for (const { state, reason } of status.problems) {
      expect([state, reason]).toEqual([
        "waiting",
        expect.stringMatching(/less than 32 kB a second/),
      ]);
    }
    buckets.server.fault = () => undefined;
    await idle(house);
    expect(await volumesOf(house, "KTLX")).toHaveLength(slow.length);
    expect((await statusOf(house, "archive", "KTLX")).files.done).toBe(slow.length);
    expect(await follow(house, "archive", "KTLX")).toBe(0);
  });

  it("holds up no other radar's chunks, is told of, and loses nothing", async () => {
    const { buckets, house } = await openSlow({ WELKIN_RADAR_LEVEL2: "chunks" });
    const chunks = sites.flatMap((site) => chunksOf(site, 7, before(3)));
    for (const { key, bytes } of chunks) await buckets.put("chunks", key, bytes);
    await house.service.queue.send(liveJob, {}, { key: "live" });
    const whole = (site: string) =>
      until(async () => {
        const [volume] = await volumesOf(house, site);
        return volume && !volume.growing && volume;
      });
    await whole("KLOT");
    expect(await volumesOf(house, "KTLX")).toEqual([]);
    const error = await until(async () => (await statusOf(house, "chunks", "KTLX")).error);
    expect(error).toMatchObject({ reason: expect.stringMatching(/less than 32 kB/), over: false });
    buckets.server.fault = () => undefined;
    expect(await whole("KTLX")).toMatchObject({ sweeps: 4 });
    const { files } = await statusOf(house, "chunks", "KTLX");
    expect(files).toMatchObject({ failed: 0, skipped: 0 });
  });
});
