import {
  direction,
  type Observer,
  type Orbit,
  propagate,
  type SolarSystem,
  sigmaPoints,
  type Trajectory,
} from "@welkin/orbits";
import { DEGREE, type Vector } from "../footprints/index.ts";

/**
 * Displacements on the sky due to an orbit's one-sigma errors, each independent of the others: radians east and north.
 */
export interface Image {
  readonly east: number;
  readonly north: number;
}

/** An ellipse on the sky: semi-axes, and the long one's angle from +RA (east) towards +Dec (north), radians. */
export interface SkyEllipse {
  readonly a: number;
  readonly b: number;
  readonly theta: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

export const SIGMAS = 3;
const ARCSEC = DEGREE / 3600;
/**
 * The displacement used for numerical derivatives, as a share of distance and speed, and for A1 to A3 in au/d²: far
 * above the integrator's rounding, far below where the map becomes nonlinear.
 */
const PROBE = 1e-7;
const PROBE_NONGRAV = 1e-12;

/**
 * An orbit with its covariance: the nominal path, and one next to it for each principal axis of the covariance, close
 * enough that differences of directions are derivatives (Milani & Gronchi 2010, Theory of Orbit Determination, ch. 7).
 */
export class Spread {
  readonly nominal: Trajectory;
  readonly #orbit: Orbit;
  readonly #system: SolarSystem;
  readonly #sigmas: readonly Orbit[];
  readonly #paths: readonly { readonly path: Trajectory; readonly scale: number }[];

  private constructor(
    orbit: Orbit,
    system: SolarSystem,
    nominal: Trajectory,
    sigmas: readonly Orbit[],
    paths: readonly { path: Trajectory; scale: number }[],
  ) {
    this.nominal = nominal;
    this.#orbit = orbit;
    this.#system = system;
    this.#sigmas = sigmas;
    this.#paths = paths;
  }

  /**
   * @param breathe Awaited between integrations.
   * @throws OrbitError as `propagate`; `bad-covariance`
   */
  static async of(
    orbit: Orbit,
    system: SolarSystem,
    span: Span,
    breathe: () => Promise<void> = async () => {},
  ): Promise<Spread> {
    const nominal = propagate(orbit, system, span);
    const all = sigmaPoints(orbit);
    // Each axis comes with its opposite; one of them is enough.
    const sigmas = all.filter((_, i) => i % 2 === 0);
    const reach = Math.sqrt(sigmas.length);
    const paths: { path: Trajectory; scale: number }[] = [];
    for (const sigma of sigmas) {
      await breathe();
      const scale = probeScale(orbit, sigma, reach);
      const moved = combined(orbit, [[sigma, scale / reach]]);
      paths.push({ path: scale === 0 ? nominal : propagate(moved, system, span), scale });
    }
    return new Spread(orbit, system, nominal, sigmas, paths);
  }

  /** One image for each principal axis, as an observer sees them at an MJD (UTC). */
  images(from: Observer, mjd: number): Image[] {
    const [x, y, z] = look(this.nominal, this.#system, from, mjd);
    const flat = Math.sqrt(x * x + y * y) || 1e-300;
    return this.#paths.map(({ path, scale }) => {
      if (scale === 0) return { east: 0, north: 0 };
      const [px, py, pz] = look(path, this.#system, from, mjd);
      const [dx, dy, dz] = [px - x, py - y, pz - z];
      return {
        east: (dy * x - dx * y) / flat / scale,
        north: ((-dx * x - dy * y) * z) / flat / scale + (dz * flat) / scale,
      };
    });
  }

  /** The 3σ ellipse in Horizons' form: arcsec, and degrees from +RA towards +Dec. */
  ellipse(from: Observer, mjd: number): { a: number; b: number; theta: number } {
    const { a, b, theta } = ellipseOf(this.images(from, mjd));
    return { a: a / ARCSEC, b: b / ARCSEC, theta: theta / DEGREE };
  }

  /** The orbit displaced by a number of sigmas along each principal axis. */
  variant(weights: readonly number[]): Orbit {
    const reach = Math.sqrt(this.#sigmas.length);
    return combined(
      this.#orbit,
      this.#sigmas.map((sigma, k) => [sigma, weights[k]! / reach] as const),
    );
  }
}

/** The 3σ ellipse of independent errors. */
export function ellipseOf(images: readonly Image[]): SkyEllipse {
  let [ee, en, nn] = [0, 0, 0];
  for (const { east, north } of images) {
    ee += east * east;
    en += east * north;
    nn += north * north;
  }
  return ellipseFrom(ee, en, nn);
}

/** The 3σ ellipse of a covariance in east and north. */
export function ellipseFrom(ee: number, en: number, nn: number): SkyEllipse {
  const spread = Math.sqrt((ee - nn) ** 2 + (2 * en) ** 2);
  const axis = (value: number) => SIGMAS * Math.sqrt(Math.max(0, value / 2));
  return {
    a: axis(ee + nn + spread),
    b: axis(ee + nn - spread),
    theta: Math.atan2(2 * en, ee - nn) / 2,
  };
}

function look(path: Trajectory, system: SolarSystem, from: Observer, mjd: number): Vector {
  const out = new Float64Array(3);
  direction(path, system, from, mjd, out);
  return [out[0]!, out[1]!, out[2]!];
}

const nongravNames = ["A1", "A2", "A3"] as const;

/** The derivative's displacement in sigmas; 0 for an axis without length. */
function probeScale(orbit: Orbit, sigma: Orbit, reach: number): number {
  const moved = sigma.state.map((value, i) => (value - orbit.state[i]!) / reach);
  const size = (values: readonly number[]) => Math.hypot(...values);
  const far = size(moved.slice(0, 3)) / (PROBE * size(orbit.state.slice(0, 3)));
  const fast = size(moved.slice(3)) / (PROBE * size(orbit.state.slice(3)));
  const pushed = nongravNames.map(
    (name) => Math.abs((sigma.nongrav?.[name] ?? 0) - (orbit.nongrav?.[name] ?? 0)) / reach,
  );
  const most = Math.max(far, fast, Math.max(...pushed) / PROBE_NONGRAV);
  return most > 0 ? 1 / most : 0;
}

/** An orbit displaced by fractions of the differences to others. */
function combined(orbit: Orbit, others: readonly (readonly [Orbit, number])[]): Orbit {
  const state = orbit.state.map((value, i) =>
    others.reduce((sum, [other, share]) => sum + share * (other.state[i]! - value), value),
  );
  const law = orbit.nongrav ?? others[0]?.[0].nongrav;
  if (law === undefined) return { ...orbit, state };
  const nongrav = { ...law };
  for (const name of nongravNames) {
    const own = orbit.nongrav?.[name] ?? 0;
    nongrav[name] = others.reduce(
      (sum, [other, share]) => sum + share * ((other.nongrav?.[name] ?? 0) - own),
      own,
    );
  }
  return { ...orbit, state, nongrav };
}
