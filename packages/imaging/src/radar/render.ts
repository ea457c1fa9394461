import { type Palette, paletteFor } from "../color/palette.ts";
import type { ColorTable } from "../color/table.ts";
import {
  type Corners,
  gridAround,
  gridBounds,
  gridCorners,
  type MercatorGrid,
} from "../geo/mercator.ts";
import {
  bitDepthFor,
  blankScanlines,
  type Deflate,
  encodeScanlines,
  type PngOptions,
  packNibbles,
  type Scanlines,
  scanlineBytes,
} from "../png/encode.ts";
import type { Smoothing } from "./blend.ts";
import type { GeometryCache } from "./cache.ts";
import { codeValue } from "./coding.ts";
import { checkField } from "./field.ts";
import { fieldReach } from "./lookups.ts";
import { type ProjectOptions, sweepRows } from "./project.ts";
import { type Field, isRaster } from "./raster.ts";

/** How a sweep is drawn. */
export interface RenderOptions extends PngOptions {
  readonly table: ColorTable;
  /** Pixels across the grid around the antenna; default 1024. */
  readonly width?: number;
  /**
   * Metres from the antenna to the picture's edge. Default: see {@link defaultGrid}. Give one for all sweeps of a
   * volume, and all their pictures coincide.
   */
  readonly groundRange?: number;
  /** Any grid, such as a tile's, instead of the one around the antenna. */
  readonly grid?: MercatorGrid;
  /** Interpolate between gates; `true` takes the table's limit for differences. */
  readonly smooth?: boolean | Smoothing;
  readonly cache?: GeometryCache;
}

/** A picture's position and contents. */
export interface RenderedFrame {
  readonly grid: MercatorGrid;
  /** West, south, east, north, degrees. */
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly corners: Corners;
  /** Least and greatest value among the sweep's gates that the table draws; undefined if there are none. */
  readonly range: { readonly min: number; readonly max: number } | undefined;
}

