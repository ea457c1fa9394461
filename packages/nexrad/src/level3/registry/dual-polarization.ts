import {
  HYDROMETEOR_NUMBERS,
  HYDROMETEORS,
  hydrometeors,
  RAIN_RATES,
  rainRates,
} from "../values/classes.ts";
import { levels } from "../values/levels.ts";
import { scaled } from "../values/scaled.ts";
import { compressed, elevation, type FieldRule, number, supplementalScan } from "./fields.ts";
import { type ProductEntry, type ProductFamily, tilts } from "./info.ts";

type Shown = Pick<ProductEntry, "name" | "unit" | "table" | "domain" | "classes">;
type Fields = Readonly<Record<string, FieldRule>>;

const differential = { unit: "dB", table: "differential-reflectivity", domain: [-8, 8] } as const;
const correlation = { unit: "", table: "correlation", domain: [0.2, 1.05] } as const;
const specificPhase = { unit: "°/km", table: "specific-phase", domain: [-2, 10] } as const;
const classes = {
  unit: "",
  table: "hydrometeor",
  domain: [0, 15],
  classes: HYDROMETEORS,
} as const;

/** Greatest and least value, in units of `unit`. */
function extremesOf(unit: number): Fields {
  return { minimum: number(47, unit), maximum: number(48, unit) };
}

/** A product of sixteen levels, made by the RPG for display. */
function displayed(entry: Shown, fields: Fields): ProductEntry {
  return {
    ...entry,
    values: levels(entry.unit ?? ""),
    packets: [0xaf1f],
    gateSpacing: 250,
    range: 230,
    fields: { ...elevation, ...fields },
  };
}

/** A product of 256 levels that states scale and offset. */
function digital(entry: Shown & Pick<ProductEntry, "awips">, fields: Fields): ProductEntry {
  return {
    ...entry,
    values: scaled(entry.unit ?? ""),
    packets: [16],
    gateSpacing: 250,
    range: 300,
    fields: { ...elevation, ...fields, ...supplementalScan, ...compressed },
  };
}

/** Classes at the lowest usable elevation of each place. */
function hybrid(entry: ProductEntry, fields: Fields = {}): ProductEntry {
  return {
    ...entry,
    packets: [16],
    gateSpacing: 250,
    range: 230,
    fields: {
      modeFilterSize: number(47),
      /** Hundredths of a percent. */
      percentFilled: number(48),
      maximumElevation: number(49, 0.1),
      ...fields,
      ...compressed,
    },
  };
}

/** Averages around the radar by height and time. */
function profile(what: string, shown: Omit<Shown, "name">): ProductEntry {
  const name = `Quasi-Vertical Profile ${what}`;
  const values = scaled(shown.unit ?? "");
  return { name, ...shown, values, packets: [33], chart: true, fields: compressed };
}

/** The extremes of the correlation coefficient are sent in 300ths. */
const CORRELATION_STEP = 1 / 300;

export const dualPolarizationProducts: ProductFamily = {
  158: displayed({ name: "Differential Reflectivity", ...differential }, extremesOf(0.1)),
  159: digital(
    { name: "Digital Differential Reflectivity", ...differential, awips: tilts("X") },
    extremesOf(0.1),
  ),
  160: displayed({ name: "Correlation Coefficient", ...correlation }, extremesOf(CORRELATION_STEP)),
  161: digital(
    { name: "Digital Correlation Coefficient", ...correlation, awips: tilts("C") },
    extremesOf(CORRELATION_STEP),
  ),
  162: displayed({ name: "Specific Differential Phase", ...specificPhase }, extremesOf(0.05)),
  163: digital(
    { name: "Digital Specific Differential Phase", ...specificPhase, awips: tilts("K") },
    extremesOf(0.05),
  ),
  164: {
    ...displayed({ name: "Hydrometeor Classification", ...classes }, {}),
    values: levels("", HYDROMETEOR_NUMBERS),
  },
  165: {
    ...digital({ name: "Digital Hydrometeor Classification", ...classes, awips: tilts("H") }, {}),
    values: hydrometeors,
  },
  167: digital(
    { name: "Super Res Digital Correlation Coefficient", ...correlation, awips: ["H0C"] },
    extremesOf(CORRELATION_STEP),
  ),
  168: digital(
    {
      name: "Super Res Digital Phi",
      unit: "°",
      table: "differential-phase",
      domain: [0, 360],
    },
    extremesOf(1),
  ),
  177: hybrid({
    name: "Hybrid Hydrometeor Classification",
    ...classes,
    values: hydrometeors,
    awips: ["HHC"],
  }),
  189: profile("Reflectivity", { unit: "dBZ", table: "reflectivity", domain: [-32, 95] }),
  190: profile("Correlation Coefficient", correlation),
  191: profile("Differential Reflectivity", differential),
  192: profile("Specific Differential Phase", specificPhase),
  197: hybrid(
    {
      name: "Rain Rate Classification",
      unit: "",
      table: "rain-rate-classification",
      domain: [0, 10],
      classes: RAIN_RATES,
      values: rainRates,
      awips: ["NRR"],
    },
    { drySnowMultiplier: number(50, 0.1) },
  ),
};
