import { describe, expect, test } from "vitest";
import { type Cards, code, expectSky, frame, parsed } from "../../test/frame.ts";
import { parseWcs } from "../index.ts";

describe("the matrix", () => {
  const flat: Cards = { CD1_1: null, CD1_2: null, CD2_1: null, CD2_2: null };
  const bare = (cards: Cards) => {
    const h = frame(cards);
    for (const keyword of Object.keys(flat)) if (!(keyword in cards)) h.delete(keyword);
    return h;
  };
  const turn = Math.PI / 6;
  const [s, c] = [Math.sin(turn), Math.cos(turn)];
  const expected = parsed(
    frame({ CD1_1: -0.01 * c, CD1_2: -0.02 * s, CD2_1: -0.01 * s, CD2_2: 0.02 * c }),
  );

  test.each([
    ["CROTA2", { CROTA2: 30, CDELT1: -0.01, CDELT2: 0.02 }],
    ["PCi_j", { CDELT1: -0.01, CDELT2: 0.02, PC1_1: c, PC1_2: 2 * s, PC2_1: -s / 2, PC2_2: c }],
    [
      "PC00i00j",
      { CDELT1: -0.01, CDELT2: 0.02, PC001001: c, PC001002: 2 * s, PC002001: -s / 2, PC002002: c },
    ],
    [
      "PC0i_0j beside a CD matrix of zeros",
      {
        ...{ CDELT1: -0.01, CDELT2: 0.02, PC01_01: c, PC01_02: 2 * s, PC02_01: -s / 2, PC02_02: c },
        ...{ CD1_1: 0, CD2_2: 0, CD3_3: 1 },
      },
    ],
    [
      "CUNIT",
      {
        CDELT1: -36,
        CDELT2: 72,
        CUNIT1: "arcsec",
        CUNIT2: "arcsec",
        CROTA2: 30,
        CRVAL1: 186.2656 * 3600,
        CRVAL2: 12.887 * 3600,
      },
    ],
  ])("as %s", (_, cards) => {
    const sky = parsed(bare(cards as Cards)).pixelToSky(30, 40);
    const same = expected.pixelToSky(30, 40);
    expectSky(sky, same?.ra ?? 0, same?.dec ?? 0);
  });

  // Coordinates of pixel (30, 40) by astropy 8.0.1.
  test("CROTA between axes in different units", () => {
    const cards = { CRVAL1: 36000, CRVAL2: 53, CDELT1: -36, CDELT2: 0.01, CUNIT1: "arcsec" };
    const wcs = parsed(bare({ ...cards, CUNIT2: "deg", CROTA2: 30, CRPIX1: 1, CRPIX2: 2 }));
    expectSky(wcs.pixelToSky(30, 40), 9.26387349622077, 53.18182035183419);
  });

  test("turns", () => {
    const cards = { CRVAL1: 0.1, CRVAL2: 0.2, CDELT1: -1e-4, CDELT2: 1e-4, CRPIX1: 1, CRPIX2: 2 };
    const wcs = parsed(bare({ ...cards, CUNIT1: "turn", CUNIT2: "turn" }));
    expectSky(wcs.pixelToSky(30, 40), 32.358507035515366, 73.33595555285692);
  });

  test("what cannot be taken at its word is told", () => {
    expect(parsed(frame({ CUNIT1: "parsec", CUNIT2: "deg" })).warnings).toEqual([
      'CUNIT1 "parsec" is no angle: degrees are taken',
    ]);
    const beside = { CDELT1: -0.01, CDELT2: 0.02, PC1_1: 1 };
    expect(parsed(frame(beside)).warnings).toEqual([
      "PCi_j and CDi_j stand together: PCi_j counts",
    ]);
  });

  test("singular", () => {
    expect(code(() => parseWcs(frame({ CD1_1: 0, CD1_2: 0 })))).toBe("FITS_WCS_SINGULAR");
    expect(code(() => parseWcs(bare({ CDELT1: 0, CDELT2: 0.1 })))).toBe("FITS_WCS_SINGULAR");
  });
});
