import { type ColorTable, rgba } from "../table.ts";
import { stops } from "./ramp.ts";
import { FOLDED } from "./velocity.ts";

/** Grey below 0 dB (upright or noisy), blue for drizzle, green to red as drops flatten. */
export const differentialReflectivity: ColorTable = {
  name: "differential-reflectivity",
  title: "Differential reflectivity",
  unit: "dB",
  interpolation: "linear",
  step: 1,
  folded: FOLDED,
  below: rgba("#1c1a26"),
  stops: stops(
    [-4, "#1c1a26"],
    [-1, "#5e5e68"],
    [-0.1, "#c4c6ca"],
    [0.3, "#a9bede"],
    [0.8, "#4f86dc"],
    [1.3, "#1f9fb4"],
    [1.8, "#2fc25a"],
    [2.4, "#d6e23a"],
    [3, "#f8c02a"],
    [4, "#ee5a20"],
    [5, "#c0182c"],
    [6, "#8a1468"],
    [8, "#f4b6ee"],
  ),
};

/** A circle of hues without a seam, as phase wraps at 360°. */
export const differentialPhase: ColorTable = {
  name: "differential-phase",
  title: "Differential phase",
  unit: "°",
  interpolation: "linear",
  step: 60,
  folded: FOLDED,
  // Across the wrap the mean of 359° and 1° is not 180°.
  maxDifference: 90,
  stops: stops(
    [0, "#7a3a9c"],
    [45, "#3c5cd0"],
    [90, "#21a4d4"],
    [135, "#1fbf86"],
    [180, "#86cf3c"],
    [225, "#f0d832"],
    [270, "#f08a24"],
    [315, "#d63038"],
    [360, "#7a3a9c"],
  ),
};

/** Most of the scale lies between 0.9 and 1, the range that separates rain, melting snow and hail. */
export const correlation: ColorTable = {
  name: "correlation",
  title: "Correlation coefficient",
  unit: "",
  interpolation: "linear",
  step: 0.1,
  folded: FOLDED,
  below: rgba("#1d1c2c"),
  stops: stops(
    [0.2, "#1d1c2c"],
    [0.45, "#3a3a66"],
    [0.65, "#2f50b8"],
    [0.8, "#2299d4"],
    [0.86, "#1fc0a0"],
    [0.9, "#5cd23c"],
    [0.93, "#e6e43a"],
    [0.955, "#f8b428"],
    [0.975, "#ee661c"],
    [0.985, "#d02822"],
    [0.995, "#941230"],
    [1, "#7a1a6c"],
    [1.05, "#e8b4f0"],
  ),
};

/** Clutter removed by the filter: faint where it removed little. */
export const clutterPower: ColorTable = {
  name: "clutter-power",
  title: "Clutter filter power removed",
  unit: "dB",
  interpolation: "linear",
  step: 10,
  stops: stops(
    [0, "#5a6a7a30"],
    [5, "#4a6a8aa0"],
    [15, "#2f7fa8"],
    [25, "#2fae8a"],
    [35, "#b8cc3c"],
    [45, "#f0a428"],
    [55, "#dc4028"],
    [65, "#a01858"],
    [75, "#f0b0ec"],
  ),
};
