import { decodeLevel2Sync, type Moment, type Sweep, type Volume, valueAt } from "@welkin/nexrad";
import { beforeAll, describe, expect, it } from "vitest";
import { SIMULATED_SITE, type SimulatedVolume, simulateVolumes } from "./index.ts";

const START = new Date("2026-05-04T21:00:00Z");
const BELOW_THRESHOLD = 0;
const RANGE_FOLDED = 1;

let first: Volume;
let later: Volume;
let written: SimulatedVolume[];

beforeAll(() => {
  written = [...simulateVolumes({ start: START, count: 2, intervalMinutes: 15 })];
  [first, later] = written.map(({ bytes }) => decodeLevel2Sync(bytes)) as [Volume, Volume];
});

/** Every gate with a value: the value, and its place in km east and north of the radar. */
function* gatesOf(
  sweep: Sweep,
  moment: Moment,
): Generator<{ value: number; x: number; y: number }> {
  const flat = Math.cos((sweep.elevation * Math.PI) / 180);
  for (let radial = 0; radial < sweep.radials; radial++) {
    const azimuth = (sweep.azimuths[radial]! * Math.PI) / 180;
    for (let gate = 0; gate < moment.gates; gate++) {
      const code = moment.codes[radial * moment.gates + gate]!;
      if (code < moment.firstDataCode) continue;
      const range = ((moment.firstGate + gate * moment.gateSpacing) / 1000) * flat;
      yield {
        value: (code - moment.offset) / moment.scale,
        x: range * Math.sin(azimuth),
        y: range * Math.cos(azimuth),
      };
    }
  }
}

