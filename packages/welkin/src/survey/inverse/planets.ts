import { BODIES, bodyIndex, type SolarSystem } from "@welkin/orbits";

/** Bodies whose pull is included, and how near (au) an orbit may come to each before steps of days are too coarse. */
const felt = [
  ["mercury", 0.03],
  ["venus", 0.1],
  ["earth", 0.12],
  ["moon", 0],
  ["mars", 0.06],
  ["jupiter", 1],
  ["saturn", 1],
  ["uranus", 1],
  ["neptune", 1],
] as const;

const COUNT = felt.length;
const GM = felt.map(([name]) => BODIES[bodyIndex(name)]!.gm);
const REACH2 = felt.map(([, reach]) => reach * reach);
const INDEX = felt.map(([name]) => bodyIndex(name));
/** Number of times whose planets are kept. */
const KEPT = 20_000;

/** The planets' heliocentric positions at one time, and their pull on the Sun. */
interface Sky {
  readonly positions: Float64Array;
  /** The Sun's acceleration by them, which a heliocentric orbit feels with opposite sign. */
  readonly sun: readonly [number, number, number];
}

/** The planets' pull on heliocentric orbits; positions are computed once per time. */
export class Planets {
  readonly #system: SolarSystem;
  readonly #skies = new Map<number, Sky>();
  readonly #all: Float64Array;
  readonly #rate = new Float64Array(3);

  constructor(system: SolarSystem) {
    this.#system = system;
    this.#all = new Float64Array(3 * system.bodies.length);
  }

  #at(mjd: number): Sky {
    const known = this.#skies.get(mjd);
    if (known !== undefined) return known;
    if (this.#skies.size > KEPT) this.#skies.clear();
    const all = this.#all;
    this.#system.positions(mjd, 0, all, this.#rate);
    const positions = new Float64Array(3 * COUNT);
    const sun: [number, number, number] = [0, 0, 0];
    for (let p = 0; p < COUNT; p++) {
      const from = 3 * INDEX[p]!;
      let r2 = 0;
      for (let k = 0; k < 3; k++) {
        const value = all[from + k]! - all[k]!;
        positions[3 * p + k] = value;
        r2 += value * value;
      }
      for (let k = 0; k < 3; k++)
        sun[k as 0] += (GM[p]! * positions[3 * p + k]!) / (r2 * Math.sqrt(r2));
    }
    const sky = { positions, sun } as const;
    this.#skies.set(mjd, sky);
    return sky;
  }

  /**
   * Adds `days` of the planets' pull at an MJD (TDB) to a state's velocity. Returns how near a planet is, as the square
   * of the share of its reach; more than 1 if none is near.
   */
  kick(s: Float64Array, mjd: number, days: number): number {
    const { positions, sun } = this.#at(mjd);
    let [ax, ay, az] = [-sun[0], -sun[1], -sun[2]];
    let near = Number.POSITIVE_INFINITY;
    for (let p = 0, j = 0; p < COUNT; p++, j += 3) {
      const dx = positions[j]! - s[0]!;
      const dy = positions[j + 1]! - s[1]!;
      const dz = positions[j + 2]! - s[2]!;
      const d2 = dx * dx + dy * dy + dz * dz;
      if (d2 < REACH2[p]! * near) near = d2 / REACH2[p]!;
      const f = GM[p]! / (d2 * Math.sqrt(d2));
      ax += f * dx;
      ay += f * dy;
      az += f * dz;
    }
    s[3] = s[3]! + ax * days;
    s[4] = s[4]! + ay * days;
    s[5] = s[5]! + az * days;
    return near;
  }
}
