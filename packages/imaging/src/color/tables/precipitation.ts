import { type ColorTable, rgba } from "../table.ts";
import { stops } from "./ramp.ts";

/**
 * Depth of rain. Each hue goes from light to dark within its steps, as for reflectivity: blue for a trace, green for
 * a good rain, yellow to red for flooding, magenta for rare extremes.
 */
export const accumulation: ColorTable = {
  name: "accumulation",
  title: "Rain accumulation",
  unit: "in",
  interpolation: "linear",
  even: true,
  stops: stops(
    [0.001, "#8fb6c658", "#7db4d0b0"],
    [0.05, "#6db8e4c8", "#52a2ea"],
    [0.1, "#4b94ea", "#2f62cf"],
    [0.25, "#2b56c0", "#1d3a94"],
    [0.5, "#52e06c", "#2fb04a"],
    [1, "#27a042", "#0f6d26"],
    [1.5, "#fff25a", "#f8d32a"],
    [2, "#f8c522", "#eda012"],
    [3, "#ff8a1a", "#ec5a0e"],
    [4, "#f5261c", "#c4101a"],
    [6, "#a80c18", "#780414"],
    [8, "#ff50f0", "#b044d8"],
    [12, "#b68cf0", "#f0e6ff"],
    [20, "#f4ecff"],
  ),
};

/** Rain rate, in the same hues. */
export const precipitationRate: ColorTable = {
  name: "precipitation-rate",
  title: "Rain rate",
  unit: "in/h",
  interpolation: "linear",
  even: true,
  stops: stops(
    [0.002, "#8fb6c670", "#7db4d0b0"],
    [0.01, "#6db8e4c8", "#52a2ea"],
    [0.05, "#4b94ea", "#2f62cf"],
    [0.1, "#2b56c0", "#1d3a94"],
    [0.25, "#52e06c", "#2fb04a"],
    [0.5, "#27a042", "#0f6d26"],
    [0.75, "#fff25a", "#f8d32a"],
    [1, "#f8c522", "#eda012"],
    [1.5, "#ff8a1a", "#ec5a0e"],
    [2, "#f5261c", "#c4101a"],
    [3, "#a80c18", "#780414"],
    [4, "#ff50f0", "#b044d8"],
    [8, "#f4ecff"],
  ),
};

/** Dual polarisation minus legacy: blue where it gives less rain, red where it gives more. */
export const accumulationDifference: ColorTable = {
  name: "accumulation-difference",
  title: "Difference of accumulation",
  unit: "in",
  interpolation: "linear",
  even: true,
  below: rgba("#1b2a7a"),
  stops: stops(
    [-3, "#1b2a7a"],
    [-1, "#2350c4"],
    [-0.5, "#2f8ae0"],
    [-0.2, "#5cb8ec"],
    [-0.05, "#a4d4e8c0", "#c4dce060"],
    [-0.01, "#c8d0d400", "#c8d0d400"],
    [0.01, "#e0d4c460", "#ecd09cc0"],
    [0.05, "#f4c65c"],
    [0.2, "#f49a2c"],
    [0.5, "#e2491f"],
    [1, "#a81222"],
    [3, "#5c0620"],
  ),
};

/** The hourly array's decibels of millimetres: 0 dBA is 1 mm. */
export const precipitationArray: ColorTable = {
  name: "precipitation-array",
  title: "Hourly precipitation array",
  unit: "dBA",
  interpolation: "linear",
  step: 4,
  stops: stops(
    [-6, "#8fb6c690", "#6db8e4d0"],
    [0, "#5aa8ec", "#2f62cf"],
    [6, "#2b56c0", "#1d3a94"],
    [10, "#52e06c", "#0f6d26"],
    [15, "#fff25a", "#eda012"],
    [18, "#ff8a1a", "#ec5a0e"],
    [20, "#f5261c", "#780414"],
    [23, "#ff50f0", "#b044d8"],
    [26, "#f4ecff"],
  ),
};

const snowColors = [
  "#a8b8c8a0",
  "#a4d0ec",
  "#5aa8ec",
  "#2b62d4",
  "#3a3ab0",
  "#6b3fc0",
  "#a83fc8",
  "#e050b8",
  "#f890b8",
  "#ffe0e8",
];

function snow(name: string, title: string, values: readonly number[]): ColorTable {
  return {
    name,
    title,
    unit: "in",
    interpolation: "linear",
    even: true,
    stops: stops(...values.map((value, i) => [value, snowColors[i]!] as const)),
  };
}

/** Water equivalent of the snow. */
export const snowWater = snow(
  "snow-water",
  "Snow water equivalent",
  [0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 1, 1.5, 2, 4],
);

export const snowDepth = snow("snow-depth", "Snow depth", [0.1, 1, 2, 3, 4, 6, 8, 12, 18, 24]);
