import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { decodeLevel2 } from "@welkin/nexrad";
import { afterEach, describe, expect, it } from "vitest";
import { liveJob } from "../../src/radar/index.ts";
import { timeOf } from "../../src/radar/sources/names.ts";
import type { SourceStatus } from "../../src/radar/sources/view.ts";
import { type House, openHouse, upload } from "../house.ts";
import { type Buckets, openFake, servers } from "./servers.ts";
import { chunksOf } from "./volumes.ts";

const noon = new Date("2026-05-20T12:00:00Z");
const before = (minutes: number) => new Date(noon.getTime() - minutes * 60_000);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function closed<Thing extends { close(): Promise<void> }>(thing: Thing): Thing {
  closing.push(() => thing.close());
  return thing;
}

interface Live {
  readonly house: House;
  /** Of the service; moved by hand. */
  readonly clock: { now: Date };
  /** The job that follows. */
  readonly job: string;
}

async function follow(buckets: Buckets, settings: Record<string, string> = {}): Promise<Live> {
  const clock = { now: noon };
  const house = closed(
    await openHouse({
      settings: {
        ...buckets.settings,
        WELKIN_RADAR_SITES: "KTLX",
        WELKIN_RADAR_LEVEL2: "chunks",
        WELKIN_RADAR_POLL: "1",
        ...settings,
      },
      now: () => clock.now,
    }),
  );
  return { house, clock, job: await house.service.queue.send(liveJob, {}, { key: "live" }) };
}

interface Volume {
  id: string;
  url: string;
  time: string;
  sweeps: number;
  growing?: boolean;
  incomplete?: string[];
}

async function volumesOf(house: House): Promise<Volume[]> {
  const answer = await fetch(`${house.url}/radar/KTLX/volumes`);
  return ((await answer.json()) as { volumes: Volume[] }).volumes;
}

/** The newest volume, once it satisfies a condition. */
async function newestWhen(house: House, isSo: (volume: Volume) => boolean): Promise<Volume> {
  for (;;) {
    const [newest] = await volumesOf(house);
    if (newest && isSo(newest)) return newest;
    await sleep(50);
  }
}

/** The newest volume, once nothing more is awaited: late chunks restart the wait, so the clock is moved on. */
async function closedOne(house: House, clock: { now: Date }): Promise<Volume> {
  for (;;) {
    clock.now = new Date(clock.now.getTime() + 16_000);
    await sleep(500);
    const [newest] = await volumesOf(house);
    if (newest && !newest.growing) return newest;
  }
}

const bytesOf = async (house: House, path: string) => {
  const answer = await fetch(house.url + path);
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
};

async function status(house: House): Promise<SourceStatus | undefined> {
  const answer = await fetch(`${house.url}/radar/sources`);
  return ((await answer.json()) as { sources: SourceStatus[] }).sources[0];
}

async function storedOf(house: House, volume: Volume): Promise<string[]> {
  const keys: string[] = [];
  const prefix = `radar/KTLX/${volume.id}/`;
  for await (const { key } of house.service.store.list(prefix)) keys.push(key.slice(prefix.length));
  return keys;
}

