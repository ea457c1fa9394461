import { NexradError } from "../errors.ts";
import type { Budget } from "./budget.ts";
import { MomentBuilder } from "./moment.ts";
import {
  endsSweep,
  type RadialConstants,
  type RadialHeader,
  type RadialMoment,
  startsSweep,
} from "./radial.ts";
import type { CoveragePattern, Cut, Moment, MomentName, PatternCut, Sweep } from "./volume.ts";

/** A full circle at the finest spacing is 720; far more is damage. */
export const MAX_RADIALS = 4096;
/** A pattern whose angle differs from the measured one by more than this belongs to another volume. */
const MAX_ANGLE_ERROR = 0.5;

const CUTS: Readonly<Record<PatternCut["waveform"], Cut>> = {
  "contiguous surveillance": "surveillance",
  "contiguous doppler": "doppler",
  "contiguous doppler, no ambiguity resolution": "doppler",
  batch: "batch",
  "staggered pulse pair": "doppler",
  unknown: "unknown",
};

/** The radials of one sweep as they arrive. */
export class SweepBuilder {
  readonly index: number;
  /** Whether it was requested; if not, its moments are not kept. */
  readonly wanted: boolean;
  readonly elevationNumber: number;
  /** Time of its first radial, even if that one was unreadable: an index identifies the sweep by it. */
  readonly startTime: number;
  readonly constants: RadialConstants;
  /** Empty until one of its radials could be read completely. */
  readonly headers: RadialHeader[] = [];
  readonly #moments = new Map<MomentName, MomentBuilder>();
  readonly #budget: Budget;
  readonly #firstRecord: number;
  #lastRecord: number;

  constructor(
    index: number,
    wanted: boolean,
    { elevationNumber, time }: RadialHeader,
    constants: RadialConstants,
    record: number,
    budget: Budget,
  ) {
    this.#budget = budget;
    this.index = index;
    this.wanted = wanted;
    this.elevationNumber = elevationNumber;
    this.startTime = time;
    this.constants = constants;
    this.#firstRecord = record;
    this.#lastRecord = record;
  }

  get ended(): boolean {
    return endsSweep(this.headers.at(-1)!.status);
  }

  get records(): { first: number; last: number } {
    return { first: this.#firstRecord, last: this.#lastRecord };
  }

  add(header: RadialHeader, moments: readonly RadialMoment[], record: number): void {
    const row = this.headers.push(header) - 1;
    this.#lastRecord = record;
    for (const moment of moments) {
      let builder = this.#moments.get(moment.name);
      if (!builder) {
        builder = new MomentBuilder(moment, 360 / header.azimuthSpacing, this.#budget);
        this.#moments.set(moment.name, builder);
      }
      builder.add(row, moment);
    }
  }

  /** Whether every radial from the first to the last of the circle is present. */
  get complete(): boolean {
    const { headers } = this;
    const first = headers[0]!;
    if (headers.length * first.azimuthSpacing >= 360) return true;
    const gapless = headers.at(-1)!.azimuthNumber - first.azimuthNumber === headers.length - 1;
    return gapless && startsSweep(first.status) && this.ended;
  }

  /**
   * The sweep.
   *
   * @param report - called for everything that had to be left out.
   */
  build(
    pattern: CoveragePattern | undefined,
    previous: Pick<Sweep, "elevation" | "cut"> | undefined,
    report: (error: NexradError) => void,
  ): Sweep {
    const { headers, constants } = this;
    const first = headers[0]!;
    const { elevationNumber } = this;
    const elevations = Float32Array.from(headers, (header) => header.elevation);
    const measured = medianOf(headers.map((header) => header.elevation));
    const planned = pattern && planOf(pattern, { elevationNumber, elevations });
    const moments = new Map<MomentName, Moment>();
    for (const [name, builder] of this.#moments) {
      moments.set(name, builder.build(headers.length));
      if (builder.misfits > 0) report(this.#misfit(name, builder.misfits));
    }
    return {
      index: this.index,
      elevationNumber,
      ...(planned ?? { elevation: measured, cut: guessCut(moments, measured, previous) }),
      startTime: new Date(this.startTime),
      endTime: new Date(headers.at(-1)!.time),
      radials: headers.length,
      azimuths: Float32Array.from(headers, (header) => header.azimuth),
      elevations,
      times: Float64Array.from(headers, (header) => header.time),
      azimuthSpacing: first.azimuthSpacing,
      ...(constants.nyquist !== undefined && { nyquist: constants.nyquist }),
      ...(constants.unambiguousRange !== undefined && {
        unambiguousRange: constants.unambiguousRange,
      }),
      ...(constants.calibration !== undefined && { calibration: constants.calibration }),
      ...(constants.noise !== undefined && { noise: constants.noise }),
      complete: this.complete,
      records: this.records,
      moments,
    };
  }

  #misfit(name: MomentName, count: number): NexradError {
    return new NexradError(
      "LEVEL2_CORRUPT",
      `${count} radials of sweep ${this.index} have gates of ${name} elsewhere than the first; left out`,
      { record: this.#firstRecord },
    );
  }
}

/** The pattern's entry for a sweep; undefined if it does not match the measurements. */
export function planOf(
  { cuts }: CoveragePattern,
  { elevationNumber, elevations }: Pick<Sweep, "elevationNumber" | "elevations">,
): Pick<Sweep, "elevation" | "cut" | "supplemental"> | undefined {
  const cut = cuts[elevationNumber - 1];
  const measured = medianOf([...elevations]);
  if (!cut || !(Math.abs(cut.elevation - measured) <= MAX_ANGLE_ERROR)) return undefined;
  const { elevation, waveform, supplemental } = cut;
  return { elevation, cut: CUTS[waveform], ...(supplemental && { supplemental }) };
}

/**
 * Without a pattern, the moments decide: reflectivity alone is surveillance; velocity after it, at the same angle, is
 * Doppler.
 */
function guessCut(
  moments: ReadonlyMap<MomentName, Moment>,
  elevation: number,
  previous: Pick<Sweep, "elevation" | "cut"> | undefined,
): Cut {
  if (moments.size === 0) return "unknown";
  if (!moments.has("VEL") && !moments.has("SW")) return "surveillance";
  if (!moments.has("REF")) return "doppler";
  const split =
    previous?.cut === "surveillance" && Math.abs(previous.elevation - elevation) < MAX_ANGLE_ERROR;
  return split ? "doppler" : "batch";
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
