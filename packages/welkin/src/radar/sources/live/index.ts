import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { JobKind } from "../../../engines/queue/index.ts";
import { reasonOf } from "../reason.ts";
import { type LiveHouse, LiveSite } from "./site.ts";

export { Closer } from "./close.ts";
export { limitTo } from "./limit.ts";
export { OpenRecords } from "./open-records.ts";
export { Publisher, sweepJob } from "./publish.ts";

/** Follows the chunks of all radars until it expires: the schedule starts it again. */
export const liveJob: JobKind<Record<string, never>> = {
  name: "radar.live",
  data: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  retries: 0,
  expiresIn: 23 * 3600,
};

const RUN_MS = 22 * 3600_000;
/** Between two records that a list succeeded: not at each of thousands of polls. */
const NOTE_MS = 20_000;
const MAX_PAUSE_MS = 30_000;

/** Follows each radar separately, until the signal is aborted. */
export async function followLive(
  sites: readonly string[],
  house: LiveHouse & { readonly poll: number },
  signal: AbortSignal,
): Promise<void> {
  const ending = AbortSignal.timeout(RUN_MS);
  const either = AbortSignal.any([signal, ending]);
  try {
    await Promise.all(sites.map((site) => followSite(site, house, either)));
  } catch (error) {
    if (!ending.aborted || signal.aborted) throw error;
  }
}

async function followSite(
  site: string,
  house: LiveHouse & { readonly poll: number },
  signal: AbortSignal,
): Promise<void> {
  const { files, poll } = house;
  const live = new LiveSite(site, house);
  let resumed = false;
  let noted = 0;
  let failures = 0;
  for (;;) {
    try {
      if (!resumed) await resume(live, site, house, signal);
      resumed = true;
      await live.look(signal);
      if (failures > 0 || Date.now() - noted > NOTE_MS) {
        await files.listed("chunks", site);
        noted = Date.now();
      }
      failures = 0;
    } catch (error) {
      signal.throwIfAborted();
      failures++;
      await files.failed("chunks", site, reasonOf(error));
    }
    await sleep(pauseAfter(failures, live, poll * 1000), undefined, { signal });
  }
}

/** A failing server is polled less and less often. */
function pauseAfter(failures: number, live: LiveSite, usual: number): number {
  if (failures === 0) return live.pause(usual);
  return Math.max(usual, Math.min(usual * 2 ** Math.min(failures, 5), MAX_PAUSE_MS));
}

async function resume(
  live: LiveSite,
  site: string,
  { files }: LiveHouse,
  signal: AbortSignal,
): Promise<void> {
  await live.look(signal);
  for (const file of await files.forgotten("chunks", site, new Date(Date.now() + 60_000))) {
    if (file.key !== live.following) await live.resume(file, signal);
  }
}
