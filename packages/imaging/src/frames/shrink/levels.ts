import type { Limits } from "../../intervals/interval.ts";
import { isSwapped, type Plane } from "../plane.ts";
import type { LevelColumns } from "./boxes.ts";
import { vectorRoom } from "./columns.ts";
import { levelsBeside } from "./steps.ts";

/** Adding this to a small number leaves no bits for a fraction: the lowest byte is the number rounded half to even. */
const ROUNDING = 1.5 * 2 ** 52;

/** Adds the mapped levels of a row's pixels to the sums. */
export type AddLevels = (y: number, sums: Int32Array) => void;

/**
 * Column sums of a table's entries for the level of each float, with vector instructions: levels are computed as in
 * `rest`, which adds the few columns after the last whole vector. Undefined for planes of other types.
 */
export function floatLevels(
  plane: Plane,
  { low, high }: Limits,
  table: Uint8Array,
  restOf: (from: number) => AddLevels,
): LevelColumns | undefined {
  if (!(plane.data instanceof Float32Array)) return;
  const room = vectorRoom(plane, { of: "levels", swapped: isSwapped(plane) });
  if (!room) return;
  const { memory, besideAt, whole } = room;
  const toLevel = 255 / (high - low);
  const numbers = {
    ...{ low, high, toLevel, fromLow: -low * toLevel, rounding: ROUNDING },
    ...{ scale: plane.scale ?? 1, zero: plane.zero ?? 0 },
  };
  for (const [name, at] of Object.entries(levelsBeside)) {
    if (name === "table") new Uint8Array(memory, besideAt + at, table.length).set(table);
    else new Float64Array(memory, besideAt + at, 2).fill(numbers[name as keyof typeof numbers]);
  }
  const sums = new Int32Array(memory, 0, plane.width);
  const addRest = whole < plane.width ? restOf(whole) : undefined;
  const sum = (first: number, last: number) => {
    sums.fill(0);
    room.add(first, last);
    for (let y = first; addRest && y < last; y++) addRest(y, sums);
  };
  return { sum, sums };
}
