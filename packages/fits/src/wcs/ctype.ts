import { FitsError } from "../errors.ts";
import type { Header } from "../header/header.ts";

/** The two celestial axes of a header. */
export interface CelestialAxes {
  /** Axis numbers, from 1. */
  longitude: number;
  latitude: number;
  /** The beginning of CTYPE: RA, GLON, HPLN… */
  longitudeName: string;
  latitudeName: string;
  /** Three-letter code as written in the header: TAN, TPV, NCP…; "" if there is none. */
  code: string;
  /** The part after the code, as in RA---TAN-SIP; "" if there is none. */
  distortion: string;
}

/** Four columns of coordinate, filled with hyphens, three of algorithm (paper I §2.1, paper II §2.1). */
const CTYPE = /^([A-Z0-9]{1,4})-+([A-Z]{3})(?:-(\w*)|\s|$)/;
/** Only a pair of names: linear coordinates, as in wcslib. */
const BARE = /^(RA|DEC|.LON|.LAT|..LN|..LT)$/;
/** Paper I allows 99 axes; FITS images may have more, but no axis beyond has a CTYPE. */
const MAX_AXES = 99;

/**
 * Finds the celestial axes; undefined if there are none.
 *
 * @throws FitsError FITS_WCS_BAD_AXES if one axis lacks its partner, or they disagree.
 */
export function celestialAxes(header: Header, alternate: string): CelestialAxes | undefined {
  const axes: Axis[] = [];
  const bare: Axis[] = [];
  for (let axis = 1; axis <= MAX_AXES; axis++) {
    const type = header.string(`CTYPE${axis}${alternate}`)?.trim().toUpperCase() ?? "";
    const match = CTYPE.exec(type);
    if (match) {
      const [, name = "", code = "", distortion = ""] = match;
      axes.push({ axis, name, code, distortion });
    } else if (BARE.test(type)) bare.push({ axis, name: type, code: "", distortion: "" });
  }
  return axes.length > 0 ? projectedPair(axes) : pair(bare);
}

interface Axis {
  axis: number;
  name: string;
  code: string;
  distortion: string;
}

function projectedPair(axes: readonly Axis[]): CelestialAxes | undefined {
  const longitude = axes.find(({ name }) => partner(name) !== undefined);
  if (!longitude) {
    const alone = axes.find(({ name }) => /^(DEC|.LAT|..LT)$/.test(name));
    if (alone) throw bad(`${alone.name} has no longitude`, alone.axis);
    return undefined;
  }
  const latitude = axes.find(({ name }) => name === partner(longitude.name));
  if (!latitude) throw bad(`${longitude.name} has no latitude`, longitude.axis);
  if (latitude.code !== longitude.code) {
    throw bad(`projections ${longitude.code} and ${latitude.code}`, latitude.axis);
  }
  return pair([longitude, latitude]);
}

/** A longitude and its latitude; undefined if one of them is missing. */
function pair(axes: readonly Axis[]): CelestialAxes | undefined {
  const longitude = axes.find(({ name }) => partner(name) !== undefined);
  const latitude = longitude && axes.find(({ name }) => name === partner(longitude.name));
  if (!longitude || !latitude) return undefined;
  return {
    longitude: longitude.axis,
    latitude: latitude.axis,
    longitudeName: longitude.name,
    latitudeName: latitude.name,
    code: longitude.code,
    distortion: longitude.distortion || latitude.distortion,
  };
}

/** The latitude that belongs to a longitude; undefined if the name is not a longitude. */
function partner(name: string): string | undefined {
  if (name === "RA") return "DEC";
  if (/^.LON$/.test(name)) return `${name[0]}LAT`;
  return /^..LN$/.test(name) ? `${name.slice(0, 2)}LT` : undefined;
}

function bad(detail: string, axis: number): FitsError {
  return new FitsError("FITS_WCS_BAD_AXES", detail, { card: `CTYPE${axis}` });
}
