import { crc32 } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { SurveyCatalog } from "../src/survey/catalog.ts";
import { type Coverage, CoverageKeeper } from "../src/survey/coverage/index.ts";
import type { FileRecord } from "../src/survey/index.ts";
import { engines, type House, openHouse } from "./house.ts";

const field = (ra: number, dec: number, half = 0.5) =>
  `${ra - half}:${dec - half},${ra + half}:${dec - half},${ra + half}:${dec + half},${ra - half}:${dec + half}`;

async function* rows(places: readonly (readonly [number, number])[], name: string) {
  for (const [line, [ra, dec]] of places.entries()) {
    const values = {
      product_id: `${name} ${line}`,
      mjd_start: 59_000,
      exposure: 30,
      fov: field(ra, dec),
    };
    yield { line, values } satisfies FileRecord;
  }
}

describe("the coverage of a source", () => {
  let house: House;
  const first = Array.from({ length: 300 }, (_, i) => [(i * 7) % 360, (i % 60) - 30] as const);
  const more = Array.from({ length: 50 }, (_, i) => [i * 3, 60] as const);

  const get = (path: string) => fetch(`${house.url}/survey/sources/${path}`);
  const coverage = (name: string) => house.service.survey.coverage!.of(name);
  const digest = async (one: Coverage) => crc32(await one.moc("json"));
  /** Another one, with nothing in memory yet. */
  const another = () => {
    const { database, store, pool } = house.service;
    const catalog = new SurveyCatalog(database.db as never);
    return new CoverageKeeper({ catalog, store, pool });
  };

  beforeAll(async () => {
    house = await openHouse(engines.at(-1));
    // A machine that is busy starting says so.
    const ready = async () => (await fetch(`${house.url}/survey/sources`)).status;
    await vi.waitFor(async () => expect(await ready()).toBe(200), 30_000);
    await house.service.survey.import("loneos", rows(first, "a"));
    await house.service.survey.import("spacewatch", rows(more, "b"));
  }, 120_000);
  afterAll(() => house?.close());

  it("is a MOC in text, JSON and FITS", async () => {
    const text = await get("loneos/coverage.moc");
    expect(text.headers.get("content-type")).toMatch(/^text\/plain/);
    const ascii = await text.text();
    expect(ascii).toMatch(/^\d+\/[\d,-]+( \d+\/[\d,-]*)* 10\/[\d,-]+$/);
    const json = (await (await get("loneos/coverage.json")).json()) as Record<string, number[]>;
    const area = Object.entries(json).reduce(
      (sum, [order, cells]) => sum + cells.length / 4 ** Number(order),
      0,
    );
    // 300 fields of a square degree, smaller towards the poles, none overlapping, and their outermost cells.
    const degrees = (area / 12) * 41_253;
    expect(degrees).toBeGreaterThan(
      first.reduce((sum, [, dec]) => sum + Math.cos((dec * Math.PI) / 180), 0),
    );
    expect(degrees).toBeLessThan(340);
    const fits = Buffer.from(await (await get("loneos/coverage.fits")).arrayBuffer());
    expect(fits.toString("latin1", 0, 9)).toBe("SIMPLE  =");
    expect(fits.length % 2880).toBe(0);
  });

  it("is a map", async () => {
    const answer = await get("loneos/coverage.png?width=400&kind=covered");
    expect(answer.headers.get("content-type")).toBe("image/png");
    const { data, info } = await sharp(Buffer.from(await answer.arrayBuffer()))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([400, 200, 4]);
    const alpha = (x: number, y: number) => data[4 * (y * 400 + x) + 3];
    expect([alpha(0, 0), alpha(399, 199), alpha(200, 100)]).toEqual([0, 0, 255]);
    // The south pole is dark; most of the equator was observed.
    const blue = (x: number, y: number) => data[4 * (y * 400 + x) + 2]!;
    expect(blue(200, 192)).toBeLessThan(80);
    expect((await get("loneos/coverage.png?width=7")).status).toBe(400);
  });

  it("is empty where nothing is held, and 404 where there is no source", async () => {
    expect(await (await get("ps1dr2/coverage.moc")).text()).toBe("10/");
    expect((await get("ps1dr2/coverage.png")).status).toBe(200);
    const unknown = await get("nobody/coverage.moc");
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: "SURVEY_SOURCE_UNKNOWN" });
  });

  it("grows by what is added, and is the same as one made anew", async () => {
    const before = await coverage("loneos");
    expect(before.rows).toBe(300);
    expect((await coverage("loneos")).revision).toBe(before.revision);
    await house.service.survey.import("loneos", rows(more, "c"));
    await house.service.survey.import("spacewatch", rows([[5, 5]], "d"));
    const after = await coverage("loneos");
    expect(after.rows).toBe(350);
    expect(after.revision).toBeGreaterThan(before.revision);
    expect(await digest(after)).not.toBe(await digest(before));
    const { store } = house.service;
    const keys: string[] = [];
    for await (const { key } of store.list("survey/coverage/loneos/")) keys.push(key);
    expect(keys).toHaveLength(1);
    const kept = await another().of("loneos");
    expect([kept.rows, await digest(kept)]).toEqual([350, await digest(after)]);
    for (const damage of ["nothing", "half"]) {
      const bytes = Buffer.from(await (await store.get(keys[0]!)).bytes());
      await store.put(
        keys[0]!,
        damage === "half" ? bytes.subarray(0, bytes.length / 2) : Buffer.from(damage),
      );
      const anew = await another().of("loneos");
      expect([anew.rows, await digest(anew)]).toEqual([350, await digest(after)]);
    }
  });
});
