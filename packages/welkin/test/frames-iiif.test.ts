import { createRequire } from "node:module";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fitsOf, openFolder, starField } from "./frames/folder.ts";
import type { House } from "./house.ts";

const [width, height] = [1300, 900];
const field = starField(width, height, [
  [100, 850, 9000],
  [1200, 50, 9000],
]);

describe("deep zoom", () => {
  let house: House & { folder: string };
  const get = (path: string, headers = {}) =>
    fetch(`${house.url}${path}`, { headers, redirect: "manual" });
  const image = async (path: string) => {
    const answer = await get(`/iiif/field/${path}`);
    expect(answer.status, await answer.clone().text()).toBe(200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    return sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  };

  beforeAll(async () => {
    house = await openFolder({ "field.fits": await fitsOf(field, [width, height]) });
  });
  afterAll(() => house?.close());

  it("leads from the base to the description", async () => {
    const answer = await get("/iiif/field");
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/iiif/field/info.json"]);
  });

  it("describes the image as level 2", async () => {
    const answer = await get("/iiif/field/info.json");
    expect(answer.headers.get("content-type")).toContain("application/json");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("link")).toContain('level2.json>;rel="profile"');
    expect(await answer.json()).toMatchObject({
      "@context": "http://iiif.io/api/image/3/context.json",
      ...{ id: `${house.url}/iiif/field`, type: "ImageService3", profile: "level2" },
      ...{ width, height, maxWidth: 4096 },
      sizes: [
        { width: 325, height: 225 },
        { width: 650, height: 450 },
        { width: 1300, height: 900 },
      ],
      tiles: [{ width: 512, scaleFactors: [1, 2, 4] }],
    });
    const linked = await get("/iiif/field/info.json", { accept: "application/ld+json" });
    expect(linked.headers.get("content-type")).toContain("application/ld+json");
  });

  it.each([
    ["full/max/0/default.jpg", 1300, 900, "full/max/0/default.jpg"],
    ["full/650,/0/default.jpg", 650, 450, "full/650,450/0/default.jpg"],
    ["full/,90/0/default.png", 130, 90, "full/130,90/0/default.png"],
    ["full/pct:10/0/gray.webp", 130, 90, "full/130,90/0/gray.webp"],
    ["full/100,100/0/default.jpg", 100, 100, "full/100,100/0/default.jpg"],
    ["full/!100,100/0/default.jpg", 100, 69, "full/100,69/0/default.jpg"],
    ["square/90,/0/default.jpg", 90, 90, "200,0,900,900/90,90/0/default.jpg"],
    ["0,0,100,50/max/0/color.jpg", 100, 50, "0,0,100,50/max/0/color.jpg"],
    ["1200,800,500,500/max/0/default.jpg", 100, 100, "1200,800,100,100/max/0/default.jpg"],
    ["pct:0,0,50,50/max/0/default.jpg", 650, 450, "0,0,650,450/max/0/default.jpg"],
    ["0,0,100,50/^200,/0/default.jpg", 200, 100, "0,0,100,50/^200,100/0/default.jpg"],
    ["0,0,100,50/^max/0/default.jpg", 4096, 2048, "0,0,100,50/^max/0/default.jpg"],
    ["0,0,100,50/^!9000,9000/0/default.jpg", 4096, 2048, "0,0,100,50/^max/0/default.jpg"],
    ["full/!9000,9000/0/default.jpg", 1300, 900, "full/max/0/default.jpg"],
    ["0,0,100,50/max/90/default.jpg", 50, 100, "0,0,100,50/max/90/default.jpg"],
    ["0,0,100,50/max/!180/default.jpg", 100, 50, "0,0,100,50/max/!180/default.jpg"],
  ])("answers %s", async (path, across, down, canonical) => {
    const { info } = await image(path);
    expect([info.width, info.height]).toEqual([across, down]);
    const link = (await get(`/iiif/field/${path}`)).headers.get("link");
    expect(link).toContain(`<${house.url}/iiif/field/${canonical}>;rel="canonical"`);
  });

  it("counts regions from the top left, and turns clockwise", async () => {
    const whole = await image("full/max/0/default.png");
    const at = (x: number, y: number) => whole.data[y * width + x] ?? 0;
    // The star of row 850 is near the top.
    expect(at(100, height - 1 - 850)).toBeGreaterThan(250);
    const part = await image("50,0,100,100/max/0/default.png");
    const turned = await image("50,0,100,100/max/90/default.png");
    const mirrored = await image("50,0,100,100/max/!0/default.png");
    for (const [x, y] of [
      [50, 49],
      [3, 80],
    ] as const) {
      expect(part.data[y * 100 + x]).toBe(at(50 + x, y));
      expect(turned.data[x * 100 + 99 - y]).toBe(at(50 + x, y));
      expect(mirrored.data[y * 100 + 99 - x]).toBe(at(50 + x, y));
    }
  });

  it("shows a frame in other ways by its identifier", async () => {
    const plain = await image("full/100,/0/default.png");
    const answer = await get(
      "/iiif/field;stretch=log;interval=minmax;inverse=true/full/100,/0/default.png",
    );
    expect(answer.status).toBe(200);
    const { data } = await sharp(Buffer.from(await answer.arrayBuffer()))
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.equals(plain.data)).toBe(false);
  });

  it.each([
    "full/max/45/default.jpg",
    "full/max/0/bitonal.jpg",
    "full/max/0/default.tif",
    "full/0,/0/default.jpg",
    "full/1301,/0/default.jpg",
    "full/^5000,/0/default.jpg",
    "full/pct:101/0/default.jpg",
    "full/,/0/default.jpg",
    "full/abc/0/default.jpg",
    "0,0,0,10/max/0/default.jpg",
    "1300,0,10,10/max/0/default.jpg",
    "-1,0,10,10/max/0/default.jpg",
    "1e9,0,10,10/max/0/default.jpg",
    "half/max/0/default.jpg",
  ])("refuses %s", async (path) => {
    const answer = await get(`/iiif/field/${path}`);
    expect(await answer.json()).toMatchObject({ status: 400, code: "BAD_REQUEST" });
  });

  it("refuses identifiers that say what is not there", async () => {
    for (const id of ["field;stretch=histogram", "field;nothing=1", "field;plane=x"]) {
      expect([id, (await get(`/iiif/${id}/info.json`)).status]).toEqual([id, 400]);
    }
    expect((await get("/iiif/nobody/info.json")).status).toBe(404);
    expect((await get("/iiif/field;hdu=7/info.json")).status).toBe(404);
  });

  it("gives OpenSeadragon every tile that it asks for, and they fit together", async () => {
    const OpenSeadragon = openSeadragon();
    const described = await (await get("/iiif/field/info.json")).json();
    const options = OpenSeadragon.IIIFTileSource.prototype.configure(described, house.url);
    const source = new OpenSeadragon.IIIFTileSource(options);
    expect(source.maxLevel).toBe(2);
    for (let level = source.minLevel; level <= source.maxLevel; level++) {
      const tiles = source.getNumTiles(level);
      const factor = 2 ** (source.maxLevel - level);
      const whole = await image(
        `full/${Math.ceil(width / factor)},${Math.ceil(height / factor)}/0/default.png`,
      );
      for (let y = 0; y < tiles.y; y++) {
        for (let x = 0; x < tiles.x; x++) {
          const url = source.getTileUrl(level, x, y).replace(".jpg", ".png");
          const tile = await image(url.slice(url.indexOf("/field/") + 7));
          const [left, top] = [x * 512, y * 512];
          expect(tile.info.width).toBe(Math.min(512, whole.info.width - left));
          expect(tile.info.height).toBe(Math.min(512, whole.info.height - top));
          let off = 0;
          for (let i = 0; i < tile.data.length; i++) {
            const u = left + (i % tile.info.width);
            const v = top + Math.floor(i / tile.info.width);
            off += Math.abs((tile.data[i] ?? 0) - (whole.data[v * whole.info.width + u] ?? 0));
          }
          expect(off / tile.data.length).toBeLessThan(factor === 1 ? 1e-9 : 3);
        }
      }
    }
  });
});

interface TileSource {
  readonly minLevel: number;
  readonly maxLevel: number;
  getNumTiles(level: number): { x: number; y: number };
  getTileUrl(level: number, x: number, y: number): string;
}

interface OpenSeadragonLike {
  readonly IIIFTileSource: {
    new (options: object): TileSource;
    readonly prototype: { configure(data: object, url: string): object };
  };
}

const viewer = new URL("../../viewer/package.json", import.meta.url);

/** The viewer itself, with as much of a browser around it as it needs to load. */
function openSeadragon(): OpenSeadragonLike {
  const element = () => ({
    style: {},
    getContext: () => null,
    addEventListener() {},
    removeEventListener() {},
  });
  Object.assign(globalThis, {
    window: globalThis,
    self: globalThis,
    document: { ...element(), createElement: element, documentElement: element(), body: element() },
    location: { search: "", protocol: "http:" },
    addEventListener() {},
    removeEventListener() {},
  });
  return createRequire(viewer)("openseadragon") as OpenSeadragonLike;
}
