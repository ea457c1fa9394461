import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { angle, DEGREE, type Vector, vectorOf } from "../footprints/sphere.ts";
import { pixelCentre, pixelCorners, pixelCount, pixelOf, pixelRadius } from "./healpix.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 500);
const direction = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: 0, max: 360, noNaN: true }))
  .map(([z, ra]) => vectorOf(ra, Math.asin(z) / DEGREE));

describe("HEALPix, nested", () => {
  // From healpy 1.16, ang2pix(nside, lon, lat, nest=True, lonlat=True).
  it.each([
    [0, 0, 0, 4],
    [0, 45, 80, 0],
    [0, 315, -80, 11],
    [3, 10, 20, 310],
    [3, 200, -50, 675],
    [7, 123.4, 56.7, 29373],
    [10, 83.633, 22.0145, 6191509],
    [10, 266.417, -29.008, 7380516],
    [13, 0.001, 89.999, 67108863],
  ])("order %d at %d %d is pixel %d", (order, ra, dec, pixel) => {
    expect(pixelOf(vectorOf(ra, dec), order)).toBe(pixel);
  });

  it.each([0, 1, 2, 4])("has every middle of order %d in its pixel", (order) => {
    for (let pixel = 0; pixel < pixelCount(order); pixel++) {
      expect(pixelOf(pixelCentre(pixel, order), order)).toBe(pixel);
    }
  });

  it("has each place in the pixels of all orders, and near their middles", () => {
    fc.assert(
      fc.property(direction, fc.integer({ min: 1, max: 13 }), (place: Vector, order) => {
        const pixel = pixelOf(place, order);
        expect(pixelOf(place, order - 1)).toBe(pixel >>> 2);
        const centre = pixelCentre(pixel, order);
        const radius = Math.max(...pixelCorners(pixel, order).map((one) => angle(one, centre)));
        expect(radius).toBeLessThanOrEqual(pixelRadius(order) * (1 + 1e-9));
        expect(angle(place, centre)).toBeLessThanOrEqual(radius * 1.001 + 1e-12);
      }),
      { numRuns: runs },
    );
  });

  it("has the poles", () => {
    expect(pixelOf([0, 0, 1], 0)).toBeLessThan(4);
    expect(pixelOf([0, 0, -1], 0)).toBeGreaterThan(7);
  });
});
