import { FitsError } from "../errors.ts";
import type { Header } from "../header/header.ts";
import { type CelestialAxes, celestialAxes } from "./ctype.ts";
import { watProjection } from "./distortions/iraf.ts";
import type { FindTable } from "./distortions/lookup.ts";
import { isTpv, readDistortions } from "./distortions/read.ts";
import { TPV_TERMS } from "./distortions/tpv.ts";
import { hasPlate, plateSolution } from "./dss.ts";
import { referenceFrame } from "./frame.ts";
import { linearCards } from "./linear.ts";
import { product } from "./matrix.ts";
import { nativeToCelestial } from "./native.ts";
import { linearMap } from "./pixelmap.ts";
import { PROJECTIONS } from "./projections/index.ts";
import { unprojected } from "./projections/none.ts";
import { type Parameters, type Point, type Projection, RADIANS } from "./projections/projection.ts";
import { SYSTEMS } from "./systems/index.ts";
import type { ReferenceFrame } from "./systems/system.ts";
import { Wcs } from "./wcs.ts";

/** What to read, and access to data outside the header. */
export interface WcsOptions {
  /** Letter A to Z of an alternate description; "" or absent for the primary one. */
  alternate?: string;
  /** Finds the image extensions with lookup tables; `readWcs` provides it. */
  table?: FindTable;
  /** Whether a plate solution of the Digitized Sky Survey takes precedence (default true). */
  plate?: boolean;
}

/**
 * Reads the celestial coordinates that a header describes: Greisen & Calabretta 2002, A&A 395, 1061 (paper I),
 * Calabretta & Greisen 2002, A&A 395, 1077 (paper II), with SIP, TPV (also as SCAMP writes it, PVi_m beside TAN),
 * IRAF's TNX and ZPX, lookup tables and DSS plates. Undefined if no CTYPE is celestial.
 *
 * @throws FitsError FITS_WCS_… if there are such coordinates but they are invalid.
 */
export function parseWcs(header: Header, options: WcsOptions = {}): Wcs | undefined {
  const alternate = options.alternate?.trim().toUpperCase() ?? "";
  if (alternate === "" && options.plate !== false && hasPlate(header)) return plateWcs(header);
  const celestial = celestialAxes(header, alternate);
  return celestial && celestialWcs(header, celestial, alternate, options);
}

/** The letters of the descriptions in a header: "" for the primary one, then A to Z. */
export function alternates(header: Header): string[] {
  const letters = new Set<string>();
  for (const { keyword } of header.cards) {
    const match = /^CTYPE\d+([A-Z]?)$/.exec(keyword);
    if (match) letters.add(match[1] as string);
  }
  return [...letters].sort();
}

function celestialWcs(
  header: Header,
  celestial: CelestialAxes,
  alternate: string,
  options: WcsOptions,
): Wcs {
  const warnings: string[] = [];
  const linear = linearCards(header, celestial, alternate, warnings);
  const longitudePv = projectionValues(header, celestial.longitude, alternate);
  const latitudePv = projectionValues(header, celestial.latitude, alternate);
  // PROJPm is the name of PVi_m in drafts before paper II.
  const old = latitudePv.size === 0 && alternate === "";
  const mapPv = old ? numbered(header, (m) => `PROJP${m}`) : latitudePv;
  const sources = {
    ...{ header, celestial, alternate, crpix: linear.crpix, longitudePv, latitudePv, warnings },
    find: options.table ?? (() => undefined),
  };
  const bent = isTpv(sources);
  const map = linearMap(linear.crpix, linear.matrix, readDistortions(sources));

  const ownPv = celestial.code === "ZPX" ? watProjection(header, celestial.latitude) : mapPv;
  const chosen = chooseProjection(celestial.code, linear.crval, bent ? new Map() : new Map(ownPv));
  const fiducial = bent ? new Map<number, number>() : longitudePv;
  // GLS has no fiducial point of its own: it is (0, CRVAL).
  const phi0 = chosen.theta0 === undefined ? (fiducial.get(1) ?? 0) * RADIANS : 0;
  const theta0 = chosen.theta0 ?? degreesToRadians(fiducial.get(2)) ?? chosen.projection.theta0;
  const lonpole = poleLongitude(fiducial.get(3) ?? header.number(`LONPOLE${alternate}`));
  const latpole = fiducial.get(4) ?? header.number(`LATPOLE${alternate}`) ?? 90;
  const place = {
    longitude: linear.crval[0] * RADIANS,
    latitude: checkedLatitude(linear.crval[1]),
    lonpole: degreesToRadians(lonpole),
    latpole: latpole * RADIANS,
  };
  // Coordinates without a projection cannot be rotated.
  const rotation =
    celestial.code === "" ? product() : nativeToCelestial({ phi0, theta0, ...place });
  const shifted = celestial.code !== "" && (fiducial.get(0) ?? 0) !== 0;
  const moved = chosen.theta0 !== undefined || shifted;
  const offset = moved ? chosen.projection.toPlane(phi0, theta0) : ([0, 0] as const);
  if (!offset)
    throw new FitsError("FITS_WCS_BAD_PARAMETER", "the fiducial point is not on the map");
  const { longitudeName } = celestial;
  const framed = SYSTEMS.some(({ axes, framed }) => framed && axes[0] === longitudeName);
  const frame = referenceFrame(header, alternate, framed ? warnings : []);
  return new Wcs({
    alternate,
    name: header.string(`WCSNAME${alternate}`)?.trim() ?? "",
    ctype: [
      ctype(header, celestial.longitude, alternate),
      ctype(header, celestial.latitude, alternate),
    ],
    projectionCode: celestial.code,
    ...systemOf(longitudeName, frame),
    frame,
    axes: linear.axes,
    crval: linear.crval,
    size: imageSize(header, linear.axes),
    map,
    offset,
    projection: chosen.projection,
    rotation,
    warnings,
  });
}

