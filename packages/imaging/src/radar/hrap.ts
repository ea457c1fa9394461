/**
 * The Hydrologic Rainfall Analysis Project's grid: polar stereographic on a sphere, true at 60° N, upright along
 * 105° W. S. Reed and D. Maidment, "Coordinate transformations for using NEXRAD data in GIS-based hydrologic
 * modeling", Journal of Hydrologic Engineering 4 (1999), equations 1–4; geodetic latitude is taken as it is.
 */

const RADIAN = Math.PI / 180;
/** Kilometres: of the sphere, and of a cell's side at 60° N. */
const SPHERE = 6371.2;
const MESH = 4.7625;
const TRUE_LATITUDE = 60;
const UPRIGHT = -105;
/** The pole on the grid. */
const POLE = { x: 401, y: 1601 };
const SCALE = (SPHERE * (1 + Math.sin(TRUE_LATITUDE * RADIAN))) / MESH;

/** The HRAP cell (a whole number is its western and southern edge) that is a grid's first. */
export interface HrapOrigin {
  readonly west: number;
  readonly north: number;
}

/** The grid of `rows × columns` whose middle cell contains a site. */
export function hrapOrigin(
  site: { readonly latitude: number; readonly longitude: number },
  rows: number,
  columns: number,
): HrapOrigin {
  const { x, y } = hrapPosition(site.longitude, site.latitude);
  return {
    west: Math.floor(x) - ((columns - 1) >> 1),
    north: Math.floor(y) + ((rows - 1) >> 1),
  };
}

/** Row and column of a point of the ground, degrees; they may lie outside the grid. */
export function hrapCell(origin: HrapOrigin, longitude: number, latitude: number) {
  const { x, y } = hrapPosition(longitude, latitude);
  return { row: origin.north - Math.floor(y), column: Math.floor(x) - origin.west };
}

function hrapPosition(longitude: number, latitude: number): { x: number; y: number } {
  const radius = hrapRadius(latitude);
  const angle = (longitude - UPRIGHT) * RADIAN;
  return { x: POLE.x + radius * Math.sin(angle), y: POLE.y - radius * Math.cos(angle) };
}

/** Cells from the pole: the part of a position that depends on latitude. */
function hrapRadius(latitude: number): number {
  return SCALE * Math.tan((45 - latitude / 2) * RADIAN);
}
