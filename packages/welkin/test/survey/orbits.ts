import { bodyIndex, keplerianToState, type Orbit, type SolarSystem } from "@welkin/orbits";

/** Numbers from 0 to 1 that are the same every time. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Epoch of the orbits made here, MJD. */
export const EPOCH = 58000;

/** Orbits of every kind: the main belt, Earth crossers, orbits inside the Earth's, distant ones, comets. */
export function mixture(count: number): Orbit[] {
  const next = numbers(11);
  const kinds = [
    () => ({ a: 2.1 + 1.2 * next(), e: 0.3 * next(), i: 25 * next() }),
    () => ({ a: 0.8 + 1.8 * next(), e: 0.2 + 0.6 * next(), i: 30 * next() }),
    () => ({ a: 0.6 + 0.35 * next(), e: 0.4 * next(), i: 20 * next() }),
    () => ({ a: 5.2 + 35 * next(), e: 0.2 * next(), i: 20 * next() }),
    () => ({ a: 3 + 15 * next(), e: 0.6 + 0.35 * next(), i: 60 * next() }),
  ];
  return Array.from({ length: count }, (_, k) => {
    const shape = kinds[k % kinds.length]!();
    const epoch = EPOCH - 400 * (k % 3);
    const elements = { ...shape, node: 360 * next(), peri: 360 * next(), M: 360 * next() };
    const photometry = { model: "HG", H: 14 + 6 * next(), G: 0.15 } as const;
    return { name: `mix ${k}`, epoch, state: keplerianToState(elements, epoch), photometry };
  });
}

/** Orbits of the belt, from Mars to Jupiter. */
export function belt(count: number, seed: number): Orbit[] {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, k) => {
    const shape = { a: 2.1 + 1.2 * next(), e: 0.25 * next() ** 2, i: 20 * next() };
    const elements = { ...shape, node: 360 * next(), peri: 360 * next(), M: 360 * next() };
    return { name: `belt ${k}`, epoch: EPOCH, state: keplerianToState(elements, EPOCH) };
  });
}

/** An orbit that passes the Earth's centre at `miss` au on the day `mjd`. */
export function passage(system: SolarSystem, mjd: number, miss: number): Orbit {
  const [earth, motion, sun, rate] = Array.from({ length: 4 }, () => new Float64Array(3));
  system.state(bodyIndex("earth"), mjd, earth!, motion!, 0);
  system.state(bodyIndex("sun"), mjd, sun!, rate!, 0);
  const place = [0, 1, 2].map((k) => earth![k]! - sun![k]! + (k === 2 ? miss : 0));
  const speed = [0, 1, 2].map((k) => motion![k]! - rate![k]! + [0.004, -0.003, 0.0005][k]!);
  return { name: `passage ${mjd}`, epoch: mjd, state: [...place, ...speed] };
}
