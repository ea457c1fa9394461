import {
  type EphemerisRow,
  ephemerisRow,
  type Orbit,
  OrbitError,
  observe,
  observer,
  propagate,
  type SolarSystem,
} from "@welkin/orbits";
import { angle, DEGREE, lookAlong, SkyPolygon, Trail, vectorOf } from "../footprints/index.ts";
import { placeOf } from "../search/hit.ts";

/** A field of view: a polygon, or a circle. */
export type Field =
  | { readonly polygon: readonly (readonly [number, number])[] }
  /** Degrees; the radius in arcmin. */
  | { readonly ra: number; readonly dec: number; readonly radius: number };

/** When and from where a field was observed. */
export interface Look {
  readonly field: Field;
  /** MJD UTC. */
  readonly start: number;
  readonly stop: number;
  readonly observatory: string;
  /** Radians: margin around the field. */
  readonly padding: number;
  readonly maglimit: number | undefined;
}

/** An object's position in a field. */
export interface Found extends EphemerisRow {
  readonly ra_start: number;
  readonly dec_start: number;
  readonly ra_stop: number;
  readonly dec_stop: number;
  /** arcsec. */
  readonly trail: number;
}

/** The outcome for an orbit that may be in a field: its position, or nothing if it is not there. */
export type Outcome = Found | undefined | { readonly failed: string };

/** Tests whether orbits are in a field by integrating each of them over the exposure. */
export function exactly(orbits: readonly Orbit[], look: Look, system: SolarSystem): Outcome[] {
  const from = observer(look.observatory);
  const meets = meetsOf(look);
  return orbits.map((orbit) => {
    try {
      const path = propagate(orbit, system, { from: look.start, to: look.stop });
      const at = lookAlong(path, system);
      if (!meets(new Trail(at), from)) return undefined;
      const middle = (look.start + look.stop) / 2;
      const row = ephemerisRow(observe(path, system, from, middle), orbit.photometry);
      if (look.maglimit !== undefined && row.vmag !== null && row.vmag > look.maglimit)
        return undefined;
      const [first, last] = [at(from, look.start), at(from, look.stop)];
      const [a, b] = [placeOf(first), placeOf(last)];
      const trail = (angle(first, last) / DEGREE) * 3600;
      return { ...row, ra_start: a.ra, dec_start: a.dec, ra_stop: b.ra, dec_stop: b.dec, trail };
    } catch (error) {
      if (error instanceof OrbitError) return { failed: error.message };
      throw error;
    }
  });
}

function meetsOf({ field, start, stop, padding }: Look) {
  if ("polygon" in field) {
    const polygon = new SkyPolygon(field.polygon);
    return (trail: Trail, from: Parameters<Trail["at"]>[0]) =>
      trail.meets(from, start, stop, polygon, padding);
  }
  const centre = vectorOf(field.ra, field.dec);
  const reach = (field.radius / 60) * DEGREE + padding;
  return (trail: Trail, from: Parameters<Trail["at"]>[0]) =>
    trail.passes(from, start, stop, centre, reach);
}
