import { ImagingError } from "../errors.ts";
import type { ColorTable } from "./table.ts";
import { clutterFilter, hydrometeor, rainRateClass } from "./tables/classes.ts";
import {
  clutterPower,
  correlation,
  differentialPhase,
  differentialReflectivity,
} from "./tables/dual-polarization.ts";
import {
  accumulation,
  accumulationDifference,
  precipitationArray,
  precipitationRate,
  snowDepth,
  snowWater,
} from "./tables/precipitation.ts";
import { chase, homeyer, nws, reflectivity } from "./tables/reflectivity.ts";
import {
  balance,
  balanceKnots,
  spectrumWidth,
  spectrumWidthKnots,
  velocity,
  velocityKnots,
} from "./tables/velocity.ts";
import {
  clutterLikelihood,
  codes,
  echoTops,
  liquid,
  powerRemoved,
  shear,
  specificPhase,
  turbulence,
  turbulenceConfidence,
} from "./tables/volume.ts";

/** The colour tables of each radar moment; the first of each is its default. */
export const radarTables = {
  REF: [reflectivity, nws, homeyer, chase],
  VEL: [velocity, balance],
  SW: [spectrumWidth],
  ZDR: [differentialReflectivity],
  PHI: [differentialPhase],
  RHO: [correlation],
  CFP: [clutterPower],
} as const satisfies Readonly<Record<string, readonly ColorTable[]>>;

/** A moment that has colour tables. */
export type RadarMoment = keyof typeof radarTables;

/**
 * The table of a moment: its default, or the one with a name.
 * @throws ImagingError `TABLE_UNKNOWN`, naming those available
 */
export function tableFor(moment: string, name?: string): ColorTable {
  if (!Object.hasOwn(radarTables, moment)) {
    const moments = Object.keys(radarTables).join(", ");
    throw new ImagingError("TABLE_UNKNOWN", `no colours for moment "${moment}": try ${moments}`);
  }
  const tables: readonly ColorTable[] = radarTables[moment as RadarMoment];
  const table = name === undefined ? tables[0] : tables.find((each) => each.name === name);
  if (table) return table;
  const names = tables.map((each) => each.name).join(", ");
  throw new ImagingError("TABLE_UNKNOWN", `no colour table "${name}" for ${moment}: try ${names}`);
}

/**
 * Colour tables of the quantities in Level III products; for each quantity, the first table in a unit is that unit's
 * default. Moments of Level II are included in the units of both.
 */
export const productTables = {
  reflectivity: radarTables.REF,
  velocity: [...radarTables.VEL, velocityKnots, balanceKnots],
  "spectrum-width": [...radarTables.SW, spectrumWidthKnots],
  "differential-reflectivity": radarTables.ZDR,
  "differential-phase": radarTables.PHI,
  correlation: radarTables.RHO,
  "specific-phase": [specificPhase],
  hydrometeor: [hydrometeor],
  "rain-rate-classification": [rainRateClass],
  accumulation: [accumulation],
  "accumulation-difference": [accumulationDifference],
  "precipitation-rate": [precipitationRate],
  "precipitation-array": [precipitationArray],
  "snow-water": [snowWater],
  "snow-depth": [snowDepth],
  "echo-tops": [echoTops],
  vil: [liquid],
  shear: [shear],
  turbulence: [turbulence, turbulenceConfidence],
  "clutter-filter": [clutterFilter, powerRemoved],
  "clutter-likelihood": [clutterLikelihood],
  codes: [codes],
} as const satisfies Readonly<Record<string, readonly ColorTable[]>>;

/** Every table, once. */
export const allTables: readonly ColorTable[] = [
  ...new Set<ColorTable>([
    ...Object.values(radarTables).flat(),
    ...Object.values(productTables).flat(),
  ]),
];

/**
 * The tables for a quantity in a unit, the default first; possibly none.
 * @param quantity a key of {@link productTables}
 */
export function tablesFor(quantity: string, unit: string): readonly ColorTable[] {
  if (!Object.hasOwn(productTables, quantity)) return [];
  const tables: readonly ColorTable[] = productTables[quantity as keyof typeof productTables];
  return tables.filter((table) => table.unit === unit);
}

/**
 * The table with this name, whatever its use.
 * @throws ImagingError `TABLE_UNKNOWN`
 */
export function tableNamed(name: string): ColorTable {
  const table = allTables.find((each) => each.name === name);
  if (table) return table;
  const names = allTables.map((each) => each.name).join(", ");
  throw new ImagingError("TABLE_UNKNOWN", `no colour table "${name}": try ${names}`);
}
