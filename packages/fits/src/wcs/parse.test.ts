import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { code, expectSky, frame, header, parsed } from "../../test/frame.ts";
import { FUZZ } from "../../test/fuzz.ts";
import { FitsError, PROJECTIONS, parseWcs } from "../index.ts";
import { alternates } from "./parse.ts";

describe("old and odd headers", () => {
  test("GLS moves the map, SFL tilts the graticule", () => {
    const gls = parsed(frame({ CTYPE1: "RA---GLS", CTYPE2: "DEC--GLS" }));
    const [x, y] = [150.5, 250.5];
    const [dx, dy] = [x - 200.5, y - 200.5];
    const xi = -0.00010804502273322 * dx + 1.50869115331319e-6 * dy;
    const eta = 1.50869115331319e-6 * dx + 0.000108045022733227 * dy;
    const dec = 12.887 + eta;
    expectSky(gls.pixelToSky(x, y), 186.2656 + xi / Math.cos((dec * Math.PI) / 180), dec);
  });

  test("GLS has no fiducial point of one's own", () => {
    const cards = {
      ...{ CTYPE1: "RA---GLS", CTYPE2: "DEC--GLS", CRVAL1: 236, CRVAL2: 53, CRPIX1: 1, CRPIX2: 2 },
      ...{ CDELT1: -0.1, CDELT2: 0.1, PV1_0: 1, PV1_1: -47.5, PV1_2: 20, PV1_3: 27.7 },
    };
    // Coordinates by astropy 8.0.1.
    expectSky(parsed(header(cards)).pixelToSky(30, 40), 230.70380793380755, 56.8);
  });

  test("NCP is a slant SIN", () => {
    const ncp = parsed(frame({ CTYPE1: "RA---NCP", CTYPE2: "DEC--NCP" }));
    const slant = { PV2_1: 0, PV2_2: 1 / Math.tan((12.887 * Math.PI) / 180) };
    const sin = parsed(frame({ CTYPE1: "RA---SIN", CTYPE2: "DEC--SIN", ...slant }));
    expect(ncp.pixelToSky(1, 1)).toEqual(sin.pixelToSky(1, 1));
  });

  test("PROJPm is PVi_m", () => {
    const cards = { CTYPE1: "RA---SIN", CTYPE2: "DEC--SIN" };
    const old = parsed(frame({ ...cards, PROJP1: 0.1, PROJP2: -0.2 }));
    expect(old.pixelToSky(1, 1)).toEqual(
      parsed(frame({ ...cards, PV2_1: 0.1, PV2_2: -0.2 })).pixelToSky(1, 1),
    );
  });

  test("latitude first, and the celestial part of a cube", () => {
    const swapped = parsed(
      frame({
        ...{ CTYPE1: "DEC--TAN", CTYPE2: "RA---TAN", CRVAL1: 12.887, CRVAL2: 186.2656 },
        ...{ CD1_1: 1.50869115331319e-6, CD1_2: 0.000108045022733227 },
        ...{ CD2_1: -0.00010804502273322, CD2_2: 1.50869115331319e-6 },
      }),
    );
    expect(swapped.pixelToSky(7, 9)).toEqual(parsed(frame()).pixelToSky(7, 9));
    const cube = parsed(
      frame({ CTYPE1: "FREQ", CTYPE2: "RA---TAN", CTYPE3: "DEC--TAN", CD3_3: 1e-4, CD2_2: -1e-4 }),
    );
    expect(cube.axes).toEqual([2, 3]);
  });

  test("an all-sky map answers within its image, however its reference point lies", () => {
    const cards = {
      CTYPE1: "GLON-CAR",
      CTYPE2: "GLAT-CAR",
      CRVAL1: 0,
      CRVAL2: 0,
      CRPIX1: 0.5,
      CRPIX2: 90.5,
    };
    const wcs = parsed(
      frame({ ...cards, NAXIS1: 360, NAXIS2: 180, CD1_1: -1, CD1_2: 0, CD2_1: 0, CD2_2: 1 }),
    );
    const pixel = wcs.worldToPixel(300, 10);
    expect(pixel?.x).toBeCloseTo(60.5, 9);
    expect(wcs.worldToPixel(100, 10)?.x).toBeCloseTo(260.5, 9);
    expect(wcs.pixelToWorld(300.5, 90.5)?.lon).toBeCloseTo(60, 9);
    expect(wcs.pixelToWorld(361, 90.5)).toBeUndefined();
  });

  test("RA and DEC without a projection are linear", () => {
    const cards = { CTYPE1: "RA", CTYPE2: "DEC", CRVAL1: 40, CRVAL2: 60, CRPIX1: 1, CRPIX2: 1 };
    const wcs = parsed(frame({ ...cards, CD1_1: -0.5, CD1_2: 0, CD2_1: 0, CD2_2: 0.5 }));
    expectSky(wcs.pixelToSky(60, 21), 10.5, 70);
    expect(wcs.pixelToSky(1, 70)).toBeUndefined();
    expect(wcs.skyToPixel(10.5, 70)?.x).toBeCloseTo(60, 9);
    expect(wcs.skyToPixel(359.5, 60)?.x).toBeCloseTo(82, 9);
    expect(parseWcs(frame({ CTYPE1: "RA", CTYPE2: "WAVE" }))).toBeUndefined();
    expect(parseWcs(frame({ CTYPE1: "LAMBDA", CTYPE2: "DEC" }))).toBeUndefined();
  });

  test("an axis without any CD is left as it is", () => {
    const cards = { CTYPE1: "GLON-CAR", CTYPE2: "GLAT-CAR", CRVAL1: 30, CRVAL2: 0, CRPIX2: 150.5 };
    const h = frame({ ...cards, CD1_1: -0.1, CD1_2: 0 })
      .delete("CD2_1")
      .delete("CD2_2");
    expect(parsed(h).matrix).toEqual([
      [-0.1, 0],
      [0, 1],
    ]);
  });

  test("LONPOLE = 999 is none", () => {
    const cards = { CTYPE1: "RA---AIT", CTYPE2: "DEC--AIT" };
    const wcs = parsed(frame({ ...cards, LONPOLE: 999 }));
    expect(wcs.pixelToSky(7, 9)).toEqual(parsed(frame(cards)).pixelToSky(7, 9));
  });

  // Coordinates of pixel (1, 1) by wcslib 7.12.
  test.for([
    [0, undefined, 17.13732985898623, 18.076549635934526],
    [0, 180, 62.862670141013766, -18.076549635934526],
    [-18.93872488332286, undefined, 18.323671768898578, 0.5266629280106543],
  ] as const)("of two poles as near to LATPOLE wcslib's counts: CRVAL2 %d, LONPOLE %s", (row) => {
    const [CRVAL2, LONPOLE, ra, dec] = row;
    const types = { CTYPE1: "RA---MOL", CTYPE2: "DEC--MOL", CRVAL1: 40, CRVAL2, LATPOLE: 0 };
    const matrix = { CD1_1: -0.1, CD1_2: 0, CD2_1: 0, CD2_2: 0.1 };
    const pole = LONPOLE === undefined ? {} : { LONPOLE };
    expectSky(parsed(frame({ ...types, ...matrix, ...pole })).pixelToSky(1, 1), ra, dec);
  });

  test("alternate descriptions", () => {
    const cards = {
      CTYPE1A: "GLON-TAN",
      CTYPE2A: "GLAT-TAN",
      CDELT1A: -0.1,
      CDELT2A: 0.1,
      WCSNAMEA: "gal",
    };
    const h = frame(cards);
    expect(alternates(h)).toEqual(["", "A"]);
    expect(parsed(h, { alternate: "A" })).toMatchObject({ name: "gal", system: "galactic" });
    expect(parseWcs(h, { alternate: "B" })).toBeUndefined();
  });

  test("no coordinates, half of them, unknown ones", () => {
    expect(parseWcs(header({}))).toBeUndefined();
    expect(parseWcs(frame({ CTYPE1: "LINEAR", CTYPE2: "PIXEL" }))).toBeUndefined();
    expect(code(() => parseWcs(frame({ CTYPE2: "LINEAR" })))).toBe("FITS_WCS_BAD_AXES");
    expect(code(() => parseWcs(frame({ CTYPE1: "LINEAR" })))).toBe("FITS_WCS_BAD_AXES");
    expect(code(() => parseWcs(frame({ CTYPE2: "DEC--SIN" })))).toBe("FITS_WCS_BAD_AXES");
    expect(code(() => parseWcs(frame({ CTYPE1: "RA---XYZ", CTYPE2: "DEC--XYZ" })))).toBe(
      "FITS_WCS_UNSUPPORTED",
    );
    expect(code(() => parseWcs(frame({ CTYPE1: "RA---COE", CTYPE2: "DEC--COE" })))).toBe(
      "FITS_WCS_BAD_PARAMETER",
    );
    expect(code(() => parseWcs(frame({ CRVAL2: 95 })))).toBe("FITS_WCS_BAD_POLE");
    expect(code(() => parseWcs(frame({ CRVAL1: Infinity })))).toBe("FITS_WCS_BAD_PARAMETER");
  });

  test("any numbers give coordinates or a typed error, never NaN", () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -400, max: 400 }), fc.constant("x"));
    const keywords = [
      "CRVAL1",
      "CRVAL2",
      "CRPIX1",
      "CD1_1",
      "CD2_1",
      "LONPOLE",
      "LATPOLE",
      "EQUINOX",
    ];
    keywords.push(
      "PV1_0",
      "PV1_1",
      "PV1_2",
      "PV2_0",
      "PV2_1",
      "PV2_2",
      "PV2_3",
      "A_ORDER",
      "A_1_1",
      "B_0_2",
    );
    const kind = fc.constantFrom(...PROJECTIONS.map((p) => p.code), "TPV", "NCP", "GLS");
    const values = fc.dictionary(fc.constantFrom(...keywords), number, { maxKeys: 5 });
    fc.assert(
      fc.property(kind, values, (name, cards) => {
        try {
          const wcs = parsed(frame({ ...cards, CTYPE1: `RA---${name}`, CTYPE2: `DEC--${name}` }));
          const found = [wcs.pixelToSky(1, 1), wcs.pixelToSky(900, -70), wcs.skyToPixel(186, 13)];
          for (const place of found) {
            for (const value of Object.values(place ?? {})) expect(value).not.toBeNaN();
          }
        } catch (error) {
          if (!(error instanceof FitsError)) throw error;
          expect(error.code).toMatch(/^FITS_WCS_/);
        }
      }),
      FUZZ,
    );
  });
});
