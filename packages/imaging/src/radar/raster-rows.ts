/** Fills rows of a picture from a rectangular array. */
import { type MercatorGrid, positionOf } from "../geo/mercator.ts";
import { type Measure, measureOf, type Smoothing } from "./blend.ts";
import { AZIMUTH_STEPS, type GeometryTable, OUT_OF_REACH, RANGE_STEP } from "./geometry.ts";
import { hrapCell } from "./hrap.ts";
import { originOf, type RasterField } from "./raster.ts";
import type { CodeArray, RowFiller } from "./rows.ts";

/** Codes of a raster, each mapped through `map` if given. */
export function mapRaster({ codes }: RasterField, map?: Uint8Array): CodeArray {
  if (!map) return codes;
  const mapped = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i++) mapped[i] = map[codes[i]!]!;
  return mapped;
}

let turn: { readonly sine: Float64Array; readonly cosine: Float64Array } | undefined;

/** Sines and cosines of the middle of each azimuth step. */
function turnTable() {
  if (turn) return turn;
  const angle = (i: number) => ((i + 0.5) * 2 * Math.PI) / AZIMUTH_STEPS;
  turn = {
    sine: Float64Array.from({ length: AZIMUTH_STEPS }, (_, i) => Math.sin(angle(i))),
    cosine: Float64Array.from({ length: AZIMUTH_STEPS }, (_, i) => Math.cos(angle(i))),
  };
  return turn;
}

/** Rows of a raster on the plane that touches the earth at the antenna: nearest cells, or smoothed. */
export function tangentRows(
  table: GeometryTable,
  field: RasterField,
  data: CodeArray,
  smoothing?: Smoothing,
): RowFiller {
  const { cells, columns, firstEast, mirrored } = table;
  const { sine, cosine } = turnTable();
  const west = table.width - 1 - firstEast;
  const perCell = RANGE_STEP / field.cellSize;
  const middleColumn = field.columns / 2;
  const middleRow = field.rows / 2;
  const at = smoothing
    ? smoothAt(field, data, measureOf(field, smoothing))
    : nearestAt(field, data);

  function sample(azimuth: number, range: number): number {
    const cellsAway = range * perCell;
    return at(middleColumn + cellsAway * sine[azimuth]!, middleRow - cellsAway * cosine[azimuth]!);
  }

  return (y, line) => {
    for (let c = 0; c < columns; c++) {
      const cell = cells[y * columns + c]!;
      const azimuth = cell >>> 16;
      const range = cell & 0xffff;
      if (range === OUT_OF_REACH) continue;
      if (mirrored) line[west - c] = sample(AZIMUTH_STEPS - 1 - azimuth, range);
      line[firstEast + c] = sample(azimuth, range);
    }
  };
}

/** Rows of a raster on the HRAP grid: nearest cells. */
export function hrapRows(grid: MercatorGrid, field: RasterField, data: CodeArray): RowFiller {
  const origin = originOf(field);
  return (y, line) => {
    for (let x = 0; x < grid.width; x++) {
      const [longitude, latitude] = positionOf(grid, x + 0.5, y + 0.5);
      const { row, column } = hrapCell(origin, longitude, latitude);
      if (row < 0 || row >= field.rows || column < 0 || column >= field.columns) continue;
      line[x] = data[row * field.columns + column]!;
    }
  };
}

/** Samples at a position in cells from the raster's north-western corner. */
type Sampler = (x: number, y: number) => number;

function nearestAt({ rows, columns }: RasterField, data: CodeArray): Sampler {
  return (x, y) =>
    x >= 0 && y >= 0 && x < columns && y < rows
      ? data[Math.floor(y) * columns + Math.floor(x)]!
      : 0;
}

/** The same rules as for sweeps: the outline of the echo is unchanged, and only neighbouring values are mixed in. */
function smoothAt({ rows, columns }: RasterField, data: CodeArray, measure: Measure): Sampler {
  const { of, limit, codeOf } = measure;
  return (x, y) => {
    if (!(x >= 0 && y >= 0 && x < columns && y < rows)) return 0;
    const column = Math.floor(x);
    const row = Math.floor(y);
    const code = data[row * columns + column]!;
    const value = of[code]!;
    if (Number.isNaN(value)) return code;

    const besideX = x - column < 0.5 ? column - 1 : column + 1;
    const besideY = y - row < 0.5 ? row - 1 : row + 1;
    const shareX = besideX < 0 || besideX >= columns ? 0 : Math.abs(x - column - 0.5);
    const shareY = besideY < 0 || besideY >= rows ? 0 : Math.abs(y - row - 0.5);
    let weights = (1 - shareX) * (1 - shareY);
    let sum = weights * value;
    if (shareX > 0) add(row * columns + besideX, shareX * (1 - shareY));
    if (shareY > 0) add(besideY * columns + column, (1 - shareX) * shareY);
    if (shareX > 0 && shareY > 0) add(besideY * columns + besideX, shareX * shareY);
    const mean = sum / weights;
    return codeOf ? codeOf(mean) : Math.round(mean);

    function add(index: number, weight: number): void {
      const neighbour = of[data[index]!]!;
      // NaN fails the comparison too.
      if (!(Math.abs(neighbour - value) <= limit)) return;
      sum += weight * neighbour;
      weights += weight;
    }
  };
}
