import { describe, expect, test } from "vitest";
import { expectSky, frame, parsed } from "../../test/frame.ts";

describe("a TAN frame", () => {
  const wcs = parsed(frame());

  test("what it is", () => {
    expect(wcs).toMatchObject({ projection: "TAN", system: "equatorial", radesys: "ICRS" });
    expect(wcs.size).toEqual([400, 300]);
    expect(wcs.pixelScale).toBeCloseTo(0.389, 4);
    expect(wcs.parity).toBe("east-left");
    expect(wcs.northAngle).toBeCloseTo(-0.8, 6);
  });

  test("the reference pixel is the reference point", () => {
    expectSky(wcs.pixelToSky(200.5, 200.5), 186.2656, 12.887);
  });

  test("there and back, far outside the image too", () => {
    for (const [x, y] of [
      [1, 1],
      [-4000, 9000],
      [200.5, 200.5],
      [1e5, -1e5],
    ] as const) {
      const sky = wcs.pixelToSky(x, y);
      const back = sky && wcs.skyToPixel(sky.ra, sky.dec);
      expect(back?.x).toBeCloseTo(x, 6);
      expect(back?.y).toBeCloseTo(y, 6);
    }
  });

  test("the other half of the sky is not on the map", () => {
    expect(wcs.skyToPixel(6.2656, -12.887)).toBeUndefined();
    expect(wcs.skyToPixel(Number.NaN, 0)).toBeUndefined();
  });

  test("the footprint goes around the outer edge", () => {
    const corners = wcs.footprint();
    expect(corners.length).toBe(4);
    const first = wcs.pixelToSky(0.5, 0.5);
    expect(corners[0]).toEqual(first);
    expect(wcs.footprint(5).length).toBe(20);
    expectSky(
      wcs.centre,
      wcs.pixelToSky(200.5, 150.5)?.ra ?? 0,
      wcs.pixelToSky(200.5, 150.5)?.dec ?? 0,
    );
  });

  test("north at a pixel", () => {
    // CD here is a turn by 0.8° with a flip, so that north lies where its inverse says.
    expect(wcs.northAngleAt(200.5, 200.5)).toBeCloseTo(-0.8, 4);
  });
});
