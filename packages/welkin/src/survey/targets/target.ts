import { type Orbit, parseOrbitJson } from "@welkin/orbits";
import { WelkinError } from "../../errors.ts";
import type { Note } from "../provenance.ts";
import type { EphemerisTable } from "./table.ts";

interface Named {
  readonly name: string;
  /** For people: `file Encke.json`, `catalogue MPCORB.DAT`, `JPL SBDB`. */
  readonly source: string;
  /** Notes about its origin. */
  readonly notes?: readonly Note[];
}

/** A moving target with a known orbit. */
export interface OrbitTarget extends Named {
  readonly orbit: Orbit;
  /** Its unambiguous designation: `433`, `2P`, `1995 XA`. */
  readonly designation?: string;
  /** Whether JPL regards it as a comet, and JPL's record number for one of the comet's apparitions. */
  readonly comet?: boolean;
  readonly record?: number;
}

/** A moving target of which only apparent positions at some times are known. */
export interface TableTarget extends Named {
  readonly table: EphemerisTable;
}

export type Target = OrbitTarget | TableTarget;

export function hasOrbit(target: Target): target is OrbitTarget {
  return "orbit" in target;
}

/** The orbit as stated in an answer, complete, so that the answer can be reproduced from itself. */
export interface OrbitView {
  readonly name: string;
  readonly source: string;
  readonly solution?: string;
  readonly epoch_mjd_tdb: number;
  readonly state_helio_icrf: readonly number[];
  readonly nongrav?: Orbit["nongrav"];
  /** Whether its uncertainty is known. */
  readonly covariance: boolean;
}

/** Null for a target that has no orbit. */
export function orbitView(target: OrbitTarget): OrbitView;
export function orbitView(target: Target): OrbitView | null;
export function orbitView(target: Target): OrbitView | null {
  if (!hasOrbit(target)) return null;
  const { name, epoch, state, nongrav, solution, covariance } = target.orbit;
  return {
    name,
    source: target.source,
    ...(solution !== undefined && { solution }),
    epoch_mjd_tdb: epoch,
    state_helio_icrf: state,
    ...(nongrav !== undefined && { nongrav }),
    covariance: covariance !== undefined,
  };
}

/**
 * A target from the text of an orbit file: this project's JSON, or an answer from JPL's SBDB.
 *
 * @param name Replaces the name in the file.
 * @throws OrbitError; WelkinError BAD_REQUEST if the text is not JSON
 */
export function targetOfFile(text: string, file: string, name?: string): OrbitTarget {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WelkinError("BAD_REQUEST", `${file} is not JSON: ${reason}.`, { cause: error });
  }
  const orbit = parseOrbitJson(json);
  return { name: name ?? orbit.name, orbit, source: `file ${file}` };
}
