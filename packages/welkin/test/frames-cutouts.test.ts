import { existsSync, readFileSync } from "node:fs";
import { openFits, parseWcs, readWcs, statistics } from "@welkin/fits";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CutoutRegion } from "../src/frames/cutouts/box.ts";
import { cutFits } from "../src/frames/cutouts/fits.ts";
import { withFits } from "../src/frames/render/open.ts";
import { frameData, frameFile, hasFrameData } from "./frames/data.ts";
import { fitsOf, openFolder, skyCards, starField } from "./frames/folder.ts";
import type { House } from "./house.ts";

const size = [200, 150] as const;
const field = starField(...size, [[100, 75, 9000]]);
const place = [30, -45] as const;

describe("cutouts", () => {
  let house: House & { folder: string };
  const get = (path: string) => fetch(`${house.url}${path}`);
  const cut = async (query: string, frame = "sky") => {
    const answer = await get(`/frames/${frame}/cutout?${query}`);
    expect(answer.status, await answer.clone().text()).toBe(200);
    expect(answer.headers.get("content-type")).toBe("image/fits");
    const file = await openFits(new Uint8Array(await answer.arrayBuffer()));
    const hdu = file.firstImage();
    const { data, width, height } = await hdu.image.read({ as: "float64" });
    return { file, hdu, header: hdu.header, data, width, height };
  };

  beforeAll(async () => {
    const sky = { ...skyCards(place, size), OBJECT: "a star", GAIN: 1.5, DETSEC: "[1:200,1:150]" };
    house = await openFolder({
      "sky.fits": await fitsOf(field, size, sky),
      "packed.fits.fz": await fitsOf(field, size, sky, { compress: { codec: "RICE_1" } }),
      "plain.fits": await fitsOf(field, size),
      "cube.fits": await fitsOf(
        Float32Array.from({ length: 3 * 40 * 30 }, (_, i) => i),
        [40, 30, 3],
        { ...skyCards(place, [40, 30]), CTYPE3: "FREQ", CRVAL3: 1e9, CRPIX3: 1, WCSAXES: 3 },
      ),
    });
  });
  afterAll(() => house?.close());

  it("is as large as asked, around the place, with coordinates that hold", async () => {
    const { header, width, height, data } = await cut("ra=30&dec=-45&size=40arcsec");
    expect([width, height]).toEqual([40, 40]);
    const at = parseWcs(header)?.skyToPixel(...place);
    // The centre of 200 × 150 pixels lies on pixel borders.
    expect([at?.x, at?.y]).toEqual([expect.closeTo(20.5, 6), expect.closeTo(20.5, 6)]);
    for (const [x, y] of [
      [0, 0],
      [39, 39],
      [20, 19],
    ] as const) {
      expect(data[y * 40 + x]).toBe(field[(y + 55) * 200 + x + 80]);
    }
    expect(header.string("OBJECT")).toBe("a star");
    expect(header.has("DETSEC")).toBe(false);
    expect([header.number("LTV1"), header.number("LTV2")]).toEqual([-80, -55]);
    expect(header.integer("BITPIX")).toBe(16);
  });

  it("takes its size as hips2fits does: fov, in degrees", async () => {
    const by = async (query: string) => (await cut(`ra=30&dec=-45&${query}`)).data;
    expect(await by("fov=0.01")).toEqual(await by("size=36arcsec"));
    expect((await get("/frames/sky/cutout?ra=30&dec=-45&fov=0.01&size=1")).status).toBe(400);
  });

  it("has the same pixels of a packed frame", async () => {
    const one = await cut("ra=30&dec=-45&size=1");
    const other = await cut("ra=2:00:00&dec=-45:00:00&size=60arcsec,60arcsec", "packed");
    expect(other.data).toEqual(one.data);
  });

  it("is filled with no value beyond the edge, or trimmed", async () => {
    const filled = await cut("x=1&y=1&size=21,11");
    expect([filled.width, filled.height]).toEqual([21, 11]);
    expect(filled.header.integer("BITPIX")).toBe(-32);
    const { valid, total } = statistics(filled.data);
    expect([valid, total]).toEqual([11 * 6, 21 * 11]);
    expect(filled.data[5 * 21 + 10]).toBe(field[0]);
    const trimmed = await cut("x=1&y=1&size=21,11&edge=trim");
    expect([trimmed.width, trimmed.height]).toEqual([11, 6]);
    expect(trimmed.data[0]).toBe(field[0]);
  });

  it("takes boxes of pixels", async () => {
    const { data, width, header } = await cut("box=11,21,30,40", "plain");
    expect([data.length, width]).toEqual([1200, 30]);
    expect(data[0]).toBe(field[20 * 200 + 10]);
    expect(header.has("CRPIX1")).toBe(false);
  });

  it("is of two dimensions where its parent has three", async () => {
    const { header, data } = await cut("box=1,1,10,10&plane=2", "cube");
    expect(header.integer("NAXIS")).toBe(2);
    expect(header.has("CTYPE3")).toBe(false);
    expect(header.integer("WCSAXES")).toBe(2);
    expect(data[0]).toBe(2400);
  });

  it("can be a picture, with everything that pictures can", async () => {
    const answer = await get(
      "/frames/sky/cutout.png?ra=30&dec=-45&size=1&width=300&height=300&enlarge=nearest&stretch=asinh&target=30,-45&compass=1",
    );
    expect(answer.status).toBe(200);
    const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect([width, height]).toEqual([300, 300]);
  });

  it.each([
    ["ra=200&dec=45", 422, "FRAME_NO_OVERLAP"],
    ["ra=30&dec=45", 422, "FRAME_NO_OVERLAP"],
    // The opposite position on the sky has the same gnomonic coordinates.
    ["ra=210&dec=45", 422, "FRAME_NO_OVERLAP"],
    ["box=500,500,10,10", 422, "FRAME_NO_OVERLAP"],
    ["box=1,1,9999999,9999999", 413, "FRAME_TOO_LARGE"],
    ["ra=30&dec=-45&size=1e9", 400, "BAD_REQUEST"],
    ["ra=30&dec=-45&size=90deg", 413, "FRAME_TOO_LARGE"],
    ["ra=30&dec=-45&size=0", 400, "BAD_REQUEST"],
    ["ra=30&dec=-45&size=-1", 400, "BAD_REQUEST"],
    ["ra=30&dec=-45&size=0.001arcsec", 400, "BAD_REQUEST"],
    ["ra=30&dec=-45&size=1,2,3", 400, "BAD_REQUEST"],
    ["ra=30", 400, "BAD_REQUEST"],
    ["ra=30&dec=-95", 400, "BAD_REQUEST"],
    ["ra=30&dec=-45&box=1,1,2,2", 400, "BAD_REQUEST"],
    ["x=10&y=10", 400, "BAD_REQUEST"],
    ["", 400, "BAD_REQUEST"],
    ["box=1,1,0,5", 400, "BAD_REQUEST"],
    ["box=1,1,5", 400, "BAD_REQUEST"],
    ["ra=30&dec=-45&format=doc", 400, "BAD_REQUEST"],
  ])("answers %s with a problem", async (query, status, code) => {
    const answer = await get(`/frames/sky/cutout?${query}`);
    expect(await answer.json()).toMatchObject({ status, code });
  });

  it("cannot be found on the sky where the frame does not say where it is", async () => {
    const answer = await get("/frames/plain/cutout?ra=30&dec=-45");
    expect(await answer.json()).toMatchObject({ status: 422, code: "FRAME_NO_WCS" });
  });
});

