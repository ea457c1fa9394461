import type { CoveragePattern, PatternCut, WritableSweep } from "@welkin/nexrad";
import { MomentCodes, type SimulatedMoment } from "./moments.ts";
import type { Grain } from "./noise.ts";
import { type Doppler, type Moments, receive } from "./receiver.ts";
import { aim, type Beam, beamAt, emptyRow, type Row } from "./row.ts";

/** Gates to 460 km for reflectivity, and to 300 km for everything else (ICD 2620002 table XVII-I). */
const LONG = 1832;
const SHORT = 1192;
/** Gates above this height are not sent (70 000 feet), km. */
const CEILING = 21.3;

const DUAL_POL = ["ZDR", "PHI", "RHO"] as const;

/** One scan of an elevation: what it can measure, and how long the turn takes. */
interface Look {
  readonly cut: "surveillance" | "doppler" | "batch";
  readonly waveform: PatternCut["waveform"];
  readonly moments: readonly SimulatedMoment[];
  readonly doppler: Doppler;
  readonly seconds: number;
}

/** Nyquist velocity × unambiguous range is a constant of the wavelength: c λ / 8. */
const SURVEILLANCE: Look = {
  cut: "surveillance",
  waveform: "contiguous surveillance",
  moments: ["REF", ...DUAL_POL],
  doppler: { nyquist: 8.5, unambiguousRange: 466 },
  seconds: 17,
};
const DOPPLER: Look = {
  cut: "doppler",
  waveform: "contiguous doppler",
  moments: ["REF", "VEL", "SW"],
  doppler: { nyquist: 26.7, unambiguousRange: 148 },
  seconds: 19,
};
const BATCH: Look = {
  cut: "batch",
  waveform: "batch",
  moments: ["REF", "VEL", "SW", ...DUAL_POL],
  doppler: { nyquist: 28.8, unambiguousRange: 137 },
  seconds: 14,
};
const CONTIGUOUS: Look = {
  cut: "doppler",
  waveform: "contiguous doppler, no ambiguity resolution",
  moments: ["REF", "VEL", "SW", ...DUAL_POL],
  doppler: { nyquist: 33.6, unambiguousRange: 117.5 },
  seconds: 13,
};

/** Each elevation with its scans: every other angle of VCP 212, since a simulation need not be complete. */
const ELEVATIONS: readonly { degrees: number; spacing: 0.5 | 1; looks: readonly Look[] }[] = [
  { degrees: 0.5, spacing: 0.5, looks: [SURVEILLANCE, DOPPLER] },
  { degrees: 1.3, spacing: 1, looks: [BATCH] },
  { degrees: 2.4, spacing: 1, looks: [BATCH] },
  { degrees: 4, spacing: 1, looks: [BATCH] },
  { degrees: 6.4, spacing: 1, looks: [BATCH] },
  { degrees: 10, spacing: 1, looks: [CONTIGUOUS] },
  { degrees: 15.6, spacing: 1, looks: [CONTIGUOUS] },
];

export const PATTERN: CoveragePattern = {
  number: 212,
  dopplerResolution: 0.5,
  pulseWidth: "short",
  cuts: ELEVATIONS.flatMap(({ degrees, spacing, looks }) =>
    looks.map(({ waveform, seconds }) => ({
      elevation: degrees,
      waveform,
      superResolution: spacing === 0.5,
      azimuthRate: 360 / seconds,
    })),
  ),
};

/** Fills a row with what is in the air along it, `seconds` after the start. */
export type Scene = (row: Row, seconds: number) => void;

/**
 * Scans a scene once through the pattern, from a time in seconds after the start of the simulation.
 *
 * @param epoch milliseconds since 1970 of that start
 */
export function scan(
  scene: Scene,
  epoch: number,
  seconds: number,
  grain: Grain,
  random: () => number,
): WritableSweep[] {
  let clock = seconds;
  return ELEVATIONS.flatMap(({ degrees, spacing, looks }) => {
    // The antenna settles on a multiple of 360/8192 degrees.
    const elevation = (Math.round((degrees * 4096) / 180) * 180) / 4096;
    const radials = 360 / spacing;
    const gates = gatesBelowCeiling(elevation);
    const geometry = { spacing, first: Math.floor(random() * radials), radials };
    const observed = looks.map((look) => startLook(look, radials, gates));

    // The scans of a split cut follow so closely that they see the same.
    const row = emptyRow(beamAt(elevation, gates));
    for (let radial = 0; radial < radials; radial++) {
      aim(row, (azimuthOf(geometry, radial) * Math.PI) / 180);
      scene(row, clock);
      for (const { look, moments } of observed) {
        grain.seek(Math.floor(random() * 0x10000));
        receive(row, radial, moments, look.doppler, grain);
      }
    }
    return observed.map(({ look, moments }) => {
      const began = clock;
      clock += look.seconds + 1;
      return sweepOf(look, moments, elevation, geometry, epoch + began * 1000, random);
    });
  });
}

interface Turn {
  readonly spacing: 0.5 | 1;
  /** Which of the fixed directions the turn begins with. */
  readonly first: number;
  readonly radials: number;
}

function azimuthOf({ spacing, first, radials }: Turn, radial: number): number {
  return (((first + radial) % radials) + 0.5) * spacing;
}

function gatesBelowCeiling(elevation: number): number {
  const beam: Beam = beamAt(elevation, LONG);
  const above = beam.heights.findIndex((height) => height > CEILING);
  return above < 0 ? LONG : above;
}

function startLook(look: Look, radials: number, gates: number): { look: Look; moments: Moments } {
  const names = look.moments.map((name) => {
    const reach = name === "REF" && look.cut !== "doppler" ? LONG : SHORT;
    return [name, new MomentCodes(name, radials, Math.min(reach, gates))] as const;
  });
  return { look, moments: new Map(names) };
}

function sweepOf(
  look: Look,
  moments: Moments,
  elevation: number,
  turn: Turn,
  began: number,
  random: () => number,
): WritableSweep {
  const { radials, spacing } = turn;
  return {
    elevation,
    azimuths: Float32Array.from({ length: radials }, (_, radial) => azimuthOf(turn, radial)),
    elevations: Float32Array.from({ length: radials }, () => elevation + 0.02 * (random() - 0.5)),
    times: Float64Array.from({ length: radials }, (_, radial) =>
      Math.round(began + (radial * look.seconds * 1000) / radials),
    ),
    azimuthSpacing: spacing,
    cut: look.cut,
    nyquist: look.doppler.nyquist,
    unambiguousRange: look.doppler.unambiguousRange * 1000,
    moments,
  };
}