describe.each(servers)("chunks on $name", { timeout: 300_000 }, ({ open }) => {
  it("show each sweep as soon as it is in, and become the archive's file", async () => {
    const buckets = closed(await open());
    const { house } = await follow(buckets);
    const chunks = chunksOf("KTLX", 7, before(3));
    // The first chunk has the metadata; each sweep has three.
    for (const { key, bytes } of chunks.slice(0, 4)) await buckets.put("chunks", key, bytes);
    const first = await newestWhen(house, ({ sweeps }) => sweeps === 1);
    expect(first).toMatchObject({ growing: true, time: before(3).toISOString() });
    const picture = await bytesOf(house, `${first.url}/sweeps/0/REF.png`);
    expect(picture.status).toBe(200);
    const other = await bytesOf(house, `${first.url}/sweeps/0/REF.png?width=128`);
    expect(other.status).toBe(200);
    for (const { key, bytes } of chunks.slice(4, 9)) await buckets.put("chunks", key, bytes);
    await newestWhen(house, ({ sweeps }) => sweeps === 2);
    const velocity = await bytesOf(house, `${first.url}/sweeps/1/VEL.png?width=200`);
    for (const { key, bytes } of chunks.slice(9)) await buckets.put("chunks", key, bytes);
    const whole = await newestWhen(house, ({ growing }) => !growing);
    expect(whole).toMatchObject({ id: first.id, sweeps: 4 });
    expect(whole.incomplete).toBeUndefined();

    // Pictures shown before do not change.
    expect(await bytesOf(house, `${first.url}/sweeps/0/REF.png`)).toEqual(picture);
    expect(await bytesOf(house, `${first.url}/sweeps/1/VEL.png?width=200`)).toEqual(velocity);
    // Pictures not drawn before are drawn from the whole file.
    expect((await bytesOf(house, `${first.url}/sweeps/3/REF.png?width=222`)).status).toBe(200);
    const raw = await (await house.service.store.get(`radar/KTLX/${first.id}/volume`)).bytes();
    expect((await decodeLevel2(raw)).sweeps).toHaveLength(4);
    expect(Buffer.concat(chunks.map(({ bytes }) => bytes)).equals(raw)).toBe(true);
    expect((await storedOf(house, first)).filter((name) => name.startsWith("sweep-"))).toEqual([]);
    const again = await upload(house, "KTLX20260520_115700_V06", raw);
    expect(again.result).toMatchObject({ added: false, volume: first.id });
    expect(await status(house)).toMatchObject({
      source: "chunks",
      feed: "KTLX",
      files: { done: 1, waiting: 0, failed: 0 },
      newest: expect.any(String),
    });
  });

  it("begin with the newest volume, though numbers go round, and go on with the next", async () => {
    const buckets = closed(await open());
    for (const [number, minutes] of [
      [1, 12],
      [2, 6],
      [997, 30],
      [998, 24],
      [999, 18],
    ] as const) {
      for (const { key, bytes } of chunksOf("KTLX", number, before(minutes)))
        await buckets.put("chunks", key, bytes);
    }
    const { house } = await follow(buckets);
    const whole = (volume: Volume) => !volume.growing;
    expect((await newestWhen(house, whole)).time).toBe(before(6).toISOString());
    for (const { key, bytes } of chunksOf("KTLX", 3, before(1)))
      await buckets.put("chunks", key, bytes);
    await newestWhen(house, (volume) => whole(volume) && volume.time === before(1).toISOString());
    expect(await volumesOf(house)).toHaveLength(2);
  });
});

