import { describe, expect, test } from "vitest";
import { type Cards, code, expectSky, frame, header, parsed } from "../../../test/frame.ts";
import { type LookupTable, parseWcs, type Wcs } from "../../index.ts";

describe("distortions", () => {
  const tpv: Cards = {
    ...{
      PV1_0: 1e-5,
      PV1_1: 1.0008,
      PV1_2: -2e-4,
      PV1_4: 0.02,
      PV1_5: -0.01,
      PV1_6: 0.015,
      PV1_7: 0.4,
    },
    ...{
      PV2_0: -2e-5,
      PV2_1: 0.9994,
      PV2_2: 1e-4,
      PV2_4: -0.012,
      PV2_5: 0.02,
      PV2_6: 0.01,
      PV2_10: 0.3,
    },
  };
  const sip: Cards = {
    ...{ A_ORDER: 3, A_2_0: 2.1e-5, A_0_2: -1.3e-5, A_1_1: 0.9e-5, A_3_0: -4e-8, A_1_2: 2e-8 },
    ...{ B_ORDER: 3, B_2_0: -1.1e-5, B_0_2: 1.7e-5, B_1_1: -0.6e-5, B_0_3: 3e-8 },
  };
  const there = (wcs: Wcs) => {
    for (const [x, y] of [
      [1, 1],
      [400, 300],
      [200.5, 200.5],
      [-30, 350],
    ] as const) {
      const sky = wcs.pixelToSky(x, y);
      const back = sky && wcs.skyToPixel(sky.ra, sky.dec);
      expect(back?.x).toBeCloseTo(x, 7);
      expect(back?.y).toBeCloseTo(y, 7);
    }
  };

  test("SIP and its inverse by iteration", () => {
    const wcs = parsed(frame({ CTYPE1: "RA---TAN-SIP", CTYPE2: "DEC--TAN-SIP", ...sip }));
    there(wcs);
    // u = 100, v = 0: A = 0.21 − 0.04, B = −0.11.
    const plain = parsed(frame());
    const sky = wcs.pixelToSky(300.5, 200.5);
    const same = plain.pixelToSky(300.5 + 0.17, 200.5 - 0.11);
    expectSky(sky, same?.ra ?? 0, same?.dec ?? 0);
  });

  test("TPV, and SCAMP's spelling of it", () => {
    const wcs = parsed(frame({ CTYPE1: "RA---TPV", CTYPE2: "DEC--TPV", ...tpv }));
    there(wcs);
    expect(parsed(frame(tpv)).pixelToSky(10, 20)).toEqual(wcs.pixelToSky(10, 20));
    expect(wcs.warnings).toEqual([]);
    expect(parsed(frame({ PV2_1: 0, PV2_2: 0 })).pixelToSky(10, 20)).toEqual(
      parsed(frame()).pixelToSky(10, 20),
    );
  });

  // Coordinates of pixel (10, 20) by astropy 8.0.1.
  test.for([
    ["TAN", 186.28648643977147, 12.867197447161777, "PVi_m counts"],
    ["TAN-SIP", 186.28634434402855, 12.867186219859871, "SIP counts"],
    ["TPV", 186.28648643977147, 12.867197447161777, "PVi_m counts"],
    ["TPV-SIP", 186.28639719487077, 12.86717397266835, undefined],
  ] as const)("SIP beside PVi_m: %s says which counts", ([kind, ra, dec, warning]) => {
    const types = { CTYPE1: `RA---${kind}`, CTYPE2: `DEC--${kind}` };
    const wcs = parsed(frame({ ...tpv, ...sip, ...types }));
    expectSky(wcs.pixelToSky(10, 20), ra, dec);
    expect(wcs.warnings.length).toBe(warning ? 1 : 0);
    if (warning) expect(wcs.warnings[0]).toContain(warning);
    there(wcs);
  });

  test("TPV is of longitude and latitude in degrees, whichever axes they are on and whatever the matrix is called", () => {
    const wcs = parsed(frame({ CTYPE1: "RA---TPV", CTYPE2: "DEC--TPV", ...tpv }));
    const other = Object.fromEntries(
      Object.entries(tpv).map(([k, v]) => [
        k.replace(/^PV./, (pv) => (pv === "PV1" ? "PV2" : "PV1")),
        v,
      ]),
    );
    const swapped = frame({
      ...{ CTYPE1: "DEC--TPV", CTYPE2: "RA---TPV", CRVAL1: 12.887, CRVAL2: 186.2656 },
      ...{ CD1_1: 1.50869115331319e-6, CD1_2: 0.000108045022733227 },
      ...{ CD2_1: -0.00010804502273322, CD2_2: 1.50869115331319e-6, ...other },
    });
    expect(parsed(swapped).pixelToSky(10, 20)).toEqual(wcs.pixelToSky(10, 20));
    const straight = { CTYPE1: "RA---TPV", CTYPE2: "DEC--TPV", CD1_2: 0, CD2_1: 0, ...tpv };
    const cdelt = frame(straight).set("CDELT1", -2e-4).set("CDELT2", 2e-4);
    for (const name of ["CD1_1", "CD1_2", "CD2_1", "CD2_2"]) cdelt.delete(name);
    expect(parsed(cdelt).pixelToSky(10, 20)).toEqual(
      parsed(frame({ ...straight, CD1_1: -2e-4, CD2_2: 2e-4 })).pixelToSky(10, 20),
    );
  });

  test("what is not applied is told, or refused", () => {
    const { A_ORDER, A_2_0 } = sip;
    expect(parsed(frame({ A_ORDER, A_2_0 } as Cards)).warnings).toEqual([
      "SIP bends one axis only: A_ORDER or B_ORDER is missing",
    ]);
    const named = (kind: string) =>
      frame({ CTYPE1: `RA---TAN-${kind}`, CTYPE2: `DEC--TAN-${kind}` });
    expect(parsed(named("SIP")).warnings[0]).toContain("no A_ORDER or B_ORDER");
    expect(parsed(named("XYZ")).warnings[0]).toContain('"XYZ"');
    expect(code(() => parseWcs(frame({ CQDIS2: "Polynomial" })))).toBe("FITS_WCS_UNSUPPORTED");
    expect(parsed(frame()).warnings).toEqual([]);
  });

  test("lookup tables", () => {
    const table: LookupTable = {
      header: header({ CRPIX1: 0, CRPIX2: 0, CRVAL1: 0, CRVAL2: 0, CDELT1: 100, CDELT2: 100 }),
      width: 3,
      height: 2,
      data: [0, 1, 2, 10, 11, 12],
    };
    const cards = { CPDIS1: "Lookup", "DP1.EXTVER": 4, "DP1.AXIS.1": 1 };
    const find = (name: string, version: number) =>
      name === "WCSDVARR" && version === 4 ? table : undefined;
    const wcs = parsed(frame(cards), { table: find });
    const plain = parsed(frame());
    // Pixel (51, 26) is half a column and a quarter of a row into the table; (301, 401) is beyond.
    for (const [x, y, shift] of [
      [51, 26, 3],
      [301, 401, 12],
      [-50, 1, 0],
    ] as const) {
      const same = plain.pixelToSky(x + shift, y);
      expectSky(wcs.pixelToSky(x, y), same?.ra ?? 0, same?.dec ?? 0);
    }
    // With CRPIX as in all of FITS pixel 101 is on the second column, 26 a quarter of a row in.
    table.header.set("CRPIX1", 1).set("CRPIX2", 1).set("CRVAL1", 1).set("CRVAL2", 1);
    const same = plain.pixelToSky(101 + 3.5, 26);
    const standard = parsed(frame(cards), { table: find });
    expectSky(standard.pixelToSky(101, 26), same?.ra ?? 0, same?.dec ?? 0);
    expect(code(() => parseWcs(frame(cards)))).toBe("FITS_WCS_BAD_DISTORTION");
    const secondary = { CTYPE1A: "RA---TAN", CTYPE2A: "DEC--TAN" };
    expect(
      code(() => parseWcs(frame({ ...secondary, CPDIS1A: "Other" }), { alternate: "A" })),
    ).toBe("FITS_WCS_UNSUPPORTED");
    expect(code(() => parseWcs(frame({ CPDIS1: "Polynomial" })))).toBe("FITS_WCS_UNSUPPORTED");
    expect(code(() => parseWcs(frame({ A_ORDER: 1e6 })))).toBe("FITS_WCS_BAD_DISTORTION");
  });

  test("a plate of the Digitized Sky Survey", () => {
    const plate: Cards = {
      ...{
        PLTRAH: 14,
        PLTRAM: 37,
        PLTRAS: 46.88253,
        PLTDECSN: "-",
        PLTDECD: 60,
        PLTDECM: 12,
        PLTDECS: 59.28761,
      },
      ...{ EQUINOX: 2000, CNPIX1: 8860, CNPIX2: 1708, XPIXELSZ: 25.28445, YPIXELSZ: 25.28445 },
      ...{ PPO3: 176616.9833815, PPO6: 177193.56115606, AMDX1: 67.2, AMDX2: -0.23, AMDX3: 1.09 },
      ...{ AMDX4: 1e-6, AMDX8: 1.9e-6, AMDY1: 67.2, AMDY2: 0.23, AMDY3: -0.3, AMDY8: 2e-6 },
    };
    const wcs = parsed(header(plate));
    there(wcs);
    expect(wcs).toMatchObject({ projection: "TAN", radesys: "FK5" });
    expect(wcs.pixelScale).toBeCloseTo(1.7, 1);
    expect(parseWcs(header(plate), { plate: false })).toBeUndefined();
  });
});
