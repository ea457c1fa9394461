import { describe, expect, test } from "vitest";
import { type Cards, expectSky, frame, header, parsed } from "../../../test/frame.ts";

describe("systems", () => {
  const place = (cards: Cards) =>
    parsed(frame({ CRVAL1: 0, CRVAL2: 0, ...cards })).pixelToSky(200.5, 200.5);

  test("the galactic centre", () => {
    expectSky(
      place({ CTYPE1: "GLON-CAR", CTYPE2: "GLAT-CAR" }),
      266.4049882865447,
      -28.93617776179147,
    );
  });

  test("FK4 with E-terms, as astropy has them", () => {
    const wcs = parsed(
      header({
        EQUINOX: 1950,
        CTYPE1: "RA---SIN",
        CTYPE2: "DEC--SIN",
        CRVAL1: 50.1966661513,
        CRVAL2: -37.3856168315,
        CDELT1: -1.944444492e-3,
        CDELT2: 1.944444492e-3,
        CRPIX1: 226,
        CRPIX2: 147,
      }),
    );
    expect(wcs).toMatchObject({ radesys: "FK4", equinox: 1950 });
    expectSky(wcs.pixelToSky(1, 1), 51.2234966021344, -37.4929138713991);
    const back = wcs.skyToPixel(51.2234966021344, -37.4929138713991);
    expect(back?.x).toBeCloseTo(1, 6);
    expect(back?.y).toBeCloseTo(1, 6);
  });

  test("the equinox decides where RADESYS is silent", () => {
    expect(parsed(frame({ EPOCH: 1950 })).radesys).toBe("FK4");
    expect(parsed(frame({ EQUINOX: "J2000.0" })).radesys).toBe("FK5");
    expect(parsed(frame({ RADECSYS: "fk5" }))).toMatchObject({ radesys: "FK5", equinox: 2000 });
    expect(parsed(frame()).radesys).toBe("ICRS");
  });

  test("a frame or a year that is none is told", () => {
    const wcs = parsed(frame({ RADESYS: "FK3", EQUINOX: 0 }));
    expect(wcs).toMatchObject({ radesys: "ICRS", equinox: undefined });
    expect(wcs.warnings).toEqual([
      "EQUINOX = 0 is no year: it does not count",
      'RADESYS "FK3" is unknown: ICRS is taken',
    ]);
    expect(parsed(frame({ RADESYS: "FK5", EQUINOX: 1975 })).warnings).toEqual([]);
    const galactic = { CTYPE1: "GLON-TAN", CTYPE2: "GLAT-TAN", RADESYS: "GALACTIC" };
    expect(parsed(frame(galactic)).warnings).toEqual([]);
  });

  test("the ecliptic pole", () => {
    const sky = place({ CTYPE1: "ELON-CAR", CTYPE2: "ELAT-CAR", CRVAL2: 90, RADESYS: "ICRS" });
    expectSky(sky, 270, 90 - 84381.406 / 3600);
  });

  test("the supergalactic pole and origin, in galactic coordinates", () => {
    const galactic = parsed(
      frame({ CTYPE1: "GLON-CAR", CTYPE2: "GLAT-CAR", CRVAL1: 47.37, CRVAL2: 6.32 }),
    );
    const pole = galactic.pixelToSky(200.5, 200.5);
    expectSky(
      place({ CTYPE1: "SLON-CAR", CTYPE2: "SLAT-CAR", CRVAL2: 90 }),
      pole?.ra ?? 0,
      pole?.dec ?? 0,
    );
  });

  test("the Sun's own coordinates are not on the sky", () => {
    const wcs = parsed(frame({ CTYPE1: "HPLN-TAN", CTYPE2: "HPLT-TAN" }));
    expect(wcs.hasSky).toBe(false);
    expect(wcs.pixelToSky(1, 1)).toBeUndefined();
    expect(wcs.pixelToWorld(200.5, 200.5)?.lat).toBeCloseTo(12.887, 9);
  });
});
