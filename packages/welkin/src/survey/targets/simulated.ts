import { keplerianToState, type Orbit } from "@welkin/orbits";
import { simulatedComet } from "../simulation.ts";
import { keysOf } from "./names.ts";

/** Epoch of all of them, MJD TDB: 2016-01-13. */
const EPOCH = 57400;
const COUNT = 5000;
const SEED = 20_160_113;

/** Reproducible numbers from 0 to 1 (Steele, Lea & Flood 2014, splitmix, 32-bit form). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 4294967296;
  };
}

/** Kirkwood gaps, which Jupiter keeps empty: semi-major axis and half width, au. */
const gaps = [
  [2.502, 0.02],
  [2.825, 0.02],
  [2.958, 0.01],
] as const;

/** An orbit of a made-up sample. */
export interface SimulatedOrbit {
  readonly id: number;
  readonly designation: string;
  readonly name: string;
  readonly orbit: Orbit;
}

let made: readonly SimulatedOrbit[] | undefined;

/**
 * A made-up main belt: always the same five thousand orbits, with semi-major axes, eccentricities, inclinations and
 * magnitudes distributed much like the real belt's. It stands in for a catalogue while none is imported; none of the
 * objects exists, and every answer says so.
 */
export function simulatedOrbits(): readonly SimulatedOrbit[] {
  made ??= makeOrbits();
  return made;
}

function makeOrbits(): SimulatedOrbit[] {
  const random = generator(SEED);
  const rayleigh = (mode: number) => mode * Math.sqrt(-2 * Math.log(1 - random() * 0.999));
  const axis = (): number => {
    const a = 2.15 + 1.15 * random();
    return gaps.some(([gap, half]) => Math.abs(a - gap) < half) ? axis() : a;
  };
  return Array.from({ length: COUNT }, (_, index) => {
    const id = index + 1;
    const elements = {
      a: axis(),
      e: Math.min(0.35, rayleigh(0.1)),
      i: Math.min(35, rayleigh(6)),
      node: 360 * random(),
      peri: 360 * random(),
      M: 360 * random(),
    };
    // Counts grow by a factor of about 2.2 per magnitude.
    const H = 17 + Math.log(1 - random() * 0.9995) / Math.log(2.2);
    const name = `SIM ${String(id).padStart(4, "0")}`;
    const orbit: Orbit = {
      name,
      epoch: EPOCH,
      state: keplerianToState(elements, EPOCH),
      photometry: { model: "HG", H: Number(H.toFixed(2)), G: 0.15 },
      solution: "simulated",
    };
    return { id, designation: name, name, orbit };
  });
}

/** Not part of the belt: the comet that crosses the simulated survey. */
const comet: SimulatedOrbit = {
  id: 0,
  designation: "65P",
  name: simulatedComet.name,
  orbit: simulatedComet,
};

/** One of them by name, `SIM 0042`; or the simulated survey's comet. */
export function simulatedOrbit(text: string): SimulatedOrbit | undefined {
  if (keysOf(text).includes("65p") || text.trim().toLowerCase() === "gunn") return comet;
  const number = /^sim\s*(\d{1,4})$/i.exec(text.trim())?.[1];
  return number === undefined ? undefined : simulatedOrbits()[Number(number) - 1];
}
