import { describe, expect, test } from "vitest";
import { productByAwips, productInfo, products } from "../registry/index.ts";
import { float16 } from "./special.ts";
import { CodeState, type ValueTable } from "./table.ts";

function tableOf(code: number, ...given: number[]): ValueTable {
  const thresholds = new Int16Array(16);
  thresholds.set(given);
  return productInfo(code).values(thresholds);
}

/** Two halfwords of a 32-bit float. */
function halves(value: number): [number, number] {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return [view.getInt16(0), view.getInt16(2)];
}

test("levels: number, scale, sign and relation of a threshold (base velocity, rain)", () => {
  const velocity = tableOf(27, -32766, 320, 257, 0, 522, -32765);
  expect([...velocity.values.slice(1, 5)]).toEqual([-64, -1, 0, 10]);
  expect(velocity.labels?.slice(0, 6)).toEqual(["ND", "-64", "-1", "0", "+10", "RF"]);
  expect([...velocity.states.slice(0, 6)]).toEqual([
    CodeState.belowThreshold,
    0,
    0,
    0,
    0,
    CodeState.rangeFolded,
  ]);
  expect(velocity.unit).toBe("kt");

  const rain = tableOf(78, -24574, 0x2800, 8197, 0x1005, 0x4007, 0x0403, -32768);
  expect([...rain.values.slice(1, 6)]).toEqual([0, 0.25, 0.5, 0.07, 3]);
  expect(rain.labels?.slice(1, 6)).toEqual([">0.00", "0.25", "0.5", "0.07", "<3"]);
  expect(rain.states[6]).toBe(CodeState.missing);
});

test("levels of classes have the numbers of the digital product's classes", () => {
  const named = (number: number) => -32768 + number;
  const { values, labels } = tableOf(164, named(2), named(4), named(10), named(13), named(3));
  expect([...values.slice(0, 4)]).toEqual([Number.NaN, 1, 6, 10]);
  expect(labels?.slice(0, 5)).toEqual(["ND", "BI", "RA", "HA", "RF"]);
});

describe("256 levels", () => {
  test.each([
    ["reflectivity", 94, [-320, 5, 254], { 2: -32, 66: 0, 255: 94.5 }],
    [
      "hybrid scan reflectivity, whose levels count those without value",
      32,
      [-320, 5, 256],
      { 2: -32, 255: 94.5 },
    ],
    ["velocity", 99, [-635, 5, 254], { 2: -63.5, 129: 0 }],
    ["spectrum width", 155, [0, 5, 43], { 129: 0, 167: 19 }],
    ["terminal radar's spectrum width", 184, [0, 5, 43], { 129: 0, 167: 19 }],
    ["the same, of levels from code 2 on", 184, [0, 5, 254], { 2: 0, 42: 20 }],
    ["precipitation array", 81, [-60, 125, 256], { 1: -6, 254: 25.625 }],
    ["storm total, from code 0", 138, [0, 2, 256], { 0: 0, 160: 3.2 }],
    ["echo tops", 135, [127, 1, 2, 128], { 3: 1, 72: 70, 200: 70 }],
    ["classes", 177, [], { 10: 1, 120: 12, 140: 14 }],
  ])("%s", (_name, code, thresholds, expected) => {
    const { values } = tableOf(code, ...thresholds);
    for (const [key, value] of Object.entries(expected)) {
      expect(values[Number(key)]).toBeCloseTo(value, 10);
    }
  });

  test("what is no value", () => {
    expect(tableOf(94, -320, 5, 254).values.slice(0, 2)).toEqual(
      new Float64Array(2).fill(Number.NaN),
    );
    expect([...tableOf(99, -635, 5, 254).states.slice(0, 3)]).toEqual([1, 2, 0]);
    expect([...tableOf(155, 0, 5, 43).states].filter((state) => state === 0)).toHaveLength(39);
    expect(tableOf(81, -60, 125, 256).states[255]).toBe(CodeState.missing);
    expect(tableOf(177).states[150]).toBe(CodeState.rangeFolded);
    expect(tableOf(177).values[130]).toBeNaN();
    const tops = tableOf(135, 127, 1, 2, 128);
    expect([tops.values[1], tops.values[128], tops.values[129]]).toEqual(Array(3).fill(Number.NaN));
    expect([tops.topped?.(72), tops.topped?.(200)]).toEqual([false, true]);
  });
});

describe("scale and offset in the file", () => {
  const correlation = [...halves(300), ...halves(-60.5), 0, 255, 2];

  test("ratios", () => {
    const { values, states } = tableOf(161, ...correlation);
    expect(values[2]).toBeCloseTo(62.5 / 300, 10);
    expect(states[1]).toBe(CodeState.rangeFolded);
  });

  test("accumulations are inches, not hundredths", () => {
    const { values, unit } = tableOf(172, ...halves(0.5), ...halves(0), 0, 255, 1);
    expect([unit, values[1], values[145]]).toEqual(["in", 0.02, 2.9]);
  });

  test("rates have 16-bit codes, from 0", () => {
    const { values } = tableOf(176, ...halves(1000), ...halves(0), 0, -1);
    expect([values.length, values[0], values[7544]]).toEqual([65_536, 0, 7.544]);
  });
});

test("the 16-bit floats of liquid content", () => {
  expect([0x59ab, 0x4400, 0x54dc, 0x593e].map(float16)).toEqual([90.6875, 2, 38.875, 83.875]);
  expect(float16(0x0200)).toBe(1);
  const { values } = tableOf(134, 0x59ab, 0x4400, 20, 0x54dc, 0x593e);
  expect([values[2], values[254]].map((v) => v?.toFixed(3))).toEqual(["0.000", "79.536"]);
  expect(values[255]).toBeNaN();
});

describe("the registry", () => {
  test("no two products have one AWIPS name", () => {
    const names = [...products.values()].flatMap(({ awips }) => awips);
    expect(new Set(names).size).toBe(names.length);
    expect(productByAwips("n0b")?.code).toBe(153);
    expect(productByAwips("XXX")).toBeUndefined();
  });

  test("a product of a grid has all that a picture of it needs", () => {
    const grids = new Set([16, 17, 28, 0xaf1f, 0xba07, 0xba0f]);
    const drawn = [...products.values()].filter(({ gateSpacing }) => gateSpacing !== undefined);
    expect(drawn.length).toBeGreaterThan(70);
    for (const { packets, table, domain, range } of drawn) {
      expect(packets.some((code) => grids.has(code))).toBe(true);
      expect([typeof table, domain?.length, typeof range]).toEqual(["string", 2, "number"]);
    }
  });

  test("no thresholds make a rule fail", () => {
    const worst = [0, -1, -32768, 32767];
    for (const { values } of products.values()) {
      for (const word of worst)
        expect(values(new Int16Array(16).fill(word)).values.length).toBeGreaterThan(0);
    }
  });
});
