import type { EphemerisRow, Observer } from "@welkin/orbits";
import type { ObservationRow } from "../catalog.ts";
import { angle, DEGREE, type Look, type Vector } from "../footprints/index.ts";
import type { Source } from "../sources/registry.ts";
import { observationView, placeText } from "../views.ts";
import { pixelOf } from "./pixels.ts";
import type { Hit } from "./types.ts";

const ARCSEC = DEGREE / 3600;

/** The hit for a row in which a target was found, seen along `look` from `start` to `stop`. */
export function hitOf(
  row: ObservationRow,
  source: Source,
  seen: EphemerisRow,
  trail: {
    readonly look: Look;
    readonly from: Observer;
    readonly start: number;
    readonly stop: number;
    readonly onField: boolean;
  },
): Hit {
  const { look, from, start, stop, onField } = trail;
  const [first, last] = [look(from, start), look(from, stop)];
  const [a, b] = [placeOf(first), placeOf(last)];
  const { maglimit } = row;
  const margin = maglimit === null || seen.vmag === null ? null : maglimit - seen.vmag;
  const pixel = pixelOf(row, seen);
  return {
    ...observationView(row, source, placeText(seen)),
    ...seen,
    ra_start: a.ra,
    dec_start: a.dec,
    ra_stop: b.ra,
    dec_stop: b.dec,
    trail: angle(first, last) / ARCSEC,
    mag_margin: margin,
    x: pixel?.x ?? null,
    y: pixel?.y ?? null,
    on_field: onField,
  };
}

export function placeOf([x, y, z]: Vector): { ra: number; dec: number } {
  return {
    ra: (Math.atan2(y, x) / DEGREE + 360) % 360,
    dec: Math.atan2(z, Math.sqrt(x * x + y * y)) / DEGREE,
  };
}
