import { describe, expect, it } from "vitest";
import { ImagingError } from "../errors.ts";
import { canonical } from "./canonical.ts";
import type { ColorOptions } from "./options.ts";

describe("canonical", () => {
  it("is one for all ways to say the same", () => {
    const ways: ColorOptions[] = [
      {},
      { interval: "ZScale", stretch: " linear", cmap: "gray" },
      { shrink: "fine", nan: "#000000", inverse: false, median: false, blend: "rgb" },
      { percentile: 12, Q: 3 },
    ];
    expect(new Set(ways.map(canonical)).size).toBe(1);
    expect(canonical({ width: 5, min_cut: "0.50%" })).toBe(
      canonical({ min_cut: "0.5 %", width: 5 }),
    );
  });

  it("tells everything apart that is seen", () => {
    const pictures: ColorOptions[] = [
      {},
      { width: 200 },
      { height: 200 },
      { shrink: "upstream" },
      { shrink: "upstream", median: true },
      { shrink: "upstream", median: true, percentile: 95 },
      { interval: "minmax" },
      { min_cut: 3 },
      { max_cut: 3 },
      { stretch: "asinh" },
      { stretch: "asinh:0.2" },
      { cmap: "magma" },
      { inverse: true },
      { nan: "transparent" },
      { saturation: 60_000 },
      { orient: "snap" },
      { magnify: "linear" },
      { blend: "lupton" },
      { blend: "lupton", Q: 3 },
      { blend: "screen", colors: [[1, 0, 0]] },
    ];
    expect(new Set(pictures.map(canonical)).size).toBe(pictures.length);
  });

  it("refuses what would not be drawn", () => {
    for (const wrong of [{ stretch: "no" }, { interval: "no" }, { cmap: "no" }, { nan: "no" }]) {
      expect(() => canonical(wrong)).toThrow(ImagingError);
    }
  });
});
