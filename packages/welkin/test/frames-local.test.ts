import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { type Card, writeFits } from "@welkin/fits";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeBucket, s3Server } from "../src/engines/testing/s3.ts";
import { scanJob } from "../src/frames/index.ts";
import { engines, type House, openHouse } from "./house.ts";
import { FakeS3 } from "./sources/fake-s3.ts";

type Cards = Record<string, string | number>;

function cards(values: Cards): Card[] {
  return Object.entries(values).map(([keyword, value]) => ({ keyword, value, comment: "" }));
}

/** A frame of a quarter of a degree around a position. */
function sky(ra: number, dec: number): Cards {
  return {
    ...{ CTYPE1: "RA---TAN", CTYPE2: "DEC--TAN", CRVAL1: ra, CRVAL2: dec, RADESYS: "ICRS" },
    ...{ CRPIX1: 50.5, CRPIX2: 40.5, CD1_1: -0.0025, CD1_2: 0, CD2_1: 0, CD2_2: 0.0025 },
  };
}

const pixels = Int16Array.from({ length: 100 * 80 }, (_, i) => i % 251);

async function frame(values: Cards): Promise<Uint8Array> {
  return writeFits([{ data: pixels, axes: [100, 80], header: cards(values) }]);
}

/** A packed image that keeps coordinates and target on the empty primary, as raw frames do. */
async function onPrimary(values: Cards): Promise<Uint8Array> {
  const packed = await writeFits([
    { data: pixels, axes: [100, 80], name: "SCI", compress: { codec: "RICE_1" } },
  ]);
  const told = { SIMPLE: "T", BITPIX: 8, NAXIS: 0, EXTEND: "T", ...values };
  const lines = Object.entries(told).map(([keyword, value]) => {
    const text = typeof value === "string" && value !== "T" ? `'${value}'` : String(value);
    return `${keyword.padEnd(8)}= ${text.padStart(20)}`.padEnd(80);
  });
  const primary = `${lines.join("")}${"END".padEnd(80)}`.padEnd(2880);
  return Buffer.concat([Buffer.from(primary), packed.subarray(2880)]);
}

/** Files of a night, by path. */
async function night(): Promise<Record<string, Uint8Array>> {
  return {
    "m51-V.fits": await frame({
      ...{ "DATE-OBS": "2026-05-20T22:00:00.5", FILTER: "V", OBJECT: "M 51", EXPTIME: 60 },
      ...{ OBSTYPE: "EXPOSE", REQNUM: 9, RLEVEL: 91, PROPID: "mine", ...sky(202.47, 47.2) },
    }),
    "deep/m51-B.fits.gz": gzipSync(
      await frame({
        ...{ "DATE-OBS": "2026-05-20", UTSTART: "22:05:00", FILTER: "B", OBJECT: "M 51" },
        ...{ REQNUM: 9, RLEVEL: 91, ...sky(202.47, 47.2) },
      }),
    ),
    "pole.fits": await frame({ "DATE-OBS": "2026-05-21T00:00:00", ...sky(10, 89.95) }),
    "raw.fits": await onPrimary({
      ...{ "DATE-OBS": "2026-05-19T00:00:00", OBJECT: "UNKNOWN" },
      ...sky(83.6, 22),
    }),
    "bias.fits": await frame({ "DATE-OBS": "2026-05-18T00:00:00", OBSTYPE: "BIAS" }),
  };
}

interface Listed {
  readonly id: string;
  readonly basename: string;
  readonly version: string;
  readonly footprint?: readonly (readonly [number, number])[];
}

/** Scans now; returns the outcome. */
async function scan(house: House, archive: string): Promise<Record<string, number>> {
  const { queue } = house.service;
  const id = await queue.send(scanJob, { archive });
  for await (const status of queue.watch(id)) {
    if (status.state === "done") return status.result as Record<string, number>;
    if (status.state === "failed") throw new Error(status.error?.message);
  }
  throw new Error("the scan has no end");
}

async function list(house: House, query: string) {
  const answer = await fetch(`${house.url}/frames?${query}`);
  const body = (await answer.json()) as { frames: Listed[]; next?: string };
  expect([answer.status, body]).toEqual([200, expect.anything()]);
  return body;
}

const names = async (house: House, query: string) =>
  (await list(house, query)).frames.map(({ basename }) => basename);

/** Files that are no longer being written. */
async function put(folder: string, files: Record<string, Uint8Array>, age = 60): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
    const then = new Date(Date.now() - 1000 * age);
    await utimes(path, then, then);
  }
}

