/**
 * Pictures, limits and alignments compared with those of fits2image, astropy and fits_align, on real and synthetic
 * frames.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type BinaryTable, type FitsFile, openFits } from "@welkin/fits";
import {
  alignStars,
  detectStars,
  type FrameOptions,
  limitsOf,
  luptonRgb,
  type Plane,
  type PlaneData,
  parseInterval,
  parseStretch,
  renderColor,
  renderFrame,
  type Star,
  sizeInBox,
  snapOrientation,
  stretchAt,
} from "@welkin/imaging";
import { drawOn, encodePicture } from "@welkin/imaging/node";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { fitsOptions } from "../src/frames/fits.ts";

const data = `${
  process.env["WELKIN_TEST_DATA"] ??
  fileURLToPath(new URL("../../../../shared/data", import.meta.url))
}/fits`;
const hasData = existsSync(`${data}/truth`);

/** Files in which astropy reads NaN as numbers. */
const ASTROPY_ERRS = new Set([
  "astropy/compressed_with_nan.fits",
  "synthetic/fpack_rice_f32_nan.fits.fz",
  "synthetic/fpack_rice_f32_nan_qz.fits.fz",
  "synthetic/quirk_nan_as_intmin_no_zblank.fits",
]);

function truth<T>(name: string): T {
  return JSON.parse(readFileSync(`${data}/truth/${name}`, "utf8")) as T;
}

/** A file of the data, or the compressed form of it; undefined where neither is there. */
function pathOf(file: string): string | undefined {
  return [`${data}/${file}`, `${data}/${file}.fz`].find((path) => existsSync(path));
}

function open(path: string): Promise<FitsFile> {
  return openFits(readFileSync(path), fitsOptions);
}

/** The HDU that fits2image shows: the first of two axes that is not empty. */
async function planeOf(file: string): Promise<Plane> {
  const { hdus } = await open(pathOf(file) as string);
  const hdu = hdus.find(
    ({ type, axes }) =>
      ["primary", "image", "compressed"].includes(type) && axes.length === 2 && axes[1] !== 0,
  );
  if (!hdu?.image) throw new Error(`${file} has no image`);
  const { data: pixels, width, height } = await hdu.image.read();
  return { data: pixels as PlaneData, width, height };
}

interface Picture {
  readonly size: [number, number];
  readonly src: string | string[];
  readonly args: {
    readonly width: number;
    readonly height: number;
    readonly quality: number;
    readonly median?: boolean;
    readonly percentile?: number;
    readonly zmin?: number;
    readonly zmax?: number;
    readonly label_text?: string;
  };
}