/** Values within a circle, km. */
function around(sweep: Sweep, name: "REF" | "VEL" | "RHO" | "ZDR", centre: Place, radius: number) {
  const values: number[] = [];
  for (const { value, x, y } of gatesOf(sweep, sweep.moments.get(name)!)) {
    if (Math.hypot(x - centre.x, y - centre.y) < radius) values.push(value);
  }
  return values;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Centre of the echo above 50 dBZ in the south-west, where the supercell is. */
function heartOf(volume: Volume): Place {
  const sweep = volume.sweeps[0]!;
  let x = 0;
  let y = 0;
  let count = 0;
  for (const gate of gatesOf(sweep, sweep.moments.get("REF")!)) {
    if (gate.value < 50 || Math.hypot(gate.x + 42, gate.y + 16) > 30) continue;
    x += gate.x;
    y += gate.y;
    count++;
  }
  return { x: x / count, y: y / count };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function codesEqualTo(moment: Moment, code: number): number {
  let count = 0;
  for (const each of moment.codes) if (each === code) count++;
  return count;
}

describe("simulateVolumes", () => {
  it("writes whole volumes that say they are simulated", () => {
    expect(written.map(({ name }) => name)).toEqual([
      "XSIM20260504_210000_V06",
      "XSIM20260504_211500_V06",
    ]);
    expect(written[1]!.time).toEqual(new Date("2026-05-04T21:15:00Z"));
    expect(first.incomplete).toBeUndefined();
    expect(first.site).toBe(SIMULATED_SITE.id);
    expect(first.time).toEqual(START);
    expect(first.antenna?.latitude).toBeCloseTo(SIMULATED_SITE.latitude, 4);
    expect(first.antenna?.source).toBe("file");
    expect(first.vcp).toBe(212);
  });

  it("scans a split cut in half degrees, then batch and Doppler cuts in whole ones", () => {
    expect(first.sweeps.map(({ cut }) => cut)).toEqual([
      "surveillance",
      "doppler",
      ...Array(4).fill("batch"),
      ...Array(2).fill("doppler"),
    ]);
    expect(first.sweeps.map(({ radials }) => radials)).toEqual([720, 720, ...Array(6).fill(360)]);
    expect([...first.sweeps[0]!.moments.keys()]).toEqual(["REF", "ZDR", "PHI", "RHO"]);
    expect([...first.sweeps[1]!.moments.keys()]).toEqual(["REF", "VEL", "SW"]);
    expect(first.sweeps[0]!.moments.get("REF")!.gates).toBe(1832);
    expect(first.sweeps.every(({ complete }) => complete)).toBe(true);
    const ends = first.sweeps.map(({ endTime }) => endTime.getTime());
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    expect(ends.at(-1)! - START.getTime()).toBeLessThan(5 * 60_000);
  });

  it("gives the same bytes for the same seed, and others for another", () => {
    const again = simulateVolumes({ start: START, count: 1 }).next().value!;
    expect(Buffer.compare(again.bytes, written[0]!.bytes)).toBe(0);
    const alone = simulateVolumes({ start: START, first: 1, count: 1, intervalMinutes: 15 });
    expect(Buffer.compare(alone.next().value!.bytes, written[1]!.bytes)).toBe(0);
    const other = simulateVolumes({ start: START, count: 1, seed: 7 }).next().value!;
    expect(Buffer.compare(other.bytes, written[0]!.bytes)).not.toBe(0);
  });

  it("has hail in its heart, and mostly clear sky", () => {
    const sweep = first.sweeps[0]!;
    const ref = sweep.moments.get("REF")!;
    let highest = Number.NEGATIVE_INFINITY;
    for (const { value } of gatesOf(sweep, ref)) highest = Math.max(highest, value);
    expect(highest).toBeGreaterThan(58);
    expect(highest).toBeLessThan(72);
    expect(codesEqualTo(ref, BELOW_THRESHOLD)).toBeGreaterThan(0.6 * ref.codes.length);
  });

  it("moves to the east-north-east at 53 km/h", () => {
    const before = heartOf(first);
    const after = heartOf(later);
    expect(after.x - before.x).toBeGreaterThan(9);
    expect(after.x - before.x).toBeLessThan(16);
    expect(after.y - before.y).toBeGreaterThan(1);
    expect(after.y - before.y).toBeLessThan(7);
  });

  it("rotates: winds of both signs side by side at the hook, some beyond Nyquist", () => {
    const { x, y } = heartOf(first);
    const values = around(first.sweeps[1]!, "VEL", { x: x - 5, y: y - 4 }, 6);
    expect(Math.max(...values)).toBeGreaterThan(20);
    expect(Math.min(...values)).toBeLessThan(-20);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(first.sweeps[1]!.nyquist! + 0.5);
  });

  it("has a bounded weak echo region aloft", () => {
    const foot = heartOf(first);
    const sweep = first.sweeps.find(({ elevation }) => Math.abs(elevation - 6.4) < 0.1)!;
    const values = around(sweep, "REF", foot, 12);
    expect(Math.max(...values)).toBeGreaterThan(50);
    const vault = around(sweep, "REF", { x: foot.x - 5, y: foot.y - 3 }, 4);
    expect(Math.min(...vault)).toBeLessThan(38);
  });

  it("shows the wind of a VAD: away in the north-east, towards in the south at 2 km", () => {
    const sweep = first.sweeps.find(({ elevation }) => Math.abs(elevation - 4) < 0.1)!;
    expect(mean(around(sweep, "VEL", { x: 0, y: 12 }, 3))).toBeGreaterThan(8);
    expect(mean(around(sweep, "VEL", { x: 0, y: -12 }, 3))).toBeLessThan(-8);
  });

  it("folds echo beyond the unambiguous range of the Doppler cut, not of the surveillance cut", () => {
    expect(codesEqualTo(first.sweeps[1]!.moments.get("VEL")!, RANGE_FOLDED)).toBeGreaterThan(2000);
    expect(codesEqualTo(first.sweeps[0]!.moments.get("REF")!, RANGE_FOLDED)).toBe(0);
  });

  it("tells rain from insects, and insects from debris, by their correlation", () => {
    const sweep = first.sweeps[0]!;
    const { x, y } = heartOf(first);
    expect(mean(around(sweep, "RHO", { x: x + 6, y: y + 3 }, 3))).toBeGreaterThan(0.95);
    expect(mean(around(sweep, "RHO", { x: 12, y: -20 }, 4))).toBeLessThan(0.8);
    expect(mean(around(sweep, "ZDR", { x: 12, y: -20 }, 4))).toBeGreaterThan(2);
    const hook = around(sweep, "RHO", { x: x - 5, y: y - 4 }, 4);
    expect(Math.min(...hook)).toBeLessThan(0.75);
  });

  it("accumulates differential phase behind heavy rain", () => {
    const sweep = first.sweeps[0]!;
    const phi = sweep.moments.get("PHI")!;
    const rho = sweep.moments.get("RHO")!;
    const { x, y } = heartOf(first);
    const azimuth = ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360;
    const radial = sweep.azimuths.findIndex((each) => Math.abs(each - azimuth) < 0.3);
    const rain: number[] = [];
    for (let gate = 0; gate < phi.gates; gate++) {
      if ((valueAt(rho, radial, gate) ?? 0) > 0.95) rain.push(valueAt(phi, radial, gate)!);
    }
    expect(mean(rain.slice(-10))).toBeGreaterThan(mean(rain.slice(0, 10)) + 10);
  });
});