describe.each(engines)("a folder of FITS files on $name", (engine) => {
  let folder: string;
  let house: House;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "welkin-frames-"));
    await put(folder, await night());
    await put(folder, {
      "broken.fits": new TextEncoder().encode("SIMPLE"),
      "notes.txt": new Uint8Array(9),
      "table.fits": await writeFits([{ columns: [{ name: "x", values: Float64Array.of(1) }] }]),
      ".hidden/x.fits": new Uint8Array(9),
    });
    house = await openHouse({ ...engine, settings: { WELKIN_FRAMES_FOLDER: folder } });
    expect(await scan(house, "folder")).toEqual({ listed: 7, read: 7, setAside: 2, removed: 0 });
  });
  afterAll(async () => {
    await house?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("lists them, the newest first, in pages", async () => {
    const first = await list(house, "limit=2");
    expect(first.frames.map(({ basename }) => basename)).toEqual(["pole", "m51-B"]);
    const rest = await list(house, `limit=3&cursor=${first.next}`);
    expect(rest.frames.map(({ basename }) => basename)).toEqual(["m51-V", "raw", "bias"]);
    expect(rest.next).toBeUndefined();
  });

  it("says what their headers say", async () => {
    const { frames } = await list(house, "basename=m51-V");
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({
      ...{ archive: "folder", observedAt: "2026-05-20T22:00:00.500Z", exposure: 60, filter: "V" },
      ...{ target: "M 51", type: "EXPOSE", request: "9", reductionLevel: 91, proposal: "mine" },
      ...{ width: 100, height: 80, planes: 1, bytes: expect.any(Number) },
    });
    expect(frames[0]?.footprint).toHaveLength(4);
  });

  it.each([
    ["basename=m51", ["m51-B", "m51-V"]],
    ["filter=B", ["m51-B"]],
    ["target=m%2051", ["m51-B", "m51-V"]],
    ["from=2026-05-20T22:03:00Z&to=2026-05-20T23:00:00Z", ["m51-B"]],
    ["ra=202.47&dec=47.2", ["m51-B", "m51-V"]],
    ["ra=13:29:52.8&dec=47:12:00&filter=V", ["m51-V"]],
    // Inside the circle around the frame, but outside the frame.
    ["ra=202.47&dec=47.31", []],
    ["ra=202.47&dec=47.31&radius=0.02", ["m51-B", "m51-V"]],
    ["ra=190&dec=89.99", ["pole"]],
    ["ra=83.6&dec=22", ["raw"]],
    ["ra=22.47&dec=-47.2", []],
    ["archive=elsewhere", []],
  ])("finds %s", async (query, found) => {
    expect(await names(house, query)).toEqual(found);
  });

  it.each([
    "ra=1",
    "limit=0",
    "radius=-1&ra=1&dec=1",
    "from=yesterday",
    "cursor=x",
    "target=a%00b",
    "basename=%00",
  ])("refuses %s", async (query) => {
    const answer = await fetch(`${house.url}/frames?${query}`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      400,
      expect.stringContaining("application/problem+json"),
    ]);
  });

  it("says what was set aside, and why", async () => {
    const answer = await fetch(`${house.url}/frames/archives`);
    const { archives } = (await answer.json()) as { archives: { bad: { key: string }[] }[] };
    expect(archives).toEqual([
      {
        ...{ name: "folder", listed: 5, setAside: 2 },
        bad: [
          { key: "broken.fits", reason: expect.stringContaining("not a FITS file") },
          { key: "table.fits", reason: expect.stringContaining("no image") },
        ],
      },
    ]);
  });

  it("makes thumbnails of them, in colour too, by basename and by id", async () => {
    const [{ id } = { id: "" }] = (await list(house, "basename=m51-V")).frames;
    for (const name of ["m51-V", id, "raw", "m51-B"]) {
      const answer = await fetch(`${house.url}/thumbnails/${name}/?image=1`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    }
    // There is no red frame.
    const color = await fetch(`${house.url}/thumbnails/m51-V/?color=true`);
    expect(await color.json()).toEqual({ message: "RVB frames not found" });
    const none = await fetch(`${house.url}/thumbnails/bias/?color=true`);
    expect(none.status).toBe(400);
  });

  it.each(["%00", "..%2f..%2fetc", "no-such", "a%00b"])("has no %s", async (name) => {
    for (const path of [`/thumbnails/${name}/`, `/frames/${name}/info`]) {
      const { status } = await fetch(`${house.url}${path}`);
      expect([400, 404]).toContain(status);
    }
  });

  it("sees a change at once, news with the next scan, and that a file is gone", async () => {
    const [before] = (await list(house, "basename=pole")).frames;
    await put(folder, { "pole.fits": await frame({ FILTER: "H" }) }, 30);
    const changed = await fetch(`${house.url}/thumbnails/pole/?image=1`);
    expect(changed.status).toBe(200);
    const [after] = (await list(house, "basename=pole")).frames;
    expect(after?.id).toBe(before?.id);
    expect(after?.version).not.toBe(before?.version);
    expect(await names(house, "filter=H")).toEqual(["pole"]);

    await rm(join(folder, "pole.fits"));
    expect((await fetch(`${house.url}/thumbnails/pole/`)).status).toBe(404);
    expect(await names(house, "filter=H")).toEqual([]);

    await put(folder, { "new.fits": await frame({ FILTER: "N" }) });
    // It may still be being written.
    await put(folder, { "fresh.fits": await frame({ FILTER: "F" }) }, 0);
    await rm(join(folder, "bias.fits"));
    expect(await scan(house, "folder")).toEqual({ listed: 6, read: 1, setAside: 0, removed: 1 });
    expect(await names(house, "filter=N")).toEqual(["new"]);
    expect(await names(house, "basename=bias")).toEqual([]);
    expect(await scan(house, "folder")).toMatchObject({ read: 0, removed: 0 });
  });
});

