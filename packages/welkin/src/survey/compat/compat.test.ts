import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAngle, readDec, readRa } from "./angles.ts";
import { catchDate, readCatchDate } from "./dates.ts";
import { readJobId } from "./jobs.ts";
import { readTarget } from "./targets.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 500);

describe("CATCH's names of targets", () => {
  it.each([
    ["65P", "comet", "65P"],
    ["65P/Gunn", "comet", "65P"],
    ["73P-B", "comet", "73P-B"],
    ["51P-D/Harrington-D", "comet", "51P-D"],
    ["3D/Biela", "comet", "3D"],
    ["C/1995 O1 (Hale-Bopp)", "comet", "C/1995 O1"],
    ["P/2001 YX127", "comet", "P/2001 YX127"],
    ["X/1872 X1", "comet", "X/1872 X1"],
    ["1", "asteroid", "1"],
    ["(1) Ceres", "asteroid", "1"],
    [" (433) ", "asteroid", "433"],
    ["2019 XS", "asteroid", "2019 XS"],
    ["2019 DQ123", "asteroid", "2019 DQ123"],
    ["A/2019 Q1", "asteroid", "A/2019 Q1"],
    ["AK21E040", "asteroid", "AK21E040"],
    ["2040 P-L", "asteroid", "2040 P-L"],
    ["3138 T-1", "asteroid", "3138 T-1"],
    ["J95X00A", "asteroid", "J95X00A"],
    ["K19X00S", "asteroid", "K19X00S"],
    ["PLS2040", "asteroid", "PLS2040"],
    ["T1S3138", "asteroid", "T1S3138"],
    ["1I", "interstellar object", "1I"],
    ["1I/'Oumuamua", "interstellar object", "1I"],
    ["2I/Borisov", "interstellar object", "2I"],
    ["0001I", "interstellar object", "0001I"],
  ])("%s is a %s: %s", (text, type, name) => {
    expect(readTarget(text)).toEqual({ type, name });
  });

  it.each([
    "",
    " ",
    "encke",
    "Ceres",
    "0",
    "01",
    "1 Ceres",
    "1P2",
    "2019 xs",
    "J95A010",
    "P",
    "C/",
    "()",
    "'; --",
  ])("%j is none", (text) => {
    const found = readTarget(text);
    // For CATCH, "1P2" begins like a comet.
    expect(found?.name).toBe(text === "1P2" ? "1P" : undefined);
  });
});

describe("CATCH's angles", () => {
  it.each([
    ["10", 10],
    ["-10.5", 349.5],
    ["1e1", 10],
    ["370", 10],
    ["10.2345d", 10.2345],
    ["1h", 15],
    ["1.5 hours", 22.5],
    ["1 2 0 hours", 15.5],
    ["1 2 0", 15.5],
    ["1:2:0", 15.5],
    ["1h2m3.4s", 15.5141666666667],
    ["1h 2m", 15.5],
    ["10d30m", 10.5],
    ["10:30 degrees", 10.5],
    ["10d20m30sW", 349.6583333333333],
    ["1:2:60", 15.75],
    ["1h60m", 30],
    ["24:0:0", 0],
    ["100.5h", 67.5],
    ["1 rad", 57.29577951308232],
  ])("right ascension %s is %f", (text, degrees) => {
    expect(readRa(text)).toBeCloseTo(degrees, 10);
  });

  it.each([
    ["-10:30", -10.5],
    ["+89 59 59.999", 89.9999997222222],
    ["-0d30m", -0.5],
    ["90", 90],
    ["30'", 0.5],
    ['-36"', -0.01],
    ["-10°30′36″", -10.51],
    ["−10", -10],
    ["10N", 10],
    ["10d20m30.5s S", -10.341805555555556],
    ["89:60:0", 90],
  ])("declination %s is %f", (text, degrees) => {
    expect(readDec(text)).toBeCloseTo(degrees, 10);
  });

  it.each([
    "",
    " ",
    "x",
    "nan",
    "inf",
    "1:61",
    "1:2:60.1",
    "25:0:0",
    "89 59 59.999",
    "N",
    "1 2 3 4",
    "1::2",
    "--1",
    "1h2d",
    "1m2s",
    "0x10",
    "1,5",
  ])("%j is none", (text) => {
    expect(readRa(text)).toBe("angle");
  });

  it("tells a unit that is none of angles", () => {
    expect([readDec("5 kg"), readDec("91"), readDec("-90.1")]).toEqual(["unit", "angle", "angle"]);
  });

  it("reads what it writes", () => {
    const part = fc.integer({ min: 0, max: 59 });
    const seconds = fc.double({ min: 0, max: 59.99, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        part,
        seconds,
        fc.boolean(),
        (h, m, s, colons) => {
          const fixed = s.toFixed(3);
          const text = colons ? `${h}:${m}:${fixed}` : `${h}h ${m}m ${fixed}s`;
          expect(readAngle(text, "hour")).toBeCloseTo(15 * (h + m / 60 + Number(fixed) / 3600), 9);
        },
      ),
      { numRuns: runs },
    );
  });

  it("never throws", () => {
    const text = fc.string({
      unit: fc.constantFrom(..."0123456789 .:+-hdms°'\"eE"),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (given) => {
        const [ra, dec] = [readRa(given), readDec(given)];
        if (typeof ra === "number") expect(ra >= 0 && ra < 360).toBe(true);
        if (typeof dec === "number") expect(Math.abs(dec)).toBeLessThanOrEqual(90);
      }),
      { numRuns: runs },
    );
  });
});

describe("CATCH's dates", () => {
  it.each([
    ["2020-01-01", "2020-01-01 00:00:00.000"],
    ["2020-01-01 12:30", "2020-01-01 12:30:00.000"],
    ["2020-01-01T12:30:15.25", "2020-01-01 12:30:15.250"],
    ["2020:060", "2020-02-29 00:00:00.000"],
    ["2020:60", "2020-02-29 00:00:00.000"],
    ["2019:365:06:00:00", "2019-12-31 06:00:00.000"],
    ["J2000.0", "2000-01-01 12:00:00.000"],
  ])("%s is %s", (text, iso) => {
    expect(catchDate(readCatchDate(text)!)).toBe(iso);
  });

  it.each([
    "",
    "soon",
    "2020",
    "58849",
    "2458849.5",
    "2020-13-01",
    "2020-02-30",
    "2020-01-01 25:00",
    "2020:000",
    "2020:367",
  ])("%j is none", (text) => {
    expect(readCatchDate(text)).toBeUndefined();
  });
});

describe("CATCH's ids of jobs", () => {
  const hex = "b17e9124ef594d22b711f72531f6741f";

  it.each([
    hex,
    hex.toUpperCase(),
    "b17e9124-ef59-4d22-b711-f72531f6741f",
    "{b17e9124-ef59-4d22-b711-f72531f6741f}",
    "urn:uuid:b17e9124-ef59-4d22-b711-f72531f6741f",
    // Another version and variant: treated as version 4.
    "b17e9124ef591d22f711f72531f6741f",
  ])("%s", (text) => {
    expect(readJobId(text)).toBe(hex);
  });

  it.each(["", "x", hex.slice(1), `${hex}0`, hex.replace("b", "g")])("%j is none", (text) => {
    expect(readJobId(text)).toBeUndefined();
  });
});
