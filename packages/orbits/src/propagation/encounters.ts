import { AU_KM } from "../constants.ts";
import { OrbitError } from "../errors.ts";
import { type Body, GM_SUN, MAJOR_BODIES, SUN } from "../solar-system/bodies.ts";
import type { SolarSystem } from "../solar-system/solar-system.ts";

/** A close approach to a body. */
export interface Encounter {
  body: string;
  /** MJD TDB of the smallest distance seen. */
  mjd: number;
  /** au, between centres. */
  distance: number;
  /**
   * Within twenty radii of a planet or the Moon: the Earth's higher harmonics and the planet's own uncertainty matter
   * there, so later positions may be off by thousands of kilometres. Tell users so.
   */
  deep: boolean;
}

/** Mean distances from the Sun, au, used only for Hill radii. */
const MEAN_DISTANCE = [0, 0.387, 0.723, 1, 1, 1.524, 5.203, 9.537, 19.19, 30.07, 39.5];
const DEEP_RADII = 20;
/** Asteroids' own spheres are small; within this distance their gravity still bends a path measurably. */
const ASTEROID_REACH = 0.01;

function reach(body: Body, index: number): number {
  if (index >= MAJOR_BODIES) return ASTEROID_REACH;
  if (index === SUN) return 0.05;
  return MEAN_DISTANCE[index]! * (body.gm / (3 * GM_SUN)) ** (1 / 3);
}

/** Follows the distances to all bodies along an integration and records the minimum of each approach. */
export class EncounterWatch {
  readonly found: Encounter[] = [];
  #bodies: readonly Body[];
  #reach2: Float64Array;
  #radius2: Float64Array;
  #open: (Encounter | undefined)[];
  #gm: Float64Array;

  constructor(system: SolarSystem, gm: Float64Array) {
    this.#bodies = system.bodies;
    this.#gm = gm;
    this.#reach2 = Float64Array.from(system.bodies, (b, i) => reach(b, i) ** 2);
    this.#radius2 = Float64Array.from(system.bodies, (b) => (b.radius / AU_KM) ** 2);
    this.#open = system.bodies.map(() => undefined);
  }

  /** @throws OrbitError `impact` inside a body */
  look(mjd: number, x: Float64Array, positions: Float64Array): void {
    for (let i = 0, j = 0; i < this.#bodies.length; i++, j += 3) {
      const dx = positions[j]! - x[0]!;
      const dy = positions[j + 1]! - x[1]!;
      const dz = positions[j + 2]! - x[2]!;
      const d2 = dx * dx + dy * dy + dz * dz;
      if (d2 < this.#reach2[i]!) this.#near(i, mjd, d2);
      else if (this.#open[i] !== undefined) this.#open[i] = undefined;
    }
  }

  #near(i: number, mjd: number, d2: number): void {
    if (this.#gm[i] === 0) return;
    const body = this.#bodies[i]!;
    if (d2 < this.#radius2[i]!)
      throw new OrbitError(
        "impact",
        `The orbit meets ${body.name} at MJD ${mjd.toFixed(4)}; there is no path beyond.`,
        body.name,
        mjd,
      );
    let passage = this.#open[i];
    if (passage === undefined) {
      passage = { body: body.name, mjd, distance: Number.POSITIVE_INFINITY, deep: false };
      this.#open[i] = passage;
      this.found.push(passage);
    }
    const distance = Math.sqrt(d2);
    if (distance >= passage.distance) return;
    passage.distance = distance;
    passage.mjd = mjd;
    passage.deep = i > SUN && i < MAJOR_BODIES && d2 < this.#radius2[i]! * DEEP_RADII * DEEP_RADII;
  }
}