describe("chunks that come late, or never", { timeout: 300_000 }, () => {
  it("goes round from 999 to 1", async () => {
    const buckets = closed(await openFake());
    for (const { key, bytes } of chunksOf("KTLX", 999, before(5)))
      buckets.server.put("chunks", key, bytes);
    // Left over from the last round.
    for (const { key, bytes } of chunksOf("KTLX", 1, before(5000)))
      buckets.server.put("chunks", key, bytes);
    const { house } = await follow(buckets);
    await newestWhen(house, ({ growing }) => !growing);
    for (const { key, bytes } of chunksOf("KTLX", 1, before(1)))
      buckets.server.put("chunks", key, bytes);
    await newestWhen(house, ({ growing, time }) => !growing && time === before(1).toISOString());
  });

  it("waits for a chunk that is late", async () => {
    const buckets = closed(await openFake());
    const { house } = await follow(buckets);
    const chunks = chunksOf("KTLX", 7, before(3));
    const [late] = chunks.splice(2, 1);
    for (const { key, bytes } of chunks) buckets.server.put("chunks", key, bytes);
    await newestWhen(house, ({ sweeps }) => sweeps === 3);
    buckets.server.put("chunks", late?.key ?? "", late?.bytes ?? new Uint8Array());
    const whole = await newestWhen(house, ({ growing }) => !growing);
    expect(whole.sweeps).toBe(4);
    expect(whole.incomplete).toBeUndefined();
  });

  it("goes on without a chunk that never comes, and says so", async () => {
    const buckets = closed(await openFake());
    const { house, clock } = await follow(buckets);
    const chunks = chunksOf("KTLX", 7, before(3));
    chunks.splice(2, 1);
    for (const { key, bytes } of chunks) buckets.server.put("chunks", key, bytes);
    await newestWhen(house, ({ sweeps }) => sweeps === 3);
    const whole = await closedOne(house, clock);
    expect(whole.sweeps).toBe(4);
    expect(whole.incomplete?.join()).toMatch(/missing chunks: 3$/m);
    // The sweep with the gap is found in the whole file too.
    expect((await bytesOf(house, `${whole.url}/sweeps/0/REF.png?width=99`)).status).toBe(200);
    expect((await bytesOf(house, `${whole.url}/sweeps/3/REF.png?width=99`)).status).toBe(200);
    for (let state = await status(house); ; state = await status(house), await sleep(50)) {
      if (state?.files.done !== 1) continue;
      expect(state.problems[0]?.reason).toMatch(/missing chunks: 3/);
      break;
    }
  });

  it("shows a fuller volume when a chunk comes after its sweep was shown, and keeps the old one's address", async () => {
    const buckets = closed(await openFake());
    const { house, clock } = await follow(buckets);
    const chunks = chunksOf("KTLX", 7, before(3));
    const [late] = chunks.splice(2, 1);
    const end = chunks.pop();
    for (const { key, bytes } of chunks) buckets.server.put("chunks", key, bytes);
    await newestWhen(house, ({ sweeps }) => sweeps === 2);
    clock.now = new Date(noon.getTime() + 16_000);
    const growing = await newestWhen(house, ({ sweeps }) => sweeps === 3);
    const old = await bytesOf(house, `${growing.url}/sweeps/0/REF.png?width=99`);
    for (const chunk of [late, end])
      buckets.server.put("chunks", chunk?.key ?? "", chunk?.bytes ?? new Uint8Array());
    const fuller = await newestWhen(house, ({ id }) => id !== growing.id);
    expect(fuller).toMatchObject({ sweeps: 4, time: growing.time });
    expect(fuller.incomplete).toBeUndefined();
    expect(await volumesOf(house)).toHaveLength(1);
    expect(await bytesOf(house, `${growing.url}/sweeps/0/REF.png?width=99`)).toEqual(old);
    expect((await bytesOf(house, `${growing.url}/sweeps/0/REF.png?width=98`)).status).toBe(200);
  });

  it("closes a volume that the radar does not end, when the next begins", async () => {
    const buckets = closed(await openFake());
    const { house, clock } = await follow(buckets);
    const chunks = chunksOf("KTLX", 7, before(9)).slice(0, 6);
    for (const { key, bytes } of chunks) buckets.server.put("chunks", key, bytes);
    await newestWhen(house, ({ sweeps }) => sweeps === 1);
    clock.now = new Date(noon.getTime() + 11_000);
    for (const { key, bytes } of chunksOf("KTLX", 8, before(1)))
      buckets.server.put("chunks", key, bytes);
    await newestWhen(house, ({ growing, time }) => !growing && time === before(1).toISOString());
    clock.now = new Date(noon.getTime() + 60_000);
    for (;;) {
      const cut = (await volumesOf(house))[1];
      if (!cut?.growing && cut?.sweeps === 2) {
        expect(cut.incomplete?.join()).toMatch(/stops before the radar ended it/);
        break;
      }
      await sleep(50);
    }
  });

  it("takes a volume whose first chunk never came as a file", async () => {
    const buckets = closed(await openFake());
    const { house, clock } = await follow(buckets);
    for (const { key, bytes } of chunksOf("KTLX", 7, before(3)).slice(1))
      buckets.server.put("chunks", key, bytes);
    while (buckets.server.reads.length < 12) await sleep(50);
    expect(await volumesOf(house)).toEqual([]);
    const whole = await closedOne(house, clock);
    expect(whole.sweeps).toBe(4);
  });

  it("goes on where it was when it is begun again", async () => {
    const buckets = closed(await openFake());
    const { house, job } = await follow(buckets);
    const { queue } = house.service;
    const chunks = chunksOf("KTLX", 7, before(9));
    for (const { key, bytes } of chunks.slice(0, 5)) buckets.server.put("chunks", key, bytes);
    const first = await newestWhen(house, ({ sweeps }) => sweeps === 1);
    await queue.cancel(job);
    // Meanwhile the volume ends, and the next one arrives complete.
    for (const { key, bytes } of chunks.slice(5)) buckets.server.put("chunks", key, bytes);
    for (const { key, bytes } of chunksOf("KTLX", 8, before(1)))
      buckets.server.put("chunks", key, bytes);
    await queue.send(liveJob, {}, { key: "live" });
    await newestWhen(house, ({ growing, time }) => !growing && time === before(1).toISOString());
    for (;;) {
      const old = (await volumesOf(house))[1];
      if (old && !old.growing) {
        expect(old).toMatchObject({ id: first.id, sweeps: 4 });
        break;
      }
      await sleep(50);
    }
  });

  it("bears damaged, empty and lying chunks", async () => {
    const buckets = closed(await openFake());
    const { house, clock } = await follow(buckets);
    const chunks = chunksOf("KTLX", 7, before(3));
    const { server } = buckets;
    for (const [place, { key, bytes }] of chunks.entries()) {
      const damaged = bytes.slice();
      damaged.fill(0x55, 30);
      server.put("chunks", key, place === 5 ? damaged : place === 8 ? new Uint8Array() : bytes);
    }
    server.put("chunks", "KTLX/7/not-a-chunk", Buffer.from("x"));
    server.put("chunks", "KTLX/7/20261399-990000-001-S", Buffer.from("x"));
    server.put("chunks", "KTLX/8/20990101-000000-001-S", Buffer.from("x"));
    await newestWhen(house, ({ sweeps }) => sweeps >= 2);
    const whole = await closedOne(house, clock);
    expect(whole.sweeps).toBe(4);
    expect(whole.incomplete?.length).toBeGreaterThan(0);
    for (const sweep of [0, 1, 2, 3]) {
      const moment = sweep === 1 ? "VEL" : "REF";
      const path = `${whole.url}/sweeps/${sweep}/${moment}.png?width=99`;
      expect([sweep, (await bytesOf(house, path)).status]).toEqual([sweep, 200]);
    }
  });

  it("rides out a server that fails", async () => {
    const buckets = closed(await openFake());
    const { server } = buckets;
    let calls = 0;
    server.fault = () => [undefined, 500, undefined, 403, undefined, "cut" as const][calls++ % 6];
    const { house } = await follow(buckets);
    for (const { key, bytes } of chunksOf("KTLX", 7, before(3))) server.put("chunks", key, bytes);
    await sleep(1000);
    await server.stop();
    await sleep(1000);
    await server.start();
    server.fault = () => undefined;
    const whole = await newestWhen(house, ({ growing }) => !growing);
    expect(whole.sweeps).toBe(4);
  });
});

