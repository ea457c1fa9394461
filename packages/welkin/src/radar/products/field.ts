import type { Antenna, Coding, Field, PolarField, RasterField } from "@welkin/imaging";
import type { Grid, RadarProduct, RadialGrid, RasterGrid, ValueTable } from "@welkin/nexrad";

const METRES_PER_FOOT = 0.3048;

/** Packets with rows of the hydrologists' grid; the cells of others are squares on the plane at the radar. */
const HRAP_PACKETS: ReadonlySet<number> = new Set([17, 18]);

/** The grid of a product on the map, in the imaging library's form; undefined if it has none. */
export function fieldOfProduct(product: RadarProduct): Field | undefined {
  const [grid] = product.info.chart ? [] : product.grids;
  if (!grid) return undefined;
  return grid.kind === "radial" ? polarField(product, grid) : rasterField(product, grid);
}

/** An empty field, which only has a position. */
export function emptyField(antenna: Antenna): PolarField {
  return {
    antenna,
    elevation: 0,
    azimuths: new Float32Array(0),
    azimuthSpacing: 1,
    firstGate: 0,
    gateSpacing: 1000,
    gates: 0,
    codes: new Uint8Array(0),
    ...unused,
  };
}

export function antennaOf({ description }: RadarProduct): Antenna {
  const { latitude, longitude, heightFeet } = description;
  return { latitude, longitude, height: heightFeet * METRES_PER_FOOT };
}

/** Degrees, for products of one elevation: others leave its number at 0, whatever they state as the angle. */
export function elevationOf({ description, metadata }: RadarProduct): number | undefined {
  const { elevation } = metadata;
  if (description.elevationNumber === 0 || typeof elevation !== "number") return undefined;
  return Number(elevation.toFixed(2));
}

/** If a table gives the values, scale and offset are unused. */
const unused = { scale: 1, offset: 0, firstDataCode: 0 } as const;

function codingOf({ values }: RadarProduct, grid: Grid): Coding {
  const table = saysNothing(values) ? codesOf(values) : withTraces(values);
  return { codes: grid.codes, values: table.values, states: table.states, ...unused };
}

/** Some products of levels state no thresholds: each level is then its own value. */
function saysNothing({ values, labels }: ValueTable): boolean {
  return labels !== undefined && values.every((value) => value === 0);
}

function codesOf({ values, states }: ValueTable): ValueTable {
  return { unit: "", values: values.map((_, code) => code), states };
}

/** What is drawn for a level of "more than nothing": it is not nothing, and has a colour. */
const TRACE = 0.001;

function withTraces({ values, labels, ...table }: ValueTable): ValueTable {
  const shown = values.map((value, code) =>
    value === 0 && labels?.[code]?.startsWith(">") ? TRACE : value,
  );
  return { ...table, values: shown };
}

function polarField(product: RadarProduct, grid: RadialGrid): PolarField {
  return {
    antenna: antennaOf(product),
    elevation: elevationOf(product) ?? 0,
    azimuths: grid.centers,
    azimuthSpacing: spacingOf(grid),
    firstGate: grid.firstGate,
    gateSpacing: grid.gateSpacing,
    gates: grid.bins,
    ...codingOf(product, grid),
  };
}

/** The width of most radials; if they state none, an equal share of the circle. */
function spacingOf({ widths, radials }: RadialGrid): number {
  const middle = [...widths].sort((a, b) => a - b)[widths.length >> 1] ?? 0;
  return middle > 0 && middle <= 360 ? middle : 360 / Math.max(1, radials);
}

function rasterField(product: RadarProduct, grid: RasterGrid): RasterField {
  return {
    antenna: antennaOf(product),
    rows: grid.rows,
    columns: grid.columns,
    cellSize: grid.cellSize ?? 1000,
    ...(HRAP_PACKETS.has(grid.code) && { plane: "hrap" }),
    ...codingOf(product, grid),
  };
}
