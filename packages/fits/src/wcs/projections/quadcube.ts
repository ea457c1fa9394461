import { EDGE, onSphere, type Point, type Projection, type ProjectionKind } from "./projection.ts";

/** Half the side of a face, in the plane: 45°. */
const HALF_FACE = Math.PI / 4;

/** Direction cosines (l, m, n) in the frame of a face: ξ and η along it, ζ outwards. */
type Vector = readonly [number, number, number];

/** A face of the cube: the position of its centre in the plane, and its axes (paper II §5.6, table 12). */
interface Face {
  x: number;
  y: number;
  toFace(l: number, m: number, n: number): Vector;
  fromFace(xi: number, eta: number, zeta: number): Vector;
}

const FACES: readonly Face[] = [
  { x: 0, y: 2, toFace: (l, m, n) => [m, -l, n], fromFace: (a, b, c) => [-b, a, c] },
  { x: 0, y: 0, toFace: (l, m, n) => [m, n, l], fromFace: (a, b, c) => [c, a, b] },
  { x: 2, y: 0, toFace: (l, m, n) => [-l, n, m], fromFace: (a, b, c) => [-a, c, b] },
  { x: 4, y: 0, toFace: (l, m, n) => [-m, n, -l], fromFace: (a, b, c) => [-c, -a, b] },
  { x: 6, y: 0, toFace: (l, m, n) => [l, n, -m], fromFace: (a, b, c) => [a, -c, b] },
  { x: 0, y: -2, toFace: (l, m, n) => [m, l, -n], fromFace: (a, b, c) => [b, a, -c] },
];

/** A cube's layout of its faces: (χ, ψ) in [−1, 1]² of a direction, and the direction of (χ, ψ). */
interface Layout {
  onFace(xi: number, eta: number, zeta: number): Point;
  direction(chi: number, psi: number): Vector;
}

function quadcube({ onFace, direction }: Layout): Projection {
  return {
    theta0: 0,
    toPlane(phi, theta) {
      const c = Math.cos(theta);
      const [l, m, n] = [c * Math.cos(phi), c * Math.sin(phi), Math.sin(theta)];
      let best = FACES[1] as Face;
      for (const face of FACES) {
        if (face.toFace(l, m, n)[2] > best.toFace(l, m, n)[2]) best = face;
      }
      const [chi, psi] = onFace(...best.toFace(l, m, n));
      return [HALF_FACE * (best.x + clamp(chi)), HALF_FACE * (best.y + clamp(psi))];
    },
    toSphere(x, y) {
      const face = faceAt(x / HALF_FACE, y / HALF_FACE);
      if (!face) return undefined;
      const chi = turned(x / HALF_FACE - face.x);
      const [l, m, n] = face.fromFace(...direction(clamp(chi), clamp(y / HALF_FACE - face.y)));
      return onSphere(Math.atan2(m, l), Math.atan2(n, Math.hypot(l, m)));
    },
  };
}

/** The equatorial faces may be laid out to either side of the first: x counts modulo a turn. */
function turned(x: number): number {
  return x - 8 * Math.round(x / 8);
}

function faceAt(x: number, y: number): Face | undefined {
  const inside = (t: number) => Math.abs(t) <= 1 + EDGE;
  if (!(Math.abs(x) <= 7 + EDGE)) return undefined;
  return FACES.find(
    (face) => inside(turned(x - face.x)) && inside(y - face.y) && (face.y === 0 || inside(x)),
  );
}

function clamp(t: number): number {
  return Math.max(-1, Math.min(1, t));
}

function normalised(chi: number, psi: number): Vector {
  const zeta = 1 / Math.sqrt(1 + chi * chi + psi * psi);
  return [chi * zeta, psi * zeta, zeta];
}

/** TSC, the tangential spherical cube (§5.6.1). */
export const TSC: ProjectionKind = {
  code: "TSC",
  name: "tangential spherical cube",
  create: () =>
    quadcube({ onFace: (xi, eta, zeta) => [xi / zeta, eta / zeta], direction: normalised }),
};

/**
 * CSC, the COBE quadrilateralised spherical cube (§5.6.2). The two directions are separate
 * approximations by definition, good to some 40″ together: pixel → sky → pixel does not return exactly.
 */
