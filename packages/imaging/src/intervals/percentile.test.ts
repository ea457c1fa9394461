import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImagingError } from "../errors.ts";
import { limitsOf, parseCut, parseInterval } from "./interval.ts";
import { percentilesOf } from "./percentile.ts";

/** numpy's, by sorting. */
function bySorting(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(at)] as number;
  return below + ((sorted[Math.ceil(at)] as number) - below) * (at - Math.floor(at));
}

const types = [
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Float32Array,
  Float64Array,
] as const;

describe("percentilesOf", () => {
  it("is exact for every type", () => {
    const numbers = fc.array(fc.integer({ min: -40_000, max: 40_000 }), { minLength: 1 });
    const percents = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(numbers, percents, fc.constantFrom(...types), (list, percent, Type) => {
        const data = Type.from(list);
        const found = percentilesOf({ data, width: data.length, height: 1 }, [percent]);
        expect(found?.[0]).toBeCloseTo(bySorting([...data], percent), 9);
      }),
    );
  });

  it("counts from the other end where the scale is negative, and passes over blanks and NaN", () => {
    const data = Int16Array.of(1, 2, 3, -9);
    const plane = { data, width: 4, height: 1, scale: -1, zero: 10, blank: -9 };
    expect(percentilesOf(plane, [0, 100])).toEqual([7, 9]);
    const floats = Float32Array.of(Number.NaN, 5, Number.NEGATIVE_INFINITY, 6);
    expect(percentilesOf({ data: floats, width: 2, height: 2 }, [0, 50])).toEqual([5, 5.5]);
    const none = new Float64Array(3).fill(Number.NaN);
    expect(percentilesOf({ data: none, width: 3, height: 1 }, [50])).toBeUndefined();
  });
});

describe("parseInterval", () => {
  const plane = { data: Uint8Array.from({ length: 101 }, (_, i) => i), width: 101, height: 1 };

  it("reads values and percentiles", () => {
    expect(limitsOf(parseInterval("minmax"), plane)).toEqual({ low: 0, high: 100 });
    expect(limitsOf(parseInterval("90%"), plane)).toEqual({ low: 5, high: 95 });
    expect(limitsOf(parseInterval("10%..70"), plane)).toEqual({ low: 10, high: 70 });
    expect(limitsOf(parseInterval("-5..1e3"), plane)).toEqual({ low: -5, high: 1000 });
    expect(parseCut(" 0.5% ")).toEqual({ percentile: 0.5 });
  });

  it("always spans something", () => {
    const flat = { data: new Float32Array(9).fill(3), width: 3, height: 3 };
    for (const name of ["zscale", "minmax", "upstream", "50%", "7..7"]) {
      const { low, high } = limitsOf(parseInterval(name), flat);
      expect(high).toBeGreaterThan(low);
    }
  });

  it("refuses what is none", () => {
    for (const text of ["", "zscale:", "zscale:0", "101%", "1..", "..2", "1..2..3", "1,2", "%"]) {
      expect(() => parseInterval(text), text).toThrow(ImagingError);
    }
  });
});
