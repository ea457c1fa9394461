import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { fuzz } from "../../test/fuzz.ts";
import { AU_KM } from "../constants.ts";
import { cometaryToState, stateToCometary } from "../elements/cometary.ts";
import { twoBody } from "../elements/two-body.ts";
import { observe } from "../ephemerides/observe.ts";
import { OrbitError } from "../errors.ts";
import { observer } from "../observatories/observer.ts";
import type { Orbit } from "../orbit.ts";
import { EARTH, GM_SUN, SUN } from "../solar-system/bodies.ts";
import { defaultEphemeris } from "../solar-system/default.ts";
import type { SolarSystem } from "../solar-system/solar-system.ts";
import { Forces } from "./forces.ts";
import { integrate } from "./integrator.ts";
import { INVERSE_SQUARE, outgassing, WATER_ICE } from "./nongravitational.ts";
import { propagate, toBarycentric } from "./propagate.ts";
import { B_TO_G, cell, G_TO_B, NODES } from "./radau.ts";

let system: SolarSystem;
beforeAll(async () => {
  system = await defaultEphemeris();
});

const main: Orbit = {
  name: "main belt",
  epoch: 60000,
  state: cometaryToState({ e: 0.2, q: 2, i: 12, node: 40, peri: 70, tp: 59800 }, 60000),
};
const catching = (task: () => unknown): unknown => {
  try {
    return task();
  } catch (error) {
    return error;
  }
};
const km = (a: Float64Array, b: ArrayLike<number>): number =>
  Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!) * AU_KM;

describe("the Gauss–Radau scheme", () => {
  it("has nodes at the zeros of Radau's polynomial P7 + P8", () => {
    for (const h of NODES.slice(1)) {
      let [p, q] = [1, 2 * h - 1];
      for (let n = 1; n < 8; n++) [p, q] = [q, ((2 * n + 1) * (2 * h - 1) * q - n * p) / (n + 1)];
      expect(Math.abs(p - -q) < 1e-13 || Math.abs(p + q) < 1e-13).toBe(true);
    }
  });

  it("turns b into g and back", () => {
    for (let i = 0; i < 7; i++) {
      for (let j = 0; j < 7; j++) {
        let sum = 0;
        for (let k = 0; k < 7; k++) sum += G_TO_B[cell(i, k)]! * B_TO_G[cell(k, j)]!;
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
      }
    }
  });
});

