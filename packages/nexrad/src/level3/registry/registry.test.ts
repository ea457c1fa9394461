import { describe, expect, test } from "vitest";
import { decodeLevel3 } from "../decode.ts";
import { toGeoJSON } from "../map/geojson.ts";
import type { RadarProduct } from "../product.ts";
import {
  buildProduct,
  digitalRadial,
  genericPacket,
  type Ingredients,
  packet,
  runLengthRadial,
} from "../testing/build.ts";
import { type Bytes, bytes } from "../testing/bytes.ts";
import { CodeState } from "../values/table.ts";
import { products } from "./index.ts";

function build(ingredients: Ingredients): RadarProduct {
  const product = decodeLevel3(buildProduct(ingredients));
  if (product.kind !== "product") throw new Error(`A ${product.kind}`);
  return product;
}

/**
 * Product codes of ICD 2620001 (table III of revisions H, P and AD), of 2620063 (terminal radars), and, of the 1990s,
 * 39, 40, 42, 49, 52, 53, 68–72, 83, 88 and 106. Code 92 and others are spare in all of them.
 */
const CODES = [
  [16, 53],
  [55, 75],
  [77, 90],
  [93, 111],
  [113, 113],
  [132, 141],
  [143, 147],
  [149, 187],
  [189, 193],
  [195, 197],
  [202, 202],
].flatMap(([first = 0, last = 0]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
/** Not products of their own. */
const SPARE = [54, 76, 91, 92, 112, 142, 148, 188, 194];

test("every product that a revision of the ICD defines is known, and nothing else", () => {
  expect([...products.keys()]).toEqual(CODES);
  for (const code of SPARE) expect(products.has(code)).toBe(false);
});

const raster = (code: number) =>
  bytes().i16(code, 0x8000, 0xc0, 0, 0, 1, 0, 1, 0, 1, 2, 2).u8(0x21, 0x32);
const line = bytes().i16(0, 0, 4, 8);

/** A smallest packet of each code that a product may be made of. */
const PACKETS: Readonly<Record<number, () => Bytes>> = {
  1: () => packet(1, bytes().i16(4, 8).text("ok")),
  2: () => packet(2, bytes().i16(4, 8).text("! ")),
  3: () => packet(3, bytes().i16(4, 8, 12)),
  4: () => packet(4, bytes().i16(1, 4, 8, 270, 30)),
  5: () => packet(5, bytes().i16(4, 8, 270, 30, 5)),
  6: () => packet(6, line),
  7: () => packet(7, line),
  8: () => packet(8, bytes().i16(3, 4, 8).text("ok")),
  9: () => packet(9, bytes().i16(3).add(line)),
  10: () => packet(10, bytes().i16(3).add(line)),
  11: () => packet(11, bytes().i16(4, 8, 12)),
  12: () => packet(12, bytes().i16(4, 8)),
  13: () => packet(13, bytes().i16(4, 8)),
  14: () => packet(14, bytes().i16(4, 8)),
  15: () => packet(15, bytes().i16(4, 8).text("A0")),
  16: () => digitalRadial([[0, 1, 2, 200]]),
  17: () => bytes().i16(17, 0, 0, 3, 1, 4).u8(1, 0, 2, 200),
  18: () => bytes().i16(18, 0, 0, 3, 1, 2).u8(0x10, 0x23),
  19: () => packet(19, bytes().i16(4, 8, 80, 50, 2)),
  20: () => packet(20, bytes().i16(4, 8, 9, 12)),
  21: () => packet(21, bytes().text("A0").i16(8, 16, 4).u8(2, 1).i16(100, 200)),
  22: () => packet(22, bytes().u8(2, 1).i16(600, 605)),
  23: () => packet(23, bytes().add(packet(2, bytes().i16(4, 8).text("! ")))),
  24: () => packet(24, bytes().add(packet(6, line))),
  25: () => packet(25, bytes().i16(4, 8, 12)),
  26: () => packet(26, bytes().i16(4, 8)),
  28: () => genericPacket(bytes().i32(0, 0)),
  29: () => genericPacket(bytes().i32(0, 0), 29),
  33: () => bytes().i16(33, 0, 0, 1, 1, 4, 1, 4).u8(0, 1, 2, 200),
  [0x0802]: () => bytes().i16(0x0802, 2, 3),
  [0x0e03]: () => bytes().i16(0x0e03, 0x8000, 0, 0, 4, 40, 8),
  [0x3501]: () => bytes().i16(0x3501, 8).add(line),
  [0xaf1f]: () =>
    runLengthRadial([
      [
        [1, 0],
        [2, 7],
      ],
    ]),
  [0xba07]: () => raster(0xba07),
  [0xba0f]: () => raster(0xba0f),
};
const GRIDS = new Set([16, 17, 18, 33, 0xaf1f, 0xba07, 0xba0f]);
/** Described in no revision that could be had. */
const UNREADABLE = [27];

describe("a product of every code is read, out of the packets that it comes in", () => {
  const graphic = [...products.values()].filter(({ layout }) => layout === "graphic");
  test.each(graphic.map((info) => [info.code, info.name, info] as const))(
    "%i %s",
    (code, name, info) => {
      const known = info.packets.filter((each) => !UNREADABLE.includes(each));
      const parts = known.map((each) => {
        const make = PACKETS[each];
        if (!make) throw new Error(`No packet ${each} in this test`);
        return make();
      });
      const product = build({ code, layers: [parts], dependent: [1, 2, 3, 4, 5, 6, 7, 0, 0, 0] });
      expect(product.problems).toEqual([]);
      expect([product.code, product.name]).toEqual([code, name]);
      expect([...product.packets.symbology.keys()].toSorted()).toEqual(
        expect.arrayContaining(known.toSorted()),
      );
      const grids = known.filter((each) => GRIDS.has(each));
      expect(product.grids).toHaveLength(grids.length);
      for (const grid of product.grids) {
        const size = grid.kind === "radial" ? grid.gateSpacing : grid.cellSize;
        expect(size).toBe(info.gateSpacing);
      }
      for (const value of Object.values(product.metadata)) {
        expect(value === null || !Number.isNaN(Number(value)) || typeof value === "string").toBe(
          true,
        );
      }
      expect(() => toGeoJSON(product)).not.toThrow();
    },
  );
});

test("contours of the 1990s tell the value of their line", () => {
  const { 0x0802: level, 0x0e03: linked, 0x3501: unlinked } = PACKETS;
  const thresholds = [-32766, 20, 30, 40];
  const product = build({ code: 39, thresholds, layers: [[level!(), linked!(), unlinked!()]] });
  const lines = toGeoJSON(product).features;
  expect(lines).toHaveLength(2);
  for (const { properties } of lines) {
    expect(properties).toMatchObject({ kind: "contour", level: 3, value: 40 });
  }
});

test("reflectivity that was edited for its quality has codes that say so", () => {
  const { values, states } = build({ code: 193, thresholds: [-320, 5, 254] }).values;
  expect([values[3], values[253], values[255]]).toEqual([-31.5, 93.5, 94.5]);
  expect([values[2], values[254]]).toEqual([Number.NaN, Number.NaN]);
  expect([states[0], states[1], states[2], states[254]]).toEqual([
    CodeState.belowThreshold,
    CodeState.missing,
    CodeState.missing,
    CodeState.missing,
  ]);
  expect(build({ code: 153, thresholds: [-320, 5, 254] }).values.values[2]).toBe(-32);
});

test("the greatest snowfall is of the scale that the product says", () => {
  const maximum = (code: number, flags: number) =>
    build({ code, dependent: [18, 24, flags, 1234] }).metadata["maximum"];
  expect(maximum(150, 1)).toBeCloseTo(1.234, 10);
  expect(maximum(150, 257)).toBeCloseTo(12.34, 10);
  expect(maximum(151, 256)).toBeCloseTo(123.4, 10);
  expect(maximum(147, 0)).toBeCloseTo(123.4, 10);
});
