import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OrbitError } from "../errors.ts";
import { isoToMjd, mjdToIso, parseDate } from "./calendar.ts";
import { ut1MinusUtc } from "./earth-clock.ts";
import { taiMinusUtc } from "./leap-seconds.ts";
import { tdbMinusTt, tdbToUtc, ttToUtc, utcToTdb, utcToTt } from "./scales.ts";

const SECOND = 1 / 86400;

describe("calendar", () => {
  it("knows the landmarks", () => {
    expect(isoToMjd("1858-11-17")).toBe(0);
    expect(isoToMjd("2000-01-01T12:00:00Z")).toBe(51544.5);
    expect(isoToMjd("2024-02-29 06:00")).toBe(60369.25);
    expect(mjdToIso(51544.5)).toBe("2000-01-01T12:00:00.000");
    expect(isoToMjd("0099-12-31")).toBe(isoToMjd("0100-01-01") - 1);
  });

  it("names the 61st second by the next day, and only where there is one", () => {
    expect(isoToMjd("2016-12-31T23:59:60")).toBe(57754);
    expect(() => isoToMjd("2016-12-30T23:59:60")).toThrow(OrbitError);
    expect(() => isoToMjd("2016-12-31T12:59:60")).toThrow(OrbitError);
  });

  it.each(["2023-02-29", "2023-13-01", "yesterday", "", "2024-01-01T24:00", "2024-1-1"])(
    "refuses %j",
    (text) => {
      expect(() => isoToMjd(text)).toThrow(/is not a date/);
    },
  );

  it("takes MJD, JD and ISO", () => {
    expect(parseDate("60000.5")).toBe(60000.5);
    expect(parseDate("2460001.0")).toBe(60000.5);
    expect(parseDate("JD 2460001")).toBe(60000.5);
    expect(parseDate("MJD60000")).toBe(60000);
    expect(parseDate("2023-02-25")).toBe(60000);
    expect(() => mjdToIso(Number.NaN)).toThrow(OrbitError);
  });

  it("writes dates as JavaScript does", () => {
    const landmarks = [1000, 1582, 1600, 1700, 1900, 1999, 2000, 2024, 2100, 9999].flatMap((year) =>
      ["01-01", "02-28", "03-01", "12-31"].map((day) => Date.parse(`${year}-${day}T23:59:59.999Z`)),
    );
    const [first, last] = [Date.parse("0000-01-01"), Date.parse("9999-12-31T23:59:59.999Z")];
    const any = fc.oneof(fc.constantFrom(...landmarks), fc.integer({ min: first, max: last }));
    fc.assert(
      fc.property(any, (ms) => {
        const mjd = 40587 + ms / 86_400_000;
        const rounded = Math.round((mjd - 40587) * 86_400_000);
        expect(mjdToIso(mjd)).toBe(new Date(rounded).toISOString().slice(0, -1));
      }),
      { numRuns: 1000 },
    );
    expect(mjdToIso(-1e6)).toMatch(/^-000/);
    expect(mjdToIso(1e7)).toMatch(/^\+0/);
  });

  it("round-trips to the millisecond", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90_000 * 86_400_000 }), (ms) => {
        const mjd = ms / 86_400_000;
        expect(Math.abs(isoToMjd(mjdToIso(mjd)) - mjd)).toBeLessThan(0.6e-3 * SECOND);
      }),
    );
  });
});

describe("time scales", () => {
  it("has every leap second and the drift before 1972", () => {
    expect(taiMinusUtc(41316)).toBeCloseTo(9.889, 2);
    expect(taiMinusUtc(41317)).toBe(10);
    expect(taiMinusUtc(50630 - 1e-6)).toBe(30);
    expect(taiMinusUtc(57754)).toBe(37);
    // IERS, 1968 February 1: 4.2131700 + (39887 − 39126) × 0.002592.
    expect(taiMinusUtc(39887)).toBeCloseTo(6.185682, 6);
  });

  it("TDB leaves TT by at most 1.7 ms, with the year", () => {
    // Standish (1998) and SOFA's dtdb agree on about −0.0998 ms at J2000.0.
    expect(tdbMinusTt(51544.5)).toBeCloseTo(-0.0000999, 5);
    for (let mjd = 51544; mjd < 51910; mjd += 5)
      expect(Math.abs(tdbMinusTt(mjd))).toBeLessThan(0.0017);
  });

  it("keeps UT1 within a second of UTC, as leap seconds are for, while they are known", () => {
    for (let mjd = 41317; mjd < 60676; mjd += 30)
      expect(Math.abs(ut1MinusUtc(mjd))).toBeLessThan(0.95);
    // IERS C04, 2010 January 1: UT1 − UTC = +0.114 s.
    expect(ut1MinusUtc(55197)).toBeCloseTo(0.114, 1);
  });

  it("round-trips UTC through TDB everywhere but inside a leap second", () => {
    fc.assert(
      fc.property(fc.double({ min: 36934, max: 73000, noNaN: true }), (utc) => {
        expect(Math.abs(tdbToUtc(utcToTdb(utc)) - utc)).toBeLessThan(3e-6 * SECOND);
        expect(utcToTt(utc)).toBeGreaterThan(utc);
      }),
    );
    for (const leap of [41499, 57754]) {
      for (const offset of [-1, -0.5, 0, 0.5, 1]) {
        const utc = leap + offset * SECOND;
        expect(Math.abs(ttToUtc(utcToTt(utc)) - utc)).toBeLessThan(3e-6 * SECOND);
      }
      // Halfway through the 61st second the next day has begun, as far as an MJD can tell.
      const inside = (utcToTt(leap - 1e-9) + utcToTt(leap)) / 2;
      expect(ttToUtc(inside)).toBe(leap);
    }
  });
});
