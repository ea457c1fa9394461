import {
  type CometMagnitude,
  defaultEphemeris,
  type Observer,
  type Orbit,
  observe,
  observer,
  propagate,
  type SolarSystem,
  type Trajectory,
  totalMagnitude,
} from "@welkin/orbits";
import { OBSERVATORY } from "./exposures.ts";

/** Total magnitude: a guess that makes a pretty comet. */
const LAW: CometMagnitude = { model: "comet", M1: 6.9, K1: 10 };

/**
 * The comet that crosses the simulated sky: 65P/Gunn. Its state was fitted, without non-gravitational forces, to
 * published positions for 2010 to 2022, which it matches within an arcsecond.
 */
export const COMET: Orbit = {
  name: "65P/Gunn",
  solution: "simulation",
  epoch: 60_800,
  state: [
    -0.20189596549499617, -2.6029385246337737, -1.3387198810984464, 0.011091563875668254,
    0.00036559446704420795, -0.001589772606738956,
  ],
  photometry: LAW,
};

/** The comet's position and brightness. */
export interface CometSight {
  readonly ra: number;
  readonly dec: number;
  readonly magnitude: number;
  /** Position angle of the tail, away from the Sun, degrees. */
  readonly tail: number;
}

interface Path {
  readonly system: SolarSystem;
  readonly path: Trajectory;
  readonly from: Observer;
}

let known: Promise<Path> | undefined;

async function follow(): Promise<Path> {
  const system = await defaultEphemeris();
  const path = propagate(COMET, system, { from: 60_780, to: 60_960 });
  return { system, path, from: observer(OBSERVATORY) };
}

/** The comet at a time (MJD UTC) of the simulated survey, as its observatory sees it. */
export async function cometAt(mjd: number): Promise<CometSight> {
  known ??= follow();
  const { system, path, from } = await known;
  const seen = observe(path, system, from, mjd);
  const { ra, dec, antisolarPa: tail } = seen;
  return { ra, dec, magnitude: totalMagnitude(LAW, seen) ?? Number.NaN, tail };
}
