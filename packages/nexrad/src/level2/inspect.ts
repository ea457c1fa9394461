import { momentCrc32, momentStatistics, valueAt } from "./statistics.ts";
import type { Moment, Sweep, Volume } from "./volume.ts";

/** Optional additions to the summary of a volume. */
export interface InspectOptions {
  /** The CRC-32 of each moment's raw codes. */
  readonly checksums?: boolean;
  /** Places whose values are added: `[sweep, radial, gate]`, from 0. */
  readonly at?: readonly (readonly number[])[];
}

/**
 * A volume as plain JSON: the document printed by `welkin radar inspect --json` for Level II. Degrees, metres, m/s,
 * ISO UTC; `firstGate` is the slant range of the first gate's centre; radials are in file order.
 */
export function inspectLevel2(volume: Volume, options: InspectOptions = {}) {
  const { site, time, vcp, antenna, sweeps, incomplete } = volume;
  return {
    format: "level2" as const,
    site,
    time: time.toISOString(),
    vcp,
    latitude: antenna?.latitude,
    longitude: antenna?.longitude,
    sweeps: sweeps.map((sweep) => inspectSweep(sweep, options)),
    ...(incomplete && { incomplete: incomplete.map(({ code, message }) => `${code}: ${message}`) }),
  };
}

function inspectSweep(sweep: Sweep, options: InspectOptions) {
  const moments = [...sweep.moments.values()];
  return {
    index: sweep.index,
    elevationNumber: sweep.elevationNumber,
    elevation: sweep.elevation,
    time: sweep.startTime.toISOString(),
    radials: sweep.radials,
    nyquist: sweep.nyquist,
    cut: sweep.cut,
    ...(sweep.supplemental && { supplemental: sweep.supplemental }),
    complete: sweep.complete,
    moments: Object.fromEntries(
      moments.map((moment) => [moment.name, inspectMoment(sweep.index, moment, options)]),
    ),
  };
}

function inspectMoment(sweep: number, moment: Moment, { checksums, at = [] }: InspectOptions) {
  const { gates, firstGate, gateSpacing, scale, offset, wordBits } = moment;
  const places = at.filter(([index]) => index === sweep);
  return {
    gates,
    firstGate,
    gateSpacing,
    scale,
    offset,
    wordBits,
    ...momentStatistics(moment),
    ...(checksums && { crc32: momentCrc32(moment) }),
    ...(places.length > 0 && {
      samples: places.map(([, radial = 0, gate = 0]) => sample(moment, radial, gate)),
    }),
  };
}

function sample(moment: Moment, radial: number, gate: number) {
  const inside = radial < moment.radials && gate < (moment.gatesPerRadial[radial] ?? 0);
  return {
    radial,
    gate,
    raw: inside ? (moment.codes[radial * moment.gates + gate] ?? null) : null,
    value: inside ? valueAt(moment, radial, gate) : null,
  };
}
