import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundingCircle, meetsCircle, vectorOf } from "./sky.ts";

/** A square of one degree, centred on a position. */
function square(ra: number, dec: number): [number, number][] {
  const wide = 0.5 / Math.cos((dec * Math.PI) / 180);
  return [
    [ra - wide, dec - 0.5],
    [ra + wide, dec - 0.5],
    [ra + wide, dec + 0.5],
    [ra - wide, dec + 0.5],
  ];
}

describe("a footprint", () => {
  it.each([
    [0, 0],
    [359.9, 10],
    [180, -80],
    [83.6, 22],
  ])("holds its own middle at %d, %d, however its corners run", (ra, dec) => {
    const corners = square(ra, dec);
    const middle = vectorOf([ra, dec]);
    expect(meetsCircle(corners, middle, 0)).toBe(true);
    expect(meetsCircle(corners.toReversed(), middle, 0)).toBe(true);
    expect(meetsCircle(corners, vectorOf([ra + 180, -dec]), 0)).toBe(false);
  });

  it("is met by a circle that reaches it", () => {
    const corners = square(100, 0);
    expect(meetsCircle(corners, vectorOf([100.7, 0]), 0.19)).toBe(false);
    expect(meetsCircle(corners, vectorOf([100.7, 0]), 0.21)).toBe(true);
    // Nearest to a corner.
    expect(meetsCircle(corners, vectorOf([100.8, 0.8]), 0.41)).toBe(false);
    expect(meetsCircle(corners, vectorOf([100.8, 0.8]), 0.43)).toBe(true);
  });

  it("lies in its circle, so nothing that it meets is missed", () => {
    const angle = fc.double({ min: 0, max: 360, noNaN: true });
    const declination = fc.double({ min: -89, max: 89, noNaN: true });
    const radius = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(angle, declination, angle, radius, radius, (ra, dec, where, away, reach) => {
        const corners = square(ra, dec);
        const place = vectorOf([
          ra + (away * Math.cos(where)) / Math.cos((dec * Math.PI) / 180),
          Math.max(-90, Math.min(90, dec + away * Math.sin(where))),
        ]);
        const circle = boundingCircle(corners);
        const cosine = circle.vector.reduce((sum, part, i) => sum + part * (place[i] ?? 0), 0);
        const off = (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
        if (meetsCircle(corners, place, reach)) {
          expect(off).toBeLessThanOrEqual(circle.radius + reach + 1e-6);
        }
      }),
      { numRuns: Number(process.env["WELKIN_FUZZ_RUNS"] ?? 300) },
    );
  });
});
