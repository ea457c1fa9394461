import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildProduct,
  concat,
  digitalRadial,
  heading,
  type Ingredients,
  packet,
} from "../../nexrad/src/level3/testing/build.ts";
import { type Bytes, bytes } from "../../nexrad/src/level3/testing/bytes.ts";
import { engines, type House, openHouse, upload } from "./house.ts";

/** The radar's position according to the made-up products. */
const SITE = { longitude: -90.683, latitude: 38.699 };

const made = (awips: string, ingredients: Ingredients) =>
  concat(heading(`${awips}LSX`), buildProduct(ingredients));

/** A sweep with one level per quarter turn: 20, 30, 40 and 50 dBZ; nothing beyond 100 km. */
const quarters = digitalRadial(
  Array.from({ length: 360 }, (_, azimuth) =>
    Array.from({ length: 230 }, (_, bin) => (bin < 100 ? 106 + 20 * Math.floor(azimuth / 90) : 0)),
  ),
);
const dBZ = { thresholds: [-320, 5, 254], dependent: [0, 0, 5] };
const reflectivity = made("N0Q", { code: 94, ...dBZ, layers: [[quarters]], compressed: true });

/** The same from another scan of the radar. */
function later(product: Uint8Array, { volume = 0, product: generated = 0 }): Uint8Array {
  const copy = product.slice();
  const view = new DataView(copy.buffer);
  const message = heading("N0QLSX").length;
  // The seconds in the volume's and the product's time: halfwords 22 and 25 of the message (ICD 2620001, figure 3-6).
  view.setInt32(message + 42, view.getInt32(message + 42) + volume);
  view.setInt32(message + 48, view.getInt32(message + 48) + generated);
  return copy;
}

/** 16 × 16 cells of 4 km, of which one row, to the north, has an echo top of 50 kft. */
function raster(): Bytes {
  const packed = bytes().i16(0xba07 - 0x1_0000, -32768, 0x00c0, 0, 0, 4, 0, 4, 0, 16, 2);
  for (let row = 0; row < 16; row++)
    packed.i16(2).u8(row === 3 ? 0xfb : 0xf0, row === 3 ? 0x1b : 0x10);
  return packed;
}
const levels = [-32766, 0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70];
const echoTops = made("NET", { code: 41, thresholds: levels, layers: [[raster()]] });

/** Classes: code 60 is rain, 100 hail; 150 is range folded. */
const classes = made("N0H", {
  code: 165,
  dependent: [0, 0, 5],
  layers: [
    [digitalRadial(Array.from({ length: 360 }, (_, i) => Array(400).fill([60, 100, 150][i % 3])))],
  ],
});

const hail = made("NHI", {
  code: 59,
  layers: [
    [packet(19, bytes().i16(40, 80, 90, 60, 2)), packet(15, bytes().i16(40, 80).text("A1"))],
  ],
  tabularPages: [["HAIL  "]],
});

const nothing = made("DAA", {
  code: 170,
  dependent: [0, 0, 5],
  layers: [[packet(1, bytes().i16(0, 0).text("No rain since 5/7/2021 22:28"))]],
});

const text = concat(
  heading("FTMLSX", "NOUS63"),
  new TextEncoder().encode(
    "Message Date:  Dec 12 2021 01:02:03\r\n\r\nLSX is down for maintenance",
  ),
);

interface Product {
  id: string;
  url: string;
  time: string;
  kind: string;
  elevation?: number;
  empty?: string;
  png: string;
  json: string;
  value: string;
  geojson: string;
  txt: string;
}

