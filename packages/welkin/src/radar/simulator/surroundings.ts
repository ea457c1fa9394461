import { type Cell, MELTING, placeOf, WEAKEST } from "./cell.ts";
import { bell, step, type Texture } from "./noise.ts";
import { gatesWithin, type Row } from "./row.ts";
import { STORM_MOTION } from "./wind.ts";

/** A wide area of steady rain, km. */
export interface RainArea {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** dBZ in its middle. */
  readonly strength: number;
}

/** Adds steady rain: a bright band where snow melts, streaks of snow above, embedded showers. */
export function addRain(
  row: Row,
  area: RainArea,
  seconds: number,
  textures: readonly Texture[],
): void {
  const [coarse, fine] = textures as [Texture, Texture];
  const x0 = area.x + (STORM_MOTION.east * seconds) / 1000;
  const y0 = area.y + (STORM_MOTION.north * seconds) / 1000;
  const { heights, distances } = row.beam;
  const { first, end } = gatesWithin(row, x0, y0, area.radius * 1.5);
  for (let gate = first; gate < end; gate++) {
    const height = heights[gate]!;
    if (height > 9) break;
    const x = distances[gate]! * row.east - x0;
    const y = distances[gate]! * row.north - y0;
    const lump = coarse.at(x * 0.9 + 70 + area.x, y * 0.9 + seconds * 0.002);
    const swirl = coarse.at(x * 1.1 - 150, y * 1.1 + area.y);
    const streak = fine.at(x * 1.5 + 9 * lump + height * 5, y * 2.3 - x * 0.8 + 9 * swirl);
    const rim = Math.hypot(x, y * 1.5) / area.radius + 0.3 * lump + 0.22 * swirl + 0.08 * streak;
    const band = bell((height - MELTING) / 0.3);
    const z =
      area.strength -
      26 * Math.max(0, rim - 0.45) ** 1.2 +
      3 * lump -
      3 * swirl +
      4.5 * streak +
      6 * band -
      3.2 * Math.max(0, height - MELTING - 0.3);
    const faded = z > 16 ? z : z - 1.6 * (16 - z);
    if (faded < -10 || faded <= row.reflectivity[gate]!) continue;
    const liquid = step(MELTING + 0.3, MELTING - 0.3, height);
    row.reflectivity[gate] = faded;
    row.differential[gate] =
      liquid * Math.max(0.1, 0.0015 * z * z - 0.03 * z + 0.3) + (1 - liquid) * 0.35 + 1.1 * band;
    row.correlation[gate] = 0.993 - 0.065 * band - 0.004 * (1 - liquid);
    row.phaseRate[gate] = liquid * 10 ** (0.056 * Math.min(z, 50) - 2.95);
    row.width[gate] = 1 + 0.4 * Math.abs(streak) + 0.8 * band;
    row.velocity[gate] = 0.8 * lump + 0.4 * streak;
  }
}

/** Top of the air stirred by the sun, km, and how far from the radar its echo is followed. */
const BOUNDARY_LAYER = 1.4;
const CLEAR_AIR_REACH = 85;

/** Adds the insects of a warm afternoon, which drift with the wind in loose streets. */
export function addClearAir(row: Row, seconds: number, textures: readonly Texture[]): void {
  const [coarse, fine] = textures as [Texture, Texture];
  const { heights, distances } = row.beam;
  const drift = seconds / 1000;
  for (let gate = 0; gate < row.beam.gates; gate++) {
    const height = heights[gate]!;
    const distance = distances[gate]!;
    if (height > BOUNDARY_LAYER + 1 || distance > CLEAR_AIR_REACH) break;
    const x = distance * row.east - 2 * drift;
    const y = distance * row.north - 14 * drift;
    const patch = coarse.at(x * 0.9 + 300, y * 0.9);
    const street = fine.at(x * 2.9 - y * 0.7 + 40 + 5 * patch, y * 1.7 + x * 0.4 + 9);
    const z =
      11 -
      5 * height -
      0.17 * distance +
      2.4 * street +
      2.6 * patch -
      24 * Math.max(0, height - BOUNDARY_LAYER + 0.25 * patch + 0.1 * street);
    if (z <= row.reflectivity[gate]!) continue;
    insects(row, gate, z, street, patch);
  }
}

/** Adds the fine line of a gust front: insects and dust gathered where a storm's cold air advances. */
export function addGustFront(
  row: Row,
  cell: Cell,
  seconds: number,
  textures: readonly Texture[],
): void {
  const [coarse, fine] = textures as [Texture, Texture];
  const { heights, distances } = row.beam;
  const place = placeOf(cell, seconds);
  const x0 = place.x - 3;
  const y0 = place.y + 3;
  const { first, end } = gatesWithin(row, x0, y0, 26);
  for (let gate = first; gate < end; gate++) {
    const height = heights[gate]!;
    if (height > 1.4) break;
    const x = distances[gate]! * row.east - x0;
    const y = distances[gate]! * row.north - y0;
    const bend = coarse.at(x * 1.3 + cell.texture, y * 1.3);
    const knot = fine.at(x * 4 + 60, y * 4 + cell.texture);
    // Angle from the south-south-east, where it is strongest.
    const angle = Math.abs(Math.atan2(x + 0.45 * y, -y + 0.45 * x));
    if (angle > 1.7) continue;
    const across = Math.hypot(x * 0.8, y) - 12.5 - 2.6 * bend - 0.9 * knot;
    const z =
      cell.organised * (13 - 8 * angle ** 2 + 5.5 * knot + 2 * bend - 4 * height) -
      4 * (across / 0.6) ** 2;
    if (z < WEAKEST || z <= row.reflectivity[gate]!) continue;
    insects(row, gate, z, knot, bend);
  }
}

/** Insects are seen from the side, longer than they are tall, as they fly with the wind. */
function insects(row: Row, gate: number, z: number, fine: number, coarse: number): void {
  row.reflectivity[gate] = z;
  row.differential[gate] = 3 + 1.6 * Math.abs(row.east) + 0.8 * fine;
  row.correlation[gate] = 0.66 + 0.06 * coarse;
  row.phaseRate[gate] = 0;
  row.width[gate] = 2 + 0.5 * Math.abs(fine);
  row.velocity[gate] = 0.7 * fine + 0.5 * coarse;
}

/** Adds what the clutter filter leaves: hills, towers and towns that never move. */
export function addClutter(row: Row, textures: readonly Texture[]): void {
  const { heights, distances } = row.beam;
  const fine = textures[1]!;
  for (let gate = 0; gate < row.beam.gates; gate++) {
    const distance = distances[gate]!;
    if (distance > 45 || heights[gate]! > 0.5) break;
    const x = distance * row.east;
    const y = distance * row.north;
    const ground = fine.at(x * 9 + 17, y * 9 + 31) + 0.8 * fine.at(x * 2 + 5, y * 2 + 8);
    const z = 22 + 11 * (ground - 2.1) - 0.45 * distance - 30 * Math.max(0, heights[gate]! - 0.12);
    if (ground < 2.1 || z <= row.reflectivity[gate]!) continue;
    row.reflectivity[gate] = z;
    row.differential[gate] = 3 * fine.at(x * 40, y * 40);
    row.phaseRate[gate] = 0;
    row.correlation[gate] = 0.72;
    row.width[gate] = 0.5;
    row.velocity[gate] = 0;
  }
}
