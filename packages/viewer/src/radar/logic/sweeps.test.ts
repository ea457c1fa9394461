import { describe, expect, it } from "vitest";
import type { Moment, Sweep } from "../api-types.ts";
import {
  groupSweeps,
  hasWished,
  matchSweep,
  whereItFolds,
  whyRepeated,
  wishFor,
} from "./sweeps.ts";

const start = "2026-06-04T22:00:00Z";

function sweep(
  index: number,
  elevation: number,
  cut: Sweep["cut"],
  moments: Moment[],
  supplemental?: "SAILS" | "MRLE",
): Sweep {
  return {
    index,
    elevationNumber: index + 1,
    elevation,
    cut,
    ...(supplemental && { supplemental }),
    time: new Date(Date.parse(start) + index * 20_000).toISOString(),
    radials: 720,
    complete: true,
    moments: moments.map((name) => ({
      name,
      gates: cut === "doppler" ? 1192 : 1832,
      firstGate: 2125,
      gateSpacing: 250,
      unit: "",
      png: "",
      json: "",
    })),
  };
}

const sails = [
  sweep(0, 0.48, "surveillance", ["REF", "ZDR"]),
  sweep(1, 0.5, "doppler", ["REF", "VEL"]),
  sweep(2, 0.9, "surveillance", ["REF", "ZDR"]),
  sweep(3, 0.9, "doppler", ["REF", "VEL"]),
  sweep(4, 0.5, "surveillance", ["REF", "ZDR"], "SAILS"),
  sweep(5, 0.5, "doppler", ["REF", "VEL"], "SAILS"),
  sweep(6, 1.8, "batch", ["REF", "VEL", "ZDR"]),
];

const plain = [
  sweep(0, 0.5, "surveillance", ["REF"]),
  sweep(1, 0.5, "doppler", ["VEL"]),
  sweep(2, 1.4, "batch", ["REF", "VEL"]),
];

describe("groupSweeps", () => {
  it("puts one nominal angle together in spite of the antenna's scatter", () => {
    const groups = groupSweeps(sails, "REF", start);
    expect(groups.map(({ label }) => label)).toEqual(["0.5°", "0.9°", "1.8°"]);
    expect(groups[0]!.choices.map((choice) => choice.sweep.index)).toEqual([0, 4, 1, 5]);
  });

  it("offers only sweeps with the moment, the cut that shows it best first", () => {
    const groups = groupSweeps(sails, "VEL", start);
    expect(groups.map(({ choices }) => choices[0]!.sweep.index)).toEqual([1, 3, 6]);
    expect(groupSweeps(sails, "CFP", start)).toEqual([]);
  });

  it("says what a sweep is, when it came and how far it reaches", () => {
    const [low] = groupSweeps(sails, "REF", start);
    expect(low!.choices.map(({ label, detail }) => `${label} ${detail}`)).toEqual([
      "Surveillance +0:00 · 460 km",
      "Surveillance, SAILS +1:20 · 460 km",
      "Doppler +0:20 · 300 km",
      "Doppler, SAILS +1:40 · 300 km",
    ]);
  });
});

describe("matchSweep", () => {
  const match = (
    sweeps: Sweep[],
    moment: Moment,
    elevation: number,
    cut?: Sweep["cut"],
    pass = 0,
  ) =>
    matchSweep(groupSweeps(sweeps, moment, start), { elevation, pass, ...(cut && { cut }) })?.sweep
      .index;

  it("takes the lowest and best when nothing more is asked", () => {
    expect(match(sails, "REF", 0)).toBe(0);
    expect(match(sails, "VEL", 0)).toBe(1);
  });

  it("finds the same sweep in a volume of another pattern, or the nearest there is", () => {
    expect(match(sails, "REF", 0.5, "surveillance", 1)).toBe(4);
    expect(match(plain, "REF", 0.5, "surveillance", 1)).toBe(0);
    expect(match(plain, "REF", 1.8, "batch")).toBe(2);
    expect(match(plain, "VEL", 0.5, "surveillance")).toBe(1);
  });

  it("finds nothing where no sweep has the moment", () => {
    expect(match(plain, "RHO", 0.5)).toBeUndefined();
  });
});

it("wishFor gives the wish that leads back to a sweep", () => {
  const groups = groupSweeps(sails, "REF", start);
  for (const { index } of sails) {
    expect(matchSweep(groups, wishFor(groups, index)!)!.sweep.index).toBe(index);
  }
  expect(wishFor(groups, 99)).toBeUndefined();
});

it("whyRepeated explains repeats, and only them", () => {
  const [low, , high] = groupSweeps(sails, "REF", start);
  expect(whyRepeated(low!.choices)).toMatch(/scanned twice.*SAILS/);
  expect(whyRepeated(high!.choices)).toBeUndefined();
});

it("tells of velocity that is measured at several pulse rates, and where it folds", () => {
  const measured = [
    sweep(0, 0.5, "surveillance", ["REF"]),
    sweep(1, 0.5, "doppler", ["VEL"]),
    sweep(2, 0.5, "doppler", ["VEL"]),
  ];
  const [low] = groupSweeps(measured, "VEL", start);
  expect(whyRepeated(low!.choices)).toMatch(/different pulse rates/);
  const fast = { ...sweep(1, 0.5, "doppler", ["VEL"]), nyquist: 28.37 };
  expect(whereItFolds(fast, "VEL")).toMatch(/^Nyquist velocity 28.4 m\/s/);
  expect(whereItFolds(fast, "REF")).toBeUndefined();
  expect(whereItFolds(measured[1]!, "VEL")).toBeUndefined();
});

it("knows whether a growing volume has what is wished for already", () => {
  const whole = groupSweeps(sails, "REF", start);
  const highest = whole.at(-1)!;
  const begun = whole.slice(0, 1);
  expect(hasWished(begun, { elevation: 0, pass: 0 })).toBe(true);
  expect(hasWished(begun, begun[0]!.choices[0]!.wish)).toBe(true);
  expect(hasWished(begun, highest.choices[0]!.wish)).toBe(false);
  expect(hasWished(whole, highest.choices[0]!.wish)).toBe(true);
  expect(hasWished([], { elevation: 0, pass: 0 })).toBe(false);
});
