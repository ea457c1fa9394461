import type { EphemerisRow, Observer } from "@welkin/orbits";
import type { Intersection, Region } from "../footprints/index.ts";
import type { Note, Provenance } from "../provenance.ts";
import type { HeldRow } from "../row-memory.ts";
import type { Source } from "../sources/registry.ts";
import type { Target } from "../targets/target.ts";
import type { ObservationView } from "../views.ts";

/** Which observations are looked at, and how the search is followed and stopped. */
export interface SearchWindow {
  /** Exposures that overlap the span, MJD UTC, both ends included. */
  readonly from?: number;
  readonly to?: number;
  /** Names of sources; all without. */
  readonly sources?: readonly string[];
  /** Only observations that were added after this revision: what a search that was made at it has not seen. */
  readonly since?: number;
  /** Names of filters as the rows have them (r is not R); all, and those without one, where this is not given. */
  readonly filters?: readonly string[];
  /** Only observations at least this deep, mag; those whose limit nobody knows are left out. */
  readonly maglimit?: number;
  /** Aborting rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly progress?: (progress: SearchProgress) => void;
}

export interface SearchProgress {
  readonly stage: "orbit" | "index" | "exact";
  /** Of `total`; in the stage "exact" these are candidates. */
  readonly done: number;
  readonly total: number;
  readonly found: number;
}

export interface MovingSearch extends SearchWindow {
  readonly target: Target;
  /** arcmin, 0 to 120: how near to a field the target may pass and still count. */
  readonly padding?: number;
  /**
   * Looks for the 3σ region in which the target may be rather than for the target alone; padding is added to it. A
   * target without a covariance is looked for alone, with a note.
   */
  readonly uncertainty?: boolean;
  /** Looks from here, in place of each observation's own observatory. */
  readonly observer?: Observer;
  /** Leaves out hits that are predicted to be fainter than their observation's limit. */
  readonly detectable?: boolean;
  /** Is told of hits as they are found, in order of time within a call; what a search that fails had found. */
  readonly found?: (hits: readonly Hit[]) => void | Promise<void>;
}

/** An observation in which a target falls, and the target at the middle of the exposure. */
export type Hit = ObservationView & EphemerisRow & Sight;

/** How a target lies in an observation. */
export interface Sight {
  /** Where the target is when the exposure begins and when it ends, degrees, and the way between, arcsec. */
  readonly ra_start: number;
  readonly dec_start: number;
  readonly ra_stop: number;
  readonly dec_stop: number;
  readonly trail: number;
  /** The observation's limit less the predicted magnitude: negative where the target is too faint; null if unknown. */
  readonly mag_margin: number | null;
  /** FITS pixel numbers (the first is 1) of the middle of the exposure, where the row tells of its pixels. */
  readonly x: number | null;
  readonly y: number | null;
  /** Whether the predicted place itself is in the field, rather than near it or only the 3σ region. */
  readonly on_field: boolean;
}

export interface MovingResult {
  /** In order of time. */
  readonly hits: readonly Hit[];
  /** How many observations were looked at, and the revision of the index. */
  readonly searched: number;
  readonly revision: number;
  /** What the positions are from. */
  readonly provenance: Provenance;
  /** What whoever reads the hits should know. */
  readonly notes: readonly Note[];
  /** Milliseconds. */
  readonly timing: {
    readonly ephemeris: number;
    readonly index: number;
    readonly exact: number;
    readonly total: number;
  };
}

export interface FixedSearch extends SearchWindow {
  readonly region: Region;
  readonly intersection: Intersection;
}

export interface FixedResult {
  /** In order of time. */
  readonly rows: readonly HeldRow[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** Many targets, each as in a search of its own; how a target is come by is the caller's. */
export interface BatchSearch extends Omit<MovingSearch, "target" | "found" | "progress"> {
  readonly targets: readonly (Target | { readonly name: string; resolve(): Promise<Target> })[];
}

/** What became of one target of a list. */
export type BatchItem =
  | {
      readonly index: number;
      readonly name: string;
      readonly target: Target;
      readonly result: MovingResult;
    }
  | { readonly index: number; readonly name: string; readonly error: unknown };