/** A picture as PNG. */
export interface RenderedPng extends RenderedFrame {
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const DEFAULT_WIDTH = 1024;

/** The ranges of pictures, metres: those offered by radar displays. */
const DISPLAY_RANGES = [25, 50, 75, 100, 150, 230, 300, 460].map((kilometres) => kilometres * 1000);

/**
 * The default grid of a field's picture: around its antenna, to the first display range that contains its last gate
 * and does not make a pixel smaller than a gate is long. So the sweeps of a volume share a few grids, and no work
 * goes into pixels that show nothing more.
 */
export function defaultGrid(
  field: Field,
  width = DEFAULT_WIDTH,
  groundRange = displayRange(field, width),
): MercatorGrid {
  return gridAround(field.antenna, groundRange, width);
}

function displayRange(field: Field, width: number): number {
  const farthest = DISPLAY_RANGES.at(-1)!;
  const spacing = isRaster(field) ? field.cellSize : field.gateSpacing;
  const finest = Math.min((width / 2) * spacing, farthest);
  return rangeOver(Math.max(reachOf(field), finest));
}

/**
 * The first display range that contains a field, metres, regardless of pixel size. A hundredth of it may extend
 * beyond: rasters of 230 km have cells that add up to 232.
 */
export function rangeHolding(field: Field): number {
  checkField(field);
  return rangeOver(reachOf(field) / 1.01);
}

function rangeOver(wanted: number): number {
  return DISPLAY_RANGES.find((range) => range >= wanted) ?? Math.ceil(wanted / 1e5) * 1e5;
}

/** Ground range of the far edge, metres; for a raster, that of the middle of its sides. */
function reachOf(field: Field): number {
  if (!isRaster(field)) return fieldReach(field);
  return (Math.max(field.rows, field.columns) / 2) * field.cellSize;
}

/**
 * Draws a field as an indexed PNG: codes become palette entries while they are gathered into the rows that zlib
 * compresses, in one pass. Entries that the sweep does not use are left out, and two pixels share a byte if 16 are
 * enough.
 *
 * @throws ImagingError `FIELD_SHAPE`, `GRID_SIZE`, `GRID_BEYOND_MERCATOR`
 */
export function renderSweepPng(
  field: Field,
  options: RenderOptions,
  deflate: Deflate,
): RenderedPng {
  checkField(field);
  const grid = options.grid ?? defaultGrid(field, options.width, options.groundRange);
  const full = paletteFor(options.table, field);
  const seen = codesSeen(field, full.codeToIndex.length);
  const smooth = smoothingOf(options);
  const projection: ProjectOptions = {
    ...(smooth && { smooth }),
    ...(options.cache && { cache: options.cache }),
  };
  // Smoothing produces codes that no gate has, so the whole palette is kept.
  const palette = smooth ? full : usedEntries(full, seen);
  const scanlines = drawRows(field, grid, projection, palette);
  return {
    bytes: encodeScanlines(scanlines, palette.palette, deflate, options),
    grid,
    bbox: gridBounds(grid),
    corners: gridCorners(grid),
    range: shownRange(field, full, seen),
  };
}

/** There is nothing between two classes. */
function smoothingOf({ smooth, table }: RenderOptions): Smoothing | undefined {
  if (!smooth || table.classes) return undefined;
  if (smooth !== true) return smooth;
  return table.maxDifference === undefined ? {} : { maxDifference: table.maxDifference };
}

function codesSeen(field: Field, codeCount: number): Uint8Array {
  const seen = new Uint8Array(codeCount);
  const { codes } = field;
  for (let i = 0; i < codes.length; i++) seen[codes[i]!] = 1;
  return seen;
}

/** The palette without entries that no occurring code uses. */
function usedEntries({ palette, codeToIndex }: Palette, seen: Uint8Array): Palette {
  const used = new Uint8Array(palette.length / 4);
  used[0] = 1;
  seen.forEach((is, code) => {
    if (is) used[codeToIndex[code]!] = 1;
  });
  const entries: number[] = [];
  const place = used.map((is, index) => (is ? entries.push(index) - 1 : 0));
  return {
    palette: Uint8Array.from(entries.flatMap((i) => [...palette.subarray(4 * i, 4 * i + 4)])),
    codeToIndex: codeToIndex.map((index) => place[index]!),
  };
}

function shownRange(
  field: Field,
  { codeToIndex }: Palette,
  seen: Uint8Array,
): RenderedFrame["range"] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  seen.forEach((is, code) => {
    if (!is || codeToIndex[code] === 0) return;
    const value = codeValue(field, code);
    if (value === undefined) return;
    min = Math.min(min, value);
    max = Math.max(max, value);
  });
  return min <= max ? { min, max } : undefined;
}

function drawRows(
  field: Field,
  grid: MercatorGrid,
  projection: ProjectOptions,
  { palette, codeToIndex }: Palette,
): Scanlines {
  const { width, height } = grid;
  const bitDepth = bitDepthFor(palette.length / 4);
  const bytes = scanlineBytes(width, bitDepth);
  const fill = sweepRows(field, grid, projection, codeToIndex);
  const scanlines = blankScanlines(width, height, bitDepth);
  const { data } = scanlines;
  const row = new Uint8Array(width);
  const codes = new (field.codes instanceof Uint8Array ? Uint8Array : Uint16Array)(width);

  for (let y = 0; y < height; y++) {
    const start = y * bytes + 1;
    const target = bitDepth === 8 ? data.subarray(start, start + width) : row.fill(0);
    if (projection.smooth) {
      fill(y, codes.fill(0));
      for (let x = 0; x < width; x++) target[x] = codeToIndex[codes[x]!]!;
    } else {
      fill(y, target);
    }
    if (bitDepth === 4) packNibbles(row, data, start);
  }
  return scanlines;
}
