import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeFits } from "@welkin/fits";
import { pino } from "pino";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { cleanFramesJob } from "../src/frames/index.ts";
import { openHttp, openService, type Service } from "../src/service.ts";
import { type ArchivedFrame, json, OcsServer } from "./frames/ocs-server.ts";
import { engines, type House, openHouse } from "./house.ts";

const data =
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const recorded = `${data}/fits/truth/thumbservice_responses.json`;

/** A sky with a star in it. */
async function image(width = 300, height = 200, planes?: number): Promise<Uint8Array> {
  const pixels = Float32Array.from({ length: width * height * (planes ?? 1) }, (_, i) => {
    const x = i % width;
    const y = Math.floor(i / width) % height;
    const star = 5000 * Math.exp(-((x - width / 3) ** 2 + (y - height / 4) ** 2) / 40);
    return 100 + ((i * 7919) % 13) + star;
  });
  const axes = [width, height, ...(planes === undefined ? [] : [planes])];
  return writeFits([{ data: pixels, axes }]);
}

const plain = await image();

function frame(
  more: Record<string, unknown> = {},
  rest: Partial<ArchivedFrame> = {},
): ArchivedFrame {
  const file = rest.file ?? plain;
  const md5 = createHash("md5").update(file).digest("hex");
  return {
    record: {
      id: 11,
      basename: "x-e91",
      filename: "x-e91.fits",
      configuration_type: "EXPOSE",
      request_id: 77,
      proposal_id: "P1",
      primary_optical_element: "V",
      reduction_level: 91,
      version_set: [{ id: 1, md5, extension: ".fits" }],
      ...more,
    },
    file,
    ...rest,
  };
}

const colors = (file = plain) => [
  frame({ id: 21, basename: "r", filename: "r.fits", primary_optical_element: "rp" }, { file }),
  frame({}, { file }),
  frame({ id: 23, basename: "b", filename: "b.fits", primary_optical_element: "B" }, { file }),
];

/** A status for frame 12. */
const failing =
  (status: number, body: string | object = { detail: "d" }) =>
  (server: OcsServer) => {
    server.answer("/frames/12/", (_request, response) => {
      if (typeof body === "string") response.writeHead(status).end(body);
      else json(response, status, body);
    });
  };

const silent = (_request: unknown, response: ServerResponse) => void response.flushHeaders();
const nothing = () => {};

/** What the archive holds for a recorded request; the one frame 11 where nothing is said. */
const setups: Record<string, (server: OcsServer) => Promise<void> | void> = {
  "negative id": (server) => void server.add(frame({ basename: "-5" })),
  dotted: (server) => void server.add(frame({ basename: "robots.txt" })),
  "color no frames": (server) => void server.add(frame()),
  "color ok": (server) => {
    for (const one of colors()) server.add(one);
  },
  "color=True": (server) => {
    for (const one of colors()) server.add(one);
  },
  "color=1 on SPECTRUM": (server) => void server.add(frame({ configuration_type: "SPECTRUM" })),
  "color=true SPECTRUM": (server) => void server.add(frame({ configuration_type: "SPECTRUM" })),
  "color no request": (server) => void server.add(frame({ request_id: null })),
  "color=1 no request": (server) => void server.add(frame({ request_id: 0 })),
  CATALOG: (server) => void server.add(frame({ configuration_type: "CATALOG" })),
  "tar.gz": (server) => void server.add(frame({ filename: "x-e91.tar.gz" })),
  "missing key": (server) => void server.add(without("configuration_type")),
  "type None": (server) => void server.add(frame({ configuration_type: null })),
  lowercase: (server) => void server.add(frame({ configuration_type: "expose" })),
  "no proposal": (server) => void server.add(without("proposal_id")),
  "fits upper": (server) => void server.add(frame({ filename: "x-e91.FITS" })),
  cube: async (server) => void server.add(frame({}, { file: await image(300, 200, 3) })),
  nan: (server) => void server.add(frame({}, { file: nans })),
  tiny: async (server) => void server.add(frame({}, { file: await image(4, 3) })),
  "basename 0": nothing,
  "basename 2": (server) =>
    void server.add(frame({ id: 1, basename: "two" })).add(frame({ id: 2, basename: "two" })),
  "archive 400": failing(400),
  "archive 401": failing(401),
  "archive 403": failing(403),
  "archive 404": failing(404),
  "archive 429": failing(429),
  "archive 500": failing(500),
  "archive 503": failing(503),
  "archive 401 not json": failing(401, "no"),
  "archive timeout": (server) => void server.answer("/frames/12/", silent),
  "archive conn error": (server) =>
    void server.answer("/frames/12/", (request) => void request.socket.destroy()),
  "archive 200 not json": failing(200, "<html>"),
  "file timeout": async (server) =>
    void server.add(frame({}, { file: await image(30, 30) })).answer("/files/11", silent),
};

