import { FitsError } from "../errors.ts";
import { type Matrix3, product, rotationY, rotationZ } from "./matrix.ts";

/** Parameters of the native coordinates of a map on the sky, all in radians. */
export interface Orientation {
  /** Native coordinates of the fiducial point (φ0, θ0), and its celestial ones, CRVAL. */
  phi0: number;
  theta0: number;
  longitude: number;
  latitude: number;
  /** LONPOLE; if missing, 0 for a fiducial point at or north of θ0, else 180° (from φ0). */
  lonpole: number | undefined;
  /** LATPOLE, which selects one of two possible poles. */
  latpole: number;
}

const HALF_PI = Math.PI / 2;
/** Angles closer than this are treated as equal in degenerate cases. */
const SAME = 1e-11;

/**
 * The rotation from native to celestial vectors (Calabretta & Greisen 2002, §2.2 to §2.4).
 *
 * @throws FitsError FITS_WCS_BAD_POLE if no pole fits the cards.
 */
export function nativeToCelestial(orientation: Orientation): Matrix3 {
  const { phi0, theta0, latitude } = orientation;
  const given = [phi0, theta0, orientation.lonpole ?? 0, orientation.latpole];
  if (!given.every(Number.isFinite)) throw impossible();
  const lonpole = orientation.lonpole ?? phi0 + (latitude < theta0 - 1e-13 ? Math.PI : 0);
  const [alphaP, deltaP] = celestialPole(orientation, lonpole);
  // Equation (2) as three rotations: by φp about the native pole, to the celestial pole, by αp.
  return product(
    rotationZ(-alphaP),
    rotationY(deltaP - HALF_PI),
    rotationZ(Math.PI),
    rotationZ(lonpole),
  );
}

/** The celestial coordinates (αp, δp) of the native pole (§2.4, equations 8 to 10). */
function celestialPole(orientation: Orientation, lonpole: number): readonly [number, number] {
  const { phi0, theta0, longitude, latitude, latpole } = orientation;
  if (HALF_PI - theta0 < SAME) return [longitude, latitude];
  const turn = lonpole - phi0;
  const deltaP = poleLatitude(theta0, latitude, turn, latpole);
  if (HALF_PI - Math.abs(latitude) < SAME) return [longitude, deltaP];
  if (HALF_PI - deltaP < SAME) return [longitude + turn - Math.PI, HALF_PI];
  if (HALF_PI + deltaP < SAME) return [longitude - turn, -HALF_PI];
  const sine = (Math.sin(turn) * Math.cos(theta0)) / Math.cos(latitude);
  const cosine =
    (Math.sin(theta0) - Math.sin(deltaP) * Math.sin(latitude)) /
    (Math.cos(deltaP) * Math.cos(latitude));
  return [longitude - Math.atan2(sine, cosine), deltaP];
}

function poleLatitude(theta0: number, latitude: number, turn: number, latpole: number): number {
  const along = Math.cos(theta0) * Math.cos(turn);
  const up = Math.sin(theta0);
  const length = Math.hypot(along, up);
  const sine = Math.sin(latitude);
  if (length < SAME) {
    if (Math.abs(sine) > SAME) throw impossible();
    return Math.max(-HALF_PI, Math.min(HALF_PI, latpole));
  }
  // cos² δ0 − cos² θ0 sin² (φp − φ0), the cosine part of the arc in equation (8).
  const square = Math.cos(latitude) ** 2 - (Math.cos(theta0) * Math.sin(turn)) ** 2;
  if (square < -SAME) throw impossible();
  const arc = Math.atan2(Math.sqrt(Math.max(0, square)), sine);
  const middle = Math.atan2(up, along);
  const poles = [middle + arc, middle - arc].map((t) => t - TURN * Math.round(t / TURN));
  if (secondIsNearer(middle, Math.acos(Math.max(-1, Math.min(1, sine / length))), latpole)) {
    poles.reverse();
  }
  const best = poles.find((t) => Math.abs(t) <= HALF_PI + SAME);
  if (best === undefined) throw impossible();
  return Math.max(-HALF_PI, Math.min(HALF_PI, best));
}

const TURN = 2 * Math.PI;

/**
 * Whether middle − arc is at least as near to LATPOLE as middle + arc. If LATPOLE is 0, both are often equally near
 * except for rounding, and the paper does not say which to use: so the comparison is in degrees, as in wcslib.
 */
function secondIsNearer(middle: number, arc: number, latpole: number): boolean {
  const degrees = (angle: number) => (angle * 180) / Math.PI;
  const away = (t: number) => {
    const pole = t > 180 ? t - 360 : t < -180 ? t + 360 : t;
    return Math.abs(degrees(latpole) - pole);
  };
  const [u, v] = [degrees(middle), degrees(arc)];
  return !(away(u + v) < away(u - v));
}

function impossible(): FitsError {
  return new FitsError("FITS_WCS_BAD_POLE", "no native pole fits CRVAL and LONPOLE");
}