describe.each(engines)("a bucket of FITS files on $name", (engine) => {
  const server = new FakeS3();
  let house: House;
  beforeAll(async () => {
    await server.start();
    for (const [name, bytes] of Object.entries(await night())) {
      server.put("sky", `night/${name}`, bytes);
    }
    server.put("sky", "night/broken.fits", new TextEncoder().encode("SIMPLE"));
    server.put("sky", "elsewhere/x.fits", new Uint8Array(9));
    const address = `s3://sky/night/?endpoint=${encodeURIComponent(server.url)}`;
    house = await openHouse({ ...engine, settings: { WELKIN_FRAMES_BUCKET: address } });
    expect(await scan(house, "bucket")).toEqual({ listed: 6, read: 6, setAside: 1, removed: 0 });
  });
  afterAll(async () => {
    await house?.close();
    await server.stop();
  });

  it("lists and shows them", async () => {
    expect(await names(house, "ra=202.47&dec=47.2")).toEqual(["m51-B", "m51-V"]);
    for (const name of ["m51-V", "m51-B", "raw"]) {
      const answer = await fetch(`${house.url}/thumbnails/${name}/?image=1`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    }
  });

  it("reads again only what has changed, and forgets what is gone", async () => {
    const reads = server.reads.length;
    server.remove("sky", "night/pole.fits");
    expect(await scan(house, "bucket")).toMatchObject({ read: 0, removed: 1 });
    expect(server.reads).toHaveLength(reads);
    expect(await names(house, "basename=pole")).toEqual([]);
  });

  it("forgets nothing while the bucket does not answer", async () => {
    server.fault = () => 403;
    await expect(scan(house, "bucket")).rejects.toThrow();
    server.fault = () => undefined;
    expect(await names(house, "basename=m51")).toHaveLength(2);
  });
});

describe.skipIf(s3Server === undefined)("a bucket that is not public (WELKIN_TEST_S3)", () => {
  it("is read with the credentials that Amazon's tools find", async () => {
    const endpoint = s3Server ?? "";
    const bucket = await makeBucket(endpoint);
    const { client, name: Bucket } = bucket;
    for (const [name, Body] of Object.entries(await night())) {
      // A name that is written differently in a signature than in an address.
      const Key = `night of (may)!/${name}`;
      await client.send(new PutObjectCommand({ Bucket, Key, Body }));
    }
    const address = `s3://${Bucket}/night of (may)!/?endpoint=${encodeURIComponent(endpoint)}`;
    const closed = await openHouse({ settings: { WELKIN_FRAMES_BUCKET: address } });
    await expect(scan(closed, "bucket")).rejects.toThrow();
    await closed.close();
    const house = await openHouse({ settings: { WELKIN_FRAMES_BUCKET: `${address}&signed=true` } });
    try {
      expect(await scan(house, "bucket")).toEqual({ listed: 5, read: 5, setAside: 0, removed: 0 });
      const answer = await fetch(`${house.url}/thumbnails/m51-V/?image=1`);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    } finally {
      await house.close();
      await bucket.drop();
    }
  });
});