describe("propagate", () => {
  it("returns where it came from after twenty years", () => {
    const path = propagate(main, system, { from: 60000, to: 67305 });
    const far = new Float64Array(6);
    path.at(67305, far);
    const forces = new Forces(system, undefined, new Set());
    const { end } = integrate(forces, far, 67305, 60000);
    expect(km(end, toBarycentric(main.state, 60000, system))).toBeLessThan(0.05);
  });

  it("reads the same between steps as by stopping there", () => {
    const path = propagate(main, system, { from: 59500, to: 60500 });
    const there = new Float64Array(6);
    const start = toBarycentric(main.state, 60000, system);
    for (const mjd of [59612.345, 60000, 60007.7, 60321.99]) {
      path.at(mjd, there);
      const forces = new Forces(system, undefined, new Set());
      const { end } = integrate(forces, start, 60000, mjd);
      expect(km(there, mjd === 60000 ? start : end)).toBeLessThan(1e-3);
    }
  });

  it("is Kepler's when the planets are far and the refinements off", () => {
    const options = { relativity: false, oblateness: false, asteroids: false };
    const orbit: Orbit = {
      name: "fast",
      epoch: 60000,
      state: cometaryToState({ e: 0.1, q: 0.05, i: 80, node: 0, peri: 0, tp: 60000 }, 60000),
    };
    const path = propagate(orbit, system, { from: 60000, to: 60001 }, options);
    const state = new Float64Array(6);
    path.at(60001, state);
    const kepler = toBarycentric(twoBody(orbit.state, 1, GM_SUN), 60001, system);
    expect(km(state, kepler)).toBeLessThan(1);
  });

  it("turns a perihelion by general relativity: 43 arcsec a century for Mercury's orbit", () => {
    const state = cometaryToState(
      { e: 0.2056, q: 0.3075, i: 7, node: 48, peri: 200, tp: 51544 },
      51544,
    );
    const perihelion = (relativity: boolean) => {
      const end = 51544 + 3652.5;
      const orbit: Orbit = { name: "inner", epoch: 51544, state };
      const p = new Float64Array(6);
      propagate(orbit, system, { from: 51544, to: end }, { relativity }).at(end, p);
      const sun = new Float64Array(3);
      const rate = new Float64Array(3);
      system.state(SUN, end, sun, rate, 0);
      const helio = Array.from(p, (v, k) => v - (k < 3 ? sun[k]! : rate[k - 3]!));
      const { node, peri } = stateToCometary(helio, end);
      return (node + peri) * 3600;
    };
    expect(perihelion(true) - perihelion(false)).toBeCloseTo(4.3, 0);
  });

  it("flags an encounter and refuses to go through a planet", () => {
    const earth = new Float64Array(3);
    const rate = new Float64Array(3);
    const sun = new Float64Array(3);
    const sunRate = new Float64Array(3);
    system.state(EARTH, 60000, earth, rate, 0);
    system.state(SUN, 60000, sun, sunRate, 0);
    const beside = (away: number): Orbit => ({
      name: "close",
      epoch: 60000,
      state: [0, 1, 2]
        .map((k) => earth[k]! - sun[k]! + (k === 2 ? away : 0))
        .concat([0, 1, 2].map((k) => rate[k]! - sunRate[k]! + (k === 0 ? 0.005 : 0))),
    });
    const pass = propagate(beside(0.002), system, { from: 60000, to: 60030 });
    const [met] = pass.encounters.filter((e) => e.body === "earth");
    expect(met!.distance).toBeLessThan(0.0021);
    expect(met!.deep).toBe(false);
    const falls = {
      ...beside(0.001),
      state: beside(0.001).state.map((v, i) => (i === 3 ? v - 0.005 : v)),
    };
    expect(() => propagate(falls, system, { from: 60000, to: 60030 })).toThrow(/meets earth/);
  });

  it("follows what falls onto the Earth until it does, as 2008 TC3 did, and no farther", () => {
    // From 0.01 au above the Earth towards its centre at 12 km/s: there in less than a day and a half.
    const epoch = 54745;
    const [p, v, sun, sunRate] = Array.from({ length: 4 }, () => new Float64Array(3));
    system.state(EARTH, epoch, p!, v!, 0);
    system.state(SUN, epoch, sun!, sunRate!, 0);
    const away = [0.006, 0.008, 0];
    const speed = (12 * 86_400) / AU_KM / 0.01;
    const state = [
      ...[0, 1, 2].map((k) => p![k]! - sun![k]! + away[k]!),
      ...[0, 1, 2].map((k) => v![k]! - sunRate![k]! - speed * away[k]!),
    ];
    const orbit: Orbit = { name: "impactor", epoch, state };
    const beyond = () => propagate(orbit, system, { from: epoch - 100, to: epoch + 5 });
    expect(beyond).toThrow(/meets earth at MJD/);
    const impact = Number(/MJD ([\d.]+)/.exec(String(catching(beyond)))![1]);
    expect(impact).toBeGreaterThan(epoch + 1.2);
    expect(impact).toBeLessThan(epoch + 1.5);
    const path = propagate(orbit, system, { from: epoch - 100, to: impact - 0.01 });
    expect(path.stop).toBeGreaterThan(impact - 0.001);
    expect(path.stop).toBeLessThanOrEqual(impact);
    expect(path.start).toBeLessThan(epoch - 100);
    const { delta } = observe(path, system, observer("500"), impact - 0.01);
    expect(delta * AU_KM).toBeLessThan(20_000);
    expect(path.encounters.at(-1)).toMatchObject({ body: "earth", deep: true });
    // On the day itself there is nothing to see any more.
    expect(() => path.at(impact + 0.1, new Float64Array(6))).toThrow(/outside the path/);
  });

  it("can be seen from the Earth over all of its span, however far it has gone by then", () => {
    const leaving = { ...main, state: [2, 0.2, -0.2, 0.05, 0.05, 0] };
    const path = propagate(leaving, system, { from: 40000, to: 60000 });
    const seen = observe(path, system, observer("500"), 40000);
    expect(seen.delta).toBeGreaterThan(1000);
  });

  it("does not let Ceres pull itself", () => {
    const ceres = system.bodies.findIndex((b) => b.name === "1 Ceres");
    const p = new Float64Array(3);
    const v = new Float64Array(3);
    const sun = new Float64Array(3);
    const sunRate = new Float64Array(3);
    system.state(ceres, 60000, p, v, 0);
    system.state(SUN, 60000, sun, sunRate, 0);
    const state = [...p]
      .map((x, k) => x - sun[k]! + 1e-6)
      .concat([...v].map((x, k) => x - sunRate[k]!));
    const path = propagate({ name: "1", epoch: 60000, state }, system, { from: 60000, to: 60400 });
    const there = new Float64Array(6);
    path.at(60400, there);
    system.position(ceres, 60400, p, 0);
    expect(km(there, p)).toBeLessThan(1000);
    expect(path.encounters).toEqual([]);
  });

  it("says plainly what it cannot do", () => {
    const go = (orbit: Partial<Orbit>, from = 60000, to = 60100) =>
      propagate({ ...main, ...orbit }, system, { from, to });
    expect(() => go({}, 10000)).toThrow("1960 to 2060");
    expect(() => go({}, 60000, 90000)).toThrow("1960 to 2060");
    expect(() => go({ epoch: 20000 })).toThrow("1960 to 2060");
    expect(() => go({}, Number.NaN)).toThrow(OrbitError);
    expect(() => go({ state: [1, 2, 3] })).toThrow("six finite numbers");
    expect(() => go({ state: [1, 0, 0, 0, Number.NaN, 0] })).toThrow("six finite numbers");
    expect(() => go({ state: [0, 0, 0, 0, 0, 0] })).toThrow("makes no sense");
    expect(() => go({ state: [1, 0, 0, 5, 0, 0] })).toThrow("speed");
    const path = go({});
    expect(() => path.at(61000, new Float64Array(6))).toThrow("outside the path");
    // Falls into the Sun.
    expect(() => go({ state: [0.05, 0, 0, 0, 1e-4, 0] })).toThrow(OrbitError);
  });
});

