import { describe, expect, it } from "vitest";
import { GM_SUN } from "../solar-system/bodies.ts";
import { timeFromPerihelion, trueAnomalyAt } from "./kepler.ts";

/** Days from perihelion to a true anomaly by the area law alone: r² dν = h dt, Gauss's rule on pieces. */
function timeByArea(nu: number, q: number, e: number): number {
  const p = q * (1 + e);
  const h = Math.sqrt(GM_SUN * p);
  const rate = (x: number) => (p / (1 + e * Math.cos(x))) ** 2 / h;
  const nodes = [-Math.sqrt(0.6), 0, Math.sqrt(0.6)];
  const weights = [5 / 9, 8 / 9, 5 / 9];
  const pieces = 4000;
  const half = nu / pieces / 2;
  let sum = 0;
  for (let i = 0; i < pieces; i++) {
    const middle = (2 * i + 1) * half;
    for (const [k, node] of nodes.entries()) sum += weights[k]! * half * rate(middle + node * half);
  }
  return sum;
}

describe("conics near a parabola", () => {
  const away = [0, 1e-12, 9e-10, 1.1e-9, 3e-9, 1e-8, 1e-6, 1e-4, 0.01, 0.09, 0.11];
  const shapes = away.flatMap((one) => [1 + one, 1 - one]);

  it.each(shapes)("eccentricity %d keeps all its digits", (e) => {
    for (const q of [0.005, 1, 5]) {
      for (const nu of [-2.6, -0.3, 1e-4, 1, 2, 2.6]) {
        // A hyperbola does not go round so far.
        if (1 + e * Math.cos(nu) < 0.05) continue;
        const time = timeByArea(nu, q, e);
        expect(Math.abs(timeFromPerihelion(nu, q, e) / time - 1)).toBeLessThan(2e-11);
        expect(Math.abs(trueAnomalyAt(time, q, e) - nu)).toBeLessThan(2e-11);
      }
    }
  });

  it("are at perihelion when their time says so", () => {
    for (const e of shapes) expect(trueAnomalyAt(0, 1, e)).toBe(0);
  });

  // Rounder ellipses have gone round by then.
  it.each(shapes.filter((e) => Math.abs(e - 1) < 0.005))(
    "eccentricity %d is followed to where its anomalies take over, and beyond",
    (e) => {
      for (const days of [-4000, -400, 30, 4000]) {
        const back = timeFromPerihelion(trueAnomalyAt(days, 0.2, e), 0.2, e);
        expect(Math.abs(back / days - 1)).toBeLessThan(1e-9);
      }
    },
  );
});