function without(name: string): ArchivedFrame {
  const { record, ...rest } = frame();
  const { [name]: _, ...left } = record;
  return { record: left as ArchivedFrame["record"], ...rest };
}

const nans = await writeFits([
  { data: new Float32Array(300 * 200).fill(Number.NaN), axes: [300, 200] },
]);

/** Where the answer is meant to differ from upstream's, which fails there or tells what it should not. */
const better: Record<string, readonly [status: number, body?: object]> = {
  "width=abc": [400, { message: "width must be a whole number" }],
  "width=0": [400, { message: "width must be from 1 to 1000000" }],
  "width=-5": [400, { message: "width must be from 1 to 1000000" }],
  "width=1.5": [400, { message: "width must be a whole number" }],
  "width empty": [400, { message: "width must be a whole number" }],
  "percentile=abc": [400, { message: "percentile must be a number from 0 to 100" }],
  "percentile=150 median": [400, { message: "percentile must be a number from 0 to 100" }],
  "color=1 on SPECTRUM": [
    400,
    { message: "Cannot generate color thumbnail for configuration_type=SPECTRUM" },
  ],
  "color=1 no request": [
    400,
    { message: "Cannot generate color thumbnail for a frame that does not have a request" },
  ],
  "type None": [400, { message: "Cannot generate thumbnail for configuration_type=null" }],
  "no proposal": [200],
  cube: [200],
  nan: [200],
  tiny: [200],
  "archive timeout": [504, { message: "Timeout while accessing resource" }],
  "archive 200 not json": [502, { message: "Got error response" }],
  "file timeout": [504, { message: "Timeout while accessing resource" }],
  post: [405, { message: "Method Not Allowed" }],
};

interface Recorded {
  readonly name: string;
  readonly req: string;
  readonly status: number;
  readonly ctype: string;
  readonly location: string | null;
  readonly body: string;
  readonly archive: readonly string[];
}

const settings = (server: OcsServer) => ({
  WELKIN_FRAMES_ARCHIVE: `${server.url}/`,
  WELKIN_FRAMES_TIMEOUT: "1",
});

describe.skipIf(!existsSync(recorded))(
  "what thumbnail-service was seen to answer (skipped without the files of WELKIN_TEST_DATA)",
  () => {
    const cases = existsSync(recorded)
      ? (JSON.parse(readFileSync(recorded, "utf8")) as Recorded[])
      : [];
    const server = new OcsServer();
    let house: House;
    beforeAll(async () => {
      await server.start();
      house = await openHouse({ settings: settings(server) });
    });
    afterAll(async () => {
      await house?.close();
      await server.stop();
    });
    beforeEach(() => server.clear());

    it.each(cases)("$name: $req", async (one) => {
      await (setups[one.name] ?? ((archive) => void archive.add(frame())))(server);
      const [method = "GET", path = "/"] = one.req.split(" ");
      const at = path === "/robots.txt" ? path : `/thumbnails${path}`;
      const asked = one.archive[0]?.split(" auth=")[1];
      const authorization = asked === "None" || asked === undefined ? undefined : asked;
      const answer = await fetch(`${house.url}${at}`, {
        method,
        redirect: "manual",
        headers: {
          ...(authorization && { authorization }),
          ...(method === "OPTIONS" && {
            origin: "http://x",
            "access-control-request-method": "GET",
          }),
        },
      });
      const body = await answer.text();
      const [status, told] = better[one.name] ?? [one.status];
      expect([answer.status, body.slice(0, 200)]).toEqual([status, expect.anything()]);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(body).not.toContain("secret-signature");
      for (const seen of server.seen) {
        const isFile = seen.path.startsWith("/files/");
        expect(seen.authorization).toBe(isFile ? undefined : authorization);
      }
      if (one.archive.length > 0) {
        const wanted = (one.archive[0] ?? "").replace(/^GET http:\/\/archive.test| auth=.*$/g, "");
        // A request with a parameter that cannot be is refused before the archive is asked.
        expect(server.asked).toEqual(
          status === 400 && !asksFirst(one.name) ? [] : [wanted, ...server.asked.slice(1)],
        );
      }
      if (told) expect(JSON.parse(body)).toEqual(told);
      else if (status === 308) {
        const location = answer.headers.get("location") ?? "";
        expect(new URL(location, answer.url).pathname).toBe(`${at}/`);
      } else if (one.name === "favicon") {
        expect([status, answer.headers.get("location")]).toEqual([302, one.location]);
      } else if (status === 302) {
        expect(answer.headers.get("location")).toMatch(`${house.url}/store/frames/ocs/11/`);
      } else if (status === 200 && body.startsWith('{"propid"')) {
        const { propid, url, ...rest } = JSON.parse(body) as Record<string, string>;
        expect(rest).toEqual({});
        expect(propid).toBe(one.name === "no proposal" ? null : "P1");
        const picture = await fetch(url ?? "");
        expect(picture.headers.get("content-type")).toBe("image/jpeg");
        expect((await sharp(await picture.arrayBuffer()).metadata()).format).toBe("jpeg");
      } else if (method !== "OPTIONS") {
        expect(body).toBe(one.body);
        expect(answer.headers.get("content-type")).toBe(one.ctype);
      }
    });

    it("leaves no files behind", async () => {
      const folders = await readdir(join(house.data, "downloads"));
      expect(folders).toHaveLength(1);
      const [folder = ""] = folders;
      // What was fetched lately is kept for who asks next, and nothing of what failed.
      const files = await readdir(join(house.data, "downloads", folder));
      expect(files.length).toBeLessThanOrEqual(6);
      await house.service.frames.close();
      expect(await readdir(join(house.data, "downloads"))).toEqual([]);
    });
  },
);

