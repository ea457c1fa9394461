import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readParameters, specOf } from "./parameters.ts";
import { Refusal } from "./refusal.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 300);

describe("parameters of a thumbnail", () => {
  it("have upstream's defaults", () => {
    expect(readParameters({})).toEqual({
      ...{ width: 200, height: 200, label: "", color: false, median: false, percentile: 99.5 },
      ...{ quality: 80, image: false, orient: "wcs" },
    });
  });

  it.each([
    ["color", "true", true],
    ["color", "false", false],
    ["color", "False", true],
    ["color", "", true],
    ["median", "0", true],
    ["image", "false", true],
    ["image", "", false],
    ["width", " +12 ", 12],
    ["width", "1_0", 10],
    ["width", "100000", 65_535],
    ["quality", "500", 100],
    ["quality", "0", 1],
    ["quality", "-1", 75],
    ["quality", "-7", 1],
    ["percentile", "1e1", 10],
  ] as const)("%s=%j is read as Flask reads it: %j", (name, text, value) => {
    expect(readParameters({ [name]: text })[name]).toBe(value);
  });

  it("count where they are first", () => {
    expect(readParameters({ width: ["30", "40"] }).width).toBe(30);
  });

  it("are read, or refused in words, whatever they are", () => {
    const names = [
      "width",
      "height",
      "label",
      "color",
      "median",
      "percentile",
      "quality",
      "orient",
    ];
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.double().map(String),
      fc.integer().map(String),
    );
    const query = fc.dictionary(fc.constantFrom(...names), text);
    fc.assert(
      fc.property(query, (given) => {
        try {
          const read = readParameters(given);
          expect(read.width).toBeGreaterThan(0);
          expect(read.quality).toBeGreaterThan(0);
          expect(read.percentile).toBeLessThanOrEqual(100);
          expect(JSON.stringify(specOf(read, 3, true))).not.toContain("null");
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.status).toBe(400);
        }
      }),
      { numRuns: runs },
    );
  });
});
