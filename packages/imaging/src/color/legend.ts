import { ImagingError } from "../errors.ts";
import { type ColorTable, colorAt, endOf, hexColor } from "./table.ts";

/** A stretch of a legend's bar, which runs from one colour to another. */
export interface LegendStop {
  /** Value where it begins, in the legend's unit. */
  readonly value: number;
  /** Where it begins and ends along the bar, 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** CSS colours at both ends. */
  readonly color: string;
  readonly endColor: string;
  readonly label?: string;
  /** The label in full. */
  readonly description?: string;
}

/** A mark beside a legend's bar. */
export interface LegendTick {
  readonly value: number;
  /** Along the bar, 0 to 1. */
  readonly position: number;
  readonly label: string;
}

/** A colour table ready for a page to draw: no colours to compute, no units to convert. */
export interface Legend {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly stops: readonly LegendStop[];
  readonly ticks: readonly LegendTick[];
  /** CSS colour of range-folded gates, if the table shows them. */
  readonly folded?: string;
}

/** The legend of a colour table. */
export function legendStops(table: ColorTable): Legend {
  const { stops, display } = table;
  if (stops.length === 0) throw new ImagingError("TABLE_EMPTY", `table ${table.name} has no stops`);
  const { scale, offset } = display ?? { scale: 1, offset: 0 };
  const shown = (value: number) => value * scale + offset;
  const low = stops[0]!.value;
  const last = stops.at(-1)!.value;
  const bounded = table.interpolation === "linear" && stops.length > 1;
  // A stepped table's last colour has no end: it gets the width of the previous step.
  const high = bounded ? last : last + (stops.length > 1 ? last - stops.at(-2)!.value : 1);
  const place = placing(table, low, high, bounded);

  const bars = stops.slice(0, bounded ? -1 : undefined).map((stop, i): LegendStop => {
    const next = stops[i + 1]?.value ?? high;
    return {
      value: round(shown(stop.value)),
      from: round(place(stop.value)),
      to: round(place(next)),
      color: hexColor(colorAt(table, stop.value)),
      endColor: hexColor(endOf(table, i)),
      ...(stop.label !== undefined && { label: stop.label }),
      ...(stop.description !== undefined && { description: stop.description }),
    };
  });
  return {
    name: table.name,
    title: table.title,
    unit: display?.unit ?? table.unit,
    min: round(Math.min(shown(low), shown(high))),
    max: round(Math.max(shown(low), shown(high))),
    stops: bars,
    ticks: ticks(table, low, high, shown, place),
    ...(table.folded && { folded: hexColor(table.folded) }),
  };
}

/** The position of a value along the bar, 0 to 1: proportional, or with equal space for each stop. */
function placing(table: ColorTable, low: number, high: number, bounded: boolean) {
  if (!table.classes && !table.even) return (value: number) => (value - low) / (high - low);
  const values = table.stops.map(({ value }) => value);
  const pieces = values.length - (bounded ? 1 : 0);
  return (value: number) => {
    const at = values.indexOf(value);
    return (at < 0 ? pieces : at) / pieces;
  };
}

function ticks(
  table: ColorTable,
  low: number,
  high: number,
  shown: (value: number) => number,
  place: (value: number) => number,
): LegendTick[] {
  const labelled = table.stops.filter((stop) => table.even || stop.label !== undefined);
  if (labelled.length > 0) {
    // The name of a class is placed in the middle of its colour.
    const half = table.classes ? 0.5 / table.stops.length : 0;
    return labelled.map((stop) => ({
      value: round(shown(stop.value)),
      position: round(place(stop.value) + half),
      label: stop.label ?? String(round(shown(stop.value))),
    }));
  }
  const scale = table.display?.scale ?? 1;
  const from = Math.min(shown(low), shown(high));
  const to = Math.max(shown(low), shown(high));
  const given = table.step === undefined ? 0 : table.step * Math.abs(scale);
  const step = given > (to - from) / 40 ? given : niceStep((to - from) / 8);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const marks: LegendTick[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k++) {
    const value = round(k * step);
    const position = round((value - shown(low)) / (shown(high) - shown(low)));
    marks.push({ value, position, label: value.toFixed(digits) });
  }
  return marks;
}

/** 1, 2 or 5 times a power of ten, at least `step`. */
function niceStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const factor = [1, 2, 5, 10].find((each) => each * power >= step * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Removes digits that come only from binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(9));
}
