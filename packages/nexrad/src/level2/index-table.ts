import type { Volume, Wrapper } from "./volume.ts";

/** The position of a sweep in its file. */
export interface SweepEntry {
  readonly index: number;
  readonly elevationNumber: number;
  /** Milliseconds since 1970 of its first radial, which identifies it. */
  readonly startTime: number;
  /** LDM records, 0-based, inclusive. */
  readonly first: number;
  readonly last: number;
}

/**
 * Which records hold which sweep of one file: plain data, to be stored as JSON with it, so that a later
 * `decodeLevel2` of a single sweep reads only that sweep's records.
 */
export interface Level2Index {
  readonly version: 1;
  /** Size of the file in bytes; an index for another size is not used. */
  readonly bytes: number;
  readonly wrapper: Wrapper;
  readonly messageType: 1 | 31 | null;
  readonly records: number;
  readonly sweeps: readonly SweepEntry[];
}

/**
 * The index of a decoded volume: of the requested sweeps (their moments are not needed).
 *
 * The index of a volume assembled from unnamed chunks fits no input, as they have no order of their own.
 */
export function indexOf(volume: Volume): Level2Index {
  const { source = NO_SOURCE } = volume;
  return {
    version: 1,
    bytes: source.bytes,
    wrapper: source.wrapper,
    messageType: volume.messageType ?? null,
    records: source.records,
    sweeps: volume.sweeps.map((sweep) => ({
      index: sweep.index,
      elevationNumber: sweep.elevationNumber,
      startTime: sweep.startTime.getTime(),
      first: sweep.records.first,
      last: sweep.records.last,
    })),
  };
}

const NO_SOURCE = { bytes: 0, wrapper: "none", records: 0 } as const;

/** Whether an index (which may come from anywhere) belongs to this file. */
export function fits(index: Level2Index, bytes: number, records: number): boolean {
  return (
    index.version === 1 &&
    index.bytes === bytes &&
    index.records === records &&
    Array.isArray(index.sweeps)
  );
}