export const CSC: ProjectionKind = {
  code: "CSC",
  name: "COBE quadrilateralised spherical cube",
  create: () =>
    quadcube({
      onFace(xi, eta, zeta) {
        const [a, b] = [xi / zeta, eta / zeta];
        return [cobeForward(a, b), cobeForward(b, a)];
      },
      direction: (chi, psi) => normalised(cobeInverse(chi, psi), cobeInverse(psi, chi)),
    }),
};

/** Constants of F(χ, ψ), paper II §5.6.2. */
const GAMMA_STAR = 1.37484847732;
const GAMMA = -0.13161671474;
const M = 0.004869491981;
const OMEGA = -0.159596235474;
const D = [0.0759196200467, -0.0217762490699] as const;
const C = {
  c00: 0.141189631152,
  c10: 0.0809701286525,
  c01: -0.281528535557,
  c20: -0.178251207466,
  c11: 0.15384112876,
  c02: 0.106959469314,
} as const;

function cobeForward(a: number, b: number): number {
  const [a2, b2] = [a * a, b * b];
  const series =
    C.c00 + C.c10 * a2 + C.c01 * b2 + C.c20 * a2 * a2 + C.c11 * a2 * b2 + C.c02 * b2 * b2;
  const edge = GAMMA + (M - GAMMA) * a2 + (1 - b2) * series;
  const corner = OMEGA - (1 - a2) * (D[0] + D[1] * a2);
  return (
    a * GAMMA_STAR +
    a ** 3 * (1 - GAMMA_STAR) +
    a * b2 * (1 - a2) * edge +
    a ** 3 * (1 - a2) * corner
  );
}

/** P_ij of f(χ, ψ), paper II §5.6.2: a row for each power j of ψ², containing the powers i of χ². */
const P: readonly (readonly number[])[] = [
  [-0.27292696, -0.07629969, -0.22797056, 0.54852384, -0.62930065, 0.25795794, 0.02584375],
  [-0.02819452, -0.01471565, 0.48051509, -1.74114454, 1.71547508, -0.53022337],
  [0.2705816, -0.56800938, 0.30803317, 0.98938102, -0.83180469],
  [-0.6044156, 1.50880086, -0.93678576, 0.08693841],
  [0.93412077, -1.4160192, 0.33887446],
  [-0.63915306, 0.52032238],
  [0.14381585],
];

function cobeInverse(chi: number, psi: number): number {
  const [c2, p2] = [chi * chi, psi * psi];
  const rows = P.map((row) => row.reduceRight((sum, p) => sum * c2 + p, 0));
  const series = rows.reduceRight((sum, row) => sum * p2 + row, 0);
  return chi + chi * (1 - c2) * series;
}

/** QSC, the quadrilateralised spherical cube, of equal area (§5.6.3). */
export const QSC: ProjectionKind = {
  code: "QSC",
  name: "quadrilateralised spherical cube",
  create: () =>
    quadcube({
      onFace(xi, eta, zeta) {
        if (Math.abs(xi) >= Math.abs(eta)) return equalArea(xi, eta, zeta);
        const [psi, chi] = equalArea(eta, xi, zeta);
        return [chi, psi];
      },
      direction(chi, psi) {
        if (Math.abs(chi) >= Math.abs(psi)) return equalAreaDirection(chi, psi);
        const [eta, xi, zeta] = equalAreaDirection(psi, chi);
        return [xi, eta, zeta];
      },
    }),
};

/** (χ, ψ) where |ξ| ≥ |η|. */
function equalArea(xi: number, eta: number, zeta: number): Point {
  if (xi === 0) return [0, 0];
  const omega = eta / xi;
  const low = (xi * xi + eta * eta) / (1 + zeta); // 1 − ζ
  const chi = Math.sign(xi) * Math.sqrt(low / (1 - 1 / Math.sqrt(2 + omega * omega)));
  const angle = Math.atan(omega) - Math.asin(omega / Math.sqrt(2 * (1 + omega * omega)));
  return [chi, (chi * angle * 12) / Math.PI];
}

/** (ξ, η, ζ) where |χ| ≥ |ψ|. */
function equalAreaDirection(chi: number, psi: number): Vector {
  if (chi === 0) return [0, 0, 1];
  const angle = ((psi / chi) * Math.PI) / 12;
  const omega = Math.sin(angle) / (Math.cos(angle) - Math.SQRT1_2);
  const low = chi * chi * (1 - 1 / Math.sqrt(2 + omega * omega)); // 1 − ζ
  const xi = Math.sign(chi) * Math.sqrt((low * (2 - low)) / (1 + omega * omega));
  return [xi, omega * xi, 1 - low];
}
