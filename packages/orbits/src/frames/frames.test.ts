import { describe, expect, it } from "vitest";
import { earthOrientation, siderealTime } from "./earth-orientation.ts";
import { eclipticToIcrf, icrfToEcliptic } from "./ecliptic.ts";

const HOUR = Math.PI / 12;

describe("frames", () => {
  it("puts the ecliptic's pole where it belongs", () => {
    // RA 18h, Dec 90° − 23.4392911°.
    const [x, y, z] = eclipticToIcrf([0, 0, 1]) as [number, number, number];
    expect(x).toBe(0);
    expect((Math.atan2(z, -y) * 180) / Math.PI).toBeCloseTo(90 - 23.4392911, 7);
    const there = [0.1, -2, 3, 0.01, 0.02, -0.03];
    icrfToEcliptic(eclipticToIcrf(there)).forEach((v, i) => {
      expect(v).toBeCloseTo(there[i]!, 14);
    });
  });

  it.each([
    [37000, [-0.00387054, -5.994e-5, 0.999992508], 2.86974242],
    [45000, [-0.00176982, -1.9714e-5, 0.999998434], 2.261935821],
    [60000, [0.002231488, 3.1743e-5, 0.99999751], 2.693239921],
    [73000, [0.005675917, -1.8005e-5, 0.999983892], 0.134833411],
  ])("is within 0.2″ of ERFA's IAU 2006/2000A from 1960 to 2058: MJD %f", (mjd, pole, gast) => {
    const orientation = earthOrientation(mjd);
    for (const k of [0, 1, 2]) {
      expect(Math.abs(orientation.matrix[6 + k]! - pole[k]!)).toBeLessThan(1e-6);
    }
    const turn = 2 * Math.PI;
    // UT1 69 s behind TT.
    const off = (siderealTime(mjd - 69 / 86_400, orientation) - gast) / turn;
    expect(Math.abs(off - Math.round(off)) * turn).toBeLessThan(1e-6);
  });

  it("keeps Greenwich's clock: Meeus, Astronomical Algorithms, example 12.a", () => {
    // 1987 April 10, 0h UT: apparent sidereal time 13h 10m 46.1351s (IAU 1982; IAU 2006 differs by 0.01 s).
    const orientation = earthOrientation(46895 + 55.8 / 86400);
    const turns = siderealTime(46895, orientation) / (2 * Math.PI);
    const expected = (13 + 10 / 60 + 46.1351 / 3600) * HOUR;
    expect((turns - Math.floor(turns)) * 2 * Math.PI).toBeCloseTo(expected, 5);
    // Nutation in longitude there is −3.788″ (example 22.a); the equation of the equinoxes −0.2317 s.
    expect((orientation.equinoxes * 43200) / Math.PI).toBeCloseTo(-0.2317, 2);
  });

  it("turns the axes by precession: Meeus, example 21.b", () => {
    // θ Persei, mean place of J2000 and proper motion applied: 41.054063°, +49.227750° to 41.547214°, +49.348483° of 2028 Nov 13.19.
    const unit = (ra: number, dec: number) =>
      [
        Math.cos((dec * Math.PI) / 180) * Math.cos((ra * Math.PI) / 180),
        Math.cos((dec * Math.PI) / 180) * Math.sin((ra * Math.PI) / 180),
        Math.sin((dec * Math.PI) / 180),
      ] as const;
    const m = earthOrientation(62088.19).matrix;
    const from = unit(41.054063, 49.22775);
    const to = unit(41.547214, 49.348483);
    for (let row = 0; row < 3; row++) {
      const turned = m[3 * row]! * from[0] + m[3 * row + 1]! * from[1] + m[3 * row + 2]! * from[2];
      // True equator of date here, mean there: nutation is at most 20″.
      expect(Math.abs(turned - to[row]!)).toBeLessThan((20 / 3600) * (Math.PI / 180));
    }
  });

  it("is a rotation", () => {
    const m = earthOrientation(59000.5).matrix;
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        const dot =
          m[3 * i]! * m[3 * j]! + m[3 * i + 1]! * m[3 * j + 1]! + m[3 * i + 2]! * m[3 * j + 2]!;
        expect(dot).toBeCloseTo(i === j ? 1 : 0, 14);
      }
    }
  });
});
