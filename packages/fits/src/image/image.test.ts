import { describe, expect, test } from "vitest";
import { Header } from "../header/header.ts";
import { openFits, percentiles, type ReadOptions, statistics, writeFits } from "../index.ts";
import { headerBytes } from "../write/cards.ts";

const cube = Int16Array.from({ length: 5 * 4 * 3 * 2 }, (_, i) => i);

describe("cubes", () => {
  test.for([undefined, [5, 1, 1, 1], [2, 3, 2, 2], [5, 4, 3, 2]])(
    "in tiles of %j",
    async (tile) => {
      const compress = tile && ({ codec: "RICE_1", tile } as const);
      const input = { data: cube, axes: [5, 4, 3, 2], ...(compress ? { compress } : {}) };
      const { image } = (await openFits(await writeFits([input]))).firstImage();
      expect([image.width, image.height, image.planes]).toEqual([5, 4, 6]);
      expect(await image.readAll()).toEqual(cube);
      expect((await image.read({ plane: 4 })).data).toEqual(cube.subarray(80, 100));
      expect((await image.read({ plane: [1, 1] })).data).toEqual(cube.subarray(80, 100));
      const part = await image.read({ plane: 5, x: 1, y: 1, width: 4, height: 3, step: 2 });
      expect(part).toEqual({ data: Int16Array.of(106, 108, 116, 118), width: 2, height: 2 });
      expect(await image.statistics({ plane: 5 })).toMatchObject({
        min: 100,
        max: 119,
        mean: 109.5,
      });
    },
  );
});

test.for([
  [undefined, {}],
  [[16, 9], {}],
  [[16, 9], { y: 4, height: 33, step: 3, x: 2, rows: 4 }],
  [[16, 50], { rows: 7 }],
  [undefined, { step: 4, rows: 1 }],
] as [tile: number[] | undefined, section: ReadOptions & { rows?: number }][])(
  "bands in tiles of %j of %j are the whole",
  async ([tile, section]) => {
    const data = Uint16Array.from({ length: 16 * 50 }, (_, i) => 7 * i);
    const compress = tile && ({ codec: "GZIP_1", tile } as const);
    const input = { data, axes: [16, 50], ...(compress ? { compress } : {}) };
    const { image } = (await openFits(await writeFits([input]))).firstImage();
    const whole = await image.read(section);
    const parts: number[] = [];
    let rows = 0;
    for await (const band of image.bands(section)) {
      expect(band.y).toBe(
        ("y" in section ? section.y : 0) + rows * ("step" in section ? section.step : 1),
      );
      parts.push(...(band.data as Uint16Array));
      rows += band.height;
    }
    expect(rows).toBe(whole.height);
    expect(parts).toEqual([...(whole.data as Uint16Array)]);
  },
);

test("one dimension", async () => {
  const { image } = (await openFits(await writeFits([{ data: cube, axes: [120] }]))).firstImage();
  expect(await image.read({ x: 10, width: 5, step: 2 })).toEqual({
    data: Int16Array.of(10, 12, 14),
    width: 3,
    height: 1,
  });
});

test("types on demand", async () => {
  const data = Uint16Array.of(0, 40_000, 65_535, 7);
  const { image } = (await openFits(await writeFits([{ data, axes: [2, 2] }]))).firstImage();
  expect((await image.read({ as: "float64" })).data).toEqual(Float64Array.of(0, 40_000, 65_535, 7));
  expect((await image.read({ as: "float32" })).data).toEqual(Float32Array.of(0, 40_000, 65_535, 7));
  expect((await image.read({ as: "raw" })).data).toEqual(
    Int16Array.of(-32768, 7232, 32767, -32761),
  );
});

describe("into memory that is there", () => {
  const data = Int16Array.from({ length: 70 * 50 }, (_, i) => 3 * i);
  const section = { x: 11, y: 7, width: 30, height: 20, step: 3 };
  const kinds = { plain: {}, packed: { compress: { codec: "RICE_1", tile: [32, 16] } } } as const;

  test.each(Object.entries(kinds))("%s", async (_kind, how) => {
    const bytes = await writeFits([{ data, axes: [70, 50], ...how }]);
    const { image } = (await openFits(bytes)).firstImage();
    const memory = new Int16Array(80).fill(-1);
    await image.readInto(memory.subarray(3), section);
    const { data: wanted } = await image.read({ ...section, as: "raw" });
    expect(memory).toEqual(
      Int16Array.of(-1, -1, -1, ...(wanted as Int16Array), ...new Int16Array(7).fill(-1)),
    );
  });

  test("that does not suit", async () => {
    const { image } = (await openFits(await writeFits([{ data, axes: [70, 50] }]))).firstImage();
    for (const wrong of [new Int16Array(69), new Uint16Array(70), new Uint8Array(140)]) {
      await expect(image.readInto(wrong, { height: 1 })).rejects.toMatchObject({
        code: "FITS_BAD_SECTION",
      });
    }
  });
});

test("small unsigned values of 64 bits are no rounding error of their offset", async () => {
  const data = BigUint64Array.of(0n, 111n, 2n ** 64n - 1n);
  const { image } = (await openFits(await writeFits([{ data, axes: [3] }]))).firstImage();
  expect(await image.readAll("float64")).toEqual(Float64Array.of(0, 111, 2 ** 64));
  expect(await image.readAll("native")).toEqual(data);
});

test("a constant image that takes no room", async () => {
  const cards = "SIMPLE  = T\nBITPIX  = 16\nNAXIS   = 0\nNPIX1   = 3\nNPIX2   = 2\nPIXVALUE= 9";
  const { image } = (await openFits(headerBytes(Header.parse(cards).cards))).firstImage();
  expect(await image.read({ x: 1 })).toEqual({
    data: Int16Array.of(9, 9, 9, 9),
    width: 2,
    height: 2,
  });
});

describe("statistics", () => {
  test("of finite values only", () => {
    const values = Float32Array.of(1, Number.NaN, 2, Infinity, 6, -Infinity);
    expect(statistics(values)).toEqual({
      total: 6,
      valid: 3,
      min: 1,
      max: 6,
      mean: 3,
      std: Math.sqrt(14 / 3),
    });
    expect(percentiles(values, [0, 25, 50, 100])).toEqual([1, 1.5, 2, 6]);
  });

  test("of nothing", () => {
    const nothing = { min: Number.NaN, max: Number.NaN, mean: Number.NaN, std: Number.NaN };
    expect(statistics(new Float64Array(0))).toEqual({ total: 0, valid: 0, ...nothing });
    expect(percentiles(Float32Array.of(Number.NaN), [50])).toEqual([Number.NaN]);
  });

  test("large values and small differences", () => {
    const values = Float64Array.from({ length: 100_000 }, (_, i) => 1e9 + (i % 2));
    const { mean, std } = statistics(values);
    expect(mean).toBeCloseTo(1e9 + 0.5, 6);
    expect(std).toBeCloseTo(0.5, 9);
  });
});
