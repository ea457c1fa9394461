import type { Orbit, SolarSystem } from "@welkin/orbits";

/** What whoever reads an answer should know about it: a stable code, and a sentence for people. */
export interface Note {
  readonly code: NoteCode;
  readonly message: string;
}

export type NoteCode =
  /** JPL did not answer; an orbit that is held here was used. */
  | "REMOTE_UNAVAILABLE"
  /** The uncertainty was asked for, and nobody knows it. */
  | "NO_COVARIANCE"
  /** The 3σ region is so long that it was followed along the line of variation. */
  | "REGION_CURVED"
  /** The 3σ region is too large at times to be looked for. */
  | "REGION_TOO_LARGE"
  /** Positions after a close approach are worth less. */
  | "DEEP_ENCOUNTER"
  /** The orbit ends in a body. */
  | "IMPACT"
  /** Some of what was asked for lies outside the years that can be computed. */
  | "OUTSIDE_SPAN"
  /** Positions are interpolated in a table. */
  | "INTERPOLATED"
  /** A comet has several orbits, one for each return; which was taken. */
  | "APPARITION"
  /** The orbits are made up. */
  | "SIMULATED"
  /** More was found than is told. */
  | "TRUNCATED"
  /** Orbits too uncertain or too old for a quick look were left out. */
  | "LEFT_OUT";

/** What positions are from. */
export interface Provenance {
  readonly ephemeris: "embedded" | "horizons" | "table";
  /** The program or service and the planets it uses. */
  readonly version: string;
  /** Where the orbit was had, and which solution it is. */
  readonly orbit_source: string;
  readonly orbit_id: string | null;
}

/** What positions are from that are computed here. */
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
