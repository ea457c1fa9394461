/** Red, green, blue and opacity, each 0 to 255. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** A colour that begins at a value, and its gradient up to the next stop. */
export interface ColorStop {
  /** In the table's unit. */
  readonly value: number;
  readonly color: Rgba;
  /**
   * Colour just below the next stop's value. Without it, a linear table has a gradient to the next stop's colour, and
   * a stepped one keeps this colour.
   */
  readonly endColor?: Rgba;
  /** The legend's name for the colour, if it is of a class, and its description. */
  readonly label?: string;
  readonly description?: string;
}

/** Colours for the values of a physical quantity, as data. */
export interface ColorTable {
  /** Short name for URLs: lower-case letters, digits, hyphens. */
  readonly name: string;
  readonly title: string;
  /** Unit of the stops' values, as of the fields it colours; "" if the quantity has none. */
  readonly unit: string;
  readonly interpolation: "stepped" | "linear";
  /** By ascending value, at least one. The last colour applies to all higher values. */
  readonly stops: readonly ColorStop[];
  /** Colour of values below the first stop. Default: transparent. */
  readonly below?: Rgba;
  /** Colour of range-folded gates. Default: transparent. */
  readonly folded?: Rgba;
  /** Values between the legend's ticks. Default: chosen from the span. */
  readonly step?: number;
  /** Unit shown in the legend, if it is not `unit`: shown = value × scale + offset. */
  readonly display?: { readonly unit: string; readonly scale: number; readonly offset: number };
  /** Whether each stop is a separate class: the legend shows them side by side, and nothing is smoothed. */
  readonly classes?: boolean;
  /** Whether the legend gives each stop the same space, for tables whose steps grow. */
  readonly even?: boolean;
  /** Smoothing ignores neighbours that differ by more than this; see `Smoothing`. */
  readonly maxDifference?: number;
}

export const TRANSPARENT: Rgba = [0, 0, 0, 0];

/** The colour that a table gives to a value (in the table's unit). NaN is transparent. */
export function colorAt(table: ColorTable, value: number): Rgba {
  const { stops } = table;
  if (!(value >= stops[0]!.value)) {
    return Number.isNaN(value) ? TRANSPARENT : (table.below ?? TRANSPARENT);
  }
  let low = 0;
  let high = stops.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (stops[middle]!.value <= value) low = middle;
    else high = middle;
  }
  const stop = stops[low]!;
  const next = stops[low + 1];
  if (!next) return stop.color;
  const end = endOf(table, low);
  if (end === stop.color) return stop.color;
  return mix(stop.color, end, (value - stop.value) / (next.value - stop.value));
}

/** The colour at the end of a stop's gradient. */
export function endOf(table: ColorTable, index: number): Rgba {
  const stop = table.stops[index]!;
  if (stop.endColor) return stop.endColor;
  if (table.interpolation === "stepped") return stop.color;
  return table.stops[index + 1]?.color ?? stop.color;
}

function mix(from: Rgba, to: Rgba, part: number): Rgba {
  const channel = (i: 0 | 1 | 2 | 3) => Math.round(from[i] + (to[i] - from[i]) * part);
  return [channel(0), channel(1), channel(2), channel(3)];
}

/** `#rrggbb`, or `#rrggbbaa` if it is not opaque (CSS Color Module Level 4, section 5.2). */
export function hexColor(color: Rgba): string {
  const channels = color[3] === 255 ? color.slice(0, 3) : color;
  return `#${channels.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

/** Reads `#rgb…` of 6 or 8 digits, for tables written by hand. */
export function rgba(hex: string): Rgba {
  const byte = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [byte(1), byte(3), byte(5), hex.length > 7 ? byte(7) : 255];
}
