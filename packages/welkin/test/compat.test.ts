import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SIMULATED_SITE, simulateVolumes } from "../src/radar/simulator/index.ts";
import { engines, type House, openHouse, upload } from "./house.ts";

const start = new Date("2026-05-20T22:00:00Z");
const [first, second] = [...simulateVolumes({ start, count: 2, intervalMinutes: 5, seed: 1 })];
if (!first || !second) throw new Error("the simulator makes no volumes");

const data =
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const level3 = (name: string) => `${data}/nexrad/level3/${name}`;
/** Real products of one evening at St. Louis, and the page's names for them. */
const products = [
  ["KLSX_SDUS83_HHCLSX_202112110140", "KLSX20211211_014050_HHC", "hydrometeor"],
  ["KLSX_SDUS83_DPRLSX_202112110140", "KLSX20211211_014050_DPR", "precipitation"],
  ["KLSX_SDUS83_DAALSX_202112110135", "KLSX20211211_013532_DAA", "precipitation"],
] as const;

/** From another radar, and newer, but not offered by the page: the page must not begin with it. */
const newerElsewhere = "EAX_DVL_2023_09_23_22_15_21";

/** nexrad-mapbox's own page, as far as it talks to its backend. */
describe.each(engines)("nexrad-mapbox's routes on $name", (engine) => {
  let house: House;
  const get = (path: string, init?: RequestInit) => fetch(`${house.url}${path}`, init);
  const json = async (path: string) => (await get(path)).json() as Promise<never>;
  const key = `${SIMULATED_SITE.id}20260520_220000_V06`;

  beforeAll(async () => {
    house = await openHouse(engine);
    await upload(house, first.name, first.bytes);
  });
  afterAll(() => house?.close());

  it("starts: every list, then the newest picture of the lowest tilt, and the options", async () => {
    const lists = (await json("/list-all/")) as Record<string, Record<string, { sweeps: number }>>;
    expect(Object.keys(lists)).toEqual(["hydrometeor", "precipitation", "reflectivity"]);
    expect(Object.keys(lists["reflectivity"] ?? {})).toEqual([key]);
    expect(lists["hydrometeor"]).toEqual({});
    const sweeps = lists["reflectivity"]?.[key]?.sweeps ?? 0;
    expect(sweeps).toBeGreaterThan(3);

    const angles: number[] = [];
    for (let tilt = 0; tilt < sweeps; tilt++) {
      const facts = (await json(`/data/2/${key}_reflectivity_idx${tilt}/json`)) as {
        elevation_angle_degrees: number;
        elevation_index: number;
        bounding_box_lon_lat: Record<string, [number, number]>;
      };
      expect(Object.keys(facts)).toEqual([
        "azimuth_angle_degrees",
        "elevation_angle_degrees",
        "bounding_box_lon_lat",
        "elevation_index",
        "original_sweep_number",
      ]);
      expect(facts.elevation_index).toBe(tilt + 1);
      expect(Object.keys(facts.bounding_box_lon_lat)).toEqual(["ne", "nw", "se", "sw"]);
      angles.push(facts.elevation_angle_degrees);
    }
    expect(angles).toEqual(angles.toSorted((one, other) => one - other));
    expect(new Set(angles.map((angle) => angle.toFixed(1))).size).toBe(sweeps);

    const picture = await get(`/data/2/${key}_reflectivity_idx0/png`);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(picture.headers.get("cache-control")).toBe("no-cache");
    expect((await sharp(await picture.arrayBuffer()).metadata()).hasAlpha).toBe(true);
    expect((await get(`/data/2/${key}_reflectivity_idx${sweeps}/png`)).status).toBe(404);
  });

  it("offers every product that upstream does, with labels and counts", async () => {
    const text = await (await get("/code/")).text();
    expect(text.endsWith("}\n")).toBe(true);
    const options = JSON.parse(text) as Record<
      string,
      { value: string; label: string; count: number }[]
    >;
    expect(Object.keys(options)).toEqual(["hydrometeor", "precipitation", "reflectivity"]);
    expect(options["reflectivity"]).toEqual([{ count: 0, label: null, value: null }]);
    expect(options["hydrometeor"]?.map(({ value }) => value).join(" ")).toBe(
      "N0H N1H NAH NBH N2H N3H NXH NYH NZH HHC",
    );
    expect(options["precipitation"]?.map(({ value }) => value).join(" ")).toBe(
      "N1P N3P OHA DAA DOD DPR NTP DSP PTA DTA DSD DU3 DU6 SPD",
    );
    expect(options["hydrometeor"]?.[0]).toEqual({
      count: 0,
      label: "N0H - hydrometeor Classification (16 Level / 300 KM) (~ 0.5 Deg)",
      value: "N0H",
    });
  });

  it("polls a flag that rises with new data, and falls when the page says that it has seen it", async () => {
    const flag = async () =>
      (await json("/flag/")) as { updates: Record<string, number>; kept?: string };
    const post = (body: string, type = "application/json") =>
      get("/flag/", {
        method: "POST",
        body,
        headers: { "content-type": type, origin: "https://page.example" },
      });
    expect((await flag()).updates).toEqual({ hydrometeor: 0, precipitation: 0, reflectivity: 1 });

    const seen = { ...(await flag()), kept: "as it was" };
    seen.updates["reflectivity"] = 0;
    const posted = await post(JSON.stringify(seen));
    expect(posted.status).toBe(200);
    expect(await posted.json()).toEqual({
      message: "'flags/update_flags.json' updated in S3!",
      updated: true,
    });
    expect(await flag()).toMatchObject({ updates: { reflectivity: 0 }, kept: "as it was" });

    await upload(house, second.name, second.bytes);
    expect((await flag()).updates["reflectivity"]).toBe(1);
    expect(Object.keys(await json("/list/2/reflectivity/"))).toHaveLength(2);

    for (const body of ["{}", "[]", "0", "not json"]) {
      const refused = await post(body);
      expect([body, refused.status]).toEqual([body, 400]);
      expect(await refused.json()).toEqual({ error: "Request body is empty or not valid JSON" });
    }
  });

  it("speaks of another site when asked", async () => {
    expect(await json("/list/2/reflectivity/?site=KLOT")).toEqual({});
  });

  it.each([
    ["/list/4/reflectivity/", 400, "Invalid level provided. Must be 2 or 3."],
    ["/list/2/a-b/", 400, "Invalid product name provided."],
    ["/data/1/x/png", 400, "Invalid level provided. Must be 2 or 3."],
    ["/data/2/x/gif", 400, "Invalid file extension. Must be 'png' or 'json'."],
    ["/data/2/x..y/png", 400, "Invalid file key."],
    [
      "/data/2/KXXX20260520_220000_V06_reflectivity_idx0/png",
      404,
      "Requested data file not found.",
    ],
    [
      "/data/3/KXXX20260520_220000_HHC_hydrometeor_idx0/json",
      404,
      "Requested data file not found.",
    ],
  ])("answers %s with %i, as JSON", async (path, status, error) => {
    const answer = await get(path);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ error });
  });

  it("answers what upstream leaves empty with an empty list", async () => {
    expect(await json("/list/3/reflectivity/")).toEqual({});
    expect(await json("/list/2/none/")).toEqual({});
  });

  it.each(["/code", "/flag", "/list-all", "/list/2/reflectivity"])(
    "leads %s to its slash",
    async (path) => {
      const answer = await get(path, { redirect: "manual" });
      expect([answer.status, answer.headers.get("location")]).toEqual([308, `${path}/`]);
    },
  );

  it("lets pages of any origin in", async () => {
    const preflight = await get("/flag/", {
      method: "OPTIONS",
      headers: {
        origin: "https://page.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    });
    expect(preflight.ok).toBe(true);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("content-type");
    for (const method of ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]) {
      expect(preflight.headers.get("access-control-allow-methods")).toContain(method);
    }
    expect((await get("/list-all/", { method: "HEAD" })).status).toBe(200);
  });
});

