import {
  beamHeight,
  codeValue,
  isFolded,
  locate,
  type PolarField,
  slantRangeOf,
} from "@welkin/imaging";
import type { PointValue } from "./schema.ts";

/** The value of the gate over a point on the ground, degrees of WGS84. */
export function pointValue(
  field: PolarField,
  { unit, digits }: { readonly unit: string; readonly digits: number },
  longitude: number,
  latitude: number,
): PointValue {
  const { range, azimuth, radial, gate } = gateOver(field, longitude, latitude);
  const place = {
    unit,
    azimuth,
    range,
    beamHeight: beamHeight(range, field.elevation, field.antenna.height),
    radial,
    gate,
  };
  const state = (name: Exclude<PointValue["state"], "value">) => ({
    ...place,
    state: name,
    value: null,
    text: name,
  });
  if (gate === null) return state("out of range");
  if (radial === null) return state("no data");
  const code = field.codes[radial * field.gates + gate] ?? 0;
  if (isFolded(field, code)) return state("range folded");
  const value = codeValue(field, code);
  if (value === undefined) return state("below threshold");
  return { ...place, state: "value", value, text: withUnit(value.toFixed(digits), unit) };
}

export function withUnit(number: string, unit: string): string {
  return `${number}${unit === "" || unit.startsWith("°") ? "" : " "}${unit}`;
}

/** The gate over a point on the ground in a field; null for a radial or gate that does not exist. */
export function gateOver(field: PolarField, longitude: number, latitude: number) {
  const { antenna, elevation } = field;
  const { azimuth, groundRange } = locate(antenna, longitude, latitude);
  const range = slantRangeOf(groundRange, elevation, antenna.height);
  const gate = Math.round((range - field.firstGate) / field.gateSpacing);
  return {
    azimuth,
    range,
    radial: nearestRadial(field, azimuth) ?? null,
    gate: gate >= 0 && gate < field.gates ? gate : null,
  };
}

/** The radial in this direction, if any: its centre is within one spacing. */
function nearestRadial(field: PolarField, azimuth: number): number | undefined {
  let best: number | undefined;
  let least = field.azimuthSpacing;
  for (const [radial, centre] of field.azimuths.entries()) {
    const distance = Math.abs(((((azimuth - centre) % 360) + 540) % 360) - 180);
    if (distance < least) {
      least = distance;
      best = radial;
    }
  }
  return best;
}