const data = join(process.env["WELKIN_TEST_DATA"] ?? "../shared/data", "nexrad/level2/chunks");

describe.skipIf(!existsSync(data))("real chunks", { timeout: 300_000 }, () => {
  it.each(["KLOT/230", "TORD/185"])("of %s become the sweeps of their volume", async (folder) => {
    const [site = "", number] = folder.split("/");
    const names = (await readdir(join(data, folder))).filter((name) => /-[SIE]$/.test(name)).sort();
    const files = await Promise.all(
      names.map(async (name) => ({ name, bytes: await readFile(join(data, folder, name)) })),
    );
    const [, date = "", time = ""] = /^(\d{8})-(\d{6})/.exec(names[0] ?? "") ?? [];
    const start = timeOf(date, time);
    const buckets = closed(await openFake());
    const { house, clock } = await follow(buckets, { WELKIN_RADAR_SITES: site });
    clock.now = start ?? noon;
    for (const { name, bytes } of files) {
      buckets.server.put("chunks", `${site}/${number}/${name}`, bytes);
    }
    const url = `${house.url}/radar/${site}/volumes`;
    for (;;) {
      const [volume] = ((await (await fetch(url)).json()) as { volumes: Volume[] }).volumes;
      if (!volume || volume.growing) {
        await sleep(100);
        continue;
      }
      expect(volume.incomplete).toBeUndefined();
      const { sweeps } = (await (await fetch(`${house.url}${volume.url}/sweeps`)).json()) as {
        sweeps: { index: number; radials: number; elevation: number }[];
      };
      const whole = await decodeLevel2(files);
      expect(sweeps.map(({ index, radials, elevation }) => [index, radials, elevation])).toEqual(
        whole.sweeps.map(({ index, radials, elevation }) => [index, radials, elevation]),
      );
      const last = sweeps.at(-1)?.index ?? 0;
      const path = `${volume.url}/sweeps/${last}/REF.png?width=150`;
      expect((await bytesOf(house, path)).status).toBe(200);
      return;
    }
  });
});
