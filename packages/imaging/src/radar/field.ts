import { ImagingError } from "../errors.ts";
import type { PolarField } from "./polar.ts";
import { type Field, isRaster, type RasterField } from "./raster.ts";

/** Maximum number of gates, radials, rows and columns of a field: more than any radar's, small enough for the lookups. */
const MOST = 65_535;

/** Throws `FIELD_SHAPE` if a field's numbers are inconsistent. */
export function checkField(field: Field): void {
  if (isRaster(field)) checkRaster(field);
  else checkPolar(field);
  const { antenna, scale, offset, values } = field;
  if (!(Math.abs(antenna.latitude) <= 90) || !Number.isFinite(antenna.longitude)) {
    fail("the antenna has no position");
  }
  if (!Number.isFinite(antenna.height)) fail("the antenna has no height");
  const line = Number.isFinite(scale) && Number.isFinite(offset) && scale !== 0;
  if (!values && !line) fail("scale and offset make no values");
}

function checkPolar({ azimuths, gates, codes, ...field }: PolarField): void {
  if (!isCount(gates)) fail(`gates must be a whole number from 0 to ${MOST}`);
  if (azimuths.length > MOST) fail(`more than ${MOST} radials`);
  if (codes.length !== azimuths.length * gates) {
    fail(`${azimuths.length} radials of ${gates} gates do not make ${codes.length} codes`);
  }
  if (!Number.isFinite(field.elevation) || !Number.isFinite(field.firstGate)) {
    fail("elevation or first gate is not finite");
  }
  if (!(field.gateSpacing > 0) || !(field.azimuthSpacing > 0)) fail("spacings must be over 0");
}

function checkRaster({ rows, columns, codes, cellSize }: RasterField): void {
  if (!isCount(rows) || !isCount(columns)) {
    fail(`rows and columns must be whole numbers from 0 to ${MOST}`);
  }
  if (codes.length !== rows * columns) {
    fail(`${rows} rows of ${columns} cells do not make ${codes.length} codes`);
  }
  if (!(cellSize > 0) || !Number.isFinite(cellSize)) fail("cells must have a size");
}

function isCount(count: number): boolean {
  return Number.isInteger(count) && count >= 0 && count <= MOST;
}

function fail(message: string): never {
  throw new ImagingError("FIELD_SHAPE", message);
}
