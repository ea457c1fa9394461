import type { ColorTable } from "../table.ts";
import { evenStops, stops } from "./ramp.ts";

/**
 * The hues that forecasters know (green rain, yellow heavy rain, red storm, magenta hail), each going from light to
 * dark within its 15 dBZ so that structure shows at the data's own ½ dBZ. Echo below light rain fades out instead of
 * ending at a hard edge.
 */
export const reflectivity: ColorTable = {
  name: "reflectivity",
  title: "Reflectivity",
  unit: "dBZ",
  interpolation: "linear",
  step: 10,
  stops: stops(
    [-10, "#7d8ea000", "#7d94a890"],
    [5, "#74a9c8a8", "#4f8fd0e8"],
    [15, "#3f7fd0f0", "#2a55b4"],
    [20, "#46d65c", "#127a28"],
    [35, "#fff04a", "#f2a30c"],
    [45, "#ff8d1a", "#e85a0c"],
    [50, "#f5261c", "#8c0312"],
    [65, "#ff46f0", "#8a3cc4"],
    [75, "#f4ecff", "#ffffff"],
    [85, "#ffffff"],
  ),
};

/** The stepped colours of the National Weather Service's public radar pictures. */
export const nws: ColorTable = {
  name: "nws",
  title: "Reflectivity (NWS)",
  unit: "dBZ",
  interpolation: "stepped",
  step: 10,
  stops: stops(
    [5, "#04e9e7"],
    [10, "#019ff4"],
    [15, "#0300f4"],
    [20, "#02fd02"],
    [25, "#01c501"],
    [30, "#008e00"],
    [35, "#fdf802"],
    [40, "#e5bc00"],
    [45, "#fd9500"],
    [50, "#fd0000"],
    [55, "#d40000"],
    [60, "#bc0000"],
    [65, "#f800fd"],
    [70, "#9854c6"],
    [75, "#fdfdfd"],
  ),
};

/** HomeyerRainbow (C. Homeyer), from cmweather: see THIRD_PARTY.md. */
export const homeyer: ColorTable = {
  name: "homeyer",
  title: "Reflectivity (Homeyer)",
  unit: "dBZ",
  interpolation: "linear",
  step: 10,
  stops: evenStops(
    -20,
    60,
    `006cc6 0078c0 0485bb 1792b4 2b9ead 3eaaa6 53b79e 68c396 7dce8e 92da86 a8e57f
     bef079 d0f76f e0fa64 eaf854 e7e839 e5d91f e3cb0b e1bb00 dfab00 dc9a00 da8900
     d77800 d46700 d05500 cc4300 c83100 c41f00 bf0c00 b90000 b30000 ad0000 a60000`,
  ),
};

/** ChaseSpectral, from cmweather: see THIRD_PARTY.md. */
export const chase: ColorTable = {
  name: "chase",
  title: "Reflectivity (Chase)",
  unit: "dBZ",
  interpolation: "linear",
  step: 10,
  stops: evenStops(
    -30,
    85,
    `000003 15121c 221d31 302848 3e3460 4c417a 5b4d94 675cad 5675bb 3f8ebc 4ba4a7
     64b796 8bc695 afd591 d0e48e ebf3a4 fcfab6 f5e59a efcc7a eeb061 ed924e eb7141
     de5341 cc3746 b51b46 9b034e be2679 db509c e284b9 bb8ec7 965aa5 6f287c 40004c`,
  ),
};
