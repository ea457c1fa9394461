import { expect, it } from "vitest";
import type { HeldProduct } from "../api-types.ts";
import { firstProduct, groupProducts, nearest, tiltProduct } from "./products.ts";

const held = (
  code: string,
  name: string,
  kind: HeldProduct["kind"],
  table?: string,
  elevation?: number,
): HeldProduct => ({
  code,
  name,
  kind,
  unit: "",
  ...(table !== undefined && { table }),
  ...(elevation !== undefined && { elevation }),
  count: 1,
  latest: "2021-12-11T02:12:00Z",
  url: `/radar/KLSX/products/${code}`,
  latestUrl: `/radar/KLSX/products/${code}/20211211T021200Z-cb1c389e`,
});

const products = [
  held("FTM", "Free Text Message", "text"),
  held("HHC", "Hybrid Hydrometeor Classification", "picture", "hydrometeor"),
  held("N1U", "Base Velocity Data Array", "picture", "velocity", 1.3),
  held("N0U", "Base Velocity Data Array", "picture", "velocity", 0.5),
  held("NST", "Storm Tracking Information", "features"),
];

it("groups by family, and by name from the lowest elevation", () => {
  expect(
    groupProducts(products).map(({ name, rows }) => [name, rows.map((row) => row.name)]),
  ).toEqual([
    ["Velocity", ["Base Velocity Data Array"]],
    ["Classes", ["Hybrid Hydrometeor Classification"]],
    ["Storms", ["Storm Tracking Information"]],
    ["Text", ["Free Text Message"]],
  ]);
  expect(groupProducts(products)[0]!.rows[0]!.choices).toEqual([
    { code: "N0U", label: "N0U 0.5°" },
    { code: "N1U", label: "N1U 1.3°" },
  ]);
});

it("goes up and down among the elevations of one name", () => {
  expect(tiltProduct(products, "N0U", 1)).toBe("N1U");
  expect(tiltProduct(products, "N0U", -1)).toBeUndefined();
  expect(tiltProduct(products, "HHC", 1)).toBeUndefined();
  expect(tiltProduct(products, "???", 1)).toBeUndefined();
});

it("begins with a picture where there is one", () => {
  expect(firstProduct(products)).toBe("N0U");
  expect(firstProduct([products[4]!, products[0]!])).toBe("NST");
  expect(firstProduct([])).toBeUndefined();
});

it("finds what is nearest in time", () => {
  const line = ["2021-12-11T02:00:00Z", "2021-12-11T02:06:00Z"].map((time) => ({ time }));
  expect(nearest(line, "2021-12-11T01:00:00Z")).toBe(line[0]);
  expect(nearest(line, "2021-12-11T02:03:00Z")).toBe(line[1]);
  expect(nearest([], "2021-12-11T02:03:00Z")).toBeUndefined();
});
