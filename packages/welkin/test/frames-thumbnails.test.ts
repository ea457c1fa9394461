import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cleanFramesJob } from "../src/frames/index.ts";
import { json, OcsServer } from "./frames/ocs-server.ts";
import { colors, frame, image, plain, settings } from "./frames/thumbnails.ts";
import { engines, type House, openHouse } from "./house.ts";

describe.each(engines)("thumbnails on $name", (engine) => {
  const server = new OcsServer();
  /** How far the service's clock is ahead. */
  let later = 0;
  let house: House;
  const get = (path: string, init?: RequestInit) =>
    fetch(`${house.url}${path}`, { redirect: "manual", ...init });
  const link = async (path: string, init?: RequestInit) => {
    const answer = await get(path, init);
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { url: string }).url;
  };

  beforeAll(async () => {
    await server.start();
    const now = () => new Date(Date.now() + later);
    house = await openHouse({ ...engine, settings: settings(server), now });
  });
  afterAll(async () => {
    await house?.close();
    await server.stop();
  });
  beforeEach(() => server.clear());

  it("draws once, asks the archive each time", async () => {
    server.add(frame());
    const [one, other] = [await link("/thumbnails/11/"), await link("/thumbnails/x-e91/")];
    expect(one.split("?")[0]).toBe(other.split("?")[0]);
    expect(server.fetched).toHaveLength(1);
    expect(server.asked).toEqual(["/frames/11/", "/frames/?basename_exact=x-e91"]);
    const picture = await fetch(one);
    expect(picture.status).toBe(200);
    const { width, height } = await sharp(await picture.arrayBuffer()).metadata();
    expect([width, height]).toEqual([200, 133]);
  });

  it("draws anew what was reduced anew", async () => {
    server.add(frame());
    const old = await link("/thumbnails/11/");
    server.add(frame({}, { file: await image(100, 100) }));
    const { width } = await sharp(
      await (await fetch(await link("/thumbnails/11/"))).arrayBuffer(),
    ).metadata();
    expect(width).toBe(100);
    expect((await fetch(old)).status).toBe(200);
  });

  it("shows a proprietary frame to those who may see it, and to nobody else", async () => {
    server.add(frame({ id: 31, public_date: "2999-01-01T00:00:00Z" }, { token: "mine" }));
    const mine = { headers: { authorization: "Token mine" } };
    const answer = await get("/thumbnails/31/", mine);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    for (const headers of [{}, { authorization: "Token other" }]) {
      const hidden = await get("/thumbnails/31/", { headers });
      expect(hidden.status).toBe(404);
      expect(await hidden.json()).toEqual({ message: "Not found" });
    }
    expect(server.fetched.map(({ authorization }) => authorization)).toEqual([undefined]);
    const { url } = (await answer.json()) as { url: string };
    expect((await fetch(url)).headers.get("cache-control") ?? "private").toMatch(/^private/);
  });

  it("follows the pages of a request, and draws its colours", async () => {
    const file = await image(120, 90);
    server.page = 2;
    for (let id = 100; id < 105; id++) server.add(frame({ id, primary_optical_element: "w" }));
    for (const one of colors(file)) server.add(one);
    const url = await link("/thumbnails/11/?color=true");
    const picture = sharp(await (await fetch(url)).arrayBuffer());
    expect((await picture.metadata()).channels).toBe(3);
    expect(server.asked.filter((path) => path.includes("request_id=77"))).toHaveLength(4);
    expect(server.fetched.map(({ path }) => path.split("?")[0]).sort()).toEqual([
      "/files/11",
      "/files/21",
      "/files/23",
    ]);
  });

  it("tells in plain words, as JSON, what of a file cannot be shown", async () => {
    server.add(frame({ id: 41 }, { file: new TextEncoder().encode("<html>") }));
    server.add(frame({ id: 42 }, { file: plain.subarray(0, 20_000) }));
    for (const id of [41, 42]) {
      const answer = await get(`/thumbnails/${id}/`);
      expect(answer.status).toBe(422);
      expect(answer.headers.get("content-type")).toBe("application/json");
      expect(Object.keys((await answer.json()) as object)).toEqual(["message"]);
    }
  });

  it("hands on that the archive was asked too often, and when to come again", async () => {
    server.answer("/frames/11/", (_request, response) =>
      json(response, 429, { detail: "throttled" }, { "retry-after": "120" }),
    );
    const answer = await get("/thumbnails/11/");
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "120"]);
    expect(await answer.json()).toEqual({
      message: "Got error response",
      response: { detail: "throttled" },
    });
  });

  it("writes a picture anew before it is older than a link to it, and removes what is too old", async () => {
    const file = await image(60, 60);
    server.add(frame({ id: 61 }, { file }));
    const days = (count: number) => count * 24 * 3600_000;
    const { store, queue } = house.service;
    const keyOf = (url: string) => /frames\/ocs\/61\/[^?]+/.exec(url)?.[0] ?? "";
    const clean = async () => {
      const id = await queue.send(cleanFramesJob, {});
      for await (const { state } of queue.watch(id)) if (state === "done") return;
    };
    const key = keyOf(await link("/thumbnails/61/"));
    const first = await store.head(key);
    await new Promise((resolve) => setTimeout(resolve, 1100));

    later = days(20);
    await link("/thumbnails/61/");
    expect((await store.head(key))?.modified).toEqual(first?.modified);
    later = days(24);
    await link("/thumbnails/61/");
    expect((await store.head(key))?.modified.getTime()).toBeGreaterThan(
      first?.modified.getTime() ?? Number.NaN,
    );
    await clean();
    expect(await store.head(key)).toBeDefined();
    later = days(31);
    await clean();
    expect(await store.head(key)).toBeUndefined();
    later = 0;
    expect((await fetch(await link("/thumbnails/61/"))).status).toBe(200);
  });

  it("leads to the slash, whatever is asked for behind it", async () => {
    server.add(frame());
    const answer = await fetch(`${house.url}/thumbnails/11?width=20&image=1`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect((await sharp(await answer.arrayBuffer()).metadata()).width).toBe(20);
  });

  it("answers a HEAD as a GET, without the body", async () => {
    server.add(frame({ id: 51 }));
    const answer = await get("/thumbnails/51/", { method: "HEAD" });
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
      200,
      "application/json",
      "",
    ]);
    const led = await get("/thumbnails/51/?image=1", { method: "HEAD" });
    const location = led.headers.get("location") ?? "";
    expect([led.status, (await fetch(location)).status]).toEqual([302, 200]);
    expect((await get("/thumbnails/52/", { method: "HEAD" })).status).toBe(404);
  });

  it("is the whole of a host to a proxy: robots.txt and the icon, too", async () => {
    expect(await (await get("/thumbnails/robots.txt")).text()).toBe("User-agent: *\nDisallow: /\n");
    expect((await get("/thumbnails/favicon.ico")).status).toBe(302);
  });

  it.each([
    [404, "gone", 404, { message: "Not found" }],
    [403, "<Error><Code>AccessDenied</Code></Error>", 403, { message: "Got error response" }],
    [403, '{"detail":"d"}', 403, { message: "Got error response", response: { detail: "d" } }],
    [400, '{"url":"/x?X-Amz-Signature=secret-signature"}', 400, { message: "Got error response" }],
    [503, '{"detail":"d"}', 502, { message: "Got error response" }],
  ] as const)("tells of a file that is answered %i %s", async (status, text, told, body) => {
    server.add(frame({ id: 81 }, { file: await image(31, 30) }));
    server.answer("/files/81", (_request, response) => void response.writeHead(status).end(text));
    const answer = await get("/thumbnails/81/");
    expect([answer.status, await answer.json()]).toEqual([told, body]);
  });

  it("takes a label of ten thousand characters, and no longer one", async () => {
    server.add(frame());
    for (const [length, status] of [
      [10_000, 200],
      [10_001, 400],
    ] as const) {
      expect((await get(`/thumbnails/11/?label=${"x".repeat(length)}`)).status).toBe(status);
    }
  });

  it.each([
    "width=1e9",
    "height=%20",
    "quality=x",
    "percentile=nan",
    "percentile=-1",
    "orient=up",
    "width=9999999",
  ])("refuses %s", async (query) => {
    server.add(frame());
    const answer = await get(`/thumbnails/11/?${query}`);
    expect(answer.status).toBe(400);
    expect(Object.keys((await answer.json()) as object)).toEqual(["message"]);
    expect(server.seen).toEqual([]);
  });
});
