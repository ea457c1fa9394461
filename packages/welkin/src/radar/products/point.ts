import {
  beamHeight,
  type ColorTable,
  type Field,
  isRaster,
  locate,
  rasterCell,
} from "@welkin/imaging";
import { CodeState } from "@welkin/nexrad";
import { gateOver, withUnit } from "../point.ts";
import type { ProductValue } from "./schema.ts";
import type { PlacedField } from "./tasks.ts";

/** Decimals for values in a unit; one for others. */
const DIGITS: Readonly<Record<string, number>> = {
  "": 2,
  in: 2,
  "in/h": 2,
  dB: 2,
  "°/km": 2,
  kt: 0,
};

const STATES = {
  [CodeState.belowThreshold]: "below threshold",
  [CodeState.rangeFolded]: "range folded",
  [CodeState.missing]: "no data",
} as const;

/**
 * The value of a product over a point on the ground, degrees of WGS84.
 *
 * @param table its colour table, which names the classes
 * @param elevation degrees, if it has one
 */
export function productValue(
  { field, told }: PlacedField,
  table: ColorTable,
  elevation: number | null,
  longitude: number,
  latitude: number,
): ProductValue {
  const { azimuth, groundRange } = locate(field.antenna, longitude, latitude);
  const { unit, values, states, labels } = told;
  const { code, range } = codeOver(field, longitude, latitude);
  const height =
    elevation === null || range === undefined
      ? {}
      : { beamHeight: beamHeight(range, elevation, field.antenna.height) };
  const place = { unit, azimuth, groundRange, ...height };
  const state = (name: Exclude<ProductValue["state"], "value">): ProductValue => ({
    ...place,
    state: name,
    value: null,
    text: name,
  });
  if (code === undefined) return state("out of range");
  const value = values[code] ?? Number.NaN;
  if (Number.isNaN(value)) {
    const named = STATES[states[code] as keyof typeof STATES];
    return state(named ?? "no data");
  }
  const stop = table.classes ? table.stops.find((each) => each.value === value) : undefined;
  const text = stop?.label
    ? `${stop.label}: ${stop.description}`
    : withUnit(labels?.[code] || value.toFixed(DIGITS[unit] ?? 1), unit);
  return { ...place, state: "value", value, text };
}

/** The code over a point, if the field reaches it, and its distance along the beam. */
function codeOver(field: Field, longitude: number, latitude: number) {
  if (isRaster(field)) {
    const cell = rasterCell(field, longitude, latitude);
    return cell ? { code: field.codes[cell.row * field.columns + cell.column] } : {};
  }
  const { radial, gate, range } = gateOver(field, longitude, latitude);
  if (radial === null || gate === null) return { range };
  return { range, code: field.codes[radial * field.gates + gate] };
}
