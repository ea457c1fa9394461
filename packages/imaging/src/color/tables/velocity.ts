import { type ColorTable, rgba } from "../table.ts";
import { inUnit } from "../unit.ts";
import { evenStops, stops } from "./ramp.ts";

/** Range folded: the purple used by US displays, toned down so that it does not dominate the data. */
export const FOLDED = rgba("#5d3a74c8");

/** Neighbours that differ by more than this (m/s) are assumed folded, and not averaged. */
const FOLD_STEP = 15;

/** Green towards the radar, red away, grey at rest; fastest winds turn blue and yellow. */
export const velocity: ColorTable = {
  name: "velocity",
  title: "Radial velocity",
  unit: "m/s",
  interpolation: "linear",
  step: 10,
  folded: FOLDED,
  below: rgba("#3b1f8f"),
  maxDifference: FOLD_STEP,
  stops: stops(
    [-60, "#3b1f8f"],
    [-45, "#2748d8"],
    [-34, "#22b4f0"],
    [-26, "#5ff0d8"],
    [-18, "#2be84a"],
    [-9, "#0f9a30"],
    [-2, "#33663f"],
    [-0.75, "#85888a", "#85888a"],
    [0.75, "#85888a"],
    [2, "#74413f"],
    [9, "#a81420"],
    [18, "#f0281e"],
    [26, "#ff8a1e"],
    [34, "#ffdf3c"],
    [45, "#fff7c4"],
    [60, "#ff9af0"],
  ),
};

/** "balance" (K. Thyng, cmocean; see THIRD_PARTY.md): blue towards, red away, for colour-blind eyes. */
export const balance: ColorTable = {
  name: "balance",
  title: "Radial velocity (balance)",
  unit: "m/s",
  interpolation: "linear",
  step: 10,
  folded: FOLDED,
  below: rgba("#171c42"),
  maxDifference: FOLD_STEP,
  stops: evenStops(
    -40,
    40,
    `171c42 1f275b 263176 293c92 2448af 0f59bd 0e6abc 2379ba 3887b9 4d95ba 64a2bb
     7eadbf 97b9c5 afc5cd c7d2d6 dddfe1 f0eceb e9dbd7 e3c8c0 ddb6a9 d7a392 d2917b
     cc7f65 c66c4f c0593c b8452c af3024 a11d25 8f1028 7a0e28 650e23 500c1b 3c0911`,
  ),
};

/** Dark where the flow is smooth, bright where it is turbulent or sheared. */
export const spectrumWidth: ColorTable = {
  name: "spectrum-width",
  title: "Spectrum width",
  unit: "m/s",
  interpolation: "linear",
  step: 2,
  folded: FOLDED,
  stops: stops(
    [0, "#39404d"],
    [2, "#3c5f86"],
    [4, "#2a93a6"],
    [6, "#3fc07a"],
    [8, "#e6df4a"],
    [10, "#f59a26"],
    [13, "#e0322a"],
    [16, "#a80f5e"],
    [20, "#f6bdf2"],
  ),
};

/** Knots in a metre a second: a knot is 1852 m an hour. */
const KNOTS = 3600 / 1852;

export const velocityKnots = inUnit(velocity, "velocity-kt", "kt", KNOTS, 20);
export const balanceKnots = inUnit(balance, "balance-kt", "kt", KNOTS, 20);
export const spectrumWidthKnots = inUnit(spectrumWidth, "spectrum-width-kt", "kt", KNOTS, 5);
