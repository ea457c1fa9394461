import type { MercatorGrid } from "../geo/mercator.ts";
import { checkSide } from "../geo/mercator.ts";
import type { Smoothing } from "./blend.ts";
import { type GeometryCache, sharedGeometry } from "./cache.ts";
import { checkField } from "./field.ts";
import { type Field, isRaster } from "./raster.ts";
import { hrapRows, mapRaster, tangentRows } from "./raster-rows.ts";
import { type CodeArray, nearestRows, padPolar, type RowFiller, smoothRows } from "./rows.ts";

/** How a field is projected. */
export interface ProjectOptions {
  /** Interpolate between gates; see {@link smoothRows} for what stays unchanged. Default false. */
  readonly smooth?: boolean | Smoothing;
  /** Cache for geometry tables; by default one for the whole program. */
  readonly cache?: GeometryCache;
}

/** Codes on a Mercator grid: `width × height`, from the north-west, row by row. */
export interface CodeRaster {
  readonly width: number;
  readonly height: number;
  readonly codes: CodeArray;
}

/**
 * Projects a sweep, or a raster, onto a grid. Each pixel takes the code of the gate or cell that contains its centre;
 * 0 outside the field and where radials are missing (more than 1½ spacings apart). Smoothed values are rounded to the
 * field's own codes.
 *
 * @throws ImagingError `FIELD_SHAPE`, `GRID_SIZE`
 */
export function projectSweep(
  field: Field,
  grid: MercatorGrid,
  options: ProjectOptions = {},
): CodeRaster {
  const { width, height } = grid;
  const fill = sweepRows(field, grid, options);
  const codes =
    field.codes instanceof Uint8Array
      ? new Uint8Array(width * height)
      : new Uint16Array(width * height);
  for (let y = 0; y < height; y++) fill(y, codes.subarray(y * width, (y + 1) * width));
  return { width, height, codes };
}

/**
 * Row by row form of {@link projectSweep}, for callers that encode as they go. Codes are mapped through `map`, except
 * that smoothing needs the codes themselves.
 */
export function sweepRows(
  field: Field,
  grid: MercatorGrid,
  options: ProjectOptions = {},
  map?: Uint8Array,
): RowFiller {
  checkField(field);
  checkSide(grid.width, "width");
  checkSide(grid.height, "height");
  const smoothing = options.smooth === true ? {} : options.smooth || undefined;
  if (isRaster(field) && field.plane === "hrap") {
    return hrapRows(grid, field, mapRaster(field, map));
  }
  const table = (options.cache ?? sharedGeometry).table(field.antenna, grid);
  if (isRaster(field)) {
    return tangentRows(table, field, mapRaster(field, smoothing ? undefined : map), smoothing);
  }
  if (!smoothing) return nearestRows(table, field, padPolar(field, map));
  return smoothRows(table, field, padPolar(field), smoothing);
}
