/** Fills rows of a raster from a polar array, by a geometry table. */
import { measureOf, type Smoothing } from "./blend.ts";
import type { GeometryTable } from "./geometry.ts";
import { OUT_OF_REACH, RANGE_STEP } from "./geometry.ts";
import { fieldReach, gateLookup, gatePositions, rayLookup } from "./lookups.ts";
import type { PolarField } from "./polar.ts";

/** An array of codes, or of palette indices instead. */
export type CodeArray = Uint8Array | Uint16Array;

/** Writes row y of the raster into a line that is all zero. */
export type RowFiller = (y: number, line: CodeArray) => void;

/**
 * A polar array with one blank gate at the end of each row and a blank row at its end, so that a
 * pixel with no gate needs no test: it reads a blank.
 */
export interface PaddedPolar<T extends CodeArray = CodeArray> {
  readonly data: T;
  readonly stride: number;
}

/** Pads a field's codes, each mapped through `map` if given. */
export function padPolar(field: PolarField, map?: Uint8Array): PaddedPolar {
  const { codes, gates } = field;
  const rows = field.azimuths.length;
  const stride = gates + 1;
  const size = (rows + 1) * stride;
  const data = map || codes instanceof Uint8Array ? new Uint8Array(size) : new Uint16Array(size);
  for (let row = 0; row < rows; row++) {
    const from = row * gates;
    const to = row * stride;
    if (!map) data.set(codes.subarray(from, from + gates), to);
    else for (let gate = 0; gate < gates; gate++) data[to + gate] = map[codes[from + gate]!]!;
  }
  return { data, stride };
}

/** Fills rows with the gate that contains each pixel's centre. */
export function nearestRows(
  table: GeometryTable,
  field: PolarField,
  padded: PaddedPolar,
): RowFiller {
  const { cells, columns, firstEast, mirrored } = table;
  const { data, stride } = padded;
  const blankRow = field.azimuths.length * stride;
  const rowStarts = rayLookup(field).nearest.map((row) => (row < 0 ? blankRow : row * stride));
  const gateAt = gateLookup(field);
  const lastEnd = Math.floor(fieldReach(field) / RANGE_STEP) + 1;
  const west = table.width - 1 - firstEast;

  return (y, line) => {
    const start = y * columns;
    if (!mirrored) {
      for (let c = 0; c < columns; c++) {
        const cell = cells[start + c]!;
        line[c] = data[rowStarts[cell >>> 16]! + gateAt[cell & 0xffff]!]!;
      }
      return;
    }
    const end = columnsWithin(cells, start, columns, lastEnd);
    for (let c = 0; c < end; c++) {
      const cell = cells[start + c]!;
      const azimuth = cell >>> 16;
      const gate = gateAt[cell & 0xffff]!;
      line[west - c] = data[rowStarts[65_535 - azimuth]! + gate]!;
      line[firstEast + c] = data[rowStarts[azimuth]! + gate]!;
    }
  };
}

/** How many columns from the antenna's meridian eastwards are within a range: range grows along a row. */
function columnsWithin(cells: Uint32Array, start: number, columns: number, range: number): number {
  let low = 0;
  let high = columns;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[start + middle]! & 0xffff) <= range) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Fills rows with values interpolated between the four gates around a pixel's centre, as the nearest code. A pixel
 * whose nearest gate has no echo, or is range folded, stays so: the picture has echo exactly where {@link
 * nearestRows} has it. Neighbours without a value are ignored, so the result is always between the least and greatest
 * of the gates used.
 */
export function smoothRows(
  table: GeometryTable,
  field: PolarField,
  padded: PaddedPolar,
  smoothing: Smoothing,
): RowFiller {
  const { cells, columns, firstEast, mirrored } = table;
  const { data, stride } = padded;
  const { gates } = field;
  const { of, limit, codeOf } = measureOf(field, smoothing);
  const rays = rayLookup(field);
  const gateAt = gateLookup(field);
  const positions = gatePositions(field);
  const west = table.width - 1 - firstEast;

  function sample(azimuth: number, range: number): number {
    const row = rays.nearest[azimuth]!;
    const gate = gateAt[range]!;
    if (row < 0 || gate === gates) return 0;
    const code = data[row * stride + gate]!;
    const value = of[code]!;
    if (Number.isNaN(value)) return code;

    const off = positions[range]! - gate;
    const beside = off < 0 ? gate - 1 : gate + 1;
    const rangeShare = beside < 0 || beside >= gates ? 0 : Math.min(0.5, Math.abs(off));
    const otherRow = rays.other[azimuth]!;
    const rowShare = otherRow < 0 ? 0 : rays.share[azimuth]!;

    let weights = (1 - rowShare) * (1 - rangeShare);
    let sum = weights * value;
    if (rangeShare > 0) add(data[row * stride + beside]!, (1 - rowShare) * rangeShare);
    if (rowShare > 0) {
      add(data[otherRow * stride + gate]!, rowShare * (1 - rangeShare));
      if (rangeShare > 0) add(data[otherRow * stride + beside]!, rowShare * rangeShare);
    }
    const mean = sum / weights;
    return codeOf ? codeOf(mean) : Math.round(mean);

    function add(code: number, weight: number): void {
      const neighbour = of[code]!;
      // NaN fails the comparison too.
      if (!(Math.abs(neighbour - value) <= limit)) return;
      sum += weight * neighbour;
      weights += weight;
    }
  }

  return (y, line) => {
    for (let c = 0; c < columns; c++) {
      const cell = cells[y * columns + c]!;
      const azimuth = cell >>> 16;
      const range = cell & 0xffff;
      if (range === OUT_OF_REACH) continue;
      if (mirrored) line[west - c] = sample(65_535 - azimuth, range);
      line[firstEast + c] = sample(azimuth, range);
    }
  };
}
