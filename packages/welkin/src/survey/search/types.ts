import type { EphemerisRow, Observer } from "@welkin/orbits";
import type { Intersection, Region } from "../footprints/index.ts";
import type { Note, Provenance } from "../provenance.ts";
import type { HeldRow } from "../row-memory.ts";
import type { Source } from "../sources/registry.ts";
import type { Target } from "../targets/target.ts";
import type { ObservationView } from "../views.ts";

/** Which observations to search, and how to follow and stop the search. */
export interface SearchWindow {
  /** Only exposures that overlap the span, MJD UTC, both ends included. */
  readonly from?: number;
  readonly to?: number;
  /** Names of sources; all by default. */
  readonly sources?: readonly string[];
  /** Only observations added after this revision: those not covered by a search made at it. */
  readonly since?: number;
  /**
   * Names of filters as the rows have them (r is not R); by default all observations, including those without a filter.
   */
  readonly filters?: readonly string[];
  /** Only observations at least this deep, mag; those with an unknown limit are left out. */
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
  /** arcmin, 0 to 120: how far outside a field the target may pass and still count. */
  readonly padding?: number;
  /**
   * Searches the 3σ region in which the target may be rather than only its nominal position; padding is added to it.
   * For a target without a covariance, only the nominal position is searched, with a note.
   */
  readonly uncertainty?: boolean;
  /** Computes for this observatory instead of each observation's own. */
  readonly observer?: Observer;
  /** Leaves out hits predicted to be fainter than their observation's limit. */
  readonly detectable?: boolean;
  /** Called with hits as they are found, in order of time within a call; thus a failed search's hits are not lost. */
  readonly found?: (hits: readonly Hit[]) => void | Promise<void>;
}

/** An observation in which a target falls, and the target at the middle of the exposure. */
export type Hit = ObservationView & EphemerisRow & Sight;

/** A target's position within an observation. */
export interface Sight {
  /**
   * The target's position at the beginning and the end of the exposure, degrees, and the distance between them, arcsec.
   */
  readonly ra_start: number;
  readonly dec_start: number;
  readonly ra_stop: number;
  readonly dec_stop: number;
  readonly trail: number;
  /** The observation's limit minus the predicted magnitude: negative if the target is too faint; null if unknown. */
  readonly mag_margin: number | null;
  /** FITS pixel coordinates (from 1) at the middle of the exposure, if the row has a WCS. */
  readonly x: number | null;
  readonly y: number | null;
  /** Whether the predicted position itself is in the field, rather than near it or only the 3σ region. */
  readonly on_field: boolean;
}

export interface MovingResult {
  /** In order of time. */
  readonly hits: readonly Hit[];
  /** Number of observations searched, and the revision of the index. */
  readonly searched: number;
  readonly revision: number;
  /** The origin of the positions. */
  readonly provenance: Provenance;
  /** Notes for readers of the hits. */
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

/** Many targets, each as in a separate search; the caller decides how targets are resolved. */
export interface BatchSearch extends Omit<MovingSearch, "target" | "found" | "progress"> {
  readonly targets: readonly (Target | { readonly name: string; resolve(): Promise<Target> })[];
}

/** The outcome of one target of a list. */
export type BatchItem =
  | {
      readonly index: number;
      readonly name: string;
      readonly target: Target;
      readonly result: MovingResult;
    }
  | { readonly index: number; readonly name: string; readonly error: unknown };
