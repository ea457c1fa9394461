import {
  defaultEphemeris,
  type EphemerisRow,
  ephemerisRow,
  mjdToIso,
  type Observer,
  OrbitError,
  observe,
  propagate,
  type SolarSystem,
  SPAN_YEARS,
  type Trajectory,
} from "@welkin/orbits";
import { DEGREE, type Look, lookAlong, TargetPath } from "../footprints/index.ts";
import { embedded, type Note, type Provenance } from "../provenance.ts";
import { Spread } from "../targets/spread.ts";
import type { EphemerisTable } from "../targets/table.ts";
import { hasOrbit, type OrbitTarget, type TableTarget, type Target } from "../targets/target.ts";

/** A target's path over a span of time: everything that a search needs to know about it. */
export interface Way {
  /** MJD UTC. */
  readonly from: number;
  readonly to: number;
  readonly coarse: TargetPath;
  readonly look: Look;
  row(from: Observer, mjd: number): EphemerisRow;
  readonly spread: Spread | undefined;
  readonly system: SolarSystem;
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Days at the ends of the ephemeris that are needed for light time. */
const MARGIN = 3;
/** au per day. */
const LIGHT = 173.14;

/**
 * The path of a target over a span, or as much of it as can be computed; undefined if nothing can.
 *
 * @throws OrbitError for an orbit that leads nowhere
 */
export async function wayOf(
  target: Target,
  span: Span,
  breathe: () => Promise<void>,
): Promise<Way | undefined> {
  const system = await defaultEphemeris();
  return hasOrbit(target)
    ? orbitWay(target, span, system, breathe)
    : tableWay(target, span, system);
}

/** The part of a span that the planets' ephemeris covers, for an orbit. */
function covered({ orbit }: OrbitTarget, { from, to }: Span, system: SolarSystem): Span {
  const [x, y, z, vx, vy, vz] = orbit.state as [number, number, number, number, number, number];
  // An object that leaves for good is farther away at the ends than it is now.
  const days = Math.max(orbit.epoch - system.start, system.stop - orbit.epoch);
  const farthest = 2 * Math.hypot(x, y, z) + Math.hypot(vx, vy, vz) * days;
  const margin = MARGIN + farthest / LIGHT;
  return { from: Math.max(from, system.start + margin), to: Math.min(to, system.stop - MARGIN) };
}

async function orbitWay(
  target: OrbitTarget,
  asked: Span,
  system: SolarSystem,
  breathe: () => Promise<void>,
): Promise<Way | undefined> {
  const span = covered(target, asked, system);
  // A nonsensical state gives a nonsensical span: `propagate` reports it.
  if (span.from > span.to) return undefined;
  const way = await wayUpToImpact(target, span, system, breathe);
  return { ...way, notes: [...outsideNotes(asked, span), ...way.notes] };
}

/** Days kept clear before an impact: orbits within the errors hit the body slightly earlier. */
const BEFORE_IMPACT = 0.01;

/** The path over a span; only a part of it if the orbit ends in a body. */
async function wayUpToImpact(
  target: OrbitTarget,
  span: Span,
  system: SolarSystem,
  breathe: () => Promise<void>,
): Promise<Way> {
  try {
    return await wayWithin(target, span, system, breathe);
  } catch (error) {
    const left = upToImpact(error, span, target.orbit.epoch);
    if (left === undefined) throw error;
    const way = await wayWithin(target, left, system, breathe);
    const message = `${(error as OrbitError).message} Observations there are not looked at.`;
    return { ...way, notes: [...way.notes, { code: "IMPACT", message }] };
  }
}

/** What is left of a span whose path ends in a body; undefined if nothing is, or if the error is a different one. */
function upToImpact(error: unknown, { from, to }: Span, epoch: number): Span | undefined {
  if (!(error instanceof OrbitError) || error.mjd === undefined) return undefined;
  const span =
    error.mjd > epoch
      ? { from, to: Math.min(to, error.mjd - BEFORE_IMPACT) }
      : { from: Math.max(from, error.mjd + BEFORE_IMPACT), to };
  return span.from < span.to ? span : undefined;
}

async function wayWithin(
  target: OrbitTarget,
  span: Span,
  system: SolarSystem,
  breathe: () => Promise<void>,
): Promise<Way> {
  const { orbit } = target;
  const spread =
    orbit.covariance === undefined ? undefined : await Spread.of(orbit, system, span, breathe);
  const path = spread?.nominal ?? propagate(orbit, system, span);
  await breathe();
  return {
    ...span,
    system,
    spread,
    coarse: TargetPath.of(path, system, span.from, span.to),
    look: lookAlong(path, system),
    row: (from, mjd) =>
      ephemerisRow(observe(path, system, from, mjd), orbit.photometry, spread?.ellipse(from, mjd)),
    provenance: embedded(target, system),
    notes: [...(target.notes ?? []), ...encounterNotes(path, span)],
  };
}

function outsideNotes(asked: Span, span: Span): Note[] {
  if (asked.from >= span.from && asked.to <= span.to) return [];
  const message = `Positions are computed from ${SPAN_YEARS}; observations beyond are not looked at.`;
  return [{ code: "OUTSIDE_SPAN", message }];
}

function encounterNotes({ encounters }: Trajectory, { from, to }: Span): Note[] {
  const deep = encounters.filter(({ deep, mjd }) => deep && mjd > from - 1 && mjd < to + 1);
  return deep.slice(0, 3).map(({ body, mjd, distance }) => ({
    code: "DEEP_ENCOUNTER",
    message: `It passes ${body} at ${distance.toPrecision(3)} au on ${day(mjd)}; beyond that, seen from the orbit's epoch, positions may be off by thousands of kilometres.`,
  }));
}

const day = (mjd: number) => mjdToIso(mjd).slice(0, 10);

function tableWay(target: TableTarget, asked: Span, system: SolarSystem): Way | undefined {
  const { table } = target;
  const [from, to] = [Math.max(asked.from, table.from), Math.min(asked.to, table.to)];
  if (!(from <= to)) return undefined;
  const inner = [...table.times].filter((time) => time > from && time < to);
  const end = Math.max(to, from + 1e-6);
  return {
    from,
    to,
    system,
    spread: undefined,
    coarse: TargetPath.over((mjd) => table.at(mjd), [from, ...inner, end]),
    look: (_, mjd) => table.at(mjd),
    row: (_, mjd) => tableRow(table, mjd),
    provenance: {
      ephemeris: "table",
      version: `${table.rows.length} rows, interpolated`,
      orbit_source: target.source,
      orbit_id: null,
    },
    notes: [...(target.notes ?? []), tableNote(table)],
  };
}

export function tableNote({ rows, error, from, to }: EphemerisTable): Note {
  const known = Number.isFinite(error)
    ? `about ${error.toPrecision(2)}″ off at most`
    : "two rows do not tell how far off";
  return {
    code: "INTERPOLATED",
    message: `Positions are interpolated in ${rows.length} rows from ${day(from)} to ${day(to)} (${known}), and taken as they are for every observatory.`,
  };
}

/** Minutes over which a table's rate is taken, days. */
const STEP = 5 / 1440;

/** A row interpolated between those of a table; values not given are NaN. */
export function tableRow(table: EphemerisTable, mjd: number): EphemerisRow {
  const [x, y, z] = table.at(mjd);
  const [a, b] = [Math.max(table.from, mjd - STEP), Math.min(table.to, mjd + STEP)];
  const [p, q] = [table.at(a), table.at(b)];
  const flat = Math.sqrt(x * x + y * y) || 1e-300;
  const hourly = 3600 / DEGREE / (24 * (b - a));
  const [dx, dy, dz] = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
  const vmag = table.value("vmag", mjd);
  return {
    date: mjdToIso(mjd).replace("T", " "),
    mjd,
    ra: (Math.atan2(y, x) / DEGREE + 360) % 360,
    dec: Math.atan2(z, flat) / DEGREE,
    dra: ((dy * x - dx * y) / flat) * hourly,
    ddec: (((-dx * x - dy * y) * z) / flat + dz * flat) * hourly,
    delta: table.value("delta", mjd),
    rh: table.value("rh", mjd),
    phase: table.value("phase", mjd),
    drh: Number.NaN,
    elong: Number.NaN,
    true_anomaly: Number.NaN,
    sangle: Number.NaN,
    vangle: Number.NaN,
    vmag: Number.isNaN(vmag) ? null : vmag,
    unc_a: null,
    unc_b: null,
    unc_theta: null,
  };
}

/** @throws OrbitError `outside-span` if no part of the requested span can be computed */
export function requireSpan(
  system: SolarSystem,
  { from, to }: { from?: number; to?: number },
): void {
  if (from !== undefined && Number.isNaN(from)) system.requireDate(from);
  if (to !== undefined && Number.isNaN(to)) system.requireDate(to);
  const late = from !== undefined && from > system.stop ? from : undefined;
  const early = to !== undefined && to < system.start ? to : undefined;
  const date = late ?? early;
  if (date === undefined) return;
  throw new OrbitError(
    "outside-span",
    `The search from or to MJD ${date} lies outside the ephemeris, which spans ${SPAN_YEARS}.`,
    String(date),
  );
}
