import { afterEach } from "vitest";
import { followJob } from "../../src/radar/index.ts";
import type { SourceStatus } from "../../src/radar/sources/view.ts";
import { type House, openHouse } from "../house.ts";
import type { Buckets } from "./servers.ts";

/** Shared by the tests of sources: a service that follows them, and what it reports. */

export const noon = new Date("2026-05-20T12:00:00Z");
export const before = (minutes: number, from = noon) => new Date(from.getTime() - minutes * 60_000);

export interface Clock {
  now: Date;
}

/** A service that follows the sources in its settings, with the test's own clock. */
export async function openFollowing(
  buckets: Pick<Buckets, "settings">,
  settings: Record<string, string>,
  clock: Clock = { now: noon },
): Promise<House> {
  return openHouse({ settings: { ...buckets.settings, ...settings }, now: () => clock.now });
}

/** Functions to open resources that are closed after each test of a file, the last first. */
export function closedAfterEach() {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  function closed<Thing extends { close(): Promise<void> }>(thing: Thing): Thing {
    closing.push(() => thing.close());
    return thing;
  }
  return {
    closing,
    closed,
    openFollowing: async (...how: Parameters<typeof openFollowing>) =>
      closed(await openFollowing(...how)),
  };
}

/** Looks for new files, and waits until they are ingested or have failed for now. */
export async function follow(house: House, source: string, feed: string): Promise<number> {
  const found = await look(house, source, feed);
  await idle(house);
  return found;
}

/** Looks for new files; returns how many there were. */
export async function look(house: House, source: string, feed: string): Promise<number> {
  const { queue } = house.service;
  const job = await queue.send(followJob, { source, feed });
  let found = 0;
  for await (const status of queue.watch(job)) {
    if (status.state === "done") found = (status.result as { found: number }).found;
  }
  return found;
}

/** Waits until there is nothing left to fetch. */
export async function idle(house: House): Promise<void> {
  for (;;) {
    const counts = (await house.service.queue.counts())["radar.fetch"];
    if ((counts?.waiting ?? 0) + (counts?.running ?? 0) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

export const json = async (house: House, path: string) =>
  (await fetch(`${house.url}${path}`)).json() as Promise<never>;

export async function volumesOf(
  house: House,
  site: string,
): Promise<{ time: string; id: string; url: string; sweeps: number; growing?: boolean }[]> {
  return (await json(house, `/radar/${site}/volumes`))["volumes"];
}

export async function statusOf(house: House, source: string, feed?: string): Promise<SourceStatus> {
  const { sources } = (await json(house, "/radar/sources")) as { sources: SourceStatus[] };
  const found = sources.find(
    (status) => status.source === source && (feed === undefined || status.feed === feed),
  );
  if (!found) throw new Error(`${source} is not followed`);
  return found;
}
