import { FitsError } from "../../errors.ts";
import {
  asinEdge,
  EDGE,
  HALF_PI,
  onParallel,
  onPlane,
  type Projection,
  type ProjectionKind,
  RADIANS,
} from "./projection.ts";

/** A cone: the constant C, the radius R of a parallel, and back (paper II §5.4). */
interface Cone {
  constant: number;
  radius(theta: number): number;
  /** NaN if there is no such parallel. */
  theta(radius: number): number;
}

/** The parallels of a conic: θa = PVi_1 between them, η = PVi_2 from it to each. */
interface Parallels {
  middle: number;
  half: number;
  theta1: number;
  theta2: number;
}

function conic(code: string, name: string, cone: (parallels: Parallels) => Cone): ProjectionKind {
  return {
    code,
    name,
    create(parameters) {
      const middle = parameters(1, Number.NaN) * RADIANS;
      if (Number.isNaN(middle)) throw bad(`${code} needs PVi_1, its middle latitude`);
      const half = parameters(2, 0) * RADIANS;
      const parallels = { middle, half, theta1: middle - half, theta2: middle + half };
      const { constant, radius, theta } = cone(parallels);
      if (!(Number.isFinite(constant) && Math.abs(constant) > 1e-12)) {
        throw bad(`the parallels of ${code} make a cylinder or nothing`);
      }
      return map(middle, constant, radius, theta);
    },
  };
}

/** x = R sin Cφ, y = Y0 − R cos Cφ. */
function map(
  middle: number,
  constant: number,
  radius: Cone["radius"],
  theta: Cone["theta"],
): Projection {
  const y0 = radius(middle);
  if (!Number.isFinite(y0)) throw bad("the middle latitude of the conic has no place on it");
  const sign = Math.sign(middle);
  return {
    theta0: middle,
    toPlane(phi, latitude) {
      const r = radius(latitude);
      return onPlane(r * Math.sin(constant * phi), y0 - r * Math.cos(constant * phi));
    },
    toSphere(x, y) {
      const r = sign * Math.hypot(x, y0 - y);
      const angle = r === 0 ? 0 : Math.atan2(x / r, (y0 - y) / r);
      return onParallel(angle * r, constant * r, theta(r));
    },
  };
}

/** COP, conic perspective (§5.4.1). */
export const COP = conic("COP", "conic perspective", ({ middle, half }) => {
  const cot = 1 / Math.tan(middle);
  const scale = Math.cos(half);
  return {
    constant: Math.sin(middle),
    radius(theta) {
      if (Math.abs(theta - middle) > HALF_PI - EDGE) return Number.NaN;
      const r = scale * (cot - Math.tan(theta - middle));
      // Beyond the apex the cone has a second sheet, which is not the map.
      return r * Math.sign(middle) >= -EDGE ? r : Number.NaN;
    },
    theta: (r) => middle + Math.atan(cot - r / scale),
  };
});

/** COE, conic equal area (Albers), §5.4.2. */
export const COE = conic("COE", "conic equal area", ({ middle, theta1, theta2 }) => {
  const [s1, s2] = [Math.sin(theta1), Math.sin(theta2)];
  const gamma = s1 + s2;
  return {
    constant: gamma / 2,
    radius: (theta) => {
      const square = 1 + s1 * s2 - gamma * Math.sin(theta);
      return (2 / gamma) * Math.sqrt(Math.max(0, square)) * signOf(gamma, middle);
    },
    theta: (r) => asinEdge((1 + s1 * s2) / gamma - gamma * (r / 2) ** 2),
  };
});

/** The sign that turns a radius of the sign of γ into one of the sign of θa. */
function signOf(gamma: number, middle: number): number {
  return Math.sign(gamma) === Math.sign(middle) ? 1 : -1;
}

/** COD, conic equidistant (§5.4.3). */
export const COD = conic("COD", "conic equidistant", ({ middle, half }) => {
  const flat = Math.abs(half) < 1e-9;
  const constant = Math.sin(middle) * (flat ? 1 : Math.sin(half) / half);
  const shift = (flat ? 1 : half / Math.tan(half)) / Math.tan(middle);
  return {
    constant,
    radius: (theta) => middle - theta + shift,
    theta: (r) => middle + shift - r,
  };
});

/** COO, conic orthomorphic (Lambert), §5.4.4. */
export const COO = conic("COO", "conic orthomorphic", ({ half, theta1, theta2 }) => {
  const tangent = (theta: number) => Math.tan((HALF_PI - theta) / 2);
  const constant =
    Math.abs(half) < 1e-9
      ? Math.sin(theta1)
      : Math.log(Math.cos(theta2) / Math.cos(theta1)) / Math.log(tangent(theta2) / tangent(theta1));
  const psi = Math.cos(theta1) / (constant * tangent(theta1) ** constant);
  return {
    constant,
    radius: (theta) => psi * tangent(Math.max(-HALF_PI, Math.min(HALF_PI, theta))) ** constant,
    theta: (r) => HALF_PI - 2 * Math.atan((r / psi) ** (1 / constant)),
  };
});

function bad(detail: string): FitsError {
  return new FitsError("FITS_WCS_BAD_PARAMETER", detail);
}
