import { bell, step } from "./noise.ts";
import { NO_ECHO, type Row } from "./row.ts";

/** Height (km), and the wind's eastward and northward parts (m/s): a spring sounding of the southern plains. */
const SOUNDING = [
  [0, -5, 8],
  [0.5, -3, 15],
  [1, 2, 18],
  [2, 11, 17],
  [3, 17, 15],
  [6, 29, 16],
  [9, 39, 18],
  [12, 44, 17],
  [20, 26, 9],
] as const;

const STEP = 0.1;
const LEVELS = 201;
const EAST = profile(1);
const NORTH = profile(2);

/** The sounding at every 100 m. */
function profile(column: 1 | 2): Float32Array {
  return Float32Array.from({ length: LEVELS }, (_, level) => {
    const height = level * STEP;
    const above = SOUNDING.findIndex(([top]) => top >= height);
    const upper = SOUNDING[Math.max(above, 1)]!;
    const lower = SOUNDING[Math.max(above, 1) - 1]!;
    const part = (height - lower[0]) / (upper[0] - lower[0]);
    return lower[column] + (upper[column] - lower[column]) * part;
  });
}

/** The ambient wind towards a direction (m/s), at a height in km. */
function ambientWind(height: number, east: number, north: number): number {
  const level = Math.min(LEVELS - 1.001, Math.max(0, height / STEP));
  const below = Math.floor(level);
  const part = level - below;
  const u = EAST[below]! + (EAST[below + 1]! - EAST[below]!) * part;
  const v = NORTH[below]! + (NORTH[below + 1]! - NORTH[below]!) * part;
  return u * east + v * north;
}

/** Adds the ambient wind to a row, whatever its scatterers. */
export function addAmbientWind(row: Row): void {
  for (let gate = 0; gate < row.beam.gates; gate++) {
    if (row.reflectivity[gate] === NO_ECHO) continue;
    row.velocity[gate]! += ambientWind(row.beam.heights[gate]!, row.east, row.north);
  }
}

/** How a right-moving supercell travels through that wind, m/s east and north (Bunkers et al. 2000). */
export const STORM_MOTION = { east: 14, north: 4.5 } as const;

/** The vortices of a storm. */
export interface Rotation {
  /** Fastest tangential wind, m/s, and the radius where it blows, km. */
  readonly mesocyclone: number;
  readonly radius: number;
  readonly tornado: number;
  readonly tornadoRadius: number;
}

/**
 * The storm's own wind towards a direction (m/s), on top of the ambient: x and y are km east and north of the
 * mesocyclone's foot.
 */
export function stormWind(
  rotation: Rotation,
  x: number,
  y: number,
  height: number,
  east: number,
  north: number,
): number {
  // The updraft leans downshear.
  const dx = x - 0.3 * height;
  const dy = y - 0.12 * height;
  const r = Math.hypot(dx, dy) + 1e-3;
  const tangential = (dx * north - dy * east) / r;
  const radial = (dx * east + dy * north) / r;

  const aloft = step(10, 6, height);
  const swirl =
    rotation.mesocyclone * (0.85 + 0.3 * bell((height - 3) / 2)) * vortex(r / rotation.radius);
  const tornado = rotation.tornado * step(5, 3, height) * vortex(r / rotation.tornadoRadius);
  const inflow = -9 * step(2, 0.5, height) * vortex(r / 5);
  const outflow = 24 * bell((height - 12) / 2) * vortex(r / 9);

  // Cold air from behind, which wraps the hook around and pushes the gust front forward.
  const rearFlank = step(2.5, 0.5, height) * bell(Math.hypot(x + 3, y + 3.5) / 3.5);
  const forwardFlank = step(2, 0.3, height) * bell(Math.hypot(x - 12, (y - 9) * 1.4) / 9);
  return (
    aloft * (swirl + tornado) * tangential +
    (inflow + outflow) * radial +
    rearFlank * (6 * east - 6 * north) +
    forwardFlank * (-9 * east - 6 * north)
  );
}

/** Rankine's profile, with the slower decay that radars see: 1 at the radius of fastest wind. */
function vortex(r: number): number {
  return r < 1 ? r : r ** -0.8;
}
