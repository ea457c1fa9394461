import { type ColorStop, type ColorTable, rgba } from "../table.ts";
import { FOLDED } from "./velocity.ts";

type Row = readonly [value: number, color: string, label: string, description: string];

function classes(...rows: readonly Row[]): ColorStop[] {
  return rows.map(([value, color, label, description]) => ({
    value,
    color: rgba(color),
    label,
    description,
  }));
}

/**
 * Classes of hydrometeors, by the numbers of ICD 2620001 (note on products 165 and 177), in the National Weather
 * Service's hues: greys for non-weather echo, blues and pink for ice and snow, greens for rain, reds for hail.
 */
export const hydrometeor: ColorTable = {
  name: "hydrometeor",
  title: "Hydrometeor class",
  unit: "",
  interpolation: "stepped",
  classes: true,
  folded: FOLDED,
  stops: classes(
    [1, "#9c9c9c", "BI", "Biological"],
    [2, "#6b6660", "GC", "Ground clutter, anomalous propagation"],
    [3, "#f7b2b8", "IC", "Ice crystals"],
    [4, "#19e8ee", "DS", "Dry snow"],
    [5, "#1f84f2", "WS", "Wet snow"],
    [6, "#2be37e", "RA", "Light or moderate rain"],
    [7, "#0a9c2e", "HR", "Heavy rain"],
    [8, "#cfc95c", "BD", "Big drops"],
    [9, "#c98078", "GR", "Graupel"],
    [10, "#f5201d", "HA", "Hail, possibly with rain"],
    [11, "#9c1220", "LH", "Large hail"],
    [12, "#fff02e", "GH", "Giant hail"],
    [14, "#d928f0", "UK", "Unknown"],
  ),
};

/** The relation that gave the rain rate (same note, on product 197): blue for reflectivity, warm colours for others. */
export const rainRateClass: ColorTable = {
  name: "rain-rate-classification",
  title: "Rain rate relation",
  unit: "",
  interpolation: "stepped",
  classes: true,
  stops: classes(
    [1, "#6b6f76", "UF", "Unfilled"],
    [2, "#2b6fe0", "CZ", "From reflectivity, convective"],
    [3, "#22b8c9", "TZ", "From reflectivity, tropical"],
    [4, "#2fc25a", "SA", "From specific attenuation"],
    [5, "#f2a023", "KL", "From specific differential phase, 25 coefficient"],
    [6, "#e2491f", "KH", "From specific differential phase, 44 coefficient"],
    [7, "#8fb8f2", "Z1", "From reflectivity"],
    [8, "#7a6bd6", "Z6", "From reflectivity, times 0.6"],
    [9, "#b26bd6", "Z8", "From reflectivity, times 0.8"],
    [10, "#f2d7ea", "SI", "From reflectivity, times a factor for ice"],
  ),
};

/** The levels of clutter suppression in product 34, whose names are documented nowhere. */
export const clutterFilter: ColorTable = {
  name: "clutter-filter",
  title: "Clutter filter",
  unit: "",
  interpolation: "stepped",
  classes: true,
  stops: classes(
    [1, "#47688c", "1", "Level 1"],
    [2, "#3fa6a0", "2", "Level 2"],
    [3, "#63b84f", "3", "Level 3"],
    [4, "#e0d23c", "4", "Level 4"],
    [5, "#f0a428", "5", "Level 5"],
    [6, "#e2642a", "6", "Level 6"],
    [7, "#c0283c", "7", "Level 7"],
    [8, "#8a1468", "8", "Level 8"],
  ),
};