function plateWcs(header: Header): Wcs {
  const { centre, map } = plateSolution(header);
  const chosen = chooseProjection("TAN", centre, new Map());
  // EPOCH is the year of the exposure here; the catalogue behind the plates is for J2000.0.
  const equinox = header.number("EQUINOX") ?? 2000;
  const frame = { radesys: equinox < 1984 ? "FK4" : "FK5", equinox };
  return new Wcs({
    alternate: "",
    name: "",
    ctype: ["RA---TAN", "DEC--TAN"],
    projectionCode: "TAN",
    ...systemOf("RA", frame),
    frame,
    axes: [1, 2],
    crval: centre,
    size: imageSize(header, [1, 2]),
    map,
    offset: [0, 0],
    projection: chosen.projection,
    rotation: nativeToCelestial({
      phi0: 0,
      theta0: chosen.projection.theta0,
      longitude: centre[0] * RADIANS,
      latitude: centre[1] * RADIANS,
      lonpole: Math.PI,
      latpole: Math.PI / 2,
    }),
    warnings: [],
  });
}

function systemOf(longitudeName: string, frame: ReferenceFrame) {
  const kind = SYSTEMS.find(({ axes }) => axes[0] === longitudeName);
  return { system: kind?.name ?? longitudeName, icrs: kind?.conversion(frame) };
}

interface ChosenProjection {
  projection: Projection;
  /** Latitude of the fiducial point, if an old convention fixes it, radians. */
  theta0?: number;
}

/** Codes that are aliases, or older forms, of a registered projection. */
const ALIASES: Record<
  string,
  (latitude: number) => { code: string; pv?: [number, number][]; shifted?: boolean }
> = {
  TPV: () => ({ code: "TAN" }),
  TNX: () => ({ code: "TAN" }),
  ZPX: () => ({ code: "ZPN" }),
  // Paper II §6.1.1: the north celestial pole projection is a slant orthographic.
  NCP: (latitude) => ({
    code: "SIN",
    pv: [
      [1, 0],
      [2, 1 / Math.tan(latitude * RADIANS)],
    ],
  }),
  // Paper II §6.1.4: AIPS's GLS does not tilt the graticule, it moves the map.
  GLS: () => ({ code: "SFL", shifted: true }),
};

function chooseProjection(
  code: string,
  crval: Point,
  pv: ReadonlyMap<number, number>,
): ChosenProjection {
  if (code === "") return { projection: unprojected(crval) };
  const alias = ALIASES[code]?.(crval[1]);
  const values = alias?.pv ? new Map(alias.pv) : pv;
  const kind = PROJECTIONS.find((k) => k.code === (alias?.code ?? code));
  if (!kind) throw new FitsError("FITS_WCS_UNSUPPORTED", `projection ${code}`);
  const parameters: Parameters = (m, byDefault) => values.get(m) ?? byDefault;
  const projection = kind.create(parameters);
  return alias?.shifted ? { projection, theta0: crval[1] * RADIANS } : { projection };
}

/** PVi_m of an axis by m. */
function projectionValues(header: Header, axis: number, alternate: string): Map<number, number> {
  return numbered(header, (m) => `PV${axis}_${m}${alternate}`);
}

/** Numbers of cards that are indexed from 0, by their index. */
function numbered(header: Header, keyword: (m: number) => string): Map<number, number> {
  const values = new Map<number, number>();
  for (let m = 0; m < TPV_TERMS; m++) {
    const value = header.number(keyword(m));
    if (value !== undefined) values.set(m, value);
  }
  return values;
}

function checkedLatitude(degrees: number): number {
  if (Math.abs(degrees) > 90 + 1e-9) {
    throw new FitsError("FITS_WCS_BAD_POLE", `the latitude of the reference point is ${degrees}`);
  }
  return Math.max(-90, Math.min(90, degrees)) * RADIANS;
}

/** Old writers put 999 for a missing LONPOLE. */
function poleLongitude(degrees: number | undefined): number | undefined {
  return degrees === 999 ? undefined : degrees;
}

function degreesToRadians(degrees: number | undefined): number | undefined {
  return degrees === undefined ? undefined : degrees * RADIANS;
}

function ctype(header: Header, axis: number, alternate: string): string {
  return header.string(`CTYPE${axis}${alternate}`)?.trim() ?? "";
}

function imageSize(header: Header, axes: readonly [number, number]): Point | undefined {
  const [width, height] = axes.map((axis) => header.integer(`NAXIS${axis}`) ?? 0);
  return width && height && width > 0 && height > 0 ? [width, height] : undefined;
}
