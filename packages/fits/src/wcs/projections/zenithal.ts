import { FitsError } from "../../errors.ts";
import {
  EDGE,
  HALF_PI,
  onPlane,
  onSphere,
  type Projection,
  type ProjectionKind,
  RADIANS,
} from "./projection.ts";
import { findRoot } from "./solve.ts";

/** The radius R of a map centred on the pole as a function of the colatitude ζ, and back. */
interface Radial {
  radius(zeta: number): number;
  /** NaN if there is no such radius. */
  zeta(radius: number): number;
}

/** x = R sin φ, y = −R cos φ (paper II §5.1). */
export function zenithal({ radius, zeta }: Radial): Projection {
  return {
    theta0: HALF_PI,
    toPlane(phi, theta) {
      const r = radius(HALF_PI - theta);
      return onPlane(r * Math.sin(phi), -r * Math.cos(phi));
    },
    toSphere(x, y) {
      const r = Math.hypot(x, y);
      return onSphere(r === 0 ? 0 : Math.atan2(x, -y), HALF_PI - zeta(r));
    },
  };
}

/** TAN, the gnomonic projection (§5.1.3): R = cot θ. */
export const TAN: ProjectionKind = {
  code: "TAN",
  name: "gnomonic",
  create: () =>
    zenithal({
      radius: (zeta) => (zeta < HALF_PI ? Math.tan(zeta) : Number.NaN),
      zeta: Math.atan,
    }),
};

/** STG, the stereographic projection (§5.1.4): R = 2 tan ζ/2. */
export const STG: ProjectionKind = {
  code: "STG",
  name: "stereographic",
  create: () =>
    zenithal({
      radius: (zeta) => (zeta < Math.PI - EDGE ? 2 * Math.tan(zeta / 2) : Number.NaN),
      zeta: (radius) => 2 * Math.atan(radius / 2),
    }),
};

/** ARC, zenithal equidistant (§5.1.6): R = ζ. */
export const ARC: ProjectionKind = {
  code: "ARC",
  name: "zenithal equidistant",
  create: () => zenithal({ radius: (zeta) => zeta, zeta: (radius) => radius }),
};

/** ZEA, zenithal equal area (§5.1.8): R = 2 sin ζ/2. */
export const ZEA: ProjectionKind = {
  code: "ZEA",
  name: "zenithal equal area",
  create: () =>
    zenithal({
      radius: (zeta) => 2 * Math.sin(zeta / 2),
      zeta(radius) {
        if (radius > 2 + EDGE) return Number.NaN;
        return 2 * Math.asin(Math.min(1, radius / 2));
      },
    }),
};

/** The highest m of PVi_m (Greisen & Calabretta 2002, paper I §2.1.1: 0 to 99; ZPN uses 0 to 20). */
const ZPN_TERMS = 21;

/** ZPN, zenithal polynomial (§5.1.7): R = Σ Pm ζ^m, up to where R stops growing. */
export const ZPN: ProjectionKind = {
  code: "ZPN",
  name: "zenithal polynomial",
  create(parameters) {
    const p = Array.from({ length: ZPN_TERMS }, (_, m) => parameters(m, 0));
    if (p.slice(1).every((c) => c === 0)) throw bad("ZPN needs a PVi_m that is not 0 with m > 0");
    const slope = p.slice(1).map((c, m) => (m + 1) * c);
    const last = firstZero((zeta) => polynomial(slope, zeta));
    const radius = (zeta: number) => polynomial(p, zeta);
    const [least, most] = [radius(0), radius(last)];
    if (!(most > least)) throw bad("the ZPN radius does not grow with the distance from the pole");
    return zenithal({
      radius: (zeta) => (zeta <= last + EDGE ? radius(zeta) : Number.NaN),
      zeta(r) {
        if (r >= most) return r <= most + EDGE ? last : Number.NaN;
        if (r <= least) return r >= least - EDGE ? 0 : Number.NaN;
        return findRoot((zeta) => radius(zeta) - r, 0, last);
      },
    });
  },
};

/** The first ζ above 0 at which a function changes sign, or π if it does not. */
function firstZero(f: (zeta: number) => number): number {
  const steps = 720;
  for (let i = 0; i < steps; i++) {
    const [low, high] = [(i * Math.PI) / steps, ((i + 1) * Math.PI) / steps];
    if (f(high) <= 0) return f(low) > 0 ? findRoot(f, low, high) : low;
  }
  return Math.PI;
}

function polynomial(coefficients: readonly number[], t: number): number {
  return coefficients.reduceRight((sum, c) => sum * t + c, 0);
}

/** AIR, Airy's projection (§5.1.9), least distorted within the parallel θb = PVi_1. */
export const AIR: ProjectionKind = {
  code: "AIR",
  name: "Airy",
  create(parameters) {
    const bound = (HALF_PI - parameters(1, 90) * RADIANS) / 2;
    if (!(bound >= 0 && bound < HALF_PI)) throw bad("θb of AIR is not in (−90°, 90°]");
    // ln(cos ξ)/tan² ξ tends to −1/2 at the pole.
    const k = bound < 1e-4 ? -0.5 : logCos(bound) / Math.tan(bound) ** 2;
    const radius = (zeta: number) => {
      const xi = zeta / 2;
      if (xi < 1e-8) return -2 * xi * (k - 0.5);
      return -2 * (logCos(xi) / Math.tan(xi) + k * Math.tan(xi));
    };
    const last = Math.PI - 1e-6;
    return zenithal({
      radius: (zeta) => (zeta <= last ? radius(zeta) : Number.NaN),
      zeta: (r) => findRoot((zeta) => radius(zeta) - r, 0, last),
    });
  },
};

function logCos(angle: number): number {
  return Math.log1p(-(Math.sin(angle) ** 2)) / 2;
}

function bad(detail: string): FitsError {
  return new FitsError("FITS_WCS_BAD_PARAMETER", detail);
}
