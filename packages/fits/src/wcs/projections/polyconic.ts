import { FitsError } from "../../errors.ts";
import {
  EDGE,
  HALF_PI,
  onParallel,
  onPlane,
  onSphere,
  type Projection,
  type ProjectionKind,
  RADIANS,
} from "./projection.ts";
import { SFL } from "./pseudocylindrical.ts";
import { findRoot } from "./solve.ts";

/** BON, Bonne's equal area projection with the parallel θ1 = PVi_1 (paper II §5.5.1). */
export const BON: ProjectionKind = {
  code: "BON",
  name: "Bonne",
  create(parameters) {
    const theta1 = parameters(1, Number.NaN) * RADIANS;
    if (Number.isNaN(theta1)) throw new FitsError("FITS_WCS_BAD_PARAMETER", "BON needs PVi_1");
    return Math.abs(theta1) < 1e-12 ? SFL.create(parameters) : bonne(theta1);
  },
};

function bonne(theta1: number): Projection {
  const y0 = theta1 + 1 / Math.tan(theta1);
  return {
    theta0: 0,
    toPlane(phi, theta) {
      const r = y0 - theta;
      const angle = r === 0 ? 0 : (phi * Math.cos(theta)) / r;
      return onPlane(r * Math.sin(angle), y0 - r * Math.cos(angle));
    },
    toSphere(x, y) {
      const r = Math.sign(theta1) * Math.hypot(x, y0 - y);
      const theta = y0 - r;
      const arc = r === 0 ? 0 : Math.atan2(x / r, (y0 - y) / r) * r;
      return onParallel(arc, Math.cos(theta), theta);
    },
  };
}

/** PCO, Hassler's polyconic projection (§5.5.2). */
export const PCO: ProjectionKind = {
  code: "PCO",
  name: "polyconic",
  create: () => ({
    theta0: 0,
    toPlane(phi, theta) {
      if (Math.abs(theta) < 1e-9) return onPlane(phi, theta * (1 + (phi * phi) / 2));
      const angle = phi * Math.sin(theta);
      const cot = 1 / Math.tan(theta);
      // 1 − cos E in a form that keeps its digits.
      return onPlane(cot * Math.sin(angle), theta + cot * 2 * Math.sin(angle / 2) ** 2);
    },
    toSphere(x, y) {
      const up = Math.abs(y);
      const theta = polyconicLatitude(x, up);
      if (Number.isNaN(theta)) return undefined;
      if (theta < 1e-9) return onSphere(x, Math.sign(y) * theta);
      const t = Math.tan(theta);
      if (HALF_PI - theta < EDGE) return onSphere(0, Math.sign(y) * HALF_PI);
      const angle = Math.atan2(x * t, 1 - (up - theta) * t);
      return onSphere(angle / Math.sin(theta), Math.sign(y) * theta);
    },
  }),
};

/** Each parallel is a circle: x² + (y − θ)² = 2 (y − θ) cot θ, solved for θ in [0, 90°]. */
function polyconicLatitude(x: number, y: number): number {
  if (y === 0) return 0;
  const f = (theta: number) => {
    const d = y - theta;
    return (x * x + d * d) * Math.sin(theta) - 2 * d * Math.cos(theta);
  };
  const high = Math.min(y, HALF_PI);
  // Only rounding leaves no change of sign, at the pole itself.
  return f(high) <= 0 ? (f(high) > -EDGE ? high : Number.NaN) : findRoot(f, 0, high);
}
