import { describe, expect, test } from "vitest";
import type { CardValue } from "../../header/card.ts";
import { Header, parseWcs } from "../../index.ts";

const RANGE = "-0.3171856965643079 -0.0150652479325533 -0.3126038394350166 -0.1511955040928311";
const TEN =
  "0.002318100364838772 0.01749134520424022 -0.01082784423020123 -0.1387962673564234 -4.307309762939804E-4 0.009069288008295441 0.002875265278754504 -0.04487658756007625 -0.1058043162287004 -0.0686214765375767";
const FOUR = "0.001 0.002 0.003 0.004";
const SEVEN = "0.001 0.002 -0.003 0.004 0.005 -0.006 0.007";
const NINE = `${SEVEN} 0.008 -0.009`;

/** The example of the registered convention, with the same surface on both axes. */
function header(code: string, surface: string, more = ""): Header {
  const cards: Record<string, CardValue> = {
    ...{ NAXIS1: 2000, NAXIS2: 2000, CTYPE1: `RA---${code}`, CTYPE2: `DEC--${code}` },
    ...{ CRVAL1: 310.08145293602507, CRVAL2: 20.663666538998399 },
    ...{ CRPIX1: 4268.3258, CRPIX2: 2256.2481, CD1_1: -6.8295807e-8, CD2_1: 7.3313414e-5 },
    ...{ CD1_2: 7.374228e-5, CD2_2: -1.1927219e-6, WAT0_001: "system=image" },
  };
  for (const [axis, name, correction] of [
    [1, "ra", "lngcor"],
    [2, "dec", "latcor"],
  ] as const) {
    const text = `wtype=${code.toLowerCase()} axtype=${name} ${more}${correction} = "${surface} "`;
    for (let at = 0, n = 1; at < text.length; at += 68, n++) {
      // Blanks at the end are lost in reading a card.
      cards[`WAT${axis}_${String(n).padStart(3, "0")}`] = text.slice(at, at + 68).trimEnd();
    }
  }
  return new Header(
    Object.entries(cards).map(([keyword, value]) => ({ keyword, value, comment: "" })),
  );
}

describe("TNX and ZPX", () => {
  // Coordinates of pixel (100, 200) by wcslib 7.12.
  test.for([
    ["TNX", `3. 4. 4. 2. ${RANGE} ${TEN}`, "", 309.91969136112203, 20.360143119079144],
    ["TNX", `1. 4. 4. 2. ${RANGE} ${TEN}`, "", 309.9554002016557, 20.393676053380148],
    ["TNX", `2. 4. 4. 2. ${RANGE} ${TEN}`, "", 309.9417253456059, 20.380837050989843],
    ["TNX", `3 2 2 1 ${RANGE} ${FOUR}`, "", 309.9199913248892, 20.360424895617896],
    ["TNX", `3. 4. 3. 0. ${RANGE} ${FOUR} 0.005 0.006`, "", 309.9197957078534, 20.360241139295013],
    // Half the cross-terms go by the higher order: 4 + 3 + 2 and 2 + 2 + 2 + 1.
    ["TNX", `3. 4. 3. 2. ${RANGE} ${NINE}`, "", 309.9196333602358, 20.360088634691117],
    ["TNX", `2. 2. 4. 2. ${RANGE} ${SEVEN}`, "", 309.92394433988096, 20.36413808975818],
    [
      ...["ZPX", `3. 2. 2. 1. ${RANGE} ${FOUR}`, "projp1=1. projp3=-42.3 "],
      ...[309.9197499551157, 20.359970568748814],
    ],
  ] as [string, string, string, number, number][])("%s %s", ([code, surface, more, ra, dec]) => {
    const wcs = parseWcs(header(code, surface, more));
    const sky = wcs?.pixelToSky(100, 200);
    expect(Math.abs((sky?.ra ?? 0) - ra)).toBeLessThan(1e-9);
    expect(Math.abs((sky?.dec ?? 0) - dec)).toBeLessThan(1e-9);
    const back = wcs?.skyToPixel(ra, dec);
    // Strong made-up surfaces may have a place twice.
    const again = back && wcs?.pixelToSky(back.x, back.y);
    expect(again?.ra).toBeCloseTo(ra, 9);
    expect(again?.dec).toBeCloseTo(dec, 9);
  });

  test.for([
    "",
    "4. 2. 2. 1.",
    `3. 2. 2. 7. ${RANGE} ${FOUR}`,
    `3. 2. 3. 1. ${RANGE} ${FOUR}`,
    `3. 1e9 2. 1. ${RANGE} ${FOUR}`,
    `1. 2. 2. 1. 0 0 0 1 ${FOUR}`,
    `3. 2. 2. 1. ${RANGE} 1 2 3 four`,
  ])("%j is no surface", (surface) => {
    expect(() => parseWcs(header("TNX", surface))).toThrow(
      expect.objectContaining({ code: "FITS_WCS_BAD_DISTORTION" }),
    );
  });

  test("a surface goes by its own orders, not by those of the other axis", () => {
    const half = `3. 4. 3. 2. ${RANGE} 0.001 0.002 -0.3 0.4 0.5 -0.6 0.7 0.8 0.9`;
    const both = header("TNX", half);
    const nothing = `"3. 1. 1. 2. ${RANGE} 0. "`;
    const alone = both.clone();
    for (const h of [both, alone]) {
      for (let n = 2; n < 9; n++) h.delete(`WAT2_00${n}`);
      h.set("WAT2_001", "wtype=tnx axtype=dec");
    }
    const text = `wtype=tnx axtype=dec latcor = ${nothing}`;
    both.set("WAT2_001", text.slice(0, 68)).set("WAT2_002", text.slice(68));
    expect(parseWcs(both)?.pixelToSky(100, 200)).toEqual(parseWcs(alone)?.pixelToSky(100, 200));
  });

  test("x of a surface is the longitude, on whichever axis it is", () => {
    const straight = header("TNX", `3. 4. 4. 2. ${RANGE} ${TEN}`);
    const other: Record<string, string> = { CTYPE1: "CTYPE2", CTYPE2: "CTYPE1" };
    for (const name of ["CRVAL", "CRPIX"])
      Object.assign(other, { [`${name}1`]: `${name}2`, [`${name}2`]: `${name}1` });
    Object.assign(other, { CD1_1: "CD2_2", CD2_2: "CD1_1", CD1_2: "CD2_1", CD2_1: "CD1_2" });
    const cards = straight.cards.map((card) => {
      const wat = card.keyword.replace(/^WAT([12])/, (_, axis) => `WAT${3 - Number(axis)}`);
      return { ...card, keyword: other[card.keyword] ?? wat };
    });
    expect(parseWcs(new Header(cards))?.pixelToSky(200, 100)).toEqual(
      parseWcs(straight)?.pixelToSky(100, 200),
    );
  });

  test("without WAT cards TNX is TAN", () => {
    const plain = header("TNX", "");
    for (const { keyword } of [...plain.cards]) if (/^WAT/.test(keyword)) plain.delete(keyword);
    const tan = plain.clone().set("CTYPE1", "RA---TAN").set("CTYPE2", "DEC--TAN");
    expect(parseWcs(plain)?.pixelToSky(1, 1)).toEqual(parseWcs(tan)?.pixelToSky(1, 1));
  });
});
