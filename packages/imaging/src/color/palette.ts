import { ImagingError } from "../errors.ts";
import { type Coding, codeCountOf, codeValue, FOLDED_STATE } from "../radar/coding.ts";
import { type ColorTable, colorAt, type Rgba, TRANSPARENT } from "./table.ts";

/** Colours of an indexed picture, and the entry of each code. */
export interface Palette {
  /** Red, green, blue, alpha of each entry; at most 256 entries, the first transparent. */
  readonly palette: Uint8Array;
  /** Entry of each code: 256 or 65 536 long, for codes of 8 or 16 bits. */
  readonly codeToIndex: Uint8Array;
}

/** Neighbouring codes of the same colour. */
interface Run {
  readonly start: number;
  readonly end: number;
  readonly color: Rgba;
}

const MAX_ENTRIES = 256;
const memo = new WeakMap<ColorTable, Map<string, Palette>>();

/**
 * The palette of a table for a field's codes. Entry 0 is transparent (no echo, and anything that the table does not
 * draw); then the folded colour, if the field and the table have one; then the table's colours, so that entries
 * increase with the value.
 *
 * If a field has more colours than a palette holds (16-bit codes on a smooth table), codes are merged in runs whose
 * colours differ by the smallest sufficient tolerance, and each run gets its middle colour.
 *
 * @throws ImagingError `TABLE_EMPTY`
 */
export function paletteFor(table: ColorTable, field: Coding): Palette {
  // A table of values belongs to one file, so a palette cached for it would never be reused.
  if (field.values) return build(table, field);
  const { scale, offset, firstDataCode, foldedCode } = field;
  const key = [codeCountOf(field), scale, offset, firstDataCode, foldedCode].join();
  const palettes = memo.get(table) ?? new Map<string, Palette>();
  memo.set(table, palettes);
  const palette = palettes.get(key) ?? build(table, field);
  palettes.set(key, palette);
  return palette;
}

function build(table: ColorTable, field: Coding): Palette {
  if (table.stops.length === 0) {
    throw new ImagingError("TABLE_EMPTY", `table ${table.name} has no stops`);
  }
  const codeCount = codeCountOf(field);
  const codeToIndex = new Uint8Array(codeCount);
  const colors: Rgba[] = [TRANSPARENT];
  const foldedCodes = foldedCodesOf(field, codeCount);
  const folded = table.folded;
  const showsFolded = folded !== undefined && folded[3] > 0 && foldedCodes.length > 0;
  if (showsFolded) colors.push(folded);

  const room = MAX_ENTRIES - colors.length;
  const runs = field.values
    ? groupTable(table, field, room, Math.min(codeCount, field.values.length))
    : groupLine(table, field, room, codeCount);
  const entries = new Map<Rgba, number>();
  for (const { start, end, color } of runs) {
    const entry = entries.get(color) ?? colors.push(color) - 1;
    entries.set(color, entry);
    codeToIndex.fill(entry, start, end);
  }
  for (const code of foldedCodes) codeToIndex[code] = showsFolded ? 1 : 0;
  return { palette: Uint8Array.from(colors.flat()), codeToIndex };
}

function foldedCodesOf({ values, states, foldedCode }: Coding, codeCount: number): number[] {
  if (!values) return foldedCode === undefined ? [] : [foldedCode];
  const codes: number[] = [];
  states?.forEach((state, code) => {
    if (state === FOLDED_STATE && code < codeCount) codes.push(code);
  });
  return codes;
}

/** Runs of codes of one visible colour, in order, if values are linear in the codes. */
function groupLine(table: ColorTable, field: Coding, room: number, codeCount: number): Run[] {
  const runs: Run[] = [];
  const { scale, offset } = field;
  const top = table.stops.at(-1)!.value;
  for (let code = Math.max(0, field.firstDataCode); code < codeCount; code++) {
    const value = (code - offset) / scale;
    const color = colorAt(table, value);
    // Beyond the table's end nothing changes: most 16-bit codes are there.
    const end = scale > 0 && value >= top ? codeCount : code + 1;
    const last = runs.at(-1);
    if (last && last.end === code && color.every((channel, i) => channel === last.color[i])) {
      runs[runs.length - 1] = { start: last.start, end, color: last.color };
    } else if (color[3] > 0) {
      runs.push({ start: code, end, color });
    }
    code = end - 1;
  }
  let groups = runs;
  for (let tolerance = 1; groups.length > room; tolerance++) groups = mergeRuns(runs, tolerance);
  return groups;
}

/**
 * The same if a table gives the values: codes of one colour need not be neighbours. If there are too many colours,
 * those that are equal to the same power of two are replaced by the first of them.
 */
function groupTable(table: ColorTable, field: Coding, room: number, codeCount: number): Run[] {
  for (let bits = 0; ; bits++) {
    const runs: Run[] = [];
    const colors = new Map<number, Rgba>();
    for (let code = 0; code < codeCount; code++) {
      const value = codeValue(field, code);
      if (value === undefined) continue;
      const own = colorAt(table, value);
      if (own[3] === 0) continue;
      const alike = own.reduce((key, channel) => key * 256 + (channel >> bits), 0);
      const color = colors.get(alike) ?? own;
      colors.set(alike, color);
      const last = runs.at(-1);
      if (last && last.end === code && last.color === color) {
        runs[runs.length - 1] = { start: last.start, end: code + 1, color };
      } else runs.push({ start: code, end: code + 1, color });
    }
    if (colors.size <= room) return runs;
  }
}

/** Merges neighbouring runs while no channel spans more than the tolerance. */
function mergeRuns(runs: readonly Run[], tolerance: number): Run[] {
  const merged: Run[] = [];
  for (let i = 0; i < runs.length; ) {
    const first = runs[i]!;
    const least = [...first.color];
    const most = [...first.color];
    let end = first.end;
    for (i++; i < runs.length; i++) {
      const { color, start } = runs[i]!;
      const fits = (channel: number, at: number) =>
        Math.max(most[at]!, channel) - Math.min(least[at]!, channel) <= tolerance;
      if (start !== end || !color.every(fits)) break;
      color.forEach((channel, at) => {
        least[at] = Math.min(least[at]!, channel);
        most[at] = Math.max(most[at]!, channel);
      });
      end = runs[i]!.end;
    }
    const middle = (at: number) => (least[at]! + most[at]!) >> 1;
    merged.push({ start: first.start, end, color: [middle(0), middle(1), middle(2), middle(3)] });
  }
  return merged;
}
