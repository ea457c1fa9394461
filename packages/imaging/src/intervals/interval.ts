import { ImagingError } from "../errors.ts";
import type { Plane } from "../frames/plane.ts";
import { percentileLimits } from "./percentile.ts";
import { sampleOf } from "./sample.ts";
import { upstreamZscale } from "./upstream-zscale.ts";
import { zscale } from "./zscale.ts";

/** The values shown as black and as white. `high` is above `low`. */
export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** Which values of an image are shown. */
export type Interval =
  | { readonly kind: "zscale"; readonly contrast?: number; readonly samples?: number }
  | { readonly kind: "upstream" }
  | { readonly kind: "minmax" }
  | { readonly kind: "cuts"; readonly low: Cut; readonly high: Cut };

/** An end of an interval: a value, or a percentile 0 to 100 of all values. */
export type Cut = { readonly value: number } | { readonly percentile: number };

/** Names accepted by {@link parseInterval}, besides numbers. */
export const intervalNames = ["zscale", "minmax", "upstream"] as const;

/**
 * Reads an interval: `zscale`, `zscale:0.1` (its contrast), `minmax`, `upstream` (fits2image's), `99.5%` (this
 * fraction of the values around the median), `0.5%..99.5%`, `700..2000`, or one end of each kind.
 *
 * @throws ImagingError `INTERVAL_UNKNOWN`
 */
export function parseInterval(text: string): Interval {
  const said = text.trim().toLowerCase();
  const [name = "", parameter, ...rest] = said.split(":");
  if (name === "zscale" && rest.length === 0) {
    if (parameter === undefined) return { kind: "zscale" };
    const contrast = Number(parameter);
    if (contrast > 0 && Number.isFinite(contrast)) return { kind: "zscale", contrast };
  }
  if (said === "minmax" || said === "upstream") return { kind: said };
  const central = /^(\d+(?:\.\d*)?|\.\d+)%$/.exec(said);
  if (central && Number(central[1]) <= 100) {
    const half = Number(central[1]) / 2;
    return { kind: "cuts", low: { percentile: 50 - half }, high: { percentile: 50 + half } };
  }
  const ends = said.split("..");
  if (ends.length === 2) {
    return { kind: "cuts", low: parseCut(ends[0] as string), high: parseCut(ends[1] as string) };
  }
  throw new ImagingError(
    "INTERVAL_UNKNOWN",
    `"${text.slice(0, 40)}" is not an interval: zscale, minmax, upstream, 99.5%, 0.5%..99.5% or 700..2000`,
  );
}

/**
 * Reads one end of an interval as in hips2fits: a value, or a percentile as `0.5%`.
 * @throws ImagingError `INTERVAL_UNKNOWN`
 */
export function parseCut(cut: number | string): Cut {
  const text = String(cut).trim();
  const percent = text.endsWith("%");
  const digits = percent ? text.slice(0, -1).trim() : text;
  const number = digits === "" ? Number.NaN : Number(digits);
  if (Number.isFinite(number)) {
    if (!percent) return { value: number };
    if (number >= 0 && number <= 100) return { percentile: number };
  }
  throw new ImagingError(
    "INTERVAL_UNKNOWN",
    `"${text.slice(0, 40)}" is neither a number nor a percentile such as 0.5%`,
  );
}

/**
 * The limits of an interval in an image, in its values. If no value is finite, 0 to 1; if all values are equal, half
 * a unit on each side (`upstream`: one unit, as in fits2image).
 */
export function limitsOf(interval: Interval, plane: Plane): Limits {
  return spread(FINDERS[interval.kind](interval as never, plane) ?? { low: 0, high: 1 });
}

type Finder<K extends Interval["kind"]> = (
  interval: Extract<Interval, { kind: K }>,
  plane: Plane,
) => Limits | undefined;

const FINDERS: { readonly [K in Interval["kind"]]: Finder<K> } = {
  zscale: ({ kind: _kind, ...options }, plane) => {
    const found = zscale(sampleOf(plane, options.samples ?? 1000), options);
    return found && { low: found[0], high: found[1] };
  },
  upstream: (_interval, plane) => upstreamZscale(plane),
  minmax: (_interval, plane) => percentileLimits(plane, { percentile: 0 }, { percentile: 100 }),
  cuts: ({ low, high }, plane) => percentileLimits(plane, low, high),
};

function spread({ low, high }: Limits): Limits {
  if (high > low) return { low, high };
  if (high < low) return { low: high, high: low };
  const step = Math.max(0.5, Math.abs(low) * 2 ** -40);
  return { low: low - step, high: high + step };
}
