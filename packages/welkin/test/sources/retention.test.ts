import { describe, expect, it } from "vitest";
import { before, closedAfterEach, follow, noon, volumesOf } from "./following.ts";
import { openFake } from "./servers.ts";
import { archiveFile, archiveKey } from "./volumes.ts";

const { closed, openFollowing } = closedAfterEach();

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
