import { type ColorTable, rgba } from "../table.ts";
import { stops } from "./ramp.ts";

/** Height of the echo: cold colours for shallow rain, warm ones for tall storms, white for overshooting tops. */
export const echoTops: ColorTable = {
  name: "echo-tops",
  title: "Echo tops",
  unit: "kft",
  interpolation: "linear",
  step: 10,
  stops: stops(
    [0, "#6f7a8890", "#6f8290c0"],
    [5, "#5c7f98", "#4a86b4"],
    [10, "#3f7fd0", "#2a5cc0"],
    [20, "#22a8b8", "#1c8a70"],
    [30, "#46d65c", "#16822c"],
    [40, "#fff04a", "#f2a80f"],
    [50, "#ff7a1a", "#e0340e"],
    [60, "#c8101c", "#8c0a3a"],
    [70, "#ff60f0"],
    [75, "#f4ecff"],
  ),
};

/** Water in the column: hail is likely where it turns magenta. */
export const liquid: ColorTable = {
  name: "vil",
  title: "Vertically integrated liquid",
  unit: "kg/m²",
  interpolation: "linear",
  even: true,
  stops: stops(
    [0.1, "#7d94a870", "#7d94a8b0"],
    [1, "#6aa4c8", "#4f8fd0"],
    [5, "#3f7fd0", "#2a55b4"],
    [10, "#3cc8a8", "#22a070"],
    [15, "#46d65c", "#2cae44"],
    [20, "#1f9638", "#127a28"],
    [25, "#fff04a", "#f8cf2a"],
    [30, "#f6c022", "#f2a30c"],
    [40, "#ff7a1a", "#e8500c"],
    [50, "#f5261c", "#a80818"],
    [60, "#c01890", "#ff46f0"],
    [70, "#d8a0f8", "#ffffff"],
    [80, "#ffffff"],
  ),
};

/** The rain's own part of the phase: it grows with the rain rate, and is insensitive to hail. */
export const specificPhase: ColorTable = {
  name: "specific-phase",
  title: "Specific differential phase",
  unit: "°/km",
  interpolation: "linear",
  step: 1,
  folded: rgba("#5d3a74c8"),
  below: rgba("#3a3440"),
  stops: stops(
    [-2, "#3a3440"],
    [-0.5, "#7a727c"],
    [-0.1, "#b8b4b8c0"],
    [0.15, "#c4c8cca0"],
    [0.5, "#5a94c8"],
    [1, "#2f62cf"],
    [1.5, "#1fae9a"],
    [2, "#2fc25a"],
    [2.75, "#d6e23a"],
    [3.5, "#f8b42a"],
    [4.5, "#ee5a20"],
    [6, "#c0182c"],
    [8, "#a01878"],
    [10, "#f4b6ee"],
  ),
};

/** Change of the wind from gate to gate. */
export const shear: ColorTable = {
  name: "shear",
  title: "Shear",
  unit: "E-4/s",
  interpolation: "linear",
  step: 20,
  stops: stops(
    [0, "#5a667480", "#5a7a90c0"],
    [10, "#4f8fb8", "#2fae8a"],
    [30, "#5cc84a", "#d8d83c"],
    [50, "#f0c428", "#f08a24"],
    [70, "#e85a20", "#c0182c"],
    [90, "#a01858", "#f0b0ec"],
    [100, "#f0b0ec"],
  ),
};

/** From smooth air to turbulence that tosses aircraft about. */
export const turbulence: ColorTable = {
  name: "turbulence",
  title: "Eddy dissipation rate",
  unit: "m²ᐟ³/s",
  interpolation: "linear",
  step: 0.1,
  stops: stops(
    [0, "#4a566480"],
    [0.1, "#4f7fa8"],
    [0.2, "#2fa8a0"],
    [0.3, "#4fc05a"],
    [0.4, "#e0dc40"],
    [0.5, "#f59a26"],
    [0.6, "#e0322a"],
    [0.8, "#a01858"],
    [1, "#f6bdf2"],
  ),
};

/** Confidence, 0 to 1. */
export const turbulenceConfidence: ColorTable = {
  name: "turbulence-confidence",
  title: "Confidence of the eddy dissipation rate",
  unit: "",
  interpolation: "linear",
  step: 0.2,
  stops: stops(
    [0, "#33384480"],
    [0.25, "#3f5c88"],
    [0.5, "#2f96a0"],
    [0.75, "#7ccf6a"],
    [1, "#f4f4a0"],
  ),
};

/** Power that the clutter filter removed, by the levels of product 113. */
export const powerRemoved: ColorTable = {
  name: "power-removed",
  title: "Clutter power removed",
  unit: "dB",
  interpolation: "linear",
  step: 2,
  stops: stops(
    [0, "#00000000", "#00000000"],
    [1, "#4a6a8ab0"],
    [3, "#2f7fa8"],
    [5, "#2fae8a"],
    [7, "#b8cc3c"],
    [9, "#f0a428"],
    [11, "#dc4028"],
    [12, "#a01858"],
  ),
};

export const clutterLikelihood: ColorTable = {
  name: "clutter-likelihood",
  title: "Clutter likelihood",
  unit: "%",
  interpolation: "linear",
  step: 20,
  stops: stops(
    [0, "#4a566460"],
    [20, "#4a7aa8"],
    [40, "#2fae8a"],
    [60, "#d8d23c"],
    [80, "#f08a24"],
    [100, "#c0183c"],
  ),
};

/** Codes of an unknown product, unchanged. */
export const codes: ColorTable = {
  name: "codes",
  title: "Codes",
  unit: "",
  interpolation: "linear",
  step: 32,
  stops: stops(
    [1, "#3b2f5c"],
    [48, "#3a568f"],
    [96, "#2a8a8c"],
    [144, "#4cb86a"],
    [192, "#b4d83c"],
    [255, "#fdf0a0"],
  ),
};
