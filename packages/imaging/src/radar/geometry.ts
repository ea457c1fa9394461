/**
 * The position of each pixel of a grid as seen from an antenna: azimuth and ground range, packed in 32 bits. It
 * depends only on the site and the grid, so that one table serves every sweep, moment and volume of a site;
 * everything that depends on the sweep (rays, elevation, gates) is in lookups.ts.
 *
 * The exact geodesic is computed on a net of nodes at most 8 km apart. Between them east and north distances in the
 * azimuthal equidistant projection, which are smooth everywhere, even at the antenna where azimuth is not, are
 * interpolated linearly. The error is below 1 m up to 460 km (geometry.test.ts measures it). Azimuth is stored to
 * 360°/65536, 22 m to either side at 460 km, and ground range to 10 m.
 */
import { geodesicInverse } from "../geo/geodesic.ts";
import { type MercatorGrid, positionOf } from "../geo/mercator.ts";

/** Metres in one step of a packed ground range. */
export const RANGE_STEP = 10;
/** Steps of azimuth in a full turn. */
export const AZIMUTH_STEPS = 65_536;
/** Packed range of a pixel beyond {@link REACH}. */
export const OUT_OF_REACH = 65_535;
/** Farthest ground range that can be represented, metres: farther than any weather radar's range. */
export const REACH = (OUT_OF_REACH - 1) * RANGE_STEP;

const NODE_METRES = 8_000;
const NODE_PIXELS = 64;
const EQUATOR = 2 * Math.PI * 6_378_137;
const RADIAN = Math.PI / 180;

/** Packed positions of the pixels of a grid. */
export interface GeometryTable {
  readonly width: number;
  readonly height: number;
  /**
   * If the antenna's meridian halves the grid, only the eastern half is stored: column c is `firstEast + c`, and also
   * `width − 1 − firstEast − c` with its azimuth mirrored.
   */
  readonly mirrored: boolean;
  readonly firstEast: number;
  /** Columns of `cells` in a row. */
  readonly columns: number;
  /** Azimuth step × 65536 + range step, row by row. */
  readonly cells: Uint32Array;
}

/** An antenna's position; its height does not matter to the table. */
export interface Site {
  readonly latitude: number;
  readonly longitude: number;
}

/** Computes the table of a grid seen from a site. */
export function geometryTable(site: Site, grid: MercatorGrid): GeometryTable {
  const { width, height } = grid;
  const skew = grid.west + grid.east - 2 * site.longitude;
  const mirrored = Math.abs(skew) < 1e-10;
  const firstEast = mirrored ? width >> 1 : 0;
  const columns = width - firstEast;
  const cells = new Uint32Array(columns * height);
  const net = nodeNet(site, grid, firstEast, columns);

  const east = new Float64Array(net.across);
  const north = new Float64Array(net.across);
  for (let y = 0; y < height; y++) {
    net.interpolateRow(y, east, north);
    packRow(cells, y * columns, columns, net.step, east, north);
  }
  return { width, height, mirrored, firstEast, columns, cells };
}

interface NodeNet {
  /** Pixels between nodes. */
  readonly step: number;
  /** Nodes in a row. */
  readonly across: number;
  /** Fills one pixel row's node columns with metres east and north of the antenna; NaN out of reach. */
  interpolateRow(y: number, east: Float64Array, north: Float64Array): void;
}

/** Solves the geodesic at every `step`-th pixel centre, two node rows at a time. */
function nodeNet(site: Site, grid: MercatorGrid, firstColumn: number, columns: number): NodeNet {
  const pixelMetres = ((grid.east - grid.west) / 360 / grid.width) * EQUATOR;
  const step = Math.max(1, Math.min(NODE_PIXELS, Math.floor(NODE_METRES / pixelMetres)));
  const across = Math.ceil((columns - 1) / step) + 1;
  // All nodes of a cell that contains any pixel within reach must be computed.
  const limit = REACH + 3 * step * pixelMetres;
  const nodeRow = (index: number) =>
    solveRow(site, grid, firstColumn, index * step, step, across, limit);
  let upperIndex = 0;
  let upper = nodeRow(0);
  let lower = nodeRow(1);

  function interpolateRow(y: number, east: Float64Array, north: Float64Array): void {
    const index = Math.floor(y / step);
    if (index !== upperIndex) {
      upper = lower;
      lower = nodeRow(index + 1);
      upperIndex = index;
    }
    const part = (y - index * step) / step;
    for (let i = 0; i < across; i++) {
      const e = upper.east[i]!;
      const n = upper.north[i]!;
      // Without this, a row exactly on the nodes would inherit NaN from the row below, which may be out of reach.
      east[i] = part === 0 ? e : e + part * (lower.east[i]! - e);
      north[i] = part === 0 ? n : n + part * (lower.north[i]! - n);
    }
  }
  return { step, across, interpolateRow };
}

