import type { Moment, MomentName, Sweep, Volume } from "./volume.ts";

/** What the writer needs of a moment; any decoded `Moment` will do. */
export type WritableMoment = Pick<
  Moment,
  "name" | "gates" | "firstGate" | "gateSpacing" | "wordBits" | "scale" | "offset" | "codes"
> & {
  /** Gates written for each radial, 0 for a radial without the moment; all of `gates` if absent. */
  readonly gatesPerRadial?: Uint16Array;
};

/** What the writer needs of a sweep; any decoded `Sweep` will do. */
export type WritableSweep = Pick<
  Sweep,
  "elevation" | "azimuths" | "elevations" | "times" | "azimuthSpacing"
> &
  Partial<
    Pick<
      Sweep,
      "elevationNumber" | "cut" | "supplemental" | "nyquist" | "unambiguousRange" | "complete"
    >
  > & {
    readonly moments: ReadonlyMap<MomentName, WritableMoment>;
  };

/** What the writer needs of a volume; any decoded `Volume` will do. */
export type WritableVolume = Pick<Volume, "site" | "time"> &
  Partial<Pick<Volume, "antenna" | "vcp" | "pattern" | "status">> & {
    readonly sweeps: readonly WritableSweep[];
  };
