import { describe, expect, it } from "vitest";
import type { Legend } from "../api-types.ts";
import { classesOf, gradient, placeValue, roomyTicks, tablesLike } from "./legend.ts";

const legend: Legend = {
  table: "velocity",
  title: "Velocity",
  unit: "m/s",
  moments: ["VEL"],
  interpolated: true,
  classes: false,
  min: -60,
  max: 60,
  stops: [
    { value: -60, from: 0, to: 0.5, color: "#00f", endColor: "#ccc" },
    { value: 0, from: 0.5, to: 1, color: "#ccc", endColor: "#f00" },
  ],
  ticks: [-60, -40, -20, 0, 20, 40, 60].map((value) => ({
    value,
    position: (value + 60) / 120,
    label: String(value),
  })),
  png: "",
};

it("gradient keeps both ends of each stretch", () => {
  expect(gradient(legend, "to top")).toBe(
    "linear-gradient(to top, #00f 0.00%, #ccc 50.00%, #ccc 50.00%, #f00 100.00%)",
  );
});

it("placeValue holds values at the ends", () => {
  expect([-60, 0, 30, 99, -99].map((value) => placeValue(legend, value))).toEqual([
    0, 0.5, 0.75, 1, 0,
  ]);
});

describe("roomyTicks", () => {
  const values = (length: number) => roomyTicks(legend, length, 20).map(({ value }) => value);

  it("keeps all where there is room", () => {
    expect(values(300)).toEqual([-60, -40, -20, 0, 20, 40, 60]);
  });

  it("leaves some out evenly, and keeps zero", () => {
    expect(values(80)).toEqual([-40, 0, 40]);
  });

  it("takes a legend without marks, or with one", () => {
    expect(roomyTicks({ ...legend, ticks: [] }, 100, 20)).toEqual([]);
    expect(roomyTicks({ ...legend, ticks: legend.ticks.slice(0, 1) }, 100, 20)).toHaveLength(1);
  });
});

it("names the classes of a legend that has them", () => {
  expect(classesOf(legend)).toBeUndefined();
  const stop = { value: 6, from: 0, to: 1, color: "#2be37e", endColor: "#2be37e" };
  const stops = [
    { ...stop, label: "RA", description: "Light or moderate rain" },
    { ...stop, value: 7 },
  ];
  expect(classesOf({ ...legend, classes: true, stops })).toEqual([
    { value: 6, color: "#2be37e", label: "RA", name: "Light or moderate rain" },
    { value: 7, color: "#2be37e", label: "7", name: "7" },
  ]);
});

it("offers tables of the same quantity only", () => {
  const other = { ...legend, table: "balance" };
  const width = { ...legend, table: "spectrum-width", moments: ["SW" as const] };
  const knots = { ...legend, table: "velocity-kt", unit: "kt", moments: [] };
  const names = (own: Legend) =>
    tablesLike([legend, other, width, knots], own).map(({ table }) => table);
  expect(names(legend)).toEqual(["velocity", "balance"]);
  expect(names(knots)).toEqual(["velocity-kt"]);
});
