import { describe, expect, it } from "vitest";
import type { SweepFacts } from "../tables.ts";
import { tiltsOf } from "./tilts.ts";

const sweep = (index: number, elevation: number, more: Partial<SweepFacts> = {}): SweepFacts => ({
  index,
  elevationNumber: index + 1,
  elevation,
  cut: "surveillance",
  time: "2021-06-25T07:51:54.754Z",
  endTime: "2021-06-25T07:52:12.000Z",
  azimuth: 0,
  radials: 720,
  complete: true,
  moments: [{ name: "REF", gates: 1832, firstGate: 2125, gateSpacing: 250 }],
  ...more,
});

describe("tiltsOf", () => {
  it("takes the surveillance cut of each angle, lowest angle first", () => {
    const sweeps = [
      sweep(0, 0.48),
      sweep(1, 0.48, { cut: "doppler" }),
      sweep(2, 0.88),
      sweep(3, 0.88, { cut: "doppler" }),
      sweep(4, 1.8, { cut: "batch" }),
      sweep(5, 0.48, { supplemental: "SAILS" }),
      sweep(6, 4),
    ];
    expect(tiltsOf(sweeps).map(({ index }) => index)).toEqual([0, 2, 4, 6]);
  });

  it("does not depend on the order in which cuts of one angle come", () => {
    const repeatFirst = [
      sweep(0, 0.48, { cut: "doppler" }),
      sweep(1, 0.48, { supplemental: "MRLE" }),
      sweep(2, 0.48),
    ];
    expect(tiltsOf(repeatFirst).map(({ index }) => index)).toEqual([2]);
  });

  it("takes measured angles that are nearly the same for one tilt", () => {
    const measured = [
      sweep(0, 0.439),
      sweep(1, 0.461, { cut: "doppler" }),
      sweep(2, 1.47),
      sweep(3, 1.44, { cut: "doppler" }),
      sweep(4, 2.42, { cut: "batch" }),
      sweep(5, 0.66),
    ];
    expect(tiltsOf(measured).map(({ index }) => index)).toEqual([0, 5, 2, 4]);
  });

  it("takes a whole sweep before one that the radar broke off and began anew", () => {
    const restarted = [
      sweep(0, 0.48, { radials: 100, complete: false }),
      sweep(1, 0.48),
      sweep(2, 0.48, { cut: "doppler" }),
      sweep(3, 1.5, { radials: 300, complete: false }),
    ];
    expect(tiltsOf(restarted).map(({ index }) => index)).toEqual([1, 3]);
  });

  it("leaves out sweeps without reflectivity", () => {
    expect(tiltsOf([sweep(0, 0.5, { moments: [] })])).toEqual([]);
  });
});
