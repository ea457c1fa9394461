import type { Message } from "./messages.ts";
import type { Antenna, MomentName } from "./volume.ts";

/** A radial's own header. */
export interface RadialHeader {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly azimuth: number;
  /** 1-based count within the sweep. */
  readonly azimuthNumber: number;
  readonly elevation: number;
  readonly elevationNumber: number;
  readonly status: RadialStatus;
  /** Degrees: 0.5 or 1. */
  readonly azimuthSpacing: number;
  /** ICAO identifier, empty if the message has none. */
  readonly site: string;
}

/** ICD 2620002, table III-C: a number, and bits that say whether the data are bad. */
export type RadialStatus = number;

const STARTS_SWEEP: ReadonlySet<RadialStatus> = new Set([0, 3, 5]);
const ENDS_SWEEP: ReadonlySet<RadialStatus> = new Set([2, 4]);
const ENDS_VOLUME: RadialStatus = 4;
/** Bit 7 means "bad data"; those in between are unused. */
const NUMBER = 0x0f;

export const startsSweep = (status: RadialStatus) => STARTS_SWEEP.has(status & NUMBER);
export const endsSweep = (status: RadialStatus) => ENDS_SWEEP.has(status & NUMBER);
export const endsVolume = (status: RadialStatus) => (status & NUMBER) === ENDS_VOLUME;

/** Constants of a sweep or volume that are repeated in each radial. */
export interface RadialConstants {
  readonly antenna?: Omit<Antenna, "source">;
  readonly vcp?: number;
  readonly nyquist?: number;
  readonly unambiguousRange?: number;
  readonly calibration?: number;
  readonly noise?: { readonly horizontal: number; readonly vertical: number };
}

/** One moment of one radial: the position of its codes, still in the record's bytes. */
export interface RadialMoment {
  readonly name: MomentName;
  readonly gates: number;
  /** Metres. */
  readonly firstGate: number;
  readonly gateSpacing: number;
  readonly wordBits: 8 | 16;
  readonly scale: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Of the same bytes. */
  readonly view: DataView;
  readonly start: number;
}

/** How one type of message carries a radial. */
export interface RadialFormat {
  readonly messageType: 1 | 31;
  header(message: Message): RadialHeader;
  constants(message: Message): RadialConstants;
  /** @param report - called for each unreadable moment, which does not affect the others. */
  moments(
    message: Message,
    wanted: ReadonlySet<MomentName> | undefined,
    report: (error: unknown) => void,
  ): RadialMoment[];
}
