import { observer, utcToTdb } from "@welkin/orbits";
import { WelkinError } from "../../errors.ts";
import { DEGREE, SkyPolygon, vectorOf } from "../footprints/index.ts";
import type { Note, Provenance } from "../provenance.ts";
import type { KnownOrbit } from "./catalogue.ts";
import type { Field, Found, Look } from "./exact.ts";
import type { KnownOrbits } from "./orbit-keeper.ts";
import type { Cap } from "./scan.ts";

export interface InverseOptions {
  /** Only objects predicted to be at least this bright. */
  readonly maglimit?: number;
  /** arcmin, 0 to 120: margin around the field. */
  readonly padding?: number;
  /** Maximum number of objects returned, the brightest first. Default: 1000. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  readonly progress?: (progress: {
    readonly stage: "orbits" | "scan" | "exact";
    readonly done: number;
    readonly total: number;
  }) => void;
}

export interface InverseQuestion extends InverseOptions {
  /** A polygon or a circle, degrees and arcmin. */
  readonly field: Field;
  /** MJD UTC; at most ten days. */
  readonly mjdStart: number;
  readonly mjdStop: number;
  readonly observatory: string;
}

/** An object that is in a field, at the middle of the exposure. */
export interface InverseObject extends Found {
  readonly name: string;
  readonly designation: string;
  readonly orbit_source: string;
  readonly orbit_id: string | null;
}

export interface InverseAnswer {
  readonly objects: readonly InverseObject[];
  /** Number of orbits, and how many of them had to be integrated. */
  readonly searched: number;
  readonly candidates: number;
  readonly catalogue: {
    readonly count: number;
    readonly revision: number;
    readonly simulated: boolean;
  };
  readonly provenance: Provenance;
  readonly notes: readonly Note[];
  /** Milliseconds. */
  readonly timing: {
    readonly orbits: number;
    readonly scan: number;
    readonly exact: number;
    readonly total: number;
  };
}

/** Days, arcmin. */
const LONGEST = 10;
const PADDING_LIMIT = 120;

export function lookOf(question: InverseQuestion): Look {
  const { field, mjdStart: start, mjdStop: stop, observatory, padding = 0, maglimit } = question;
  if (!(stop >= start)) throw new WelkinError("BAD_REQUEST", "The exposure ends before it begins.");
  if (stop - start > LONGEST) {
    throw new WelkinError("BAD_REQUEST", `An exposure lasts at most ${LONGEST} days here.`);
  }
  if (!(padding >= 0 && padding <= PADDING_LIMIT)) {
    throw new WelkinError("BAD_REQUEST", `The padding is from 0 to ${PADDING_LIMIT} arcmin.`);
  }
  if ("radius" in field) {
    const isCircle =
      field.radius >= 0 &&
      field.radius <= 1800 &&
      Math.abs(field.ra) <= 360 &&
      Math.abs(field.dec) <= 90;
    if (!isCircle) {
      throw new WelkinError(
        "BAD_REQUEST",
        "A circle has a place in degrees and a radius of at most 30 degrees.",
      );
    }
  }
  // The observatory must be known before anything is computed.
  observer(observatory);
  return { field, start, stop, observatory, padding: (padding / 60) * DEGREE, maglimit };
}

export function capOf({ field, start, stop, padding, maglimit }: Look): Cap {
  const mjd = utcToTdb((start + stop) / 2);
  const half = (stop - start) / 2;
  if ("polygon" in field) {
    const { centre, radius } = new SkyPolygon(field.polygon);
    return { mjd, half, centre, radius: radius + padding, maglimit };
  }
  const radius = (field.radius / 60) * DEGREE + padding;
  return { mjd, half, centre: vectorOf(field.ra, field.dec), radius, maglimit };
}

export function objectOf(
  { name, designation, source, orbit }: KnownOrbit,
  found: Found,
): InverseObject {
  return { name, designation, orbit_source: source, orbit_id: orbit.solution ?? null, ...found };
}

export function sourceOf({ simulated, count }: KnownOrbits, planets: string) {
  return {
    source: simulated ? "the simulated sample" : `${count} imported orbits`,
    version: `n-body, IAS15; ${planets}`,
  };
}

export function notesOf(
  { simulated, count }: KnownOrbits,
  found: number,
  limit: number,
  failed: number,
): Note[] {
  const notes: Note[] = [];
  if (simulated) {
    const message = `No orbits are imported: these are of a sample of ${count} that is made up. None of them exists.`;
    notes.push({ code: "SIMULATED", message });
  }
  if (found > limit) {
    notes.push({
      code: "TRUNCATED",
      message: `${found} objects are there; the ${limit} brightest are told.`,
    });
  }
  if (failed > 0) {
    const message = `${failed} orbits cannot be followed to that time: they end in a body, or make no sense.`;
    notes.push({ code: "LEFT_OUT", message });
  }
  return notes;
}
