import { setTimeout as sleep } from "node:timers/promises";
import type { Service } from "../../src/service.ts";
import type { House } from "../house.ts";

/** An orbit of 42 Isis in the API's form. */
export const isis = {
  name: "42 Isis",
  epoch_mjd_tdb: 57914,
  state_helio_icrf: [
    1.964475957465263, 0.1988552574051933, -0.2311659011230044, 0.001062848008089317,
    0.01213473568501525, 0.005306982813329122,
  ],
  H: 7.53,
  G: 0.15,
};

/** The asteroid's position at MJD 58484.42727639, as seen from T05. */
export const isisAt = [157.43738946, 19.0449908] as const;
export const isisMjd = 58484.42727639;

export const box = (ra: number, dec: number, half: number) =>
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ]
    .map(([x, y]) => `${ra + x! * half}:${dec + y! * half}`)
    .join(",");

export const exposure = (
  product_id: string,
  ra: number,
  dec: number,
  start = isisMjd,
  seconds = 30,
) => ({
  product_id,
  mjd_start: start,
  mjd_stop: start + seconds / 86_400,
  fov: box(ra, dec, 0.1),
});

/**
 * Sends rows as NDJSON and waits until they are imported; returns the job.
 *
 * @param where The observatory of rows that name none, T05; undefined for their source's own.
 */
export async function importRows(
  house: House,
  source: string,
  rows: readonly object[],
  ...where: [observatory?: string | undefined]
) {
  const observatory = where.length === 0 ? "T05" : where[0];
  const query = observatory === undefined ? "" : `&observatory=${observatory}`;
  return await sendLines(house, `/survey/import?source=${source}${query}`, rows);
}

/** The job's final state. */
export async function ended(service: Service, job: string) {
  let last: Awaited<ReturnType<Service["queue"]["get"]>>;
  for await (const status of service.queue.watch(job)) last = status;
  if (!last) throw new Error(`job ${job} is gone`);
  return last;
}

/** A search once it has ended, as returned by the API. */
export async function settled(house: House, id: string): Promise<unknown> {
  const search = async () =>
    (await (await fetch(`${house.url}/survey/searches/${id}`)).json()) as {
      job: string | null;
      ended: string | null;
    };
  const { job } = await search();
  if (job !== null) await ended(house.service, job);
  return await search();
}

/** Sends orbits as JSON lines, and waits. */
export async function importOrbits(house: House, orbits: readonly object[]) {
  return await sendLines(house, "/survey/orbits?name=orbits.ndjson", orbits);
}

async function sendLines(house: House, path: string, lines: readonly object[]) {
  const body = lines.map((line) => JSON.stringify(line)).join("\n");
  for (;;) {
    const headers = { "content-type": "application/x-ndjson" };
    const sent = await fetch(`${house.url}${path}`, { method: "POST", headers, body });
    // A machine that has just started many services at once says that it is busy.
    if (sent.status === 503) await sleep(1000);
    else if (sent.status !== 202) throw new Error(`${sent.status}: ${await sent.text()}`);
    else return await ended(house.service, ((await sent.json()) as { job: string }).job);
  }
}

export interface StreamEvent {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: Record<string, unknown>;
}

/** Reads server-sent events until `enough`, or until the stream ends. */
export async function readEvents(
  url: string,
  enough: (event: StreamEvent, all: readonly StreamEvent[]) => boolean = () => false,
  headers: Record<string, string> = {},
): Promise<StreamEvent[]> {
  const gone = new AbortController();
  const answer = await fetch(url, {
    headers: { accept: "text/event-stream", ...headers },
    signal: gone.signal,
  });
  const events: StreamEvent[] = [];
  let text = "";
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, "m").exec(block)?.[1];
      const data = field("data");
      if (data === undefined) continue;
      events.push({ id: field("id"), event: field("event"), data: JSON.parse(data) });
      if (enough(events.at(-1)!, events)) {
        gone.abort();
        return events;
      }
    }
  }
  return events;
}
