import type { MomentCodes, SimulatedMoment } from "./moments.ts";
import type { Grain } from "./noise.ts";
import { FIRST_GATE, GATE, NO_ECHO, type Row } from "./row.ts";

/** Codes of a sweep's moments; a sweep has those that its waveform can measure. */
export type Moments = ReadonlyMap<SimulatedMoment, MomentCodes>;

/** The Doppler limits of a waveform. */
export interface Doppler {
  /** Nyquist velocity, m/s. */
  readonly nyquist: number;
  /** Range of the echo that arrives together with the next pulse, km. */
  readonly unambiguousRange: number;
}

/** Reflectivity of noise-level power at 1 km, dBZ, as for a WSR-88D. */
const NOISE_AT_1_KM = -43;
/** An echo must be this much stronger than another trip's to be distinguished from it, dB (the overlay threshold). */
const OVERLAY = 5;
/** Differential phase of the system, degrees. */
const SYSTEM_PHASE = 60;
/** Power, in dB as in `power`, of targets within the first gate. */
const NEAR_FIELD = 25;

/** Weakest reflectivity that a gate can show, dBZ. */
const sensitivity = Float32Array.from(
  { length: 1840 },
  (_, gate) => NOISE_AT_1_KM + 20 * Math.log10(FIRST_GATE + GATE * gate),
);

/** Codes what a radar would estimate from a row, radial number `radial` of its sweep. */
export function receive(
  row: Row,
  radial: number,
  moments: Moments,
  doppler: Doppler,
  grain: Grain,
): void {
  const { reflectivity } = row;
  const ref = moments.get("REF");
  const vel = moments.get("VEL");
  const zdr = moments.get("ZDR");
  const reach = Math.max(ref?.gates ?? 0, vel?.gates ?? 0);
  let phase = SYSTEM_PHASE;
  for (let gate = 0; gate < reach; gate++) {
    if (reflectivity[gate] === NO_ECHO) continue;
    phase += 2 * GATE * row.phaseRate[gate]!;
    const estimate = reflectivity[gate]! + 0.9 * grain.next();
    const signalToNoise = estimate - sensitivity[gate]!;
    if (signalToNoise < 2) continue;
    if (ref !== undefined && gate < ref.gates) ref.put(radial, gate, estimate);
    if (vel !== undefined && gate < vel.gates) {
      receiveDoppler(row, radial, gate, moments, doppler, signalToNoise, grain);
    }
    if (zdr !== undefined && gate < zdr.gates) {
      receiveDualPol(row, radial, gate, moments, phase, signalToNoise, grain);
    }
  }
}

function receiveDoppler(
  row: Row,
  radial: number,
  gate: number,
  moments: Moments,
  doppler: Doppler,
  signalToNoise: number,
  grain: Grain,
): void {
  const vel = moments.get("VEL")!;
  const sw = moments.get("SW")!;
  if (overlaid(row, gate, doppler.unambiguousRange)) {
    vel.fold(radial, gate);
    sw.fold(radial, gate);
    return;
  }
  if (signalToNoise < 3.5) return;
  const weakness = Math.exp(-signalToNoise / 4);
  const width = row.width[gate]!;
  const velocity = row.velocity[gate]! + (0.3 + 0.12 * width + 1.5 * weakness) * grain.next();
  const span = 2 * doppler.nyquist;
  vel.put(radial, gate, velocity - span * Math.round(velocity / span));
  sw.put(radial, gate, Math.max(0, width + (0.35 + 1.5 * weakness) * grain.next()));
}

/** Whether another trip's echo hides that of a gate. */
function overlaid(row: Row, gate: number, unambiguousRange: number): boolean {
  const trip = Math.round(unambiguousRange / GATE);
  const needed = power(row, gate) - OVERLAY;
  const nearest = Math.round(FIRST_GATE / GATE);
  for (let other = gate % trip; other < row.beam.gates; other += trip) {
    if (other !== gate && power(row, other) > needed) return true;
  }
  // A trip's first gates fall before the first gate of the array.
  const within = (gate + nearest) % trip;
  return gate + nearest >= trip && within < nearest && NEAR_FIELD > needed;
}

/** Received power, dB relative to that of 0 dBZ at 1 km. */
function power(row: Row, gate: number): number {
  return row.reflectivity[gate]! - sensitivity[gate]! + NOISE_AT_1_KM;
}

function receiveDualPol(
  row: Row,
  radial: number,
  gate: number,
  moments: Moments,
  phase: number,
  signalToNoise: number,
  grain: Grain,
): void {
  const weakness = Math.exp(-signalToNoise / 4);
  const truth = row.correlation[gate]!;
  // Estimates scatter according to the decorrelation of the two polarisations (Doviak & Zrnić, §6.8).
  const disorder = 1 - truth * truth;
  const correlation =
    truth / (1 + 0.5 * 10 ** (-signalToNoise / 10)) +
    (0.003 + 0.16 * disorder + 0.05 * weakness) * grain.next();
  const differential =
    row.differential[gate]! + (0.15 + 2.2 * disorder + 0.9 * weakness) * grain.next();
  const scatter = 1 + 110 * disorder + 25 * weakness;
  moments.get("ZDR")!.put(radial, gate, differential);
  moments.get("RHO")!.put(radial, gate, correlation);
  moments.get("PHI")!.put(radial, gate, wrap(phase + scatter * grain.next()));
}

/** Degrees normalised to one turn. */
function wrap(degrees: number): number {
  return degrees - 360 * Math.floor(degrees / 360);
}
