import { DIVIDER } from "./header.ts";
import type { Reader } from "./reader.ts";

/** The general status message, message 2 (ICD 2620001, figure 3-17): the state of the radar's parts. */
export interface StatusReport {
  readonly operationalMode: readonly string[];
  readonly radarOperability: readonly string[];
  readonly vcp: number;
  /** Degrees of each cut of the pattern. */
  readonly elevations: readonly number[];
  readonly radarStatus: readonly string[];
  readonly radarAlarms: readonly string[];
  readonly transmission: readonly string[];
  readonly rpgOperability: readonly string[];
  readonly rpgAlarms: readonly string[];
  readonly rpgStatus: readonly string[];
  readonly narrowband: readonly string[];
  /** dB: the reflectivity calibration error of each channel. */
  readonly horizontalCalibration: number;
  readonly verticalCalibration: number;
  readonly availability: readonly string[];
  /** Which cuts, from the first, have super resolution. */
  readonly superResolutionCuts: readonly boolean[];
  readonly clutterMitigation: readonly boolean[];
  readonly radarBuild: number;
  readonly radarChannel: number;
  readonly rpgBuild: number;
  /** Options of the pattern: AVSET, SAILS, …; absent before build 14. */
  readonly patternOptions?: readonly string[];
  /** Which cuts, from the first, are repeats in the middle of the volume, and how many there are. */
  readonly supplementalCuts?: readonly boolean[];
  readonly supplementalCutCount?: number;
}

/** Names of the bits of a halfword, least significant first; empty if spare. */
const BITS = {
  operationalMode: ["Clear Air", "Precip"],
  radarOperability: [
    "",
    "Online",
    "Maintenance Required",
    "Maintenance Mandatory",
    "Commanded Shutdown",
    "Inoperable",
    "",
    "Wideband Disconnect",
  ],
  radarStatus: ["", "Startup", "Standby", "Restart", "Operate", "Off-line Operate"],
  radarAlarms: [
    "Indeterminate",
    "Tower/Utilities",
    "Pedestal",
    "Transmitter",
    "Receiver",
    "RDA Control",
    "RDA Communications",
    "Signal Processor",
  ],
  transmission: ["", "None", "Reflectivity", "Velocity", "Spectrum Width", "Dual Pol"],
  rpgOperability: [
    "Loadshed",
    "Online",
    "Maintenance Required",
    "Maintenance Mandatory",
    "Commanded Shutdown",
  ],
  rpgAlarms: [
    "None",
    "Node Connectivity",
    "Wideband Failure",
    "RPG Control Task Failure",
    "Data Base Failure",
    "",
    "RPG Input Buffer Loadshed",
    "",
    "Product Storage Loadshed",
    "",
    "",
    "",
    "RPG/RPG Intercomputer Link Failure",
    "Redundant Channel Error",
    "Task Failure",
    "Media Failure",
  ],
  rpgStatus: ["Restart", "Operate", "Standby"],
  narrowband: ["Commanded Disconnect", "Narrowband Loadshed"],
  availability: ["Product Availability", "Degraded Availability", "Not Available"],
  patternOptions: [
    "AVSET",
    "SAILS",
    "Site VCP",
    "RxR Noise",
    "CBT",
    "VCP Sequence",
    "SPRT",
    "MRLE",
    "Base Tilt",
    "MPDA",
  ],
} as const;

/** Cuts in the first part of the message, and in the part added by build 14. */
const FIRST_CUTS = 20;
const MORE_CUTS = 5;
/** Length of a message without that addition. */
const SHORT_BLOCK = 82;
/** The count shares its byte with the 25th cut, which has the lowest bit. */
const CUTS_BEFORE_COUNT = 16;
const CUTS_AFTER_COUNT = 8;

export function readStatus(reader: Reader): StatusReport {
  if (reader.i16() !== DIVIDER) throw reader.corrupt("The status message does not start as one");
  const blockLength = reader.u16();
  const operationalMode = named(reader.u16(), BITS.operationalMode);
  const radarOperability = named(reader.u16(), BITS.radarOperability);
  const vcp = reader.i16();
  const cuts = reader.u16();
  const elevations = readElevations(reader, FIRST_CUTS);
  const report = {
    radarStatus: named(reader.u16(), BITS.radarStatus),
    radarAlarms: named(reader.u16(), BITS.radarAlarms),
    transmission: named(reader.u16(), BITS.transmission),
    rpgOperability: named(reader.u16(), BITS.rpgOperability),
    rpgAlarms: named(reader.u16(), BITS.rpgAlarms),
    rpgStatus: named(reader.u16(), BITS.rpgStatus),
    narrowband: named(reader.u16(), BITS.narrowband),
    horizontalCalibration: reader.i16() / 4,
    availability: named(reader.u16(), BITS.availability),
    superResolutionCuts: bits(reader.u16(), 16),
    clutterMitigation: bits(reader.u16(), 6),
    verticalCalibration: reader.i16() / 4,
    radarBuild: build(reader.u16()),
    radarChannel: reader.i16(),
  };
  reader.claim(4);
  const rpgBuild = build(reader.u16());
  const addition = blockLength > SHORT_BLOCK ? readAddition(reader) : undefined;
  const all = addition ? [...elevations, ...addition.elevations] : elevations;
  return {
    operationalMode,
    radarOperability,
    vcp,
    elevations: all.slice(0, cuts),
    ...report,
    rpgBuild,
    ...addition?.report,
  };
}

function readAddition(reader: Reader) {
  const elevations = readElevations(reader, MORE_CUTS);
  const patternOptions = named(reader.u16(), BITS.patternOptions);
  const first = bits(reader.u16(), CUTS_BEFORE_COUNT);
  const count = reader.u8();
  const rest = bits(reader.u8(), CUTS_AFTER_COUNT);
  const supplementalCuts = [...first, ...rest, (count & 1) === 1];
  return {
    elevations,
    report: { patternOptions, supplementalCuts, supplementalCutCount: count >> 1 },
  };
}

function readElevations(reader: Reader, count: number): number[] {
  return Array.from({ length: count }, () => reader.i16() / 10);
}

function named(word: number, names: readonly string[]): string[] {
  return names.filter((name, bit) => name !== "" && (word >> bit) & 1);
}

function bits(word: number, count: number): boolean[] {
  return Array.from({ length: count }, (_, bit) => ((word >> bit) & 1) === 1);
}

/** Builds are sent in tenths before build 20, in hundredths since. */
function build(word: number): number {
  return word / 100 > 2 ? word / 100 : word / 10;
}
