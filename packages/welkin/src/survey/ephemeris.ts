import {
  defaultEphemeris,
  type EphemerisRow,
  ephemerisRow,
  type Observer,
  OrbitError,
  observe,
  propagate,
} from "@welkin/orbits";
import { embedded, type Note, type Provenance } from "./provenance.ts";
import { Pause } from "./search/pause.ts";
import { tableNote, tableRow } from "./search/way.ts";
import { Spread } from "./targets/spread.ts";
import { hasOrbit, type OrbitTarget, type TableTarget, type Target } from "./targets/target.ts";

/** A target's ephemeris and its provenance. */
export interface EphemerisAnswer {
  readonly rows: EphemerisRow[];
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
}

/**
 * A target's apparent positions at the given times (MJD UTC), in their order: from the n-body path over all of them,
 * with the 3σ ellipse if the orbit has a covariance; or interpolated in the target's table.
 *
 * @throws OrbitError; the signal's reason
 */
export async function embeddedEphemeris(
  target: Target,
  observer: Observer,
  times: readonly number[],
  signal?: AbortSignal,
): Promise<EphemerisAnswer> {
  const pause = new Pause(signal);
  return hasOrbit(target) ? ofOrbit(target, observer, times, pause) : ofTable(target, times, pause);
}

/** Only the rows of `embeddedEphemeris`. */
export async function targetEphemeris(
  target: Target,
  observer: Observer,
  times: readonly number[],
): Promise<EphemerisRow[]> {
  return (await embeddedEphemeris(target, observer, times)).rows;
}

async function ofOrbit(
  target: OrbitTarget,
  observer: Observer,
  times: readonly number[],
  pause: Pause,
): Promise<EphemerisAnswer> {
  const system = await defaultEphemeris();
  const { orbit, notes = [] } = target;
  const provenance = embedded(target, system);
  if (times.length === 0) return { rows: [], provenance, notes };
  const span = { from: least(times), to: -least(times.map((time) => -time)) };
  const spread =
    orbit.covariance === undefined
      ? undefined
      : await Spread.of(orbit, system, span, () => pause.take());
  const path = spread?.nominal ?? propagate(orbit, system, span);
  const rows: EphemerisRow[] = [];
  for (const mjd of times) {
    if (pause.due) await pause.take();
    const seen = observe(path, system, observer, mjd);
    rows.push(ephemerisRow(seen, orbit.photometry, spread?.ellipse(observer, mjd)));
  }
  return { rows, provenance, notes };
}

async function ofTable(
  target: TableTarget,
  times: readonly number[],
  pause: Pause,
): Promise<EphemerisAnswer> {
  const { table, source, notes = [] } = target;
  const rows: EphemerisRow[] = [];
  for (const mjd of times) {
    if (pause.due) await pause.take();
    if (!(mjd >= table.from && mjd <= table.to)) {
      throw new OrbitError(
        "outside-span",
        `MJD ${mjd} is outside the table of positions, which spans ${table.from} to ${table.to}.`,
        String(mjd),
      );
    }
    rows.push(tableRow(table, mjd));
  }
  const version = `${table.rows.length} rows, interpolated`;
  return {
    rows,
    provenance: { ephemeris: "table", version, orbit_source: source, orbit_id: null },
    notes: [...notes, tableNote(table)],
  };
}

/** Without spreading: there may be more times than a call accepts arguments. */
function least(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}
