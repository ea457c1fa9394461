import { OrbitError } from "../errors.ts";

/** Safe access to JSON of unknown shape. */

export type Json = Record<string, unknown>;

export function badJson(what: string, where?: string): OrbitError {
  return new OrbitError("bad-json", what, where);
}

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A finite number, written as a number or as text; undefined when absent. @throws OrbitError `bad-json` */
export function numberIn(o: Json, ...keys: string[]): number | undefined {
  const key = keys.find((k) => o[k] !== undefined && o[k] !== null && o[k] !== "");
  if (key === undefined) return undefined;
  const raw = o[key];
  const value = typeof raw === "number" || typeof raw === "string" ? Number(raw) : Number.NaN;
  if (!Number.isFinite(value)) throw badJson(`"${key}" is not a number.`, key);
  return value;
}

/** @throws OrbitError `bad-json` when it is absent or not a number */
export function requiredNumber(o: Json, ...keys: string[]): number {
  const value = numberIn(o, ...keys);
  if (value === undefined) throw badJson(`"${keys[0]}" is missing.`, keys[0]);
  return value;
}

/** Numbers of a list, nested or flat. */
export function numbersOf(value: unknown, where: string): number[] {
  if (!Array.isArray(value)) throw badJson(`"${where}" is not a list of numbers.`, where);
  if (value.length > 100) throw badJson(`"${where}" is too long.`, where);
  return value.flat().map((item) => {
    const number = typeof item === "string" && item.trim() !== "" ? Number(item) : item;
    if (typeof number !== "number" || !Number.isFinite(number))
      throw badJson(`"${where}" holds what is not a number.`, where);
    return number;
  });
}
