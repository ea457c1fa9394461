import type { CoveragePattern, PatternCut, Sweep } from "./volume.ts";
import type { WritableVolume } from "./writable.ts";
import { MESSAGE_START, writeMessageHeader } from "./write-message.ts";

/** Bytes of a frame: every message but types 29 and 31 fills a whole one. */
const FRAME = 2432;
/**
 * Frames of the metadata record (ICD 2620010 §7.3.5): clutter map 0–76, PRF data 77, bypass map 78–125,
 * adaptation data 126–130, performance data 131, coverage pattern 132, status 133. Frames of type 0 are empty.
 */
const FRAMES = 134;
const PATTERN_FRAME = 132;
const STATUS_FRAME = 133;

/** The default build: the last one with this layout of blocks. */
const DEFAULT_BUILD = 18.2;

/** The first record of a volume: message 5, message 2, and empty frames for everything the writer does not know. */
export function writeMetadata(volume: WritableVolume): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(FRAMES * FRAME);
  const view = new DataView(bytes.buffer);
  const pattern = volume.pattern ?? patternOf(volume);
  if (pattern !== undefined) writePattern(view, PATTERN_FRAME * FRAME, pattern, volume);
  writeStatus(view, STATUS_FRAME * FRAME, volume);
  return bytes;
}

/** A pattern that matches the sweeps' own descriptions. */
function patternOf(volume: WritableVolume): CoveragePattern | undefined {
  if (volume.vcp === undefined) return undefined;
  return {
    number: volume.vcp,
    dopplerResolution: 0.5,
    pulseWidth: "short",
    cuts: volume.sweeps.map((sweep) => ({
      elevation: sweep.elevation,
      waveform: WAVEFORM_OF_CUT[sweep.cut ?? "unknown"],
      superResolution: sweep.azimuthSpacing < 1,
      azimuthRate: azimuthRate(sweep.azimuths.length * sweep.azimuthSpacing, sweep.times),
      ...(sweep.supplemental === undefined ? {} : { supplemental: sweep.supplemental }),
    })),
  };
}

const WAVEFORM_OF_CUT: Readonly<Record<Sweep["cut"], PatternCut["waveform"]>> = {
  surveillance: "contiguous surveillance",
  doppler: "contiguous doppler",
  batch: "batch",
  unknown: "unknown",
};

function azimuthRate(degrees: number, times: Float64Array): number {
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  return seconds > 0 ? Math.min(degrees / seconds, 44.9) : 0;
}

/** ICD 2620002 table XI, waveform type. */
const WAVEFORM_CODE: Readonly<Record<PatternCut["waveform"], number>> = {
  unknown: 0,
  "contiguous surveillance": 1,
  "contiguous doppler": 2,
  "contiguous doppler, no ambiguity resolution": 3,
  batch: 4,
  "staggered pulse pair": 5,
};

/** Halfwords of the pattern's header, and of each cut (table XI and its note 18). */
const PATTERN_HEAD = 11;
const PATTERN_CUT = 23;
const MOST_CUTS = 32;

