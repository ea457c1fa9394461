import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cards, code, expectSky, frame, parsed } from "../../test/frame.ts";
import { FUZZ } from "../../test/fuzz.ts";
import { type FitsError, PROJECTIONS, parseWcs, type Wcs } from "../index.ts";

describe("the native pole", () => {
  const kinds = PROJECTIONS.map((kind) => kind.code).filter((c) => c !== "CSC");
  const needed: Record<string, Cards> = { ZPN: { PV2_1: 1 } };
  for (const conic of ["COP", "COE", "COD", "COO", "BON"]) needed[conic] = { PV2_1: 45 };

  test.each(kinds)(
    "%s: any reference point and LONPOLE keep the reference pixel in place",
    (kind) => {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 360 }),
          fc.integer({ min: -90, max: 90 }),
          fc.option(fc.integer({ min: -180, max: 180 })),
          fc.integer({ min: -90, max: 90 }),
          (lon, lat, lonpole, latpole) => {
            const cards: Cards = {
              ...needed[kind],
              CTYPE1: `RA---${kind}`,
              CTYPE2: `DEC--${kind}`,
              CRVAL1: lon,
              CRVAL2: lat,
              LATPOLE: latpole,
            };
            if (lonpole !== null) cards.LONPOLE = lonpole;
            let wcs: Wcs;
            try {
              wcs = parsed(frame(cards));
            } catch (error) {
              // Not every LONPOLE can be had with every CRVAL (paper II §2.4).
              expect((error as FitsError).code).toBe("FITS_WCS_BAD_POLE");
              return;
            }
            const world = wcs.pixelToWorld(200.5, 200.5);
            expect(Math.abs((world?.lat ?? Number.NaN) - lat)).toBeLessThan(1e-6);
            const turn = ((world?.lon ?? Number.NaN) - lon) * Math.cos((lat * Math.PI) / 180);
            const whole = 360 * Math.cos((lat * Math.PI) / 180);
            expect(Math.abs(turn - (whole ? whole * Math.round(turn / whole) : 0))).toBeLessThan(
              1e-6,
            );
            const back = wcs.worldToPixel(lon, lat);
            expect(Math.hypot((back?.x ?? 0) - 200.5, (back?.y ?? 0) - 200.5)).toBeLessThan(1e-3);
          },
        ),
        FUZZ,
      );
    },
  );

  test("the examples of paper II, table 2 and §2.4", () => {
    // θ0 = 0, CRVAL at the origin: the pole is the celestial one, and the graticule is upright.
    const upright = parsed(frame({ CTYPE1: "RA---CAR", CTYPE2: "DEC--CAR", CRVAL1: 0, CRVAL2: 0 }));
    expectSky(upright.pixelToSky(200.5 - 0.001, 200.5), 0.000108045e-3, -1.50869e-9);
    // LONPOLE = 90° with δ0 = 0: every latitude of the pole will do, LATPOLE chooses.
    const free = { CTYPE1: "RA---CAR", CTYPE2: "DEC--CAR", CRVAL1: 30, CRVAL2: 0, LONPOLE: 90 };
    for (const latpole of [-50, 0, 77]) {
      expectSky(parsed(frame({ ...free, LATPOLE: latpole })).pixelToSky(200.5, 200.5), 30, 0);
    }
    expect(code(() => parseWcs(frame({ ...free, CRVAL2: 40 })))).toBe("FITS_WCS_BAD_POLE");
  });

  test("a fiducial point of one's own, with and without the offset", () => {
    const cards = { CTYPE1: "RA---SFL", CTYPE2: "DEC--SFL", PV1_0: 1, PV1_1: 10, PV1_2: 20 };
    expectSky(parsed(frame(cards)).pixelToSky(200.5, 200.5), 186.2656, 12.887);
  });
});
