import { expect, it } from "vitest";
import { readHash, writeHash } from "./hash.ts";

const link = {
  site: "KLOT",
  volume: "20210625T075154Z-cb1c389e",
  sweep: 4,
  moment: "VEL" as const,
  view: { zoom: 7.25, latitude: 41.6044, longitude: -88.0843 },
};

it("reads what it writes", () => {
  expect(readHash(writeHash(link))).toEqual(link);
  expect(writeHash(link)).toBe(
    "#site=KLOT&volume=20210625T075154Z-cb1c389e&sweep=4&moment=VEL&view=7.25/41.6044/-88.0843",
  );
});

it("names products", () => {
  const product = { site: "KLSX", product: "N0H", id: "20211211T021200Z-cb1c389e" };
  expect(writeHash(product)).toBe("#site=KLSX&product=N0H&id=20211211T021200Z-cb1c389e");
  expect(readHash(writeHash(product))).toEqual(product);
  expect(readHash("#product=../x&id=1")).toEqual({});
});

it("leaves out what makes no sense", () => {
  expect(readHash("")).toEqual({});
  expect(readHash("#site=../x&volume=<b>&sweep=-1&moment=toString&view=1/2&else=%E0%A4%A")).toEqual(
    {},
  );
  expect(readHash("#view=7/91/0")).toEqual({});
  expect(readHash("#view=NaN/1/2&site=KLOT")).toEqual({ site: "KLOT" });
});
