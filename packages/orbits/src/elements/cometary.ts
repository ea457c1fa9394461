import { DEGREE } from "../constants.ts";
import { OrbitError } from "../errors.ts";
import { eclipticToIcrf, icrfToEcliptic } from "../frames/ecliptic.ts";
import { GM_SUN } from "../solar-system/bodies.ts";
import { requireFinite, timeFromPerihelion, trueAnomalyAt } from "./kepler.ts";

/** Elements valid for every conic. Heliocentric ecliptic J2000; au, degrees, MJD TDB. */
export interface CometaryElements {
  /** Eccentricity. */
  e: number;
  /** Perihelion distance, au. */
  q: number;
  /** Inclination, longitude of the ascending node, argument of perihelion, degrees. */
  i: number;
  node: number;
  peri: number;
  /** Time of perihelion, MJD TDB. */
  tp: number;
}

/** No known object is beyond these; outside them the equations lose all digits. */
const MAX_ECCENTRICITY = 1000;
const MAX_DISTANCE = 1e5;

function check({ e, q, i, ...rest }: CometaryElements): void {
  requireFinite({ e, q, i, ...rest });
  const bad = (what: string, where: string) => new OrbitError("bad-elements", what, where);
  if (e < 0 || e > MAX_ECCENTRICITY) throw bad(`An eccentricity of ${e} makes no orbit.`, "e");
  if (q <= 0 || q > MAX_DISTANCE)
    throw bad(`A perihelion distance of ${q} au makes no orbit.`, "q");
  if (i < 0 || i > 180) throw bad(`An inclination of ${i}° is outside 0° to 180°.`, "i");
}

/**
 * Heliocentric ICRF state (au, au/d) at an epoch (MJD TDB) (Danby 1988, §6.15).
 *
 * @throws OrbitError `bad-elements` if they are not finite or not a conic
 */
export function cometaryToState(elements: CometaryElements, epoch: number): number[] {
  check(elements);
  const { e, q, tp } = elements;
  const nu = trueAnomalyAt(epoch - tp, q, e);
  const p = q * (1 + e);
  const r = p / (1 + e * Math.cos(nu));
  if (!(r > 0 && r < MAX_DISTANCE))
    throw new OrbitError("bad-elements", "The body is beyond 100 000 au at its epoch.", "tp");
  const speed = Math.sqrt(GM_SUN / p);
  const x = r * Math.cos(nu);
  const y = r * Math.sin(nu);
  const vx = -speed * Math.sin(nu);
  const vy = speed * (e + Math.cos(nu));
  const [cw, sw] = [Math.cos(elements.peri * DEGREE), Math.sin(elements.peri * DEGREE)];
  const [cn, sn] = [Math.cos(elements.node * DEGREE), Math.sin(elements.node * DEGREE)];
  const [ci, si] = [Math.cos(elements.i * DEGREE), Math.sin(elements.i * DEGREE)];
  const P = [cn * cw - sn * sw * ci, sn * cw + cn * sw * ci, sw * si];
  const Q = [-cn * sw - sn * cw * ci, -sn * sw + cn * cw * ci, cw * si];
  return eclipticToIcrf([
    ...P.map((c, k) => x * c + y * Q[k]!),
    ...P.map((c, k) => vx * c + vy * Q[k]!),
  ]);
}

const full = (angle: number): number => ((angle % 360) + 360) % 360;

/**
 * Elements that osculate a heliocentric ICRF state at an epoch (Danby 1988, §6.3). If the node is undefined (no
 * inclination) it is 0; if perihelion is undefined (a circle) it is taken at the body.
 *
 * @throws OrbitError `bad-state` for a state that falls straight into the Sun or is not finite
 */
export function stateToCometary(state: ArrayLike<number>, epoch: number): CometaryElements {
  const [x, y, z, vx, vy, vz] = icrfToEcliptic(state) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const r = Math.hypot(x, y, z);
  const [hx, hy, hz] = [y * vz - z * vy, z * vx - x * vz, x * vy - y * vx];
  const h = Math.hypot(hx, hy, hz);
  if (!(h > 1e-12 * r) || !Number.isFinite(h))
    throw new OrbitError("bad-state", "The state has no orbital plane: it falls into the Sun.");
  const rv = x * vx + y * vy + z * vz;
  const p = (h * h) / GM_SUN;
  const cosine = p / r - 1;
  const sine = (rv * h) / (GM_SUN * r);
  const e = Math.hypot(cosine, sine);
  const q = p / (1 + e);
  const nu = e < 1e-14 ? 0 : Math.atan2(sine, cosine);
  const tilt = Math.hypot(hx, hy);
  const level = tilt < 1e-14 * h;
  const node = level ? 0 : Math.atan2(hx, -hy);
  const i = Math.atan2(tilt, hz);
  // Argument of latitude: angle from the node, in the plane.
  const alongNode = x * Math.cos(node) + y * Math.sin(node);
  const acrossNode = (y * Math.cos(node) - x * Math.sin(node)) * Math.cos(i) + z * Math.sin(i);
  const latitude = Math.atan2(acrossNode, alongNode);
  return {
    e,
    q,
    i: i / DEGREE,
    node: full(node / DEGREE),
    peri: full((latitude - nu) / DEGREE),
    tp: epoch - timeFromPerihelion(nu, q, e),
  };
}
