import { FitsError } from "../../errors.ts";
import {
  asinEdge,
  EDGE,
  HALF_PI,
  onPlane,
  onSphere,
  type Point,
  type Projection,
  type ProjectionKind,
  RADIANS,
} from "./projection.ts";
import { zenithal } from "./zenithal.ts";

/**
 * SIN, the orthographic projection, and its slant form with (ξ, η) = (PVi_1, PVi_2), which is the
 * map of an east–west synthesis array (§5.1.5).
 */
export const SIN: ProjectionKind = {
  code: "SIN",
  name: "orthographic",
  create: (parameters) => slantOrthographic(parameters(1, 0), parameters(2, 0)),
};

function slantOrthographic(xi: number, eta: number): Projection {
  if (xi === 0 && eta === 0) return orthographic();
  return {
    theta0: HALF_PI,
    toPlane(phi, theta) {
      // The limb is where the line of sight, tilted by (ξ, η), touches the sphere.
      const limb = -Math.atan(xi * Math.sin(phi) - eta * Math.cos(phi));
      if (theta < limb - EDGE) return undefined;
      const low = 2 * Math.sin((HALF_PI - theta) / 2) ** 2; // 1 − sin θ
      const c = Math.cos(theta);
      return onPlane(c * Math.sin(phi) + xi * low, -c * Math.cos(phi) + eta * low);
    },
    toSphere: (x, y) => perspective(x, y, xi, eta, x - xi, y - eta),
  };
}

function orthographic(): Projection {
  return zenithal({
    radius: (zeta) => (zeta <= HALF_PI + EDGE ? Math.sin(zeta) : Number.NaN),
    zeta(radius) {
      if (radius > 1 + EDGE) return Number.NaN;
      return Math.atan2(radius, Math.sqrt(Math.max(0, 1 - radius * radius)));
    },
  });
}

/**
 * The point of the sphere on the line x' = x − X (1 − sin θ), y' = y − Y (1 − sin θ) through the plane: a quadratic
 * in sin θ, of whose roots the one nearer the pole is visible (§5.1.2, §5.1.5).
 */
function perspective(
  x: number,
  y: number,
  slopeX: number,
  slopeY: number,
  x1: number,
  y1: number,
): Point | undefined {
  const a = slopeX * slopeX + slopeY * slopeY + 1;
  const b = slopeX * x1 + slopeY * y1;
  const c = x1 * x1 + y1 * y1 - 1;
  const discriminant = b * b - a * c;
  if (discriminant < -EDGE) return undefined;
  const root = Math.sqrt(Math.max(0, discriminant));
  const candidates = [(-b + root) / a, (-b - root) / a].filter((s) => Math.abs(s) <= 1 + EDGE);
  const sine = candidates[0];
  if (sine === undefined) return undefined;
  const px = x - slopeX * (1 - sine);
  const py = y - slopeY * (1 - sine);
  const r = Math.hypot(px, py);
  return onSphere(r === 0 ? 0 : Math.atan2(px, -py), Math.atan2(sine, r));
}

/** AZP, zenithal perspective from μ radii (PVi_1) on a plane tilted by γ (PVi_2), §5.1.1. */
export const AZP: ProjectionKind = {
  code: "AZP",
  name: "zenithal perspective",
  create(parameters) {
    const mu = parameters(1, 0);
    const gamma = parameters(2, 0) * RADIANS;
    const [cosGamma, tanGamma] = [Math.cos(gamma), Math.tan(gamma)];
    if (mu === -1) throw bad("μ of AZP is −1");
    if (Math.abs(cosGamma) < 1e-12) throw bad("γ of AZP is ±90°");
    return {
      theta0: HALF_PI,
      toPlane(phi, theta) {
        if (hidden(mu, Math.sin(theta), 1)) return undefined;
        const [s, c] = [Math.sin(theta), Math.cos(theta)];
        const scale = (mu + s + c * Math.cos(phi) * tanGamma) / (mu + 1);
        if (scale < EDGE) return undefined;
        const r = c / scale;
        return onPlane(r * Math.sin(phi), (-r * Math.cos(phi)) / cosGamma);
      },
      toSphere(x, y) {
        const r = Math.hypot(x, y * cosGamma);
        if (r === 0) return [0, HALF_PI];
        // With ρ = R / depth; behind the point of projection the depth is negative.
        const depth = mu + 1 + y * Math.sin(gamma);
        const psi = Math.atan2(depth, r);
        const omega = asinEdge((r * mu) / Math.hypot(r, depth));
        const theta = nearestPole(psi - omega, psi + omega + Math.PI);
        return onSphere(Math.atan2(x, -y * cosGamma), theta);
      },
    };
  },
};

/** SZP, slant zenithal perspective from μ radii (PVi_1) towards (φc, θc) (PVi_2, _3), §5.1.2. */
export const SZP: ProjectionKind = {
  code: "SZP",
  name: "slant zenithal perspective",
  create(parameters) {
    const mu = parameters(1, 0);
    const phiC = parameters(2, 0) * RADIANS;
    const thetaC = parameters(3, 90) * RADIANS;
    const xp = -mu * Math.cos(thetaC) * Math.sin(phiC);
    const yp = mu * Math.cos(thetaC) * Math.cos(phiC);
    const zp = mu * Math.sin(thetaC) + 1;
    if (Math.abs(zp) < 1e-12) throw bad("the point of projection of SZP lies in the plane");
    return {
      theta0: HALF_PI,
      toPlane(phi, theta) {
        const [s, c] = [Math.sin(theta), Math.cos(theta)];
        const [sinPhi, cosPhi] = [Math.sin(phi), Math.cos(phi)];
        const towards = s * Math.sin(thetaC) + c * Math.cos(thetaC) * Math.cos(phi - phiC);
        if (hidden(mu, towards, Math.sin(thetaC))) return undefined;
        const low = 2 * Math.sin((HALF_PI - theta) / 2) ** 2;
        const depth = (zp - low) / zp;
        if (depth < EDGE) return undefined;
        return onPlane(
          (c * sinPhi - (xp / zp) * low) / depth,
          -(c * cosPhi + (yp / zp) * low) / depth,
        );
      },
      toSphere(x, y) {
        const [slopeX, slopeY] = [(x - xp) / zp, (y - yp) / zp];
        return perspective(x, y, slopeX, slopeY, x - slopeX, y - slopeY);
      },
    };
  },
};

/**
 * From outside the sphere (|μ| > 1) only one side of the circle of contact is visible, the one that contains the
 * native pole: `towards` and `pole` are the cosines to the direction of projection.
 */
function hidden(mu: number, towards: number, pole: number): boolean {
  if (Math.abs(mu) <= 1) return false;
  return mu * pole > -1 ? mu * towards < -1 - EDGE : mu * towards > -1 + EDGE;
}

/** Of two solutions for θ, each determined up to a full turn, the one nearer 90° (§5.1.1). */
function nearestPole(a: number, b: number): number {
  const fold = (t: number) => t - 2 * Math.PI * Math.round((t - HALF_PI) / (2 * Math.PI));
  const valid = [fold(a), fold(b)].filter((t) => Math.abs(t) <= HALF_PI + EDGE);
  return valid.length > 0 ? Math.max(...valid) : Number.NaN;
}

function bad(detail: string): FitsError {
  return new FitsError("FITS_WCS_BAD_PARAMETER", detail);
}
