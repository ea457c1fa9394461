import { type ColorStop, rgba } from "../table.ts";

/** Stops at even steps from `low` to `high`, with colours written `rrggbb` one after another. */
export function evenStops(low: number, high: number, colors: string): ColorStop[] {
  const words = colors.trim().split(/\s+/);
  const step = (high - low) / (words.length - 1);
  return words.map((word, i) => ({ value: low + i * step, color: rgba(`#${word}`) }));
}

/** Stops from `[value, "#rrggbb", "#rrggbb" just before the next stop]`. */
export function stops(
  ...rows: readonly (readonly [value: number, from: string, to?: string])[]
): ColorStop[] {
  return rows.map(([value, from, to]) => ({
    value,
    color: rgba(from),
    ...(to !== undefined && { endColor: rgba(to) }),
  }));
}