describe.skipIf(!existsSync(level3(products[0][0])))(
  "nexrad-mapbox's Level III routes (skipped without the files of WELKIN_TEST_DATA)",
  () => {
    let house: House;
    const json = async (path: string) =>
      (await fetch(`${house.url}${path}`)).json() as Promise<never>;

    beforeAll(async () => {
      house = await openHouse();
      for (const [file] of products) await upload(house, file, readFileSync(level3(file)));
      await upload(house, newerElsewhere, readFileSync(level3(newerElsewhere)));
    });
    afterAll(() => house?.close());

    it("lists products by upstream's names, and counts them in the options", async () => {
      const lists = (await json("/list-all/")) as Record<string, object>;
      expect(lists["hydrometeor"]).toEqual({ KLSX20211211_014050_HHC: { sweeps: 1 } });
      expect(lists["precipitation"]).toEqual({
        KLSX20211211_013532_DAA: { sweeps: 1 },
        KLSX20211211_014050_DPR: { sweeps: 1 },
      });
      const options = (await json("/code/")) as Record<string, { value: string; count: number }[]>;
      const counted = Object.values(options)
        .flat()
        .filter(({ count }) => count > 0);
      expect(counted.map(({ value }) => value)).toEqual(["HHC", "DAA", "DPR"]);
      expect((await json("/flag/")) as unknown).toEqual({
        updates: { hydrometeor: 1, precipitation: 1, reflectivity: 0 },
      });
    });

    it.each(products)("serves %s as %s", async (_, key, type) => {
      const facts = (await json(`/data/3/${key}_${type}_idx0/json`)) as {
        bounding_box_lon_lat: { nw: [number, number]; se: [number, number] };
      };
      expect(Object.keys(facts)).toEqual([
        "azimuth_angle_degrees",
        "bounding_box_lon_lat",
        "elevation_angle_degrees",
      ]);
      const { nw, se } = facts.bounding_box_lon_lat;
      // St. Louis is in the middle.
      expect((nw[0] + se[0]) / 2).toBeCloseTo(-90.68, 1);
      expect(nw[1]).toBeGreaterThan(38.7);
      expect(se[1]).toBeLessThan(38.7);
      const picture = await fetch(`${house.url}/data/3/${key}_${type}_idx0/png`);
      expect((await sharp(await picture.arrayBuffer()).metadata()).format).toBe("png");
    });
  },
);