describe.skipIf(!hasData)("pictures (skipped without the data of WELKIN_TEST_DATA)", () => {
  const pictures = hasData ? Object.entries(truth<Record<string, Picture>>("pictures.json")) : [];
  const there = pictures.filter(([, { src }]) => [src].flat().every((file) => pathOf(file)));

  it.each(there)("%s is as fits2image draws it", async (name, { src, args, size }) => {
    const planes = await Promise.all([src].flat().map(planeOf));
    const options: FrameOptions = {
      shrink: "upstream",
      width: args.width,
      height: args.height,
      median: args.median ?? false,
      percentile: args.percentile ?? 99.5,
      ...(args.zmin !== undefined && { min_cut: args.zmin }),
      ...(args.zmax !== undefined && { max_cut: args.zmax }),
    };
    const drawn =
      planes.length === 3 ? renderColor(planes, options) : renderFrame(planes[0] as Plane, options);
    expect([drawn.width, drawn.height]).toEqual(size);
    const label = args.label_text;
    const labelled =
      label === undefined ? drawn : await drawOn(drawn, { label, labelAs: "upstream" });
    const { bytes } = await encodePicture(labelled, { quality: args.quality });
    const apart = await meanDifference(bytes, readFileSync(`${data}/truth/pics/truth_${name}.jpg`));
    // Both have the same JPEG losses; upstream's letters are hinted differently, and red in colour pictures.
    expect(apart).toBeLessThan(label === undefined ? 0.1 : 0.6);
  });

  it("blends as fits2image", async () => {
    const { inputs, cases } = truth<Blends>("blends.json");
    const planes = await Promise.all(inputs.map((file) => planeOf(`synthetic/${file}`)));
    for (const { algorithm, colors, zmin, zmax, pixels } of cases) {
      const unit = planes.map((plane, i) => {
        const [low, high] = [zmin[i] as number, zmax[i] as number];
        return { ...plane, scale: 1 / (high - low), zero: -low / (high - low) };
      });
      const interval = "0..1";
      const { data: rgb } = renderColor(unit, {
        shrink: "upstream",
        interval,
        blend: algorithm,
        colors,
      });
      const drawn = pixels.map(([at]) => [at, [...rgb.subarray(3 * at, 3 * at + 3)]]);
      expect(drawn, algorithm).toEqual(pixels);
    }
  });

  it("has Lupton's colours as astropy", async () => {
    const bands = await Promise.all(
      ["i", "r", "g"].map((band) => planeOf(`survey/reprojected_sdss_${band}.fits.bz2`)),
    );
    const [red, green, blue] = bands.map((plane) => plane.data) as [
      PlaneData,
      PlaneData,
      PlaneData,
    ];
    for (const { args, pixels, mean } of truth<Lupton[]>("lupton.json")) {
      const { Q, stretch } = args;
      const rgb = luptonRgb(red, green, blue, { Q, stretch });
      for (const [at, colour] of pixels) {
        // The value that is truncated may be a hair's breadth on either side of a whole number.
        for (const [c, part] of colour.entries()) {
          expect(Math.abs((rgb[3 * at + c] as number) - part)).toBeLessThan(2);
        }
      }
      const found = [0, 1, 2].map((c) =>
        rgb.filter((_, i) => i % 3 === c).reduce((s, v) => s + v, 0),
      );
      const means = found.map((sum) => sum / (rgb.length / 3));
      for (const [c, value] of means.entries()) expect(value).toBeCloseTo(mean[c] as number, 3);
    }
  });

  it("turns north up as fits2image 1.0", () => {
    for (const { cd, mirror, k } of truth<Oriented[]>("orientation.json")) {
      const [[a, b], [c, d]] = cd;
      expect(snapOrientation([a, b, c, d])).toEqual({ mirror, turns: k });
    }
  });

  it("has Pillow's sizes", () => {
    const { rows } = truth<{ rows: number[][] }>("thumbnail_sizes.json");
    for (const [width = 0, height = 0, boxWidth = 0, boxHeight = 0, ...size] of rows) {
      const fitted = sizeInBox({ width, height }, { width: boxWidth, height: boxHeight });
      expect([fitted.width, fitted.height]).toEqual(size);
    }
  });

  it("has astropy's curves", () => {
    const names: Record<string, string> = {
      log_a1000: "log:1000",
      asinh_a01: "asinh:0.1",
      power_0_4: "power:0.4",
    };
    for (const [name, values] of Object.entries(
      truth<Record<string, number[]>>("stretches.json"),
    )) {
      const stretch = parseStretch(names[name] ?? name);
      for (const [i, value] of values.entries()) {
        expect(stretchAt(stretch, i / 20)).toBeCloseTo(value, 12);
      }
    }
  });
});

describe.skipIf(!hasData)("limits (skipped without the data of WELKIN_TEST_DATA)", () => {
  const files = hasData ? Object.entries(truth<Record<string, string>>("index.json")) : [];
  const there = files.filter(([file]) => existsSync(`${data}/${file}`) && !ASTROPY_ERRS.has(file));

  const told = there.filter(([, name]) =>
    truth<{ hdus: HduTruth[] }>(name).hdus?.some(({ image }) => image?.zscale_astropy?.limits),
  );

  it.each(told)("of %s are those of astropy and fits2image", async (file, name) => {
    const { hdus } = truth<{ hdus: HduTruth[] }>(name);
    const opened = await open(`${data}/${file}`);
    for (const { index, image } of hdus) {
      const limits = image?.zscale_astropy?.limits;
      if (!image || !limits) continue;
      const hdu = opened.hdus[index];
      const pixels = await hdu?.image?.readAll();
      // Those programs process cubes as a whole, Welkin by planes; 64-bit integers are read as floats.
      if (hdu?.axes.length !== 2 || !pixels || isBig(pixels)) continue;
      const plane = { data: pixels, width: hdu.axes[0] as number, height: hdu.axes[1] as number };
      if (limits[0] !== limits[1]) expectLimits(plane, "zscale", limits);
      const upstream = image.fits2image?.used_limits;
      if (upstream && upstream[0] !== upstream[1]) expectLimits(plane, "upstream", upstream);
      if (upstream && image.fits2image?.gray_pixels)
        expectGrey(plane, image.fits2image.gray_pixels);
    }
  });
});

