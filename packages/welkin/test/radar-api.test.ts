import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SIMULATED_SITE, simulateVolumes } from "../src/radar/simulator/index.ts";
import { engines, type House, openHouse, upload } from "./house.ts";

const start = new Date("2026-05-20T22:00:00Z");
const [first, second] = [...simulateVolumes({ start, count: 2, intervalMinutes: 5, seed: 1 })];
if (!first || !second) throw new Error("the simulator makes no volumes");

interface Detail {
  id: string;
  url: string;
  latitude: number;
  longitude: number;
  sweepList: {
    index: number;
    elevation: number;
    moments: { name: string; png: string; json: string }[];
  }[];
}

describe.each(engines)("the radar API on $name", ({ name, ...servers }) => {
  let house: House;
  let volume: Detail;
  const get = (path: string, init?: RequestInit) => fetch(`${house.url}${path}`, init);
  const json = async (path: string) => (await get(path)).json() as Promise<never>;

  beforeAll(async () => {
    house = await openHouse(servers);
    await upload(house, first.name, first.bytes);
    const { volumes } = await json(`/radar/${SIMULATED_SITE.id}/volumes`);
    volume = await json((volumes as { url: string }[])[0]?.url ?? "");
  });
  afterAll(() => house?.close());

  it("lists the site, and says that it is simulated", async () => {
    const { sites } = await json("/radar/sites");
    expect(sites).toMatchObject([
      { id: SIMULATED_SITE.id, volumes: 1, simulated: true, latest: start.toISOString() },
    ]);
  });

  it("describes the volume with its sweeps and moments", () => {
    expect(volume.latitude).toBeCloseTo(SIMULATED_SITE.latitude, 3);
    expect(volume.sweepList.length).toBeGreaterThan(3);
    expect(volume.sweepList[0]?.moments.map(({ name }) => name)).toContain("REF");
  });

  it("changes nothing when a file is ingested again", async () => {
    const job = await upload(house, "another-name", first.bytes);
    expect(job.result).toMatchObject({ added: false, volume: volume.id });
    const { volumes } = await json(`/radar/${SIMULATED_SITE.id}/volumes`);
    expect(volumes).toHaveLength(1);
  });

  it("keeps the default pictures at ingest", async () => {
    const keys: string[] = [];
    for await (const { key } of house.service.store.list(`radar/${SIMULATED_SITE.id}/`))
      keys.push(key);
    expect(keys.filter((key) => key.endsWith(".png")).length).toBeGreaterThanOrEqual(
      volume.sweepList.length,
    );
  });

  it("serves a picture that may be cached for ever", async () => {
    const path = `${volume.sweepList[0]?.moments[0]?.png}?width=300`;
    const picture = await get(path);
    expect(picture.status).toBe(200);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(picture.headers.get("cache-control")).toContain("immutable");
    expect(picture.headers.get("access-control-allow-origin")).toBe("*");
    const etag = picture.headers.get("etag") ?? "";
    const bytes = new Uint8Array(await picture.arrayBuffer());
    expect(await sharp(bytes).metadata()).toMatchObject({
      format: "png",
      width: 300,
      hasAlpha: true,
    });

    // Once from the store, once remembered: the same in every respect.
    const again = await get(path);
    expect(new Uint8Array(await again.arrayBuffer())).toEqual(bytes);
    expect(again.headers.get("etag")).toBe(etag);
    expect(again.headers.get("content-security-policy")).toBe(
      picture.headers.get("content-security-policy"),
    );
    const unchanged = await get(path, { headers: { "if-none-match": etag } });
    expect(unchanged.status).toBe(304);
    expect(await unchanged.text()).toBe("");
    const head = await get(path, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe(String(bytes.length));
  });

  it("says where a picture lies, in both conventions", async () => {
    const facts = await json(`${volume.sweepList[0]?.moments[0]?.json}?width=300`);
    const { bbox, coordinates, bounds, range, unit, elevation, legend } = facts as {
      bbox: number[];
      coordinates: number[][];
      bounds: Record<string, number[]>;
      range: { min: number; max: number };
      unit: string;
      elevation: number;
      legend: { json: string };
    };
    const [west = 0, south = 0, east = 0, north = 0] = bbox;
    expect(coordinates).toEqual([
      [west, north],
      [east, north],
      [east, south],
      [west, south],
    ]);
    expect(bounds).toEqual({
      nw: [west, north],
      ne: [east, north],
      se: [east, south],
      sw: [west, south],
    });
    expect((west + east) / 2).toBeCloseTo(SIMULATED_SITE.longitude, 2);
    expect(south).toBeLessThan(SIMULATED_SITE.latitude);
    expect(north).toBeGreaterThan(SIMULATED_SITE.latitude);
    expect(unit).toBe("dBZ");
    expect(range.max).toBeGreaterThan(40);
    expect(elevation).toBeCloseTo(0.5, 1);
    expect((await get(legend.json)).status).toBe(200);
  });

  it("draws any other moment when asked, once however many ask", async () => {
    const path = `${volume.url}/sweeps/0/RHO.webp?width=200`;
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(path)));
    const bodies = await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    for (const body of bodies)
      expect(Buffer.from(body)).toEqual(Buffer.from(bodies[0] as ArrayBuffer));
    expect(await sharp(bodies[0] as ArrayBuffer).metadata()).toMatchObject({
      format: "webp",
      width: 200,
    });
  });

  it("draws tiles", async () => {
    const z = 7;
    const x = Math.floor(((SIMULATED_SITE.longitude + 180) / 360) * 2 ** z);
    const rad = (SIMULATED_SITE.latitude * Math.PI) / 180;
    const y = Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * 2 ** z);
    const tile = await get(`${volume.url}/sweeps/0/REF/tiles/${z}/${x}/${y}.png`);
    expect(await sharp(await tile.arrayBuffer()).metadata()).toMatchObject({
      width: 256,
      height: 256,
    });
  });

  it("tells the value over a point", async () => {
    const at = (lon: number, lat: number) =>
      json(`${volume.url}/sweeps/0/REF/value?lon=${lon}&lat=${lat}`);
    const far = await at(SIMULATED_SITE.longitude + 20, SIMULATED_SITE.latitude);
    expect(far).toMatchObject({ state: "out of range", value: null });
    const near = (await at(SIMULATED_SITE.longitude + 0.5, SIMULATED_SITE.latitude)) as {
      azimuth: number;
      range: number;
      beamHeight: number;
    };
    expect(near.azimuth).toBeCloseTo(90, 0);
    expect(near.range / 1000).toBeCloseTo(45, -1);
    expect(near.beamHeight).toBeGreaterThan(SIMULATED_SITE.groundHeight);
  });

  it("has a legend for every table, as data and as a picture", async () => {
    const { tables } = (await json("/radar/legend")) as {
      tables: { table: string; png: string; stops: unknown[] }[];
    };
    expect(tables.length).toBeGreaterThanOrEqual(7);
    for (const { png, stops } of tables) {
      expect(stops.length).toBeGreaterThan(1);
      const picture = await get(png);
      expect((await sharp(await picture.arrayBuffer()).metadata()).format).toBe("png");
    }
  });

  it("pages through volumes, newest first, and within a window of time", async () => {
    await upload(house, second.name, second.bytes);
    const base = `/radar/${SIMULATED_SITE.id}/volumes`;
    const page = (await json(`${base}?limit=1`)) as { volumes: { time: string }[]; next: string };
    expect(page.volumes.map(({ time }) => time)).toEqual([second.time.toISOString()]);
    const rest = (await json(`${base}?limit=1&cursor=${page.next}`)) as {
      volumes: { id: string }[];
    };
    expect(rest.volumes.map(({ id }) => id)).toEqual([volume.id]);
    expect(rest).not.toHaveProperty("next");
    const { volumes } = await json(`${base}?to=${start.toISOString()}`);
    expect((volumes as { id: string }[]).map(({ id }) => id)).toEqual([volume.id]);
    const latest = await get(`${base}/latest`, { redirect: "manual" });
    expect(latest.status).toBe(302);
    expect((await json(`${base}/latest`)) as unknown).toMatchObject({
      time: second.time.toISOString(),
    });
  });

  it.each([
    ["/nowhere", 404, "NOT_FOUND"],
    ["/radar/klot/volumes", 400, "BAD_REQUEST"],
    ["/radar/KLOT/volumes/latest", 404, "RADAR_SITE_NOT_FOUND"],
    ["/radar/KLOT/volumes/20210625T075154Z-cb1c389e", 404, "RADAR_VOLUME_NOT_FOUND"],
    ["/radar/XSIM/volumes?limit=0", 400, "BAD_REQUEST"],
    ["/radar/XSIM/volumes?cursor=tomorrow", 400, "BAD_REQUEST"],
    ["/radar/XSIM/volumes?from=yesterday", 400, "BAD_REQUEST"],
    ["{volume}/sweeps/99/REF.png", 404, "RADAR_SWEEP_NOT_FOUND"],
    ["{volume}/sweeps/-1/REF.png", 400, "BAD_REQUEST"],
    ["{volume}/sweeps/0/CFP.png", 404, "RADAR_MOMENT_NOT_FOUND"],
    ["{volume}/sweeps/0/RAIN.png", 400, "BAD_REQUEST"],
    ["{volume}/sweeps/0/REF.gif", 404, "NOT_FOUND"],
    ["{volume}/sweeps/0/REF.png?width=100000", 400, "BAD_REQUEST"],
    ["{volume}/sweeps/0/REF.png?table=..%2F..%2Fetc", 404, "TABLE_UNKNOWN"],
    ["{volume}/sweeps/0/REF/value?lon=east&lat=0", 400, "BAD_REQUEST"],
    ["/radar/legend/none.json", 404, "TABLE_UNKNOWN"],
    ["/jobs/not-a-job", 400, "BAD_REQUEST"],
    ["/jobs/00000000-0000-4000-8000-000000000000", 404, "JOB_NOT_FOUND"],
  ])("answers %s with %i %s, as a problem", async (path, status, code) => {
    const answer = await get(path.replace("{volume}", volume.url));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      status,
      "application/problem+json",
    ]);
    const problem = (await answer.json()) as { code: string; status: number; title: string };
    expect(problem).toMatchObject({ code, status });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["a header and a text", new TextEncoder().encode(`AR2V0006.001${"no volume".repeat(100)}`)],
    ["gzip of little more than a header", gzipSync(first.bytes.slice(0, 30))],
    ["a header and nothing else", first.bytes.slice(0, 24)],
  ])("fails the job of %s with a code and a sentence", async (_, bytes) => {
    const job = await upload(house, "bad", bytes);
    expect(job.state).toBe("failed");
    expect(job.error?.code).toMatch(/^(LEVEL2|RADAR)_/);
    expect(job.error?.message).toMatch(/\w+ \w+/);
    const waiting: string[] = [];
    for await (const { key } of house.service.store.list("incoming/")) waiting.push(key);
    expect(waiting).toEqual([]);
  });

  it("keeps the whole sweeps of a volume that ends early", async () => {
    const job = await upload(
      house,
      "cut",
      second.bytes.slice(0, Math.floor(second.bytes.length / 2)),
    );
    expect(job.state).toBe("done");
    const { incomplete, sweeps } = job.result as { incomplete: string[]; sweeps: number };
    expect(incomplete[0]).toMatch(/^(LEVEL2|BZIP2)_TRUNCATED: /);
    expect(sweeps).toBeGreaterThan(0);
    // The complete volume of the same time remains the one listed.
    const { volumes } = await json(`/radar/${SIMULATED_SITE.id}/volumes`);
    expect((volumes as { incomplete?: string[] }[]).map((listed) => listed.incomplete)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it("refuses an empty body and an unknown method", async () => {
    const empty = await get("/radar/volumes", { method: "POST", body: new Blob([]) });
    expect(empty.status).toBe(422);
    expect(await empty.json()).toMatchObject({ code: "FILE_EMPTY" });
    const put = await get("/radar/sites", { method: "PUT" });
    expect(put.status).toBe(405);
  });

  it.each([
    ["a text", "hello", "text/plain", 422, "FILE_UNKNOWN"],
    ["a picture", "\x89PNG\r\n\x1a\n", "application/octet-stream", 422, "FILE_UNKNOWN"],
    ["a page", "<!doctype html>", "text/html", 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["JSON", "{}", "application/json", 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["gzip of something else", gzipSync("hello"), "application/gzip", 422, "FILE_UNKNOWN"],
    ["gzip that is damaged", "\x1f\x8b\x08hello", "application/gzip", 422, "FILE_UNKNOWN"],
    ["much of nothing", new Uint8Array(3e6), "", 422, "FILE_UNKNOWN"],
  ])("takes no %s for a volume, and says so at once", async (_what, body, type, status, code) => {
    const bytes = typeof body === "string" ? Buffer.from(body, "latin1") : new Uint8Array(body);
    const headers = type === "" ? {} : { "content-type": type };
    const sent = await get("/radar/volumes", { method: "POST", body: bytes, headers });
    expect(sent.headers.get("content-type")).toMatch("application/problem+json");
    expect(await sent.json()).toMatchObject({ status, code });
    const form = new FormData();
    form.append("file", new Blob([bytes], { type }), "file");
    expect((await get("/radar/volumes", { method: "POST", body: form })).status).toBe(status);
    const kept: string[] = [];
    for await (const { key } of house.service.store.list("incoming/")) kept.push(key);
    expect(kept).toEqual([]);
  });

  it("takes a volume that is gzip", async () => {
    const job = await upload(house, "packed.gz", gzipSync(first.bytes));
    expect(job).toMatchObject({ state: "done", result: { format: "level2" } });
  });

  it("takes a file from a form", async () => {
    const form = new FormData();
    form.append("file", new Blob([second.bytes as Uint8Array<ArrayBuffer>]), second.name);
    const sent = await get("/radar/volumes", { method: "POST", body: form });
    expect(sent.status).toBe(202);
  });

  it("streams a job's changes until it has ended", async () => {
    const sent = await get("/radar/volumes", {
      method: "POST",
      body: new Blob([first.bytes as Uint8Array<ArrayBuffer>]),
    });
    const { url } = (await sent.json()) as { url: string };
    const events = await (await get(`${url}/events`)).text();
    expect(events).toMatch(/event: status/);
    expect(events).toMatch(/"state":"done"/);
  });

  it("tells what is new as it happens, and again to who comes back", async () => {
    const gone = new AbortController();
    const answer = await get("/events?topic=radar", {
      headers: { "last-event-id": "0" },
      signal: gone.signal,
    });
    let text = "";
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      if (text.includes(volume.id)) break;
    }
    gone.abort();
    expect(text).toMatch(/id: \d+/);
    expect(text).toContain("event: radar.volume");
    expect(text).toContain(`"volume":"${volume.id}"`);
  });

  it("opens a signed link to the store to whoever has it, and no other", async () => {
    const { store } = house.service;
    const [object] = await Array.fromAsync(store.list(`radar/${SIMULATED_SITE.id}/`, { limit: 1 }));
    const link = await store.url(object?.key ?? "", { expiresIn: 60, download: "raw data" });
    const answer = await fetch(new URL(link, house.url));
    expect(answer.status).toBe(200);
    expect((await answer.arrayBuffer()).byteLength).toBe(object?.size);
    expect(answer.headers.get("content-disposition")).toContain("attachment");
    const altered = link.replace(/([Ss]ignature=)..../, "$1AAAA");
    expect((await fetch(new URL(altered, house.url))).status).toBe(403);
    expect((await get(`/store/${object?.key}`)).status).toBe(403);
  });

  it("describes itself", async () => {
    const { openapi, paths } = (await json("/openapi.json")) as { openapi: string; paths: object };
    expect(openapi).toBe("3.1.0");
    expect(Object.keys(paths)).toContain("/radar/{site}/volumes");
    expect((await get("/docs")).status).toBe(200);
    expect(await json("/health")).toEqual({ status: "ok" });
    expect(await json("/ready")).toEqual({ status: "ready" });
    expect(await (await get("/metrics")).text()).toContain("welkin_http_request_seconds_bucket");
  });
});

describe("writing", () => {
  const post = (house: House, headers: Record<string, string>) =>
    fetch(`${house.url}/radar/volumes`, { method: "POST", body: "AR2V0006.001", headers });

  it("needs the key when one is set", async () => {
    const key = "a-key-that-is-long-enough";
    const house = await openHouse({ settings: { WELKIN_API_KEY: key } });
    try {
      const statuses = [
        await post(house, {}),
        await post(house, { "x-api-key": "another-key-long-enough" }),
        await post(house, { "x-api-key": key }),
        await post(house, { authorization: `Bearer ${key}` }),
      ].map(({ status }) => status);
      expect(statuses).toEqual([401, 401, 202, 202]);
    } finally {
      await house.close();
    }
  });

  it("is for this machine's own programs while no key is set", async () => {
    const house = await openHouse({ settings: { WELKIN_UPLOAD_LIMIT: "1K" } });
    try {
      const elsewhere = await post(house, { origin: "https://elsewhere.example" });
      expect(elsewhere.status).toBe(403);
      expect(await elsewhere.json()).toMatchObject({ code: "FORBIDDEN" });
      expect((await post(house, { "x-forwarded-for": "203.0.113.7" })).status).toBe(403);
      expect((await post(house, { origin: house.url })).status).toBe(202);

      const large = await fetch(`${house.url}/radar/volumes`, {
        method: "POST",
        body: new Blob([new Uint8Array(5000)]),
      });
      expect(large.status).toBe(413);
    } finally {
      await house.close();
    }
  });
});