const real = (name: string) => `${data}/nexrad/${name}`;
/** One radar's real volume and products. */
const ofNorman = [
  "level2/KTLX20140101_000624_V06.gz",
  ...["HHC", "N0H", "DAA", "N1P", "SPD"].map((code) => {
    const group = { HHC: 84, N0H: 84, DAA: 84, N1P: 34, SPD: 64 }[code];
    return `level3/KOUN_SDUS${group}_${code}TLX_201305202016`;
  }),
];

describe.skipIf(!ofNorman.every((name) => existsSync(real(name))))(
  "nexrad-mapbox's page on real data (skipped without the files of WELKIN_TEST_DATA)",
  { timeout: 300_000 },
  () => {
    let house: House;
    const text = async (path: string) => (await fetch(`${house.url}${path}`)).text();
    const take = (name: string) =>
      upload(house, name.slice(name.indexOf("/") + 1), readFileSync(real(name)));
    type Lists = Record<string, Record<string, { sweeps: number }>>;

    beforeAll(async () => {
      house = await openHouse();
      for (const name of ofNorman.slice(0, -1)) await take(name);
    });
    afterAll(() => house?.close());

    /** In the page's way: keys by their last part, oldest first. */
    function framesOf(lists: Lists, type: string, code: string): [string, number][] {
      return Object.entries(lists[type] ?? {})
        .filter(([key]) => key.split("_").at(-1) === code)
        .map(([key, { sweeps }]): [string, number] => [key, sweeps])
        .sort(([one], [other]) => (one < other ? -1 : 1));
    }

    /** Every picture of every time and tilt, as data, and where the newest of them lies. */
    async function prefetch(level: 2 | 3, type: string, frames: [string, number][]) {
      const sizes: number[] = [];
      for (const [key, sweeps] of frames) {
        for (let tilt = 0; tilt < sweeps; tilt++) {
          const answer = await fetch(`${house.url}/data/${level}/${key}_${type}_idx${tilt}/png`);
          expect([key, tilt, answer.status]).toEqual([key, tilt, 200]);
          const { width = 0 } = await sharp(await answer.arrayBuffer()).metadata();
          sizes.push(width);
        }
      }
      const [newest] = frames.at(-1) ?? [];
      const facts = JSON.parse(await text(`/data/${level}/${newest}_${type}_idx0/json`)) as {
        bounding_box_lon_lat: Record<"nw" | "ne" | "se" | "sw", [number, number]>;
      };
      const { nw, ne, se, sw } = facts.bounding_box_lon_lat;
      // What the page passes to the map: four corners, clockwise from the northwest.
      expect([nw[1], ne[0], se[1], sw[0]]).toEqual([ne[1], se[0], sw[1], nw[0]]);
      expect(nw[0]).toBeLessThan(-97.278);
      expect(ne[0]).toBeGreaterThan(-97.278);
      return sizes;
    }

    it("starts, fetches ahead, polls, and changes product and code", async () => {
      const first = await text("/list-all/");
      const lists = JSON.parse(first) as Lists;
      const volumes = framesOf(lists, "reflectivity", "V06");
      expect(volumes).toEqual([["KTLX20140101_000627_V06", 5]]);
      expect(await prefetch(2, "reflectivity", volumes)).toHaveLength(5);

      const codes = JSON.parse(await text("/code/")) as Record<
        string,
        { value: string; count: number }[]
      >;
      for (const [type, offered] of [
        ["hydrometeor", ["N0H", "HHC"]],
        ["precipitation", ["N1P", "DAA"]],
      ] as const) {
        const chosen = (codes[type] ?? []).filter(({ count }) => count > 0);
        expect(chosen.map(({ value }) => value)).toEqual(offered);
        for (const { value, count } of chosen) {
          const frames = framesOf(lists, type, value);
          expect(frames).toHaveLength(count);
          expect(await prefetch(3, type, frames)).toHaveLength(count);
        }
      }
      // Nothing is new: the text is unchanged, which is how the page detects it.
      expect(await text("/list-all/")).toBe(first);
    });

    it("is not offered what has no picture", async () => {
      const before = await text("/list-all/");
      await take(ofNorman.at(-1) ?? "");
      expect(await text("/list-all/")).toBe(before);
      const { precipitation } = JSON.parse(await text("/code/")) as Record<
        string,
        { value: string; count: number }[]
      >;
      expect(precipitation?.find(({ value }) => value === "SPD")?.count).toBe(0);
    });
  },
);

describe("nexrad-mapbox's flag", () => {
  it("needs the key when one is set", async () => {
    const key = "a-key-that-is-long-enough";
    const house = await openHouse({ settings: { WELKIN_API_KEY: key } });
    try {
      const post = (headers: Record<string, string>) =>
        fetch(`${house.url}/flag/`, {
          method: "POST",
          body: '{"updates":{}}',
          headers: { "content-type": "application/json", ...headers },
        });
      expect((await post({})).status).toBe(401);
      expect((await post({ "x-api-key": key })).status).toBe(200);
    } finally {
      await house.close();
    }
  });
});
