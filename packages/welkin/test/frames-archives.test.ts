import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fitsOf } from "./frames/folder.ts";
import { json, OcsServer } from "./frames/ocs-server.ts";
import { type House, openHouse } from "./house.ts";

const pixels = Int16Array.from({ length: 100 * 80 }, (_, i) => i % 251);
const frame = () => fitsOf(pixels, [100, 80]);

describe("an archive that is not as it should be", () => {
  const server = new OcsServer();
  let house: House;
  const file = frame();
  const record = (id: number, more: object = {}) => ({
    ...{ id, basename: `f${id}`, filename: `f${id}.fits`, configuration_type: "EXPOSE" },
    ...{ request_id: 5, proposal_id: "P", primary_optical_element: "V", reduction_level: 91 },
    ...more,
  });
  const get = (path: string, init?: RequestInit) => fetch(`${house.url}${path}`, init);
  const downloads = async () => {
    const root = join(house.data, "downloads");
    const folders = await readdir(root).catch(() => []);
    return (await Promise.all(folders.map((name) => readdir(join(root, name))))).flat();
  };

  beforeAll(async () => {
    await server.start();
    house = await openHouse({
      settings: {
        WELKIN_FRAMES_ARCHIVE: server.url,
        WELKIN_FRAMES_TIMEOUT: "1",
        WELKIN_FRAMES_LIMIT: "64K",
        WELKIN_FRAMES_DOWNLOADS: "0",
        WELKIN_API_KEY: "the-key-of-this-house",
      },
    });
  });
  afterAll(async () => {
    await house?.close();
    await server.stop();
  });
  beforeEach(() => server.clear());

  const message = async (answer: Response) =>
    ((await answer.json()) as { message: string }).message;

  it.each([
    ["HTML", "<html>"],
    ["nothing", ""],
    ["a list", "[]"],
    ["null", "null"],
    ["another frame", JSON.stringify(record(2))],
    ["an id that is none", JSON.stringify(record(1, { id: { $ne: 1 } }))],
    ["endless text", `"${"x".repeat(17 * 1024 ** 2)}"`],
  ])("says so where it answers %s", async (_, body) => {
    server.answer("/frames/1/", (_request, response) => void response.writeHead(200).end(body));
    const answer = await get("/thumbnails/1/");
    expect([answer.status, await message(answer)]).toEqual([502, "Got error response"]);
  });

  it("is given up where it drips", async () => {
    server.answer("/frames/1/", (request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(" "), 300);
      request.socket.once("close", () => clearInterval(drip));
    });
    expect((await get("/thumbnails/1/")).status).toBe(504);
  });

  it.each([
    ["elsewhere", "http://127.0.0.1:1/frames/?page=2"],
    ["to another host", "http://archive.invalid/frames/?page=2"],
    ["in a circle", "/frames/?request_id=5&reduction_level=91"],
  ])("is not followed %s from page to page", async (_, next) => {
    server.add({ record: record(1) });
    server.answer("/frames/", (_request, response) =>
      json(response, 200, { count: 900, next, results: [record(1)] }),
    );
    const answer = await get("/thumbnails/1/?color=true");
    expect(answer.status).toBe(502);
  });

  it("is not followed for ever", async () => {
    let page = 0;
    server.add({ record: record(1) });
    server.answer("/frames/", (_request, response) => {
      page++;
      json(response, 200, { count: 1e9, next: `/frames/?page=${page}`, results: [record(page)] });
    });
    expect((await get("/thumbnails/1/?color=true")).status).toBe(404);
    expect(page).toBeLessThanOrEqual(20);
  });

  it("tells nobody else who asks", async () => {
    const seen: (string | undefined)[] = [];
    const other = createServer(({ headers }, response) => {
      seen.push(headers.authorization);
      response.end("{}");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    for (const host of ["localhost", "127.0.0.1"]) {
      server.answer(
        "/frames/1/",
        (_request, response) =>
          void response.writeHead(302, { location: `http://${host}:${port}/frames/1/` }).end(),
      );
      const answer = await get("/thumbnails/1/", { headers: { authorization: "Token secret" } });
      expect(answer.status).toBe(502);
    }
    other.close();
    expect(seen).toEqual([]);
  });

  it("is not told the key of this service", async () => {
    for (const scheme of ["Bearer", "bearer ", "Token"]) {
      const authorization = `${scheme} the-key-of-this-house`;
      expect((await get("/thumbnails/1/", { headers: { authorization } })).status).toBe(404);
    }
    expect(server.seen.map(({ authorization }) => authorization)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    "http://127.0.0.1:1/secret",
    "http://localhost/secret",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/secret",
    "http://[::ffff:10.0.0.1]/secret",
    "http://0x7f.1/secret",
    "http://10.1.2.3/secret",
    "file:///etc/passwd",
    "http://user:password@example.org/secret",
    "gopher://example.org/secret",
  ])("is not followed to %s", async (url) => {
    server.add({ record: record(1, { url }) });
    server.add({ record: record(2) });
    server.answer(
      "/files/2",
      (_request, response) => void response.writeHead(302, { location: url }).end(),
    );
    for (const id of [1, 2]) {
      const answer = await get(`/thumbnails/${id}/`);
      const text = await answer.text();
      expect([answer.status, text]).toEqual([502, '{"message":"Got error response"}\n']);
    }
    expect(await downloads()).toEqual([]);
  });

  it("fetches no more than it may", async () => {
    const large = new Uint8Array(80 * 1024);
    server.add({ record: record(1), file: large }).add({ record: record(2) });
    server.answer("/files/2", (_request, response) => {
      // Without a length: it is counted as it comes.
      response.writeHead(200);
      response.end(large);
    });
    for (const id of [1, 2]) expect((await get(`/thumbnails/${id}/`)).status).toBe(413);
    expect(await downloads()).toEqual([]);
  });

  it("keeps nothing of a file that breaks off", async () => {
    const bytes = await file;
    server.add({ record: record(1) });
    server.answer("/files/1", (_request, response) => {
      response.writeHead(200, { "content-length": bytes.length });
      response.write(bytes.subarray(0, 1000), () => response.destroy());
    });
    expect((await get("/thumbnails/1/")).status).toBe(502);
    expect(await downloads()).toEqual([]);
    server.clear();
    server.add({ record: record(1), file: bytes });
    expect((await get("/thumbnails/1/")).status).toBe(200);
    expect(await downloads()).toEqual([]);
  });

  it("fetches a file once for all who ask at a time, and tells each of a failure", async () => {
    const bytes = await file;
    server.add({ record: record(3) });
    let answered = 0;
    server.answer("/files/3", (_request, response) => {
      answered++;
      setTimeout(() => response.writeHead(200).end(bytes), 200);
    });
    const sizes = [20, 30, 40, 50];
    const answers = await Promise.all(sizes.map((width) => get(`/thumbnails/3/?width=${width}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answered).toBe(1);

    server.add({ record: record(4) });
    server.answer("/files/4", (_request, response) => void response.writeHead(403).end());
    const failed = await Promise.all(sizes.map((width) => get(`/thumbnails/4/?width=${width}`)));
    expect(failed.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(await downloads()).toEqual([]);
  });

  it("has the names that archives before OCS gave things", async () => {
    const { configuration_type: _, request_id: __, ...rest } = record(6);
    server.add({
      record: { ...rest, OBSTYPE: "EXPOSE", REQNUM: 5, PROPID: "old" },
      file: await file,
    });
    expect((await get("/thumbnails/6/")).status).toBe(200);
  });
});

it("removes what a process left that was killed", async () => {
  const data = await mkdtemp(join(tmpdir(), "welkin-frames-"));
  const server = await new OcsServer().start();
  const left = join(data, "downloads");
  const settings = { WELKIN_FRAMES_ARCHIVE: server.url, WELKIN_FRAMES_TEMP: left };
  const house = await openHouse({ settings });
  try {
    server.add({
      record: { id: 1, filename: "x.fits", configuration_type: "BIAS", request_id: null },
      file: await frame(),
    });
    expect((await fetch(`${house.url}/thumbnails/1/`)).status).toBe(200);
    const [own = ""] = await readdir(left);
    const dead = own.replace(/-\d+-/, "-4194305-");
    await mkdir(join(left, dead));
    await mkdir(join(left, "not-ours"));
    await copyFile(new URL(import.meta.url), join(left, dead, "x.fits"));
    const other = await openHouse({ settings });
    expect((await fetch(`${other.url}/thumbnails/1/`)).status).toBe(200);
    const now = await readdir(left);
    expect(now).not.toContain(dead);
    expect(now).toEqual(expect.arrayContaining([own, "not-ours"]));
    expect(now).toHaveLength(3);
    await other.close();
    expect((await readdir(left)).sort()).toEqual([own, "not-ours"].sort());
  } finally {
    await house.close();
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
});
