import { AU_KM, DEGREE, J2000_MJD, LIGHT_AU_DAY } from "../constants.ts";
import { keplerDistance } from "../elements/two-body.ts";
import { EARTH, GM_SUN } from "../solar-system/bodies.ts";
import type { SolarSystem } from "../solar-system/solar-system.ts";
import { type NonGravitational, outgassing } from "./nongravitational.ts";

/** Sun: J2 of DE440 (Park et al. 2021), radius of DE405 (ASUN), pole of IAU WGCCRE 2015 (α 286.13°, δ 63.87°). */
const SUN_J2 = 2.1961391516529825e-7;
const SUN_RADIUS = 696000 / AU_KM;
const SUN_POLE = ((ra: number, dec: number) =>
  [Math.cos(dec) * Math.cos(ra), Math.cos(dec) * Math.sin(ra), Math.sin(dec)] as const)(
  286.13 * DEGREE,
  63.87 * DEGREE,
);
/** Earth: J2 of DE405 (J2E) with its radius. Beyond 0.1 au the term is below 1e-9 of the Earth's own pull. */
const EARTH_J2 = 0.001082626;
const EARTH_RADIUS = 6378.137 / AU_KM;
const EARTH_J2_REACH2 = 0.01;
/** Rate of θ_A, rad/d: how fast the pole moves from z towards x (Lieske 1977, 2004.3109″ per century). */
const POLE_RATE = ((2004.3109 / 3600) * DEGREE) / 36525;

/** Positions of all perturbers at one instant, and the Sun's velocity. */
export interface Sky {
  mjd: number;
  positions: Float64Array;
  sunVelocity: Float64Array;
}

/** The forces besides the gravity of the bodies. All are on by default. */
export interface ForceOptions {
  /** Gravity of the large asteroids. */
  asteroids?: boolean;
  /** The Sun's Schwarzschild term. */
  relativity?: boolean;
  /** J2 of the Sun, and of the Earth near it. */
  oblateness?: boolean;
}

function oblateness(
  a: Float64Array,
  d: readonly [number, number, number],
  pole: readonly [number, number, number],
  strength: number,
): void {
  const [x, y, z] = d;
  const r2 = x * x + y * y + z * z;
  const r = Math.sqrt(r2);
  const s = (x * pole[0] + y * pole[1] + z * pole[2]) / r;
  const q = (1.5 * strength) / (r2 * r2);
  const radial = (q * (5 * s * s - 1)) / r;
  const polar = -2 * q * s;
  a[0]! += radial * x + polar * pole[0];
  a[1]! += radial * y + polar * pole[1];
  a[2]! += radial * z + polar * pole[2];
}

/**
 * The acceleration of a massless body among the Sun, planets, Moon, Pluto and large asteroids:
 * Newton, the Sun's 1PN term (Moyer 2003, JPL DESCANSO 2, eq. 4-61 for one body; IERS Conventions 2010 eq. 10.12),
 * J2 (Moyer 2003, §4.4.1) and Marsden's non-gravitational terms. Barycentric ICRF, au and days.
 */
export class Forces {
  readonly system: SolarSystem;
  readonly nongrav: NonGravitational | undefined;
  /** GM of each body of the system; 0 for one that must not act (the target itself). */
  readonly gm: Float64Array;
  /** Number of acceleration evaluations, for benchmarks. */
  evaluations = 0;
  #relativity: boolean;
  #oblateness: boolean;
  #count: number;

  constructor(
    system: SolarSystem,
    nongrav: NonGravitational | undefined,
    exclude: ReadonlySet<number>,
    options: ForceOptions = {},
  ) {
    this.system = system;
    this.nongrav = nongrav;
    this.gm = Float64Array.from(system.bodies, (b, i) => (exclude.has(i) ? 0 : b.gm));
    this.#relativity = options.relativity ?? true;
    this.#oblateness = options.oblateness ?? true;
    this.#count = options.asteroids === false ? 11 : system.bodies.length;
  }

  sky(): Sky {
    const positions = new Float64Array(3 * this.system.bodies.length);
    return { mjd: Number.NaN, positions, sunVelocity: new Float64Array(3) };
  }

  /** Sets the sky to the time `mjd + offset`. */
  at(sky: Sky, mjd: number, offset: number): void {
    sky.mjd = mjd + offset;
    this.system.positions(mjd, offset, sky.positions, sky.sunVelocity);
  }