describe("any state", () => {
  it("ends in a path or in this package's own error, soon", () => {
    const place = fc.double({ min: -3, max: 3, noNaN: true });
    const speed = fc.double({ min: -0.03, max: 0.03, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(place, place, place, speed, speed, speed), (state) => {
        try {
          const path = propagate({ ...main, state }, system, { from: 60000, to: 60100 });
          const there = new Float64Array(6);
          path.at(60100, there);
          expect(there.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(OrbitError);
        }
      }),
      { numRuns: Math.min(fuzz.numRuns, 500) },
    );
  });

  it("stops at an orbit that grazes the Sun a thousand times", () => {
    const state = [0.01, 0, 0, 0, Math.sqrt(GM_SUN / 0.01), 0];
    expect(() => propagate({ ...main, state }, system, { from: 37000, to: 73000 })).toThrow(
      "steps",
    );
  });
});

describe("non-gravitational forces", () => {
  it("g(1 au) is 1 for water ice, by its normalisation", () => {
    expect(outgassing({ A1: 0, A2: 0, A3: 0, ...WATER_ICE }, 1)).toBeCloseTo(1, 3);
    expect(outgassing({ A1: 0, A2: 0, A3: 0, ...INVERSE_SQUARE }, 2)).toBe(0.25);
  });

  it("push along the motion, and later when the outgassing is", () => {
    const comet: Orbit = {
      name: "comet",
      epoch: 60000,
      state: cometaryToState({ e: 0.6, q: 1.2, i: 5, node: 10, peri: 20, tp: 60100 }, 60000),
    };
    const end = (nongrav?: Orbit["nongrav"]) => {
      const path = propagate({ ...comet, ...(nongrav ? { nongrav } : {}) }, system, {
        from: 60000,
        to: 61000,
      });
      const state = new Float64Array(6);
      path.at(61000, state);
      return state;
    };
    const law = { A1: 0, A2: 1e-9, A3: 0, ...WATER_ICE };
    const plain = end();
    const pushed = km(end(law), plain);
    expect(pushed).toBeGreaterThan(1000);
    const delayed = km(end({ ...law, DT: 30 }), plain);
    expect(Math.abs(delayed / pushed - 1)).toBeGreaterThan(0.01);
    expect(km(end({ ...law, DT: 1e-6 }), end(law))).toBeLessThan(1);
  });
});
