import { readFileSync } from "node:fs";
import { writeFits } from "@welkin/fits";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openImage } from "../src/frames/render/image.ts";
import { withFits } from "../src/frames/render/open.ts";
import { frameData, frameFile, hasFrameData } from "./frames/data.ts";
import { fitsOf, openFolder, skyCards, starField } from "./frames/folder.ts";
import type { House } from "./house.ts";

const place = [150, 20] as const;
const size = [300, 200] as const;
/** East of the centre, so that left and right, up and down can be distinguished. */
const field = starField(...size, [
  [60, 150, 9000],
  [200, 40, 5000],
]);
const cube = Float32Array.from({ length: 3 * 40 * 30 }, (_, i) => (i % 40) * (1 + i / 1200));

async function files(): Promise<Record<string, Uint8Array>> {
  const sky = skyCards(place, size);
  const table = await writeFits([
    { name: "CAT", columns: [{ name: "x", values: Float64Array.of(1, 2) }] },
  ]);
  return {
    "stars.fits": await fitsOf(field, size, { ...sky, SATURATE: 9000 }),
    "turned.fits": await fitsOf(field, size, skyCards(place, size, 90)),
    "packed.fits.fz": await fitsOf(field, size, sky, {
      compress: { codec: "RICE_1" },
      name: "SCI",
    }),
    "cube.fits": await fitsOf(cube, [40, 30, 3]),
    "flat.fits": await fitsOf(new Int16Array(50 * 40).fill(7), [50, 40]),
    "empty.fits": await fitsOf(new Float32Array(50 * 40).fill(Number.NaN), [50, 40]),
    "dot.fits": await fitsOf(Float32Array.of(3), [1, 1]),
    "table.fits": table,
    "short.fits": (await fitsOf(field, size, sky)).subarray(0, 9000),
    "odd.fits": await fitsOf(field, size, { ...sky, CD1_1: 1, CD1_2: 1, CD2_1: 1, CD2_2: 1 }),
  };
}

