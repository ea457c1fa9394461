import { FitsError } from "../../errors.ts";
import type { Header } from "../../header/header.ts";
import type { CelestialAxes } from "../ctype.ts";
import type { Distortions } from "../pixelmap.ts";
import type { Point } from "../projections/projection.ts";
import { irafDistortion } from "./iraf.ts";
import { CPDIS, D2IM, type FindTable, lookupShift } from "./lookup.ts";
import { type PixelShift, sipShift } from "./sip.ts";
import { tpvPolynomial } from "./tpv.ts";

/** PVi_m of an axis by m. */
type AxisParameters = ReadonlyMap<number, number>;

/** What a header's distortions are read from, and where tolerated deviations are reported. */
interface DistortionSources {
  header: Header;
  celestial: CelestialAxes;
  alternate: string;
  crpix: Point;
  longitudePv: AxisParameters;
  latitudePv: AxisParameters;
  find: FindTable;
  warnings: string[];
}

/** Projections that IRAF distorts according to WATj_nnn. */
const IRAF_CODES = new Set(["TNX", "ZPX"]);

/** Whether PVi_m are the polynomial of TPV, and not parameters of a projection. */
export function isTpv({ celestial, longitudePv, latitudePv }: DistortionSources): boolean {
  if (celestial.code === "TPV") return true;
  return celestial.code === "TAN" && isScamp(longitudePv, latitudePv);
}

/**
 * All distortions of a header's coordinates. If it has both SIP and SCAMP's PVi_m, they describe the same distortion
 * and CTYPE says which to use (Shupe et al. 2012, SPIE 8451, §7): SIP if it is named, else TPV; RA---TPV-SIP means
 * both.
 *
 * @throws FitsError FITS_WCS_BAD_DISTORTION or FITS_WCS_UNSUPPORTED.
 */
export function readDistortions(sources: DistortionSources): Distortions {
  const { header, celestial, alternate, find, longitudePv, latitudePv, warnings } = sources;
  refuseSequent(sources);
  const primary = alternate === "";
  const named = celestial.distortion === "SIP";
  const tpv = isTpv(sources);
  const sip = sipOf(sources, named);
  const both = named && celestial.code === "TPV";
  if (sip && tpv && !both) {
    warnings.push(`SIP and PVi_m stand together: ${named ? "SIP" : "PVi_m"} counts, after CTYPE`);
  }
  const tables = lookupShift(header, CPDIS, alternate, find);
  const pixel = [tpv && !named ? undefined : sip, tables];
  const polynomial = tpv && (!sip || !named || both);
  return {
    detector: primary ? lookupShift(header, D2IM, "", find) : undefined,
    pixel: pixel.filter((shift) => shift !== undefined),
    plane: IRAF_CODES.has(celestial.code)
      ? irafDistortion(header, celestial)
      : polynomial
        ? tpvPolynomial(longitudePv, latitudePv)
        : undefined,
  };
}

/** SIP should be named in CTYPE, but many headers have it without saying so. */
function sipOf(sources: DistortionSources, named: boolean): PixelShift | undefined {
  const { header, celestial, alternate, crpix, warnings } = sources;
  if (celestial.distortion !== "" && !named) {
    warnings.push(`CTYPE names a distortion "${celestial.distortion}", which is not applied`);
  }
  const sip = alternate === "" || named ? sipShift(header, crpix, warnings) : undefined;
  if (named && !sip) warnings.push("CTYPE names SIP, but there is no A_ORDER or B_ORDER above 1");
  return sip;
}

/** CQDISia of the draft of paper IV. */
function refuseSequent({ header, celestial, alternate }: DistortionSources): void {
  for (const axis of [celestial.longitude, celestial.latitude]) {
    const card = `CQDIS${axis}${alternate}`;
    const kind = header.string(card)?.trim();
    if (kind) {
      throw new FitsError("FITS_WCS_UNSUPPORTED", `a distortion of type "${kind}"`, { card });
    }
  }
}

/**
 * TAN takes no parameters: those of the latitude axis, or on the longitude axis those beyond the four that may move
 * the pole, are SCAMP's polynomial. Parameters that are all zero do not count.
 */
function isScamp(longitude: AxisParameters, latitude: AxisParameters): boolean {
  const beyond = [...longitude].some(([m, value]) => m > 4 && value !== 0);
  return beyond || [...latitude.values()].some((value) => value !== 0);
}