/** Message 5 (ICD 2620002 table XI). */
function writePattern(
  view: DataView,
  frame: number,
  pattern: CoveragePattern,
  volume: WritableVolume,
): void {
  if (pattern.cuts.length > MOST_CUTS) {
    throw new RangeError(`A coverage pattern has at most ${MOST_CUTS} cuts`);
  }
  const halfwords = PATTERN_HEAD + PATTERN_CUT * pattern.cuts.length;
  writeMessageHeader(view, frame, {
    type: 5,
    bytes: halfwords * 2,
    sequence: 0,
    time: volume.time.getTime(),
  });

  const head = frame + MESSAGE_START;
  view.setUint16(head, halfwords);
  view.setUint16(head + 2, 2); // constant elevation cuts
  view.setUint16(head + 4, pattern.number);
  view.setUint16(head + 6, pattern.cuts.length);
  view.setUint8(head + 8, 1); // version
  view.setUint8(head + 9, 1); // clutter map group
  view.setUint8(head + 10, pattern.dopplerResolution === 0.5 ? 2 : 4);
  view.setUint8(head + 11, pattern.pulseWidth === "short" ? 2 : 4);
  const sails = pattern.cuts.filter((cut) => cut.supplemental === "SAILS").length;
  const mrle = pattern.cuts.filter((cut) => cut.supplemental === "MRLE").length;
  view.setUint16(head + 18, supplementalBits(sails, 0) | supplementalBits(mrle, 4));

  const sequence = { SAILS: 0, MRLE: 0 };
  pattern.cuts.forEach((cut, i) => {
    const at = head + 2 * (PATTERN_HEAD + PATTERN_CUT * i);
    view.setUint16(at, angleCode(cut.elevation));
    view.setUint8(at + 3, WAVEFORM_CODE[cut.waveform]);
    view.setUint8(at + 4, cut.superResolution ? SUPER_RESOLUTION : DUAL_POL_TO_300_KM);
    view.setInt16(at + 8, Math.round(cut.azimuthRate / RATE_UNIT) << 3);
    if (cut.supplemental === undefined) return;
    const bits = supplementalBits(++sequence[cut.supplemental], SUPPLEMENTAL_BIT[cut.supplemental]);
    view.setUint16(at + 28, bits);
  });
}

/** Table XI, E3: half-degree azimuth, quarter-kilometre reflectivity, dual polarisation to 300 km. */
const SUPER_RESOLUTION = 0b1011;
const DUAL_POL_TO_300_KM = 0b1000;
/** Degrees per second of the lowest bit in use (table XI-D). */
const RATE_UNIT = 0.010986328125;
/** Table XI, E15: bit 0 for SAILS, bit 4 for MRLE; three bits of sequence number above each. */
const SUPPLEMENTAL_BIT = { SAILS: 0, MRLE: 4 } as const;

/** The flag, and the count of up to 7 above it; 0 if the count is 0. */
function supplementalBits(count: number, bit: number): number {
  return count === 0 ? 0 : (1 | (Math.min(count, 7) << 1)) << bit;
}

/** Table III-A: 180° is the highest of 13 bits, and negative angles wrap. */
function angleCode(degrees: number): number {
  return (Math.round((degrees * 4096) / 180) << 3) & 0xffff;
}

/** Bytes of message 2 since build 18 (ICD 2620002 table IV, 60 halfwords). */
const STATUS_BYTES = 120;

/** Table IV, halfword 2. */
const OPERABILITY: Readonly<Record<string, number>> = {
  "on-line": 2,
  "maintenance action required": 4,
  "maintenance action mandatory": 8,
  "commanded shut down": 16,
  inoperable: 32,
};

/** Message 2 (ICD 2620002 table IV). */
function writeStatus(view: DataView, frame: number, volume: WritableVolume): void {
  writeMessageHeader(view, frame, {
    type: 2,
    bytes: STATUS_BYTES,
    sequence: 1,
    time: volume.time.getTime(),
  });
  const status = volume.status;
  const superResolution =
    status?.superResolution ?? volume.sweeps.some((sweep) => sweep.azimuthSpacing < 1);
  /** Halfword `n` of the table, which counts from 1. */
  const put = (n: number, value: number): void =>
    view.setInt16(frame + MESSAGE_START + 2 * (n - 1), value);
  put(1, 16); // operate
  put(2, OPERABILITY[status?.operability ?? "on-line"] ?? 2);
  put(3, 4); // controlled by the RPG
  put(4, 2); // utility power
  put(6, Math.round((status?.reflectivityCalibration ?? 0) * 100));
  put(7, 28); // reflectivity, velocity and width enabled
  put(8, volume.vcp ?? 0);
  put(10, Math.round((status?.build ?? DEFAULT_BUILD) * 100));
  put(11, 4); // operational
  put(12, superResolution ? 2 : 4);
}
