import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verdictOf } from "../src/survey/horizons/matches.ts";
import { observerRows, requestsFor } from "../src/survey/horizons/observer-table.ts";
import { orbitOfRecord } from "../src/survey/horizons/record.ts";
import { readSbdb } from "../src/survey/horizons/sbdb.ts";
import {
  ceres,
  ceresRows,
  encke,
  enckeBefore,
  horizonsObject,
  horizonsTable,
  majorBodies,
  noMatches,
  sbdbNone,
  sbdbOne,
  smallBodies,
} from "../src/survey/horizons/testing/jpl.ts";

const runs = Number(process.env["WELKIN_FUZZ_RUNS"] ?? 200);

describe("what JPL writes", () => {
  it("is read: the orbit above a table, as SBDB has it", () => {
    const record = orbitOfRecord(horizonsObject(enckeBefore))!;
    const sbdb = readSbdb(sbdbOne(enckeBefore));
    if (sbdb?.kind !== "one") throw new Error("SBDB's answer is not read");
    expect(record).toMatchObject({ name: "2P/Encke", record: 90000090, solution: "JPL#K232/4" });
    expect(record.epoch).toBe(sbdb.orbit.epoch);
    for (const i of [0, 1, 2, 3, 4, 5])
      expect(record.state[i]).toBeCloseTo(sbdb.orbit.state[i]!, 12);
    expect(record.nongrav).toMatchObject({
      A1: 3.368033468723e-10,
      A2: 8.548115729354e-12,
      R0: 2.808,
    });
    expect(record.photometry).toMatchObject({ model: "comet", M1: 15.6, K1: 4.5 });
    expect(orbitOfRecord(horizonsObject(ceres))!.photometry).toEqual({
      model: "HG",
      H: 3.33,
      G: 0.12,
    });
    // Horizons' own Cartesian state of that epoch.
    const state = [1.007608869613381, -2.390064275223502, -1.332124522752402];
    for (const i of [0, 1, 2])
      expect(orbitOfRecord(horizonsObject(ceres))!.state[i]).toBeCloseTo(state[i]!, 10);
    expect(orbitOfRecord(smallBodies)).toBeUndefined();
  });

  it("is read: tables, with what is not available", () => {
    const rows = observerRows(horizonsTable(ceres, ceresRows))!;
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      date: "2022-06-10 00:00:00.000",
      ra: 101.73343,
      dec: 26.78554,
      dra: 64.31742,
      vmag: 8.741,
      rh: 2.603715306632,
      delta: 3.51731638211972,
      phase: 8.3884,
      elong: 21.9691,
      unc_theta: -85.755,
      true_anomaly: 315.3658,
    });
    expect(rows[0]!.sangle).toBeCloseTo(265.235, 9);
    expect(rows[0]!.vangle).toBeCloseTo(84.706, 9);
    expect(rows[1]).toMatchObject({ unc_a: null, unc_b: null, unc_theta: null });
    expect(observerRows(horizonsTable(encke, ceresRows))![0]!.vmag).toBe(8.741);
    expect(observerRows(noMatches)).toBeUndefined();
  });

  it("is read: that there is none, or several", () => {
    expect(verdictOf(noMatches)).toEqual({ kind: "none" });
    const small = verdictOf(smallBodies);
    expect(small).toMatchObject({
      kind: "several",
      matches: [
        { designation: "141P", name: "Machholz 2", year: 2011, record: 90001032 },
        { designation: "141P", year: 2019 },
        { designation: "141P-A", year: 1994 },
      ],
    });
    expect(verdictOf(majorBodies)).toMatchObject({
      kind: "several",
      matches: [
        { designation: "4", name: "Mars Barycenter" },
        { designation: "499", name: "Mars" },
      ],
    });
    expect(verdictOf(horizonsTable(ceres, ceresRows))).toBeUndefined();
    expect(readSbdb(sbdbNone)).toEqual({ kind: "none" });
    expect(readSbdb("<html></html>")).toBeUndefined();
  });

  it("never hangs or crashes a reader, whatever is cut out of it", () => {
    const texts = [
      horizonsTable(ceres, ceresRows),
      smallBodies,
      majorBodies,
      horizonsObject(encke),
      sbdbOne(ceres),
    ];
    const damaged = fc
      .tuple(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(300))
      .map(([text, share, length]) => {
        const at = Math.floor(text.length * share);
        return text.slice(0, at) + text.slice(at + length);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        verdictOf(text);
        observerRows(text);
        for (const read of [orbitOfRecord, readSbdb]) {
          try {
            read(text);
          } catch (error) {
            expect((error as { code?: string }).code).toMatch(/^bad-/);
          }
        }
      }),
      { numRuns: runs },
    );
  });

  it("is asked for in few requests", () => {
    const steps = Array.from({ length: 1000 }, (_, i) => 59000 + i / 24);
    expect(requestsFor(steps)).toMatchObject([{ even: true }]);
    expect(requestsFor([...steps, 59000.01]).length).toBe(21);
    expect(requestsFor([59001, 59000, 59001])).toEqual([{ mjd: [59000, 59001], even: false }]);
  });
});
