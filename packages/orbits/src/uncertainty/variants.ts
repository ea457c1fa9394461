import { OrbitError } from "../errors.ts";
import type { Orbit } from "../orbit.ts";
import { INVERSE_SQUARE } from "../propagation/nongravitational.ts";
import { type Covariance, principalAxes } from "./covariance.ts";

/** @throws OrbitError `bad-covariance` if an orbit has none */
export function requireCovariance(orbit: Orbit): Covariance {
  if (orbit.covariance === undefined)
    throw new OrbitError("bad-covariance", `${orbit.name} has no covariance.`);
  return orbit.covariance;
}

/** The orbit displaced by a vector in the space of its covariance. */
export function displace(orbit: Orbit, by: ArrayLike<number>): Orbit {
  const { extra } = requireCovariance(orbit);
  const state = orbit.state.map((value, i) => value + by[i]!);
  if (extra.length === 0) return { ...orbit, state };
  const nongrav = { ...(orbit.nongrav ?? { A1: 0, A2: 0, A3: 0, ...INVERSE_SQUARE }) };
  extra.forEach((name, i) => {
    nongrav[name] += by[6 + i]!;
  });
  return { ...orbit, state, nongrav };
}

const scaled = (axis: Float64Array, by: number): Float64Array => axis.map((v) => v * by);

/**
 * Sigma points: the orbit displaced by ±√n along each principal axis, n being the number of parameters. Their mean
 * and covariance are those of the orbit, and after propagation those of the propagated cloud to second order (Julier
 * & Uhlmann 2004, Proc. IEEE 92, 401, §III-A, with κ = 0). All have the same weight.
 */
export function sigmaPoints(orbit: Orbit): Orbit[] {
  const axes = principalAxes(requireCovariance(orbit));
  const reach = Math.sqrt(axes.length);
  return axes.flatMap((axis) => [
    displace(orbit, scaled(axis, reach)),
    displace(orbit, scaled(axis, -reach)),
  ]);
}

/** A small reproducible generator (Steele, Lea & Flood 2014, splitmix, 32-bit form), uniform on (0, 1). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (((z ^ (z >>> 15)) >>> 0) + 0.5) / 4294967296;
  };
}

/**
 * Orbits sampled from the covariance's Gaussian; the same seed gives the same ones.
 *
 * @param count 1 to 100 000
 */
export function sampleOrbits(orbit: Orbit, count: number, seed = 1): Orbit[] {
  if (!Number.isInteger(count) || count < 1 || count > 100_000)
    throw new RangeError("A sample has 1 to 100 000 orbits.");
  const axes = principalAxes(requireCovariance(orbit));
  const uniform = generator(seed);
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return Array.from({ length: count }, () => {
    const by = new Float64Array(axes.length);
    for (const axis of axes) {
      const z = normal();
      axis.forEach((v, i) => {
        by[i]! += z * v;
      });
    }
    return displace(orbit, by);
  });
}
