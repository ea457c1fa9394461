import { OrbitError, observer, parseDate, parseOrbitJson, SPAN_YEARS } from "@welkin/orbits";
import { WelkinError } from "../../errors.ts";
import {
  circle,
  DEGREE,
  parseField,
  polygonRegion,
  type Region,
  SkyPolygon,
  vectorOf,
} from "../footprints/index.ts";
import type { SearchRequest } from "../jobs/request.ts";
import type { BatchBody, SearchBody } from "../schema.ts";
import { EphemerisTable, type TableRow } from "../targets/table.ts";
import type { Target } from "../targets/target.ts";

/** Dates as given by clients: text, or MJD. */
export interface Dates {
  readonly start?: string | number | undefined;
  readonly stop?: string | number | undefined;
}

/** MJD UTC of a date in a request. */
export function readDate(given: string | number): number {
  return parseDate(String(given));
}

/**
 * The requested span, MJD UTC.
 *
 * @throws OrbitError bad-date, outside-span; WelkinError BAD_REQUEST if it ends before it begins
 */
export function readSpan({ start, stop }: Dates): { from?: number; to?: number } {
  const from = start === undefined || start === "" ? undefined : readDate(start);
  const to = stop === undefined || stop === "" ? undefined : readDate(stop);
  if (from !== undefined && to !== undefined && to < from) {
    throw new WelkinError("BAD_REQUEST", "The stop lies before the start.");
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

const [earliest = 0, latest = 0] = SPAN_YEARS.split(" to ").map((year) =>
  parseDate(`${year}-01-01`),
);

/**
 * Checks that part of a span lies in the years for which positions can be computed.
 *
 * @throws OrbitError outside-span
 */
function assertComputable({ from, to }: { from?: number; to?: number }): void {
  if ((from ?? earliest) < latest && (to ?? latest) > earliest) return;
  throw new OrbitError(
    "outside-span",
    `Positions are computed for the years ${SPAN_YEARS}; these dates lie outside.`,
    String(from ?? to),
  );
}

/** Only the values of an object that are defined. */
export function given<Values extends object>(values: Values) {
  const there = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(there) as { [Name in keyof Values]?: Exclude<Values[Name], undefined> };
}

/**
 * Checks that the database can store a value as JSON: PostgreSQL's text accepts neither NUL nor unpaired surrogates.
 *
 * @throws WelkinError BAD_REQUEST
 */
export function assertKeepable(value: unknown): void {
  // JSON.stringify writes both as \\u…, and otherwise only control characters.
  if (!/\\u(?:0000|d[89a-f])/i.test(JSON.stringify(value) ?? "")) return;
  throw new WelkinError(
    "BAD_REQUEST",
    "The request has text in it that is no text (NUL, or half a character).",
  );
}

/** An answer of SBDB with a covariance has a tenth of this. */
const ORBIT_LIMIT = 256 * 1024;

type Whom = Pick<SearchBody, "target" | "orbit" | "ephemeris">;

/** The request in a body, checked as far as possible without looking anything up. */
export function readSearch(body: SearchBody): SearchRequest {
  const request = readRequest(body, body);
  targetInside(request);
  return request;
}

/** The targets of a list, each as a separate search. */
export function readBatch({ targets, ...manner }: BatchBody): SearchRequest[] {
  return targets.map((one) => {
    const request = readRequest(typeof one === "string" ? { target: one } : one, manner);
    targetInside(request);
    return request;
  });
}

function readRequest(whom: Whom, manner: Omit<SearchBody, keyof Whom>): SearchRequest {
  assertKeepable([whom, manner]);
  if (JSON.stringify(whom.orbit ?? null).length > ORBIT_LIMIT) {
    throw new WelkinError("TOO_LARGE", `An orbit has at most ${ORBIT_LIMIT} characters of JSON.`);
  }
  const span = readSpan(manner);
  assertComputable(span);
  if (manner.observer !== undefined) observer(manner.observer);
  const { padding, uncertainty, cached, sources, filters, maglimit, detectable } = manner;
  return {
    ...given({ target: whom.target, orbit: whom.orbit, ephemeris: whom.ephemeris }),
    ...given({ observer: manner.observer, filters, maglimit, detectable }),
    ...span,
    ...{ padding, uncertainty, cached, sources },
  } as SearchRequest;
}

/**
 * The target that a request defines itself; undefined if it gives a name.
 *
 * @throws OrbitError; WelkinError BAD_REQUEST, SURVEY_EPHEMERIS_BAD
 */
export function targetInside(request: {
  readonly target?: string | undefined;
  readonly orbit?: unknown;
  readonly ephemeris?: unknown;
}): Target | undefined {
  const { target: name, orbit, ephemeris } = request;
  if (orbit !== undefined && ephemeris !== undefined) {
    throw new WelkinError("BAD_REQUEST", "Give an orbit or an ephemeris, not both.");
  }
  if (orbit !== undefined) {
    const read = parseOrbitJson(orbit);
    return { name: name ?? read.name, orbit: read, source: "the request" };
  }
  if (ephemeris !== undefined) {
    const table = new EphemerisTable((ephemeris as GivenRow[]).map(tableRow));
    return { name: name ?? "unnamed", table, source: "the request" };
  }
  if (name !== undefined) return undefined;
  throw new WelkinError("BAD_REQUEST", "Name a target, or give an orbit or an ephemeris.");
}

type GivenRow = NonNullable<SearchBody["ephemeris"]>[number];

function tableRow(row: GivenRow, index: number): TableRow {
  const { date, mjd, ...rest } = row;
  if (mjd === undefined && date === undefined) {
    throw new WelkinError("SURVEY_EPHEMERIS_BAD", `Row ${index + 1} has no mjd and no date.`);
  }
  const there = Object.entries(rest).filter(([, value]) => typeof value === "number");
  return { ...(Object.fromEntries(there) as typeof rest), mjd: mjd ?? readDate(date!) } as TableRow;
}

/** The requested region of the sky. */
export interface Piece {
  readonly region: Region;
  readonly place: { readonly ra: number; readonly dec: number };
}

/** @throws FootprintError; WelkinError BAD_REQUEST */
export function readPiece(asked: {
  readonly ra?: number | undefined;
  readonly dec?: number | undefined;
  readonly radius: number;
  readonly polygon?: string | readonly (readonly [number, number])[] | undefined;
}): Piece {
  const { ra, dec, radius, polygon } = asked;
  if (polygon !== undefined) {
    if (ra !== undefined || dec !== undefined) {
      throw new WelkinError("BAD_REQUEST", "Give a place or a polygon, not both.");
    }
    const corners = typeof polygon === "string" ? parseField(polygon) : polygon;
    const area = new SkyPolygon(corners);
    const [x, y, z] = area.centre;
    const place = {
      ra: (Math.atan2(y, x) / DEGREE + 360) % 360,
      dec: Math.asin(Math.max(-1, Math.min(1, z))) / DEGREE,
    };
    return { region: polygonRegion(area), place };
  }
  if (ra === undefined || dec === undefined) {
    throw new WelkinError("BAD_REQUEST", "Give ra and dec in degrees, or a polygon.");
  }
  return { region: circle(vectorOf(ra, dec), (radius / 60) * DEGREE), place: { ra, dec } };
}