interface CutoutTruth {
  readonly file: string;
  readonly hdu: number;
  readonly center_icrs: readonly [number, number];
  readonly size: string;
  readonly mode: "trim" | "partial";
  readonly shape: readonly [number, number];
  readonly crpix: readonly [number, number];
  readonly stats: { nfinite: number; min: number; max: number; mean: number; std: number };
  readonly points: readonly { pix0: [number, number]; icrs: [number, number] }[];
}

const truths: CutoutTruth[] = hasFrameData
  ? (JSON.parse(readFileSync(`${frameData}/truth/cutouts.json`, "utf8")) as CutoutTruth[]).filter(
      ({ file }) => frameFile(file) !== undefined,
    )
  : [];

const units: Record<string, number> = { arcmin: 1 / 60, arcsec: 1 / 3600, pix: 1 };

describe.skipIf(truths.length === 0)(
  "cutouts of real frames are astropy's (skipped without the files of WELKIN_TEST_DATA)",
  () => {
    it.each(truths.map((truth) => [`${truth.file} ${truth.size} ${truth.mode}`, truth] as const))(
      "%s",
      async (_name, truth) => {
        const [, digits = "", unit = ""] = /^([\d.]+)(\w+)$/.exec(truth.size) ?? [];
        const side = {
          value: Number(digits) * (units[unit] ?? Number.NaN),
          unit: unit === "pix" ? ("pix" as const) : ("deg" as const),
        };
        const [ra, dec] = truth.center_icrs;
        const region: CutoutRegion = { kind: "sky", ra, dec, size: [side, side] };
        const path = frameFile(truth.file) ?? "";
        const packed = path.endsWith(".fz") && !truth.file.endsWith(".fz");
        const choice = packed ? {} : { hdu: String(truth.hdu) };
        const { bytes } = await withFits(path, (file) => cutFits(file, choice, region, truth.mode));
        const hdu = (await openFits(bytes)).firstImage();
        const { data, width, height } = await hdu.image.read({ as: "float64" });
        expect([height, width]).toEqual(truth.shape);
        expect([hdu.header.number("CRPIX1"), hdu.header.number("CRPIX2")]).toEqual(truth.crpix);
        const { valid, min, max, mean, std } = statistics(data);
        expect([valid, min, max]).toEqual([
          truth.stats.nfinite,
          expect.closeTo(truth.stats.min, 6),
          expect.closeTo(truth.stats.max, 6),
        ]);
        expect(Math.abs(mean / truth.stats.mean - 1)).toBeLessThan(1e-9);
        expect(Math.abs(std / truth.stats.std - 1)).toBeLessThan(1e-9);
        const wcs = parseWcs(hdu.header);
        for (const { pix0, icrs } of truth.points) {
          const sky = wcs?.pixelToSky(pix0[0] + 1, pix0[1] + 1);
          expect(sky?.ra).toBeCloseTo(icrs[0], 9);
          expect(sky?.dec).toBeCloseTo(icrs[1], 9);
        }
      },
    );

    it.for([
      "wcs/dist_lookup.fits.gz",
      "wcs/dss.14.29.56-62.41.05.fits.gz",
      "synthetic/wcs_sip.fits",
    ])("%s keeps its distortions", async (name, context) => {
      const path = `${frameData}/${name}`;
      if (!existsSync(path)) return context.skip(`${name} is not there`);
      const bytes = await withFits(path, async (file) => {
        const hdu = file.firstImage();
        const { width, height } = hdu.image;
        const box = {
          x: 5,
          y: 3,
          width: Math.min(20, width - 5),
          height: Math.min(10, height - 3),
        };
        const cut = await cutFits(file, {}, { kind: "box", box }, "trim");
        const whole = await readWcs(file, hdu);
        const made = await openFits(cut.bytes);
        const part = await readWcs(made, made.firstImage());
        for (const [x, y] of [
          [1, 1],
          [box.width, box.height],
        ] as const) {
          const [here, there] = [part?.pixelToSky(x, y), whole?.pixelToSky(x + 5, y + 3)];
          expect(here?.ra).toBeCloseTo(there?.ra ?? Number.NaN, 9);
          expect(here?.dec).toBeCloseTo(there?.dec ?? Number.NaN, 9);
        }
        return cut.bytes;
      });
      expect(bytes.length % 2880).toBe(0);
    });
  },
);
