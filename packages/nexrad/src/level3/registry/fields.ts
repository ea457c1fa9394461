import { floatOf } from "../halfwords.ts";

/** A product's own fields: numbers in the units of their docstrings, times, and meanings of flags. */
export type Metadata = Readonly<Record<string, number | string | Date | null>>;

/** Reads one field from the ten halfwords that each product uses in its own way. */
export type FieldRule = (dependent: Int16Array) => number | string | Date | null;

/** Halfwords of the product description block that are product dependent (ICD 2620001, figure 3-6 and table V). */
const HALFWORDS = [27, 28, 30, 47, 48, 49, 50, 51, 52, 53];

/** The value of a halfword, by its number in the ICD. */
function at(dependent: Int16Array, halfword: number): number {
  return dependent[HALFWORDS.indexOf(halfword)]!;
}

/** A halfword in units of `unit`. */
export function number(halfword: number, unit = 1): FieldRule {
  return (dependent) => at(dependent, halfword) * unit;
}

/** A halfword of which only one byte is used. */
export function highByte(halfword: number): FieldRule {
  return (dependent) => (at(dependent, halfword) >> 8) & 0xff;
}

export function lowByte(halfword: number): FieldRule {
  return (dependent) => at(dependent, halfword) & 0xff;
}

/** A 32-bit float in two halfwords. */
function float(high: number, low: number): FieldRule {
  return (dependent) => floatOf(at(dependent, high), at(dependent, low));
}

/** A 32-bit count in two halfwords. */
function count(high: number, low: number): FieldRule {
  return (dependent) => (at(dependent, high) & 0xffff) * 0x1_0000 + (at(dependent, low) & 0xffff);
}

/** A day (1 = 1970-01-01) and its minutes. */
export function dayAndMinute(day: number, minute: number): FieldRule {
  return (dependent) =>
    new Date((((at(dependent, day) & 0xffff) - 1) * 1440 + at(dependent, minute)) * 60_000);
}

/** Seconds from the start of the volume to that of the elevation: bits 5–15 (ICD 2620001, note on halfword 50). */
const delay: FieldRule = (dependent) => (at(dependent, 50) & 0xffff) >> 5;

/**
 * The kind of supplemental low scan, in bits 0–4. The ICD says 1 for SAILS and 2 for MRLE; status messages from
 * radars that sent such products show that it is the other way round.
 */
const supplemental: FieldRule = (dependent) =>
  ({ 1: "MRLE", 2: "SAILS" })[at(dependent, 50) & 0x1f] ?? null;

/** Degrees; for products of a whole volume, the last elevation scanned, or 0. */
export const elevation = { elevation: number(30, 0.1) };
export const maximum = { maximum: number(47) };
/** Greatest and least value. */
export const extremes = { minimum: number(47), maximum: number(48) };
/** Calibration of the reflectivity, dB. */
export const calibration = { calibration: float(51, 52) };
export const supplementalScan = { delay, supplementalScan: supplemental };
export const compressed = { compression: number(51), uncompressedSize: count(52, 53) };
