import { FitsError } from "../../errors.ts";
import {
  asinEdge,
  EDGE,
  HALF_PI,
  onPlane,
  type Projection,
  type ProjectionKind,
} from "./projection.ts";

/** A map whose x is proportional to the longitude (paper II §5.2). */
interface Cylinder {
  /** x per radian of longitude. */
  scale: number;
  y(theta: number): number;
  /** NaN if there is no such y. */
  theta(y: number): number;
}

function cylindrical({ scale, y: height, theta: latitude }: Cylinder): Projection {
  return {
    theta0: 0,
    period: 2 * Math.PI * Math.abs(scale),
    toPlane: (phi, theta) => onPlane(scale * phi, height(theta)),
    toSphere(x, y) {
      const theta = latitude(y);
      // Beyond ±180° the map repeats: the image decides how far it extends.
      return Math.abs(theta) <= HALF_PI + EDGE && Number.isFinite(x)
        ? [x / scale, theta]
        : undefined;
    },
  };
}

/** CYP, cylindrical perspective from μ (PVi_1) radii on a cylinder of radius λ (PVi_2), §5.2.1. */
export const CYP: ProjectionKind = {
  code: "CYP",
  name: "cylindrical perspective",
  create(parameters) {
    const [mu, lambda] = [parameters(1, 1), parameters(2, 1)];
    if (lambda === 0 || mu + lambda === 0) throw bad("λ or μ + λ of CYP is 0");
    return cylindrical({
      scale: lambda,
      y(theta) {
        const depth = mu + Math.cos(theta);
        return depth > EDGE || mu < -1 ? ((mu + lambda) * Math.sin(theta)) / depth : Number.NaN;
      },
      theta(y) {
        const eta = y / (mu + lambda);
        return Math.atan(eta) + asinEdge((eta * mu) / Math.hypot(eta, 1));
      },
    });
  },
};

/** CEA, cylindrical equal area with λ = PVi_1 (§5.2.2). */
export const CEA: ProjectionKind = {
  code: "CEA",
  name: "cylindrical equal area",
  create(parameters) {
    const lambda = parameters(1, 1);
    if (!(lambda > 0)) throw bad("λ of CEA is not positive");
    return cylindrical({
      scale: 1,
      y: (theta) => Math.sin(theta) / lambda,
      theta: (y) => asinEdge(lambda * y),
    });
  },
};

/** CAR, plate carrée (§5.2.3). */
export const CAR: ProjectionKind = {
  code: "CAR",
  name: "plate carrée",
  create: () => cylindrical({ scale: 1, y: (theta) => theta, theta: (y) => y }),
};

/** MER, Mercator's projection (§5.2.4): y = ln tan (90° + θ)/2 = artanh sin θ. */
export const MER: ProjectionKind = {
  code: "MER",
  name: "Mercator",
  create: () =>
    cylindrical({
      scale: 1,
      y: (theta) => (HALF_PI - Math.abs(theta) > 1e-12 ? Math.asinh(Math.tan(theta)) : Number.NaN),
      theta: (y) => Math.atan(Math.sinh(y)),
    }),
};

function bad(detail: string): FitsError {
  return new FitsError("FITS_WCS_BAD_PARAMETER", detail);
}