describe.skipIf(!hasData)("alignment (skipped without the data of WELKIN_TEST_DATA)", () => {
  const alignments = hasData ? truth<Aligned[]>("alignment.json") : [];

  it.each(alignments)("of $ukn on $ref is as fits_align's", async ({ set, ref, ukn, ...found }) => {
    const folder = set === "synthetic" ? "synthetic" : "lco";
    const [reference, other] = await Promise.all(
      [ref, ukn].map((name) => catalogue(`${folder}/${name}`)),
    );
    const alignment = alignStars(other as Star[], reference as Star[]);
    expect(alignment?.matched).toBeGreaterThan(0.9 * found.matched);
    const [a, b, c, d] = found.trans_abcd;
    const [xx, xy, x0, yx, yy, y0] = alignment?.toOther ?? [0, 0, 0, 0, 0, 0];
    const tolerance = set === "synthetic" ? 1e-9 : 0.1;
    for (const [x, y] of [
      [0, 0],
      [4000, 0],
      [0, 4000],
      [4000, 4000],
    ] as const) {
      expect(Math.abs(xx * x + xy * y + x0 - (a * x - b * y + c))).toBeLessThan(tolerance);
      expect(Math.abs(yx * x + yy * y + y0 - (b * x + a * y + d))).toBeLessThan(tolerance);
    }
  });

  it("finds the shift from the stars in the frames themselves", async () => {
    const names = [1, 2].map((n) => `synthetic/lsc1m005-fa15-20261120-020${n}-e91.fits.fz`);
    const [reference, other] = await Promise.all(names.map(planeOf));
    const alignment = alignStars(detectStars(reference as Plane), detectStars(other as Plane), {
      rejection: 4,
    });
    const [xx, xy, x0, yx, yy, y0] = alignment?.toOther ?? [0, 0, 0, 0, 0, 0];
    // In the middle of 1024² pixels.
    expect(Math.abs(512 * (xx - 1 + xy) + x0 - 7.3)).toBeLessThan(0.1);
    expect(Math.abs(512 * (yx + yy - 1) + y0 + 4.6)).toBeLessThan(0.1);
  });
});

interface Blends {
  readonly inputs: string[];
  readonly cases: {
    readonly algorithm: "sum" | "max" | "min" | "multiply" | "screen" | "overlay";
    readonly colors: [number, number, number][];
    readonly zmin: number[];
    readonly zmax: number[];
    readonly pixels: [number, number[]][];
  }[];
}

interface Lupton {
  readonly args: { readonly Q: number; readonly stretch: number };
  readonly mean: number[];
  readonly pixels: [number, number[]][];
}

interface Oriented {
  readonly cd: [[number, number], [number, number]];
  readonly mirror: boolean;
  readonly k: number;
}

interface Aligned {
  readonly set: string;
  readonly ref: string;
  readonly ukn: string;
  readonly matched: number;
  readonly trans_abcd: [number, number, number, number];
}

interface HduTruth {
  readonly index: number;
  readonly image?: {
    readonly zscale_astropy?: { readonly limits?: [number, number] | null } | null;
    readonly fits2image?: {
      readonly used_limits?: [number, number];
      readonly gray_pixels?: [number, number][];
    } | null;
  };
}

function isBig(values: unknown): values is BigInt64Array | BigUint64Array {
  return values instanceof BigInt64Array || values instanceof BigUint64Array;
}

function expectLimits(plane: Plane, name: string, [low, high]: [number, number]): void {
  const found = limitsOf(parseInterval(name), plane);
  const tolerance = 1e-6 * (1 + Math.abs(low) + Math.abs(high));
  expect(Math.abs(found.low - low), `${name} low`).toBeLessThan(tolerance);
  expect(Math.abs(found.high - high), `${name} high`).toBeLessThan(tolerance);
}

/** Positions are those of the file, whose first row is the lowest. */
function expectGrey(plane: Plane, pixels: [number, number][]): void {
  const { width, height } = plane;
  const { data: grey } = renderFrame(plane, { shrink: "upstream" });
  const drawn = pixels.map(([at]) => {
    const row = height - 1 - Math.floor(at / width);
    return [at, grey[row * width + (at % width)]];
  });
  expect(drawn).toEqual(pixels);
}

async function catalogue(file: string): Promise<Star[]> {
  const table = (await open(`${data}/${file}`)).hdu("CAT")?.table as BinaryTable;
  const [xs, ys, fluxes] = (await Promise.all(
    ["x", "y", "flux"].map((name) => table.column(name)),
  )) as [Float64Array, Float64Array, Float64Array];
  return Array.from(xs, (x, i) => ({ x, y: ys[i] as number, flux: fluxes[i] as number }));
}

async function meanDifference(mine: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all(
    [mine, other].map((bytes) => sharp(bytes).toColourspace("srgb").removeAlpha().raw().toBuffer()),
  );
  expect(a?.length).toBe(b?.length);
  return (
    (a as Buffer).reduce((sum, v, i) => sum + Math.abs(v - ((b as Buffer)[i] as number)), 0) /
    (a as Buffer).length
  );
}