describe("pictures of frames", () => {
  let house: House & { folder: string };
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${house.url}${path}`, { headers });
  const pixels = async (path: string) => {
    const answer = await get(path);
    expect(answer.status, await answer.clone().text()).toBe(200);
    return sharp(Buffer.from(await answer.arrayBuffer()))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
  };
  /** Where a picture is brightest, as fractions of its sides from the top left. */
  const brightest = async (path: string) => {
    const { data, info } = await pixels(path);
    let best = 0;
    for (let i = 0; i < data.length; i++) if ((data[i] ?? 0) > (data[best] ?? 0)) best = i;
    return [(best % info.width) / info.width, Math.floor(best / info.width) / info.height];
  };

  beforeAll(async () => {
    house = await openFolder(await files());
  });
  afterAll(() => house?.close());

  it("has row 1 of the file at the bottom", async () => {
    const [x = 0, y = 0] = await brightest("/frames/stars/picture.png?interval=minmax");
    expect(x).toBeCloseTo(60 / 300, 1);
    expect(y).toBeCloseTo(1 - 150 / 200, 1);
  });

  it("turns north up by quarters, exactly, or not at all", async () => {
    const box = "interval=minmax&width=300&height=300";
    const plain = await pixels(`/frames/turned/picture.png?orient=none&${box}`);
    expect([plain.info.width, plain.info.height]).toEqual([300, 200]);
    const snapped = await pixels(`/frames/turned/picture.png?${box}`);
    expect([snapped.info.width, snapped.info.height]).toEqual([200, 300]);
    // North is to the left in the file, so that its left is up here: the star at its left is at the top.
    const [, y = 1] = await brightest(`/frames/turned/picture.png?${box}`);
    expect(y).toBeLessThan(0.35);
    const exact = await pixels(`/frames/turned/picture.png?orient=up&${box}`);
    expect([exact.info.width, exact.info.height]).toEqual([200, 300]);
  });

  it("fits in the box with its shape kept, and is not enlarged unless asked", async () => {
    const sides = async (query: string) => {
      const { info } = await pixels(`/frames/stars/picture.png?${query}`);
      return [info.width, info.height];
    };
    expect(await sides("width=150")).toEqual([150, 100]);
    expect(await sides("width=150&height=50")).toEqual([75, 50]);
    expect(await sides("width=900&height=900")).toEqual([300, 200]);
    expect(await sides("width=900&height=900&enlarge=linear")).toEqual([900, 600]);
  });

  it("comes as JPEG, PNG, WebP and AVIF", async () => {
    for (const [ending, type] of [
      ["jpg", "image/jpeg"],
      ["png", "image/png"],
      ["webp", "image/webp"],
      ["avif", "image/avif"],
    ]) {
      for (const path of [`picture.${ending}?width=60`, `picture?format=${ending}&width=60`]) {
        const answer = await get(`/frames/stars/${path}`);
        expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type]);
      }
    }
    expect((await get("/frames/stars/picture.png?format=jpg")).status).toBe(400);
  });

  it("is the same of a packed frame", async () => {
    const plain = await pixels("/frames/stars/picture.png?width=100&stretch=asinh");
    const packed = await pixels("/frames/packed/picture.png?width=100&stretch=asinh&hdu=SCI");
    expect(packed.data.equals(plain.data)).toBe(true);
  });

  it("draws by colour maps, with marks, in any mode", async () => {
    const plain = await get("/frames/stars/picture.png?width=200");
    const seen = new Set([Buffer.from(await plain.arrayBuffer()).toString("base64")]);
    const queries = [
      "cmap=viridis",
      "inverse=true",
      "stretch=log",
      "interval=99.5%25",
      "min_cut=900&max_cut=1200",
      "mode=upstream",
      "mode=upstream&median=true&percentile=95",
      "label=%CE%B1+Cen+%E2%98%85",
      "compass=true&scalebar=true&coordinates=true",
      "target=150.01,20.01",
      "saturation=5000",
    ];
    for (const query of queries) {
      const answer = await get(`/frames/stars/picture.png?width=200&${query}`);
      expect([query, answer.status]).toEqual([query, 200]);
      seen.add(Buffer.from(await answer.arrayBuffer()).toString("base64"));
    }
    expect(seen.size).toBe(1 + queries.length);
  });

  it("embeds where on the sky it is", async () => {
    const answer = await get("/frames/stars/picture.jpg?avm=true");
    const text = Buffer.from(await answer.arrayBuffer()).toString("latin1");
    expect(text).toContain("<avm:Spatial.CoordinateFrame>ICRS</avm:Spatial.CoordinateFrame>");
    expect(Number(/ReferenceValue><rdf:Seq><rdf:li>([\d.]+)/.exec(text)?.[1])).toBeCloseTo(150, 3);
  });

  it("shows any plane of a cube", async () => {
    const first = await pixels("/frames/cube/picture.png?interval=0..120");
    const last = await pixels("/frames/cube/picture.png?interval=0..120&plane=2");
    expect(last.data.equals(first.data)).toBe(false);
    const beyond = await get("/frames/cube/picture?plane=3");
    expect(await beyond.json()).toMatchObject({ status: 404, code: "FRAME_PLANE_NOT_FOUND" });
  });

  it("lays frames on each other in colour", async () => {
    const { data, info } = await pixels(
      "/frames/stars/picture.png?color=rgb&red=stars&green=turned&blue=packed&width=300",
    );
    expect(info.width).toBe(300);
    expect(data.length).toBeGreaterThan(0);
    const lupton = await get(
      "/frames/stars/picture.png?color=lupton&red=stars&green=packed&blue=stars&q=10",
    );
    expect(lupton.status).toBe(200);
    const layers = await get(
      "/frames/stars/picture.png?color=screen&layers=stars:ff8800,turned:0088ff",
    );
    expect(layers.status).toBe(200);
    // This is the default for layers.
    const blended = await get("/frames/stars/picture.png?layers=stars:ff8800,turned:0088ff");
    expect(await blended.bytes()).toEqual(await layers.bytes());
    for (const [query, status] of [
      ["enlarge=linear&width=4097", 400],
      ["color=rgb&red=stars", 400],
      ["color=lupton&layers=stars:ff0000,turned:00ff00", 400],
      ["layers=stars:red", 400],
      ["color=rgb&red=stars&green=nobody&blue=stars", 404],
      ["color=rgb", 404],
    ] as const) {
      expect([query, (await get(`/frames/stars/picture?${query}`)).status]).toEqual([
        query,
        status,
      ]);
    }
  });

  it("tells of a file", async () => {
    const info = await (await get("/frames/stars/info?cards=true")).json();
    expect(info).toMatchObject({
      frame: { basename: "stars", archive: "folder" },
      hdus: [{ type: "primary", axes: [300, 200] }],
      image: { width: 300, height: 200, valid: 60_000, saturation: 9000, mosaic: false },
      wcs: { projection: "TAN", parity: "east-left" },
      warnings: [],
    });
    expect(info.wcs.pixelScale).toBeCloseTo(1, 6);
    expect(info.wcs.centre[0]).toBeCloseTo(150, 9);
    expect(info.hdus[0].cards.length).toBeGreaterThan(8);
    expect((await get(info.links.picture)).status).toBe(200);
    const median = info.image.percentiles.find(([percent]: [number]) => percent === 50);
    expect(median[1]).toBeGreaterThan(990);
    expect(median[1]).toBeLessThan(1010);
  });

  it("tells of a file that breaks off what there is to tell", async () => {
    const picture = await get("/frames/short/picture");
    expect(await picture.json()).toMatchObject({ status: 422, code: "FITS_TRUNCATED" });
    const info = await (await get("/frames/short/info")).json();
    expect(info).toMatchObject({ hdus: [{ axes: [300, 200] }], wcs: { projection: "TAN" } });
    expect(info.warnings.join()).toContain("FITS_TRUNCATED");
  });

  it("may be kept for ever under an address that says the version, for minutes under another", async () => {
    const short = await get("/frames/stars/picture.jpg?width=50");
    expect(short.headers.get("cache-control")).toBe("public, max-age=300");
    const address = short.headers.get("content-location") ?? "";
    const long = await get(address);
    expect(long.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(Buffer.from(await long.arrayBuffer())).toEqual(Buffer.from(await short.arrayBuffer()));
    const etag = long.headers.get("etag") ?? "";
    const again = await get(address, { "if-none-match": etag });
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0]);
    const third = await get(address);
    for (const name of ["content-type", "cache-control", "vary", "x-robots-tag", "etag"]) {
      expect([name, third.headers.get(name)]).toEqual([name, long.headers.get(name)]);
    }
    const gone = await get(address.replace(/\/frames\/([^/]+)\/[^/]+/, "/frames/$1/another"));
    expect(await gone.json()).toMatchObject({ status: 404, code: "FRAME_NOT_FOUND" });
  });

  it("is drawn once, however many ask", async () => {
    const path = "/frames/stars/picture.png?width=77&cmap=viridis";
    const all = await Promise.all(Array.from({ length: 12 }, () => get(path)));
    const etags = new Set(all.map(({ headers }) => headers.get("etag")));
    expect(etags.size).toBe(1);
    const keys: string[] = [];
    for await (const { key } of house.service.store.list("frames/folder/")) keys.push(key);
    expect(keys.filter((key) => /picture-[0-9a-f]{32}\.png$/.test(key)).length).toBe(
      keys.filter((key) => key.endsWith(".png")).length,
    );
  });

  it("shows what is constant, empty, or a single pixel, and what has coordinates without sense", async () => {
    for (const name of ["flat", "empty", "dot", "odd"]) {
      for (const query of ["", "?mode=upstream", "?orient=up&compass=1&scalebar=1&coordinates=1"]) {
        const answer = await get(`/frames/${name}/picture.png${query}`);
        expect([name, query, answer.status]).toEqual([name, query, 200]);
      }
    }
    const { warnings } = await (await get("/frames/odd/info")).json();
    expect(warnings.join()).toContain("FITS_WCS_SINGULAR");
  });

  it.each([
    ["width=0", 400],
    ["width=-1", 400],
    ["width=1e9", 400],
    ["height=abc", 400],
    ["width=", 400],
    ["quality=0", 400],
    ["quality=101", 400],
    ["percentile=101&median=1", 400],
    ["stretch=sideways", 400],
    ["interval=5", 400],
    ["min_cut=high", 400],
    ["cmap=no-such-map", 400],
    ["nan=red", 400],
    ["orient=down", 400],
    ["target=1", 400],
    ["target=1,100", 400],
    ["hdu=9", 404],
    ["hdu=NOPE", 404],
    ["plane=1", 404],
    ["unknown=1", 400],
    ["width=10&width=20", 400],
    [`label=${"x".repeat(10_000)}`, 400],
  ])("answers %.20s with a problem", async (query, status) => {
    const answer = await get(`/frames/stars/picture?${query}`);
    expect([query.slice(0, 30), answer.status]).toEqual([query.slice(0, 30), status]);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(await answer.json()).toMatchObject({ status, code: expect.any(String) });
  });

  it("has nothing of a frame that is not listed", async () => {
    for (const path of ["picture", "info", "cutout?ra=1&dec=1"]) {
      const answer = await get(`/frames/nobody/${path}`);
      expect(await answer.json()).toMatchObject({ status: 404, code: "FRAME_NOT_FOUND" });
    }
  });
});

describe.skipIf(!hasFrameData)(
  "real frames (skipped without the files of WELKIN_TEST_DATA)",
  () => {
    it("puts a detector's amplifiers together", async () => {
      const truth = JSON.parse(readFileSync(`${frameData}/truth/mosaic.json`, "utf8"));
      await withFits(frameFile(truth.file) ?? "", async (file) => {
        const image = await openImage(file, {});
        expect([image.mosaic, image.height, image.width]).toEqual([true, ...truth.shape]);
        const { data } = await image.read({ x: 0, y: 0, width: image.width, height: image.height });
        for (const [at, value] of truth.pixels) {
          expect(Math.abs(Number(data[at]) - value)).toBeLessThan(2e-4);
        }
      });
    });

    it("shows one amplifier where that is asked for", async () => {
      await withFits(frameFile("lco/mef_raw_test_frame.fits") ?? "", async (file) => {
        const image = await openImage(file, { hdu: "1" });
        expect(image.mosaic).toBe(false);
      });
    });
  },
);