  /** Acceleration of a body at `x`, with velocity `v`, into `a` (three numbers each). */
  acceleration(sky: Sky, x: Float64Array, v: Float64Array, a: Float64Array): void {
    this.evaluations++;
    const p = sky.positions;
    const gm = this.gm;
    const px = x[0]!;
    const py = x[1]!;
    const pz = x[2]!;
    let ax = 0;
    let ay = 0;
    let az = 0;
    for (let i = 0, j = 0; i < this.#count; i++, j += 3) {
      const mass = gm[i]!;
      if (mass === 0) continue;
      const dx = p[j]! - px;
      const dy = p[j + 1]! - py;
      const dz = p[j + 2]! - pz;
      const r2 = dx * dx + dy * dy + dz * dz;
      const f = mass / (r2 * Math.sqrt(r2));
      ax += f * dx;
      ay += f * dy;
      az += f * dz;
    }
    a[0] = ax;
    a[1] = ay;
    a[2] = az;
    this.#aboutSun(sky, x, v, a);
    if (this.#oblateness) this.#nearEarth(sky, x, a);
  }

  /** Σ GM/d³ at `x`, 1/d²: how fast the acceleration changes with position. */
  tide(sky: Sky, x: Float64Array): number {
    let sum = 0;
    for (let i = 0, j = 0; i < this.#count; i++, j += 3) {
      const dx = sky.positions[j]! - x[0]!;
      const dy = sky.positions[j + 1]! - x[1]!;
      const dz = sky.positions[j + 2]! - x[2]!;
      const r2 = dx * dx + dy * dy + dz * dz;
      sum += this.gm[i]! / (r2 * Math.sqrt(r2));
    }
    return sum;
  }

  #aboutSun(sky: Sky, x: Float64Array, v: Float64Array, a: Float64Array): void {
    const p = sky.positions;
    const w = sky.sunVelocity;
    const hx = x[0]! - p[0]!;
    const hy = x[1]! - p[1]!;
    const hz = x[2]! - p[2]!;
    const ux = v[0]! - w[0]!;
    const uy = v[1]! - w[1]!;
    const uz = v[2]! - w[2]!;
    const r = Math.sqrt(hx * hx + hy * hy + hz * hz);
    if (this.#relativity) {
      const f = GM_SUN / (LIGHT_AU_DAY * LIGHT_AU_DAY * r * r * r);
      const along = f * ((4 * GM_SUN) / r - (ux * ux + uy * uy + uz * uz));
      const forward = 4 * f * (hx * ux + hy * uy + hz * uz);
      a[0]! += along * hx + forward * ux;
      a[1]! += along * hy + forward * uy;
      a[2]! += along * hz + forward * uz;
    }
    if (this.#oblateness)
      oblateness(a, [hx, hy, hz], SUN_POLE, SUN_J2 * GM_SUN * SUN_RADIUS * SUN_RADIUS);
    if (this.nongrav !== undefined) this.#marsden(this.nongrav, [hx, hy, hz, ux, uy, uz], r, a);
  }

  #marsden(law: NonGravitational, s: number[], r: number, a: Float64Array): void {
    const [x, y, z, vx, vy, vz] = s as [number, number, number, number, number, number];
    const g = outgassing(law, law.DT ? keplerDistance(s, -law.DT, GM_SUN) : r);
    const lx = y * vz - z * vy;
    const ly = z * vx - x * vz;
    const lz = x * vy - y * vx;
    const l = Math.sqrt(lx * lx + ly * ly + lz * lz) || 1;
    const radial = (g * law.A1) / r;
    const across = (g * law.A2) / (l * r);
    const normal = (g * law.A3) / l;
    a[0]! += radial * x + across * (ly * z - lz * y) + normal * lx;
    a[1]! += radial * y + across * (lz * x - lx * z) + normal * ly;
    a[2]! += radial * z + across * (lx * y - ly * x) + normal * lz;
  }

  #nearEarth(sky: Sky, x: Float64Array, a: Float64Array): void {
    const p = sky.positions;
    const dx = x[0]! - p[3 * EARTH]!;
    const dy = x[1]! - p[3 * EARTH + 1]!;
    const dz = x[2]! - p[3 * EARTH + 2]!;
    if (dx * dx + dy * dy + dz * dz > EARTH_J2_REACH2) return;
    const tilt = POLE_RATE * (sky.mjd - J2000_MJD);
    const strength = EARTH_J2 * this.gm[EARTH]! * EARTH_RADIUS * EARTH_RADIUS;
    oblateness(a, [dx, dy, dz], [tilt, 0, 1], strength);
  }
}
