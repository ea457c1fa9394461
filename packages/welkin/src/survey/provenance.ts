import type { Orbit, SolarSystem } from "@welkin/orbits";

/** A note about an answer: a stable code, and a sentence for people. */
export interface Note {
  readonly code: NoteCode;
  readonly message: string;
}

export type NoteCode =
  /** JPL did not answer; an orbit held here was used. */
  | "REMOTE_UNAVAILABLE"
  /** The uncertainty was requested, but it is unknown. */
  | "NO_COVARIANCE"
  /** The 3σ region is so long that it was followed along the line of variation. */
  | "REGION_CURVED"
  /** The 3σ region is at times too large to be searched. */
  | "REGION_TOO_LARGE"
  /** Positions after a close approach are less accurate. */
  | "DEEP_ENCOUNTER"
  /** The orbit ends in a body. */
  | "IMPACT"
  /** Part of the requested span lies outside the years that can be computed. */
  | "OUTSIDE_SPAN"
  /** Positions are interpolated in a table. */
  | "INTERPOLATED"
  /** A comet has several orbits, one for each apparition; says which was used. */
  | "APPARITION"
  /** The orbits are made up. */
  | "SIMULATED"
  /** More was found than is returned. */
  | "TRUNCATED"
  /** Orbits too uncertain or too old for a quick test were left out. */
  | "LEFT_OUT";

/** The origin of positions. */
export interface Provenance {
  readonly ephemeris: "embedded" | "horizons" | "table";
  /** The program or service and the planets it uses. */
  readonly version: string;
  /** Where the orbit is from, and which solution it is. */
  readonly orbit_source: string;
  readonly orbit_id: string | null;
}

/** The origin of positions computed here. */
export function embedded(
  { source, orbit }: { readonly source: string; readonly orbit: Orbit },
  system: SolarSystem,
): Provenance {
  return {
    ephemeris: "embedded",
    version: `n-body, IAS15; ${system.source}`,
    orbit_source: source,
    orbit_id: orbit.solution ?? null,
  };
}
