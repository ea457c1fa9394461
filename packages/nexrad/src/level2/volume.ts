import type { NexradError } from "../errors.ts";

/** The seven moments of message 31, by the names of ICD 2620002 table XVII-B. */
export type MomentName = "REF" | "VEL" | "SW" | "ZDR" | "PHI" | "RHO" | "CFP";

/**
 * One moment of one sweep: raw codes as the radar sent them, and how to read them.
 *
 * `value = (code - offset) / scale` for every code ≥ `firstDataCode`; code 0 is below threshold and
 * code 1 is range folded (for CFP, codes 1–7 are clutter-filter flags, ICD 2620002 table XVII-I note 30).
 */
export interface Moment {
  readonly name: MomentName;
  /** Rows of `codes`: every radial of the sweep, in file order; a radial without this moment is all 0. */
  readonly radials: number;
  /** Columns of `codes`: the longest radial's gates; shorter radials are padded with 0. */
  readonly gates: number;
  /** Gates that each radial really has (≤ `gates`), one per radial. */
  readonly gatesPerRadial: Uint16Array;
  /** Slant range of the centre of the first gate, metres. */
  readonly firstGate: number;
  /** Metres between gate centres. */
  readonly gateSpacing: number;
  readonly wordBits: 8 | 16;
  readonly scale: number;
  readonly offset: number;
  /** The first code that carries a value: 2, or 8 for CFP. */
  readonly firstDataCode: number;
  /** `radials × gates` codes, row by row, in one contiguous array. */
  readonly codes: Uint8Array | Uint16Array;
}

/** A sweep's purpose, from its waveform in the volume coverage pattern. */
export type Cut = "surveillance" | "doppler" | "batch" | "unknown";

/** One turn of the antenna at one elevation. */
export interface Sweep {
  /** 0-based, in file order. */
  readonly index: number;
  /** The radar's own 1-based count of cuts. */
  readonly elevationNumber: number;
  /** Nominal angle in degrees: the pattern's if known, else the median of the radials. */
  readonly elevation: number;
  readonly cut: Cut;
  /** A low cut repeated in the middle of the volume (SAILS, MRLE). */
  readonly supplemental?: "SAILS" | "MRLE";
  readonly startTime: Date;
  readonly endTime: Date;
  readonly radials: number;
  /** Azimuth of each radial's centre, degrees clockwise from north. */
  readonly azimuths: Float32Array;
  /** Measured elevation of each radial, degrees. */
  readonly elevations: Float32Array;
  /** Time of each radial, milliseconds since 1970 (UTC). */
  readonly times: Float64Array;
  /** Degrees between radials: 0.5 or 1. */
  readonly azimuthSpacing: number;
  /** Nyquist velocity, m/s, if given. */
  readonly nyquist?: number;
  /** Unambiguous range, metres, if given. */
  readonly unambiguousRange?: number;
  /** Reflectivity calibration constant (dBZ0), dB, if given. */
  readonly calibration?: number;
  /** Noise level of each channel, dBm, if given. */
  readonly noise?: { readonly horizontal: number; readonly vertical: number };
  /** Whether every radial is present: from the radar's start of the sweep to its end without a gap, or a full circle. */
  readonly complete: boolean;
  /** The LDM records that contain it (0-based, inclusive), for later selective decoding. */
  readonly records: { readonly first: number; readonly last: number };
  readonly moments: ReadonlyMap<MomentName, Moment>;
}

/** The antenna's position. */
export interface Antenna {
  /** WGS84 degrees. */
  readonly latitude: number;
  readonly longitude: number;
  /** Height of the ground above mean sea level, metres. */
  readonly groundHeight: number;
  /** Height of the feedhorn above the ground, metres. */
  readonly feedhornHeight: number;
  /** `file`: the volume's own; `table`: the built-in list of sites, if the file's is absent or implausible. */
  readonly source: "file" | "table";
}

/** One volume: a full set of sweeps. */
export interface Volume {
  readonly format: "level2";
  /** Archive II version from the header (`AR2V0006`, `ARCHIVE2`), empty for a lone chunk. */
  readonly version: string;
  /** ICAO identifier, empty if neither header nor radials give it. */
  readonly site: string;
  /** Start of the volume: the header's time, or the first radial's if the header has none. */
  readonly time: Date;
  readonly antenna?: Antenna;
  /** The message type of its radials: 31, or 1 until 2008; absent if there are none. */
  readonly messageType?: 1 | 31;
  /** Number of the volume coverage pattern. */
  readonly vcp?: number;
  readonly pattern?: CoveragePattern;
  readonly status?: RdaStatus;
  readonly sweeps: readonly Sweep[];
  /** Why the volume is incomplete: the errors it survived, in order of occurrence. */
  readonly incomplete?: readonly NexradError[];
  /** What it was read from; absent if it was assembled from unnamed chunks. */
  readonly source?: VolumeSource;
}

/** Compression of a whole file, outermost first. */
export type Wrapper = "none" | Layer | `${Layer}+${Layer}`;

/** How a whole file may be compressed; `compress` is compress(1), `.Z`. */
type Layer = "gzip" | "bzip2" | "compress";

/** The framing of the file that a volume was read from. */
export interface VolumeSource {
  /** Size of the file in bytes, as given. */
  readonly bytes: number;
  /** Compression of the whole file, outermost first. */
  readonly wrapper: Wrapper;
  /** Number of LDM records; 1 for a volume without any. */
  readonly records: number;
}

/** Message 5: the volume coverage pattern. */
export interface CoveragePattern {
  readonly number: number;
  readonly dopplerResolution: 0.5 | 1;
  readonly pulseWidth: "short" | "long";
  readonly cuts: readonly PatternCut[];
}

/** One elevation of the pattern. */
export interface PatternCut {
  /** Degrees. */
  readonly elevation: number;
  readonly waveform:
    | "contiguous surveillance"
    | "contiguous doppler"
    | "contiguous doppler, no ambiguity resolution"
    | "batch"
    | "staggered pulse pair"
    | "unknown";
  readonly superResolution: boolean;
  /** Degrees per second. */
  readonly azimuthRate: number;
  readonly supplemental?: "SAILS" | "MRLE";
}

/** Message 2, the parts that say whether data can be trusted. */
export interface RdaStatus {
  /** RDA software build, e.g. 19 or 23.1. */
  readonly build: number;
  readonly operability: string;
  readonly superResolution: boolean;
  /** dB, as sent (hundredths) */
  readonly reflectivityCalibration: number;
}