describe.each(engines)("Level III over HTTP on $name", (engine) => {
  let house: House;
  const get = (path: string, init?: RequestInit) => fetch(`${house.url}${path}`, init);
  const json = async <Answer>(path: string) => (await get(path)).json() as Promise<Answer>;
  const newest = (code: string) => json<Product>(`/radar/KLSX/products/${code}/latest`);
  const at = (product: Product, lon: number, lat: number) =>
    json<{ state: string; value: number | null; text: string }>(
      `${product.value}?lon=${SITE.longitude + lon}&lat=${SITE.latitude + lat}`,
    );

  beforeAll(async () => {
    house = await openHouse(engine);
    for (const file of [reflectivity, echoTops, classes, hail, nothing, text]) {
      const job = await upload(house, "product", file);
      expect(job.error).toBeUndefined();
    }
  });
  afterAll(() => house?.close());

  it("lists the radar, and what is held of it", async () => {
    const { sites } = await json<{ sites: unknown[] }>("/radar/sites");
    expect(sites).toMatchObject([{ id: "KLSX", volumes: 0, products: 6, simulated: false }]);
    const { products } = await json<{ products: unknown[] }>("/radar/KLSX/products");
    expect(products).toMatchObject([
      { code: "DAA", kind: "picture", unit: "in", table: "accumulation", count: 1 },
      { code: "FTM", kind: "text", latest: "2021-12-12T01:02:03.000Z" },
      { code: "N0H", kind: "picture", table: "hydrometeor", elevation: 0.5 },
      { code: "N0Q", kind: "picture", unit: "dBZ", table: "reflectivity", elevation: 0.5 },
      { code: "NET", kind: "picture", unit: "kft", table: "echo-tops" },
      { code: "NHI", kind: "features" },
    ]);
  });

  it("changes nothing when a file is ingested again", async () => {
    const job = await upload(house, "another-name", reflectivity);
    const { id } = await newest("N0Q");
    expect(job.result).toMatchObject({ format: "level3", added: false, product: id });
  });

  it("pages through products, newest first, and within a window of time", async () => {
    await upload(house, "later", later(reflectivity, { volume: 300, product: 300 }));
    const base = "/radar/KLSX/products/N0Q";
    const { products, next } = await json<{ products: Product[]; next: string }>(`${base}?limit=1`);
    const { products: rest } = await json<{ products: Product[] }>(
      `${base}?limit=1&cursor=${next}`,
    );
    const [second, first] = [products[0], rest[0]];
    expect(Date.parse(second?.time ?? "") - Date.parse(first?.time ?? "")).toBe(300_000);
    const window = await json<{ products: Product[] }>(`${base}?to=${first?.time}`);
    expect(window.products.map(({ id }) => id)).toEqual([first?.id]);
  });

  it("lists of one scan the product that was made last, and keeps the other's address", async () => {
    const before = await newest("N0Q");
    const job = await upload(house, "mended", later(reflectivity, { volume: 300, product: 360 }));
    const { product } = job.result as { product: string };
    expect((await newest("N0Q")).id).toBe(product);
    const { products } = await json<{ products: Product[] }>("/radar/KLSX/products/N0Q");
    expect(products).toHaveLength(2);
    expect((await get(before.png)).status).toBe(200);
  });

  it("draws a sweep in its colours, in its place", async () => {
    const product = await newest("N0Q");
    const facts = await json<{
      bbox: [number, number, number, number];
      coordinates: number[][];
      bounds: Record<string, number[]>;
      range: { min: number; max: number };
      label: string;
      png: string;
      webp: string;
    }>(product.json);
    const [west, south, east, north] = facts.bbox;
    expect(facts).toMatchObject({
      label: "Base Reflectivity Data Array 0.5°",
      range: { min: 20, max: 50 },
      bounds: { nw: [west, north], se: [east, south] },
    });
    expect(facts.coordinates[2]).toEqual([east, south]);
    expect((west + east) / 2).toBeCloseTo(SITE.longitude, 6);

    const picture = await get(facts.png);
    expect(picture.headers.get("cache-control")).toContain("immutable");
    const { data, info } = await sharp(await picture.arrayBuffer())
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const pixel = (x: number, y: number) => {
      const from = 4 * (Math.round(y * info.height) * info.width + Math.round(x * info.width));
      return [...data.subarray(from, from + 4)];
    };
    const { stops } = await json<{ stops: { value: number; color: string }[] }>(
      "/radar/legend/reflectivity.json",
    );
    const color = (value: number) => {
      const hex = stops.find((stop) => stop.value === value)?.color ?? "";
      return [1, 3, 5].map((place) => Number.parseInt(hex.slice(place, place + 2), 16));
    };
    // 230 km to each side: 60 km to the north-east, the south-west; 150 km to the east.
    expect(pixel(0.6, 0.4).slice(0, 3)).toEqual(color(20));
    expect(pixel(0.4, 0.4).slice(0, 3)).toEqual(color(50));
    expect(pixel(0.85, 0.49)).toEqual([0, 0, 0, 0]);
    expect((await sharp(await (await get(facts.webp)).arrayBuffer()).metadata()).format).toBe(
      "webp",
    );
  });

  it("tells the value over a point", async () => {
    const product = await newest("N0Q");
    expect(await at(product, 0.3, 0.3)).toMatchObject({
      state: "value",
      value: 20,
      text: "20.0 dBZ",
    });
    expect(await at(product, 0.3, -0.3)).toMatchObject({ value: 30 });
    expect(await at(product, -0.3, 0.3)).toMatchObject({ value: 50 });
    expect(await at(product, 1.7, 0.1)).toMatchObject({ state: "below threshold", value: null });
    expect(await at(product, 9, 0)).toMatchObject({ state: "out of range" });
  });

  it("reads rectangles, whose first row is the northernmost", async () => {
    const product = await newest("NET");
    // Row 3 of 16 runs from 16 to 20 km north of the radar; it consists of two runs, of 15 cells and one.
    expect(await at(product, 0, 18 / 111.2)).toMatchObject({ value: 50, text: "50 kft" });
    expect(await at(product, 0, 14 / 111.2)).toMatchObject({ state: "below threshold" });
    expect(await at(product, 0, -18 / 111.2)).toMatchObject({ state: "below threshold" });
    expect(await at(product, 0, 40 / 111.2)).toMatchObject({ state: "out of range" });
    const facts = await json<{ range: unknown; bbox: number[] }>(product.json);
    expect(facts.range).toEqual({ min: 50, max: 50 });
  });

  it("names classes, and shows them in a legend of their own", async () => {
    const product = await newest("N0H");
    const texts = new Set<string>();
    for (let i = 0; i < 12; i++) texts.add((await at(product, 0.5, i / 200)).text);
    expect([...texts].sort()).toEqual([
      "HA: Hail, possibly with rain",
      "RA: Light or moderate rain",
      "range folded",
    ]);
    const legend = await json<{ classes: boolean; stops: { label: string }[]; ticks: unknown[] }>(
      "/radar/legend/hydrometeor.json",
    );
    expect(legend.classes).toBe(true);
    const labels = ["BI", "GC", "IC", "DS", "WS", "RA", "HR", "BD", "GR", "HA", "LH", "GH", "UK"];
    expect(legend.stops.map(({ label }) => label)).toEqual(labels);
    expect(legend.ticks).toHaveLength(labels.length);
    expect((await get("/radar/legend/hydrometeor.png")).status).toBe(200);
  });

  it("draws features as GeoJSON", async () => {
    const product = await newest("NHI");
    const answer = await get(product.geojson);
    expect(answer.headers.get("content-type")).toContain("application/geo+json");
    const { features } = (await answer.json()) as {
      features: { geometry: { coordinates: number[] }; properties: object }[];
    };
    const [first] = features;
    expect(first?.properties).toMatchObject({ kind: "hail", id: "A1", hailSize: 2 });
    // 10 km east and 20 km north.
    expect(first?.geometry.coordinates[0]).toBeCloseTo(SITE.longitude + 0.115, 2);
    expect(first?.geometry.coordinates[1]).toBeCloseTo(SITE.latitude + 0.18, 2);
    expect(await (await get(product.txt)).text()).toContain("HAIL");
  });

  it("lists a product without data with its reason, and an empty picture", async () => {
    const product = await newest("DAA");
    expect(product).toMatchObject({ kind: "picture", empty: "No rain since 5/7/2021 22:28" });
    const facts = await json<object>(product.json);
    expect(facts).toMatchObject({ empty: product.empty, table: "accumulation" });
    expect(facts).not.toHaveProperty("range");
    const { channels } = await sharp(await (await get(product.png)).arrayBuffer())
      .ensureAlpha()
      .stats();
    expect(channels[3]?.max).toBe(0);
    expect(await at(product, 0.1, 0.1)).toMatchObject({ state: "out of range", value: null });
  });

  it("reads messages of the operators", async () => {
    const product = await newest("FTM");
    expect(product).toMatchObject({ kind: "text", time: "2021-12-12T01:02:03.000Z" });
    expect(await (await get(product.txt)).text()).toContain("down for maintenance");
  });

  it("draws tiles", async () => {
    const { url } = await newest("N0Q");
    const z = 6;
    const x = Math.floor(((SITE.longitude + 180) / 360) * 2 ** z);
    const rad = (SITE.latitude * Math.PI) / 180;
    const y = Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * 2 ** z);
    const tile = await get(`${url}/tiles/${z}/${x}/${y}.png`);
    const { channels } = await sharp(await tile.arrayBuffer())
      .ensureAlpha()
      .stats();
    expect(channels[3]?.max).toBe(255);
  });

  it("tells of new products", async () => {
    const { events } = house.service;
    const ending = new AbortController();
    const watching = events.watch({ signal: ending.signal });
    const seen = watching.next();
    await upload(house, "newer", later(reflectivity, { volume: 600, product: 600 }));
    const { id, time } = await newest("N0Q");
    expect((await seen).value).toMatchObject({
      topic: "radar.product",
      data: { site: "KLSX", code: "N0Q", product: id, kind: "picture", time },
    });
    ending.abort();
  });

  it.each([
    ["/radar/KLSX/products/n0q", 400, "BAD_REQUEST"],
    ["/radar/KLSX/products/N0B/latest", 404, "RADAR_PRODUCT_NOT_FOUND"],
    ["/radar/KLSX/products/N0Q/20211212T005000Z-00000000", 404, "RADAR_PRODUCT_NOT_FOUND"],
    ["/radar/KLSX/products/N0Q?cursor=tomorrow", 400, "BAD_REQUEST"],
    ["{NHI}.png", 404, "RADAR_NO_PICTURE"],
    ["{NHI}/value?lon=0&lat=0", 404, "RADAR_NO_PICTURE"],
    ["{N0Q}.geojson", 404, "RADAR_NO_FEATURES"],
    ["{N0Q}.txt", 404, "RADAR_NO_TEXT"],
    ["{N0Q}/winds", 404, "RADAR_NO_WINDS"],
    ["{N0Q}.png?table=velocity", 400, "BAD_REQUEST"],
    ["{N0Q}.png?table=none", 404, "TABLE_UNKNOWN"],
    ["{N0Q}.png?width=1", 400, "BAD_REQUEST"],
    ["{N0Q}/value?lon=east&lat=0", 400, "BAD_REQUEST"],
  ])("answers %s with %i %s, as a problem", async (path, status, code) => {
    const [, name = ""] = /\{(\w+)\}/.exec(path) ?? [];
    const { url = "" } = name === "" ? {} : await newest(name);
    const answer = await get(path.replace(`{${name}}`, url));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      status,
      "application/problem+json",
    ]);
    expect(await answer.json()).toMatchObject({ code, status });
  });

  it.each([
    ["cut off", reflectivity.slice(0, 200), /^(LEVEL3|BZIP2)_/],
    ["of no radar", buildProduct({ code: 94 }).fill(0, 20, 28), /^(LEVEL3_|RADAR_NO_SITE)/],
    ["of a pole", later(polar(), {}), /^(FIELD|GRID|LEVEL3)_/],
  ])("fails the job of a product that is %s with a code and a sentence", async (_, file, code) => {
    const job = await upload(house, "bad", file);
    expect(job.state).toBe("failed");
    expect(job.error?.code).toMatch(code);
    expect(job.error?.message).toMatch(/\w+ \w+/);
    expect(job.attempt).toBe(1);
    const waiting: string[] = [];
    for await (const { key } of house.service.store.list("incoming/")) waiting.push(key);
    expect(waiting).toEqual([]);
  });

  const folder = resolve(process.env["WELKIN_TEST_DATA"] ?? "../shared/data", "nexrad/level3");

  it.skipIf(!existsSync(folder))("takes in real products of every kind", async () => {
    const take = async (name: string) => {
      const job = await upload(house, name, readFileSync(join(folder, name)));
      const { site, code, product } = job.result as Record<string, string>;
      return json<Product & { winds: string }>(`/radar/${site}/products/${code}/${product}`);
    };
    const hybrid = await take("LOT_HHC_2021_04_28_21_11_56");
    expect(hybrid).toMatchObject({ site: "KLOT", code: "HHC", time: "2021-04-28T21:11:56.000Z" });
    expect(await json<object>(hybrid.json)).toMatchObject({ range: { min: 1, max: 10 } });
    const composite = await take("KOUN_SDUS54_NCRTLX_201305202016");
    expect(await json<object>(composite.json)).toMatchObject({ range: { min: 5, max: 65 } });
    const winds = await take("KLSX_SDUS33_NVWLSX_202112110119");
    const { levels } = await json<{ levels: unknown[] }>(winds.winds);
    expect(levels.length).toBeGreaterThan(10);
    const pages = (await (await get(winds.txt)).text()).split(/\n\n-+ page \d of 6 -+\n\n/);
    expect(pages).toHaveLength(6);
    for (const page of pages.slice(0, 3)) expect(page).toMatch(/^ *VAD Algorithm Output/);
    const tracks = await take("KOUN_SDUS34_NSTTLX_201305202016");
    const { features } = await json<{ features: unknown[] }>(tracks.geojson);
    expect(features.length).toBeGreaterThan(20);
    expect(await take("LOT_DAA_2021_05_08_03_40_29")).toMatchObject({ kind: "picture" });
  });
});

/** A product whose radar stands where no web map reaches. */
function polar(): Uint8Array {
  const product = reflectivity.slice();
  const view = new DataView(product.buffer);
  view.setInt32(heading("N0QLSX").length + 20, 89_990);
  return product;
}
