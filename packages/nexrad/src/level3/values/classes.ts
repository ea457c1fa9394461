import { CODES, CodeState, noValues, table, type ValueRule } from "./table.ts";

/** The meaning of a value in a product of classes. */
export interface CodeClass {
  readonly label: string;
  readonly name: string;
}

type Classes = Readonly<Record<number, CodeClass>>;

/** Classes of hydrometeors by number (ICD 2620001, figure 3-6, sheet 6, note 1, on products 165 and 177). */
export const HYDROMETEORS: Classes = {
  1: { label: "BI", name: "Biological" },
  2: { label: "GC", name: "Ground clutter, anomalous propagation" },
  3: { label: "IC", name: "Ice crystals" },
  4: { label: "DS", name: "Dry snow" },
  5: { label: "WS", name: "Wet snow" },
  6: { label: "RA", name: "Light or moderate rain" },
  7: { label: "HR", name: "Heavy rain" },
  8: { label: "BD", name: "Big drops" },
  9: { label: "GR", name: "Graupel" },
  10: { label: "HA", name: "Hail, possibly with rain" },
  11: { label: "LH", name: "Large hail" },
  12: { label: "GH", name: "Giant hail" },
  14: { label: "UK", name: "Unknown" },
};

/** Numbers of the classes by their label, for the product of sixteen levels (164). */
export const HYDROMETEOR_NUMBERS: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries(HYDROMETEORS).map(([number, { label }]) => [label, Number(number)]),
);

/** The relation that gave the rain rate (same note, on product 197). */
export const RAIN_RATES: Classes = {
  1: { label: "UF", name: "Unfilled" },
  2: { label: "CZ", name: "From reflectivity, convective" },
  3: { label: "TZ", name: "From reflectivity, tropical" },
  4: { label: "SA", name: "From specific attenuation" },
  5: { label: "KL", name: "From specific differential phase, 25 coefficient" },
  6: { label: "KH", name: "From specific differential phase, 44 coefficient" },
  7: { label: "Z1", name: "From reflectivity" },
  8: { label: "Z6", name: "From reflectivity, times 0.6" },
  9: { label: "Z8", name: "From reflectivity, times 0.8" },
  10: { label: "SI", name: "From reflectivity, times a factor for ice" },
};

/** A code is ten times its class. */
const CODES_A_CLASS = 10;

/** Code of range-folded gates, among classes of hydrometeors. */
const RANGE_FOLDED = 150;

export const hydrometeors: ValueRule = () => classTable(HYDROMETEORS, "ND", RANGE_FOLDED);

export const rainRates: ValueRule = () => classTable(RAIN_RATES, "NP");

function classTable(classes: Classes, none: string, folded?: number) {
  const values = noValues(CODES);
  const labels = new Array<string>(CODES).fill("");
  for (let code = CODES_A_CLASS; code < CODES; code++) {
    const number = Math.floor(code / CODES_A_CLASS);
    const known = classes[number];
    if (!known) continue;
    values[code] = number;
    labels[code] = known.label;
  }
  labels[0] = none;
  const { unit, states } = table("", values);
  if (folded !== undefined) {
    states.fill(CodeState.rangeFolded, folded, folded + CODES_A_CLASS);
    labels.fill("RF", folded, folded + CODES_A_CLASS);
  }
  return { unit, values, states, labels };
}
