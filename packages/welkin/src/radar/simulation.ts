import { z } from "zod";
import type { PoolTask } from "../engines/pool/index.ts";
import type { JobKind, Queue } from "../engines/queue/index.ts";
import type { RadarCatalog } from "./catalog.ts";
import type { RadarRetention } from "./retention.ts";
import { type SimulatedVolume, simulateVolumes } from "./simulator/index.ts";

const minutes = 60_000;
const interval = 5;
const count = 5;

const Data = z.object({
  /** When the simulation's volume 0 starts. */
  start: z.iso.datetime(),
  volume: z.number().int().min(0),
});

/** A volume of the simulated storm to be made and ingested. */
export const simulateJob: JobKind<z.infer<typeof Data>> = {
  name: "radar.simulate",
  data: Data,
  concurrency: 2,
};

/** Makes one simulated volume; runs in a pool thread. */
export const simulateTask: PoolTask<z.infer<typeof Data>, SimulatedVolume> = {
  module: new URL(import.meta.url),
  name: "simulate",
};

export function simulate({ start, volume }: z.infer<typeof Data>): SimulatedVolume {
  const [made] = simulateVolumes({
    start: new Date(start),
    first: volume,
    count: 1,
    intervalMinutes: interval,
  });
  if (!made) throw new Error("the simulator made no volume");
  return made;
}

/**
 * Maintains a simulated storm of the last half hour while no real data is held, and removes it otherwise. Its volumes
 * are files like any other.
 */
export async function tendSimulation(options: {
  readonly wanted: "auto" | "on" | "off";
  readonly now: Date;
  readonly queue: Queue;
  readonly catalog: RadarCatalog;
  readonly retention: RadarRetention;
}): Promise<void> {
  const { wanted, now, queue, catalog, retention } = options;
  const shown = wanted === "on" || (wanted === "auto" && !(await catalog.hasReal()));
  const newest = Math.floor(now.getTime() / (interval * minutes)) * interval * minutes;
  const start = new Date(newest - (count - 1) * interval * minutes);

  const held = await catalog.simulated();
  const fresh = held.filter(({ time }) => shown && time >= start);
  for (const { site, id } of held) {
    if (!fresh.some((volume) => volume.id === id)) await retention.remove(site, id);
  }
  if (!shown || fresh.length > 0) return;
  for (let volume = count - 1; volume >= 0; volume--) {
    const key = `${start.toISOString()}/${volume}`;
    // Newest first: it is what the page shows.
    await queue.send(
      simulateJob,
      { start: start.toISOString(), volume },
      { key, priority: volume },
    );
  }
}