interface NodeRow {
  readonly east: Float64Array;
  readonly north: Float64Array;
}

function solveRow(
  site: Site,
  grid: MercatorGrid,
  firstColumn: number,
  y: number,
  step: number,
  across: number,
  limit: number,
): NodeRow {
  const east = new Float64Array(across).fill(Number.NaN);
  const north = new Float64Array(across).fill(Number.NaN);
  for (let i = 0; i < across; i++) {
    const [longitude, latitude] = positionOf(grid, firstColumn + i * step + 0.5, y + 0.5);
    if (sphereDistance(site, longitude, latitude) > limit * 1.01) continue;
    const { azimuth, distance } = geodesicInverse(
      site.longitude,
      site.latitude,
      longitude,
      latitude,
    );
    east[i] = distance * Math.sin(azimuth * RADIAN);
    north[i] = distance * Math.cos(azimuth * RADIAN);
  }
  return { east, north };
}

/** Metres on a sphere, within 0.6 % of the geodesic: cheap enough to reject most of a world tile. */
function sphereDistance(site: Site, longitude: number, latitude: number): number {
  const sinLat = Math.sin(((latitude - site.latitude) / 2) * RADIAN);
  const sinLon = Math.sin(((longitude - site.longitude) / 2) * RADIAN);
  const cosines = Math.cos(latitude * RADIAN) * Math.cos(site.latitude * RADIAN);
  return (
    2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(sinLat * sinLat + cosines * sinLon * sinLon)))
  );
}

const REACH_SQUARED = REACH * REACH;

/**
 * Arctangents of i/4096 in azimuth steps. Linear between its entries it is right to 10⁻⁸ rad
 * (the bound is max|atan″|/8 ÷ 4096²), and three times faster than Math.atan2.
 */
const TANGENT_STEPS = 4096;
const arctangents = Float64Array.from(
  { length: TANGENT_STEPS + 2 },
  (_, i) => (Math.atan(i / TANGENT_STEPS) / (2 * Math.PI)) * AZIMUTH_STEPS,
);

/** Azimuth steps from north, clockwise, of a point east and north of the antenna: 0 to 65536. */
function azimuthSteps(east: number, north: number): number {
  const x = Math.abs(east);
  const y = Math.abs(north);
  const eastward = x > y;
  const tangent = (eastward ? y / x : x / y) * TANGENT_STEPS;
  const entry = tangent | 0;
  const low = arctangents[entry]!;
  const angle = low + (tangent - entry) * (arctangents[entry + 1]! - low);
  const quarter = eastward ? AZIMUTH_STEPS / 4 - angle : angle;
  const half = north < 0 ? AZIMUTH_STEPS / 2 - quarter : quarter;
  return east < 0 ? AZIMUTH_STEPS - half : half;
}

function packRow(
  cells: Uint32Array,
  start: number,
  columns: number,
  step: number,
  east: Float64Array,
  north: Float64Array,
): void {
  for (let node = 0, c = 0; c < columns; node++) {
    const end = Math.min(columns, c + step);
    const e0 = east[node]!;
    const n0 = north[node]!;
    const last = end - c === 1;
    const de = last ? 0 : (east[node + 1]! - e0) / step;
    const dn = last ? 0 : (north[node + 1]! - n0) / step;
    for (let k = 0; c < end; c++, k++) {
      const e = e0 + k * de;
      const n = n0 + k * dn;
      const square = e * e + n * n;
      // NaN, from a node out of reach, fails the comparison too.
      if (!(square < REACH_SQUARED)) {
        cells[start + c] = OUT_OF_REACH;
        continue;
      }
      const range = (Math.sqrt(square) * (1 / RANGE_STEP) + 0.5) | 0;
      // A full turn's 65 536 leaves the 16 bits and becomes 0, as it should.
      cells[start + c] = (azimuthSteps(e, n) << 16) | range;
    }
  }
}