/** Of these the archive has to say what is wrong. */
function asksFirst(name: string): boolean {
  return !/^(width|percentile)/.test(name);
}

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

it("says nothing of who asks, nor of signed addresses, in logs, jobs, events and keys", async () => {
  const server = await new OcsServer().start();
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(line) });
  const folder = await mkdtemp(join(tmpdir(), "welkin-test-"));
  const config = readConfig({
    ...{ WELKIN_DATA: folder, WELKIN_HOST: "127.0.0.1", WELKIN_PORT: "0", WELKIN_THREADS: "1" },
    ...{ WELKIN_SIMULATE: "off", ...settings(server) },
  });
  const service = await openService(config, { work: true, log });
  const { app, url } = await openHttp(service, log);
  try {
    const token = "hush-hush";
    server.add(frame({ id: 71, basename: "hidden" }, { token }));
    server.add(frame({ id: 72 }, { token, file: new TextEncoder().encode("<html>") }));
    server.add(frame({ id: 73 }, { token })).answer("/files/73", silent);
    server.add(frame({ id: 74 }, { token })).answer("/files/74", ({ socket }) => {
      socket.destroy();
    });
    server.add(frame({ id: 75, url: "http://127.0.0.1:1/x?X-Amz-Signature=secret-signature" }));
    server.answer("/frames/76/", ({ socket }) => void socket.destroy());
    const statuses = [];
    for (const id of ["71", "72", "73", "74", "75", "76", "hidden"]) {
      for (const path of [`/thumbnails/${id}/`, `/frames/${id}/picture.jpg`]) {
        const headers = { authorization: `Token ${token}` };
        const answer = await fetch(`${url}${path}`, { headers });
        statuses.push(answer.status);
        const body = await answer.text();
        expect(body).not.toContain("secret-signature");
        expect(body).not.toContain(token);
      }
    }
    expect(statuses).toEqual([
      200, 200, 422, 422, 504, 504, 502, 502, 502, 502, 502, 502, 200, 200,
    ]);
    expect(lines.length).toBeGreaterThan(0);
    const keys = [];
    for await (const { key } of service.store.list("")) keys.push(key);
    const told = JSON.stringify([lines, keys, await service.queue.list(), await events(service)]);
    for (const secret of [token, "secret-signature", "authorization"]) {
      expect(told).not.toContain(secret);
    }
  } finally {
    await app.close();
    await service.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

async function events(service: Service): Promise<unknown[]> {
  const told = [];
  const until = await service.events.latest();
  if (until === 0) return [];
  for await (const event of service.events.watch({ after: 0, signal: AbortSignal.timeout(5000) })) {
    told.push(event);
    if (event.id >= until) break;
  }
  return told;
}
