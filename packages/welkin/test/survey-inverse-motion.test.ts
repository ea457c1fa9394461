import { defaultEphemeris, eclipticToIcrf, keplerianToState, propagate } from "@welkin/orbits";
import { describe, expect, it } from "vitest";
import { isCalm, wander } from "../src/survey/inverse/calm.ts";
import { drift, GM_SUN } from "../src/survey/inverse/drift.ts";
import { belt, EPOCH, numbers } from "./survey/orbits.ts";

describe("a drift along a conic", () => {
  it("is reversible, keeps energy, and closes after a period", () => {
    const next = numbers(5);
    for (let k = 0; k < 300; k++) {
      const a = 0.5 + 30 * next();
      const e = 0.98 * next();
      const elements = {
        a,
        e,
        i: 90 * next(),
        node: 360 * next(),
        peri: 360 * next(),
        M: 360 * next(),
      };
      const state = eclipticToIcrf(keplerianToState(elements, EPOCH));
      const s = Float64Array.from(state);
      const days = 400 * (next() - 0.5);
      drift(s, days);
      const energy = (v: ArrayLike<number>) =>
        (v[3]! ** 2 + v[4]! ** 2 + v[5]! ** 2) / 2 - GM_SUN / Math.hypot(v[0]!, v[1]!, v[2]!);
      expect(energy(s) / energy(state)).toBeCloseTo(1, 9);
      drift(s, -days);
      for (const i of [0, 1, 2]) expect(Math.abs(s[i]! - state[i]!)).toBeLessThan(1e-9 * a);
      drift(s, 2 * Math.PI * Math.sqrt(a ** 3 / GM_SUN));
      for (const i of [0, 1, 2]) expect(Math.abs(s[i]! - state[i]!)).toBeLessThan(1e-6 * a);
    }
  });

  it("goes on where an orbit is open, and says nothing where it is none", () => {
    const open = Float64Array.from([1, 0, 0, 0, 0.03, 0]);
    drift(open, 100);
    expect(Math.hypot(open[0]!, open[1]!)).toBeGreaterThan(2);
    const nothing = new Float64Array(6);
    drift(nothing, 10);
    expect(nothing[0]).toBeNaN();
  });
});

describe("orbits between Mars and Jupiter", () => {
  it("wander from their ellipses no further than is reckoned with", async () => {
    const system = await defaultEphemeris();
    const [sun, rate, there] = [new Float64Array(3), new Float64Array(3), new Float64Array(6)];
    let most = 0;
    const calm = belt(120, 3).filter(({ state }) => isCalm(state));
    expect(calm.length).toBeGreaterThan(80);
    for (const orbit of calm) {
      const path = propagate(orbit, system, { from: EPOCH - 4400, to: EPOCH });
      for (const years of [0.5, 1, 2, 4, 7, 12]) {
        const mjd = EPOCH - years * 365.25;
        path.at(mjd, there);
        system.state(0, mjd, sun, rate, 0);
        const s = Float64Array.from(orbit.state);
        drift(s, mjd - EPOCH);
        const off = Math.hypot(...[0, 1, 2].map((k) => s[k]! - there[k]! + sun[k]!));
        most = Math.max(most, off / wander(orbit.state, years));
      }
    }
    // Twice the largest drift observed, and no more than necessary.
    expect(most).toBeLessThan(0.75);
    expect(most).toBeGreaterThan(0.25);
  }, 60_000);

  it("are calm; those that come near either, or leave, are not", () => {
    const at = (a: number, e: number) =>
      isCalm(keplerianToState({ a, e, i: 5, node: 10, peri: 20, M: 30 }, EPOCH));
    expect([at(2.7, 0.1), at(3.2, 0.2), at(2.2, 0.2)]).toEqual([true, true, true]);
    expect([at(1.2, 0.1), at(2.2, 0.3), at(3.3, 0.3), at(5.2, 0.1), at(40, 0.1)]).not.toContain(
      true,
    );
    expect(isCalm([1, 0, 0, 0, 0.03, 0])).toBe(false);
    expect(isCalm(new Array(6).fill(Number.NaN))).toBe(false);
  });
});
