import { FitsError } from "../../errors.ts";
import {
  asinEdge,
  EDGE,
  HALF_PI,
  onPlane,
  onSphere,
  type Point,
  type ProjectionKind,
} from "./projection.ts";

/**
 * HPX, the HEALPix grid as a projection with H = PVi_1 and K = PVi_2
 * (Calabretta & Roukema 2007, MNRAS 381, 865, §5).
 */
export const HPX: ProjectionKind = {
  code: "HPX",
  name: "HEALPix",
  create(parameters) {
    const [h, k] = [parameters(1, 4), parameters(2, 3)];
    if (!(Number.isInteger(h) && Number.isInteger(k) && h > 0 && k > 0)) {
      throw new FitsError("FITS_WCS_BAD_PARAMETER", "H and K of HPX are not whole numbers above 0");
    }
    const equatorialSine = (k - 1) / k;
    const equatorialY = (HALF_PI * (k - 1)) / h;
    // The middle of the polar facet over a longitude.
    const facet = (phi: number, north: boolean) => {
      const omega = k % 2 === 1 || north ? 1 : 0;
      const number = Math.floor(((phi + Math.PI) * h) / (2 * Math.PI) + (1 - omega) / 2);
      return -Math.PI + ((2 * number + omega) * Math.PI) / h;
    };
    return {
      theta0: 0,
      toPlane(phi, theta) {
        const s = Math.sin(theta);
        if (Math.abs(s) <= equatorialSine) return onPlane(phi, (HALF_PI * k * s) / h);
        const sigma = polarSigma(k, theta);
        const middle = facet(phi, theta > 0);
        const y = (Math.PI / h) * ((k + 1) / 2 - sigma);
        return onPlane(middle + (phi - middle) * sigma, Math.sign(theta) * y);
      },
      toSphere(x, y) {
        if (Math.abs(y) <= equatorialY) return onSphere(x, asinEdge((y * h) / (HALF_PI * k)));
        const sigma = (k + 1) / 2 - (Math.abs(y) * h) / Math.PI;
        const middle = facet(x, y > 0);
        if (sigma < -EDGE || Math.abs(x - middle) > (Math.PI / h) * sigma + EDGE) return undefined;
        const phi = middle + spread(x - middle, sigma, Math.PI / h);
        return onSphere(phi, Math.sign(y) * polarLatitude(k, Math.max(0, sigma)));
      },
    };
  },
};

/** Longitude from the middle of a facet whose half width is `limit`; at the pole the width is zero. */
function spread(x: number, sigma: number, limit: number): number {
  return sigma > 0 ? Math.max(-limit, Math.min(limit, x / sigma)) : 0;
}

/** σ = √(K (1 − sin |θ|)), and back, without loss of digits at the pole. */
function polarSigma(k: number, theta: number): number {
  return Math.sqrt(2 * k) * Math.sin((HALF_PI - Math.abs(theta)) / 2);
}

function polarLatitude(k: number, sigma: number): number {
  return HALF_PI - 2 * asinEdge(sigma / Math.sqrt(2 * k));
}

/**
 * XPH, the HEALPix grid as a butterfly about the pole: a quarter of HPX (H = 4, K = 3) turned by
 * 45° in each quadrant (Calabretta & Lowe 2013, PASA 30, e050, §2).
 */
export const XPH: ProjectionKind = {
  code: "XPH",
  name: "HEALPix polar",
  create: () => ({
    theta0: HALF_PI,
    toPlane(phi, theta) {
      const quadrant = Math.max(-2, Math.min(1, Math.floor(phi / HALF_PI)));
      const along = phi - (quadrant + 0.5) * HALF_PI;
      const s = Math.sin(theta);
      if (Math.abs(s) <= 2 / 3) return turned(along, 0.75 * HALF_PI * s - HALF_PI, quadrant);
      const sigma = polarSigma(3, theta);
      const y = Math.sign(theta) * (HALF_PI / 2) * (2 - sigma);
      return turned(along * sigma, y - HALF_PI, quadrant);
    },
    toSphere(x, y) {
      const quadrant = quadrantAt(x, y);
      const [along, down] = unturned(x, y, quadrant);
      const height = down + HALF_PI;
      const centre = (quadrant + 0.5) * HALF_PI;
      if (Math.abs(height) <= HALF_PI / 2) {
        if (Math.abs(along) > HALF_PI / 2 + EDGE) return undefined;
        return onSphere(centre + along, asinEdge(height / (0.75 * HALF_PI)));
      }
      const sigma = 2 - Math.abs(height) / (HALF_PI / 2);
      if (sigma < -EDGE || Math.abs(along) > (HALF_PI / 2) * sigma + EDGE) return undefined;
      const phi = centre + spread(along, sigma, HALF_PI / 2);
      return onSphere(phi, Math.sign(height) * polarLatitude(3, Math.max(0, sigma)));
    },
  }),
};

/** The middle longitude of quadrant q points along (sin, −cos) of (q + ½) 90°. */
function axis(quadrant: number): Point {
  const angle = (quadrant + 0.5) * HALF_PI;
  return [Math.sin(angle), -Math.cos(angle)];
}

function turned(along: number, down: number, quadrant: number): Point | undefined {
  const [ax, ay] = axis(quadrant);
  return onPlane(-ax * down - ay * along, -ay * down + ax * along);
}

function unturned(x: number, y: number, quadrant: number): Point {
  const [ax, ay] = axis(quadrant);
  return [-ay * x + ax * y, -ax * x - ay * y];
}

/** The quadrants of longitude are those of the plane: −180…−90° lies where x < 0 and y > 0. */
function quadrantAt(x: number, y: number): number {
  if (y > 0) return x < 0 ? -2 : 1;
  return x < 0 ? -1 : 0;
}
