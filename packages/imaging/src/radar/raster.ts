import { locate } from "../geo/locate.ts";
import type { Coding } from "./coding.ts";
import { type HrapOrigin, hrapCell, hrapOrigin } from "./hrap.ts";
import type { Antenna, PolarField } from "./polar.ts";

/** A field on a rectangular grid around the antenna, as raw codes, `rows × columns`, the northernmost row first. */
export interface RasterField extends Coding {
  readonly antenna: Antenna;
  readonly rows: number;
  readonly columns: number;
  /** Metres; for the HRAP grid, the approximate size of a cell here. */
  readonly cellSize: number;
  /**
   * The surface that the cells divide. `tangent`, the default: the plane that touches the earth at the antenna, where
   * x = ground range × sin(azimuth), y = ground range × cos(azimuth). `hrap`: the grid of the National Weather
   * Service's hydrologists; the middle cell is the one in which the antenna stands.
   */
  readonly plane?: "tangent" | "hrap";
}

/** Codes with positions: anything that can be drawn. */
export type Field = PolarField | RasterField;

export function isRaster(field: Field): field is RasterField {
  return "cellSize" in field;
}

/** The cell over a point on the ground (degrees), or undefined outside the grid. */
export function rasterCell(
  field: RasterField,
  longitude: number,
  latitude: number,
): { readonly row: number; readonly column: number } | undefined {
  const { row, column } =
    field.plane === "hrap"
      ? hrapCell(originOf(field), longitude, latitude)
      : tangentCell(field, longitude, latitude);
  const inside = row >= 0 && row < field.rows && column >= 0 && column < field.columns;
  return inside ? { row, column } : undefined;
}

/** The grid's north-western cell on the HRAP grid. */
export function originOf({ antenna, rows, columns }: RasterField): HrapOrigin {
  return hrapOrigin(antenna, rows, columns);
}

function tangentCell(field: RasterField, longitude: number, latitude: number) {
  const { azimuth, groundRange } = locate(field.antenna, longitude, latitude);
  const angle = (azimuth * Math.PI) / 180;
  return {
    row: Math.floor(field.rows / 2 - (groundRange * Math.cos(angle)) / field.cellSize),
    column: Math.floor(field.columns / 2 + (groundRange * Math.sin(angle)) / field.cellSize),
  };
}
