import type { Legend } from "../api-types.ts";

/** A CSS gradient of a legend's bar, `to right` or `to top`. */
export function gradient({ stops }: Legend, direction: string): string {
  const percent = (fraction: number) => `${(fraction * 100).toFixed(2)}%`;
  const colors = stops.flatMap(({ from, to, color, endColor }) => [
    `${color} ${percent(from)}`,
    `${endColor} ${percent(to)}`,
  ]);
  return `linear-gradient(${direction}, ${colors.join(", ")})`;
}

/** The position of a value along the bar, 0 to 1, clamped at its ends. */
export const placeValue = ({ min, max }: Legend, value: number): number =>
  max > min ? Math.max(0, Math.min(1, (value - min) / (max - min))) : 0;

/**
 * Ticks that fit beside a bar `length` pixels long: every one, every second, and so on, counted from the one nearest
 * to zero so that it stays.
 */
export function roomyTicks(legend: Legend, length: number, spacing: number): Legend["ticks"] {
  const ticks = legend.ticks.toSorted((a, b) => a.position - b.position);
  const gap = Math.min(
    ...ticks.slice(1).map((tick, index) => tick.position - ticks[index]!.position),
  );
  const every = Math.max(1, Math.ceil(spacing / Math.max(gap * length, 1e-6)));
  if (!Number.isFinite(every)) return ticks;
  const nearest = ticks.reduce(
    (best, tick, index) => (Math.abs(tick.value) < Math.abs(ticks[best]!.value) ? index : best),
    0,
  );
  return ticks.filter((_, index) => (index - nearest) % every === 0);
}

/**
 * Tables that can replace a given one: for the same moments in the same unit. A table that is not for moments stands
 * alone.
 */
export function tablesLike(legends: readonly Legend[], own: Legend | undefined): Legend[] {
  return legends.filter(
    (each) =>
      each.table === own?.table ||
      (each.unit === own?.unit && each.moments.some((moment) => own.moments.includes(moment))),
  );
}

/** The meaning of each colour in a legend of classes, which has no values in between. */
export function classesOf({ classes, stops }: Legend): LegendClass[] | undefined {
  if (!classes) return undefined;
  return stops.map(({ value, color, label = String(value), description = label }) => ({
    value,
    color,
    label,
    name: description,
  }));
}

export interface LegendClass {
  value: number;
  color: string;
  /** Two letters, or an equally short label. */
  label: string;
  name: string;
}
