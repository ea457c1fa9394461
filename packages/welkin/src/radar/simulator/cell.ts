import { bell, step, type Texture } from "./noise.ts";
import { gatesWithin, NO_ECHO, type Row } from "./row.ts";
import { type Rotation, STORM_MOTION, stormWind } from "./wind.ts";

/** A thunderstorm: its position and kind. */
export interface Cell {
  /** Kilometres east and north of the radar at the start. */
  readonly x: number;
  readonly y: number;
  /** Kilometres per kilometre of the model storm. */
  readonly size: number;
  /** dBZ added to those of the model storm. */
  readonly strength: number;
  /** How close it is to a supercell, 0–1: hook, weak-echo vault, rotation. */
  readonly organised: number;
  readonly rotation: Rotation;
  /** Its own place in the textures. */
  readonly texture: number;
}

/** Height of the melting level, km. */
export const MELTING = 3.9;

/** The storm's long axis: downshear, a little north of east. */
const SHEAR_EAST = Math.cos(0.36);
const SHEAR_NORTH = Math.sin(0.36);

/** Anvil ice is above this, km. */
const ANVIL_BASE = 5.5;
/** Circles that contain the model storm, by height: how far their centres lie downshear, and their radii, km. */
const RAIN_PART = { centre: 21, reach: 42, base: 0, top: ANVIL_BASE };
const ANVIL_PART = { centre: 45, reach: 68, base: ANVIL_BASE, top: 17 };
/** Echo weaker than this is never seen, dBZ. */
export const WEAKEST = -12;
/** Range of a storm's own winds, km. */
const WIND_REACH = 24;

/** Speed of a texture drifting through the storm, km/s: it boils while it travels. */
const BOIL = 0.004;

/** The position of a storm, `seconds` after the start: km east and north of the radar. */
export function placeOf(cell: Cell, seconds: number): { x: number; y: number } {
  return {
    x: cell.x + (STORM_MOTION.east * seconds) / 1000,
    y: cell.y + (STORM_MOTION.north * seconds) / 1000,
  };
}

/** Adds a thunderstorm to a row, `seconds` after the start. */
export function addCell(row: Row, cell: Cell, seconds: number, textures: readonly Texture[]): void {
  const place = placeOf(cell, seconds);
  const model = new ModelStorm(cell, seconds, textures);
  const { heights, distances } = row.beam;
  for (const part of [RAIN_PART, ANVIL_PART]) {
    const { first, end } = gatesWithin(
      row,
      place.x + part.centre * cell.size * SHEAR_EAST,
      place.y + part.centre * cell.size * SHEAR_NORTH,
      part.reach * cell.size,
    );
    for (let gate = first; gate < end; gate++) {
      const height = heights[gate]!;
      if (height < part.base) continue;
      if (height > part.top) break;
      const x = distances[gate]! * row.east - place.x;
      const y = distances[gate]! * row.north - place.y;
      const reflectivity = model.look(x, y, height);
      if (reflectivity <= row.reflectivity[gate]! || reflectivity < WEAKEST) continue;
      model.describe();
      row.reflectivity[gate] = reflectivity;
      row.differential[gate] = model.differential;
      row.correlation[gate] = model.correlation;
      row.phaseRate[gate] = model.phaseRate;
      row.width[gate] = model.width;
      row.velocity[gate] = model.gust;
    }
  }
}

/** Adds the winds of a storm to a row, whatever its scatterers. */
export function addStormWind(row: Row, cell: Cell, seconds: number): void {
  if (cell.organised === 0) return;
  const place = placeOf(cell, seconds);
  const { first, end } = gatesWithin(row, place.x, place.y, WIND_REACH);
  for (let gate = first; gate < end; gate++) {
    if (row.reflectivity[gate] === NO_ECHO) continue;
    const x = row.beam.distances[gate]! * row.east - place.x;
    const y = row.beam.distances[gate]! * row.north - place.y;
    const part = cell.organised * step(WIND_REACH, WIND_REACH / 2, Math.hypot(x, y));
    const height = row.beam.heights[gate]!;
    row.velocity[gate]! += part * stormWind(cell.rotation, x, y, height, row.east, row.north);
  }
}

/**
 * The anatomy of a classic supercell (Lemon & Doswell, Mon. Wea. Rev. 107, 1979), and its polarimetric marks
 * (Kumjian & Ryzhkov, J. Appl. Meteor. Climatol. 47, 2008), as seen at one point at a time.
 *
 * The storm's frame: s downshear and t to the left of it, km, from the foot of the updraft. Points are displaced by
 * noise before they are looked up, which makes the shapes natural.
 */
class ModelStorm {
  /** The results of `describe`. */
  differential = 0;
  correlation = 0;
  phaseRate = 0;
  width = 0;
  /** Turbulence, m/s. */
  gust = 0;

  readonly #cell: Cell;
  readonly #drift: number;
  readonly #coarse: Texture;
  readonly #fine: Texture;

  /** The last point, displaced and not, and what was found there. */
  #s = 0;
  #t = 0;
  #fromFoot = 0;
  #height = 0;
  #sway = 0;
  #fray = 0;
  #reflectivity = 0;
  #vault = 0;
  #notch = 0;
  #debris = 0;

  constructor(cell: Cell, seconds: number, textures: readonly Texture[]) {
    this.#cell = cell;
    this.#drift = seconds * BOIL;
    this.#coarse = textures[0]!;
    this.#fine = textures[1]!;
  }

  /** Reflectivity at a point, km east and north of the storm and above ground. */
  look(x: number, y: number, height: number): number {
    const { size, organised, strength, texture } = this.#cell;
    const s0 = (x * SHEAR_EAST + y * SHEAR_NORTH) / size;
    const t0 = (y * SHEAR_EAST - x * SHEAR_NORTH) / size;
    if (height < ANVIL_BASE && Math.abs(edgeOf(s0, t0)) > 2.6 && s0 > 0) return NO_ECHO;

    // Features of 2 to 40 km displace points, and those of 1 km fray the edges.
    const u = texture + s0 * 2.6 + this.#drift + height * 1.3;
    const v = texture * 1.7 + t0 * 2.6 - height * 0.9;
    const bend = this.#coarse.at(u, v);
    const sway = this.#fine.at(u + 211, v + 97);
    const fray = this.#fine.at(u * 3.1, v * 3.1);
    const fromFoot = Math.hypot(s0, t0);
    const near = organised > 0 && fromFoot < 14;
    // The heart of a supercell keeps its shape; rain far from it, and lesser storms, are ragged.
    const calm = near ? 0.6 * organised * bell(fromFoot / 6) : 0;
    const loose = 1 - calm + 0.7 * (1 - organised) + 0.8 * step(12, 40, fromFoot);
    const s = s0 + (2.2 * bend + 0.9 * fray) * loose;
    const t = t0 + (2 * sway + 0.8 * fray) * loose;

    // Above the inflow the core leans out over it.
    const lean = 0.55 * Math.min(height, 8) * organised;
    const core =
      61 -
      15 * Math.hypot((s - 4) / 5.5, (t - 4.5 + lean) / 4.2) ** 1.6 -
      1.4 * Math.max(0, height - 9) ** 1.5;
    const flank = forwardFlank(s, t) - 2.4 * Math.max(0, height - MELTING - 0.5);
    const towers = flankingLine(s, t, bend) - 3 * Math.max(0, height - 5);
    let z = Math.max(core, flank, towers, anvilEcho(s, t, height));
    const low = step(5.5, 2.5, height);
    if (near) z = Math.max(z, organised * hookEcho(s, t) - 60 * (1 - low));
    z = softFoot(z);

    this.#vault = 0;
    this.#notch = 0;
    this.#debris = 0;
    if (near) {
      // Weak echo under the overhang, open to the inflow below and closed above.
      this.#vault =
        organised * step(9, 6.5, height) * bell(Math.hypot(s - 1.6, t - 0.6 - 0.1 * height) / 1.9);
      this.#notch = organised * low * bell(Math.hypot((s - 5.5) / 4, (t + 1.8) / 2.2));
      this.#debris = organised * step(2.6, 1.2, height) * bell(fromFoot / 0.55);
      z -= 30 * this.#vault + 14 * this.#notch;
    }
    z += strength + 3.3 * fray + (2.4 * bend + 2.4 * sway) * loose;
    if (this.#debris > 0.1) z = Math.max(z, 56 - 14 * (1 - this.#debris));

    this.#s = s;
    this.#t = t;
    this.#fromFoot = fromFoot;
    this.#height = height;
    this.#sway = sway;
    this.#fray = fray;
    this.#reflectivity = z;
    return z;
  }

  /** Further properties of the last point. */
  describe(): void {
    const { organised } = this.#cell;
    const height = this.#height;
    this.gust = 1.5 * this.#sway + 1.6 * this.#fray;
    this.width =
      1.3 +
      0.5 * Math.abs(this.#fray) +
      5.5 * organised * bell(this.#fromFoot / 2.6) * step(12, 7, height) +
      3 * bell((height - 12.5) / 2) +
      1.5 * this.#notch;
    this.#polarise();
  }

  #polarise(): void {
    const { organised } = this.#cell;
    const z = this.#reflectivity;
    const s = this.#s;
    const t = this.#t;
    const height = this.#height;
    const liquid = step(MELTING + 0.5, MELTING - 0.5, height);
    const hail = step(54, 63, z + 1.5 * this.#fray) * (1 - 0.25 * liquid);
    const rain = Math.max(0.1, 0.0017 * z * z - 0.035 * z + 0.35);
    // Big drops fall out first, along the right edge of the forward flank.
    const arc =
      organised *
      step(3.2, 1.5, height) *
      bell((edgeOf(s, t) + 0.75) / 0.28) *
      step(2, 8, s) *
      step(34, 18, s);
    // Drops lofted by the updraft stay liquid far above the melting level.
    const column =
      organised *
      (1 - liquid) *
      bell(Math.hypot(s - 2.2, t - 2.6) / 2) *
      step(MELTING + 3.4, MELTING + 1.6, height) *
      step(25, 40, z);
    const ice = 0.25 + 0.3 * bell((height - 7) / 1.5);
    const spread = 0.25 * this.#sway + 0.2 * this.#fray;
    let differential = liquid * (rain * (1 + 0.5 * spread) + 2.1 * arc) + (1 - liquid) * ice;
    differential += (3 - differential) * column;
    differential += (0.1 - differential) * 0.85 * hail;
    this.differential = differential + (-0.2 - differential) * this.#debris;

    const correlation =
      0.985 +
      0.004 * spread +
      0.007 * liquid -
      0.045 * hail -
      0.012 * arc -
      0.03 * column -
      0.05 * this.#vault -
      0.035 * bell((height - MELTING) / 0.35) * step(50, 30, z);
    this.correlation = correlation + (0.62 - correlation) * Math.min(1, 1.4 * this.#debris);

    const rainPhase = 10 ** (0.056 * Math.min(z, 56) - 2.95);
    this.phaseRate = rainPhase * (liquid * (1 - 0.5 * hail) + 0.5 * column);
  }
}

/** Distance from the axis of the forward flank, −1 at its right edge and 1 at its left. */
function edgeOf(s: number, t: number): number {
  const across = t - 4 - 0.1 * s;
  const ahead = Math.max(0, s);
  return across < 0 ? across / (3.6 + 0.09 * ahead) : across / (7 + 0.3 * ahead);
}

/** Rain and small hail carried downshear: steep towards the inflow, fading to the left and ahead. */
function forwardFlank(s: number, t: number): number {
  const edge = edgeOf(s, t);
  const ahead = s > 3 ? (s - 3) / 44 : ((3 - s) / 9) ** 2;
  return (
    54 -
    22 * ahead -
    14 * ahead ** 2 -
    17 * (1 + 1.5 * ahead ** 2) * Math.abs(edge) ** (edge < 0 ? 3.2 : 1.8)
  );
}

/** Azimuths around the updraft, in radians from downshear, between which the hook winds. */
const HOOK_START = 1.9;
const HOOK_END = 5.6;

/** Rain drawn around the back of the mesocyclone, thinner and closer as it winds; dBZ, 0 if none. */
function hookEcho(s: number, t: number): number {
  const r = Math.hypot(s, t);
  if (r > 11) return 0;
  let angle = Math.atan2(t, s);
  if (angle < 0.8) angle += 2 * Math.PI;
  const along = (angle - HOOK_START) / (HOOK_END - HOOK_START);
  if (along < -0.25 || along > 1.12) return 0;
  const line = 5.6 - 3.3 * along;
  const thickness = 1.75 - 0.85 * along;
  const tip = 26 * Math.max(0, along - 0.93) * 10;
  return 51 - 4 * along - tip - 13 * Math.abs((r - line) / thickness) ** 2;
}

/** Young towers that feed the storm from behind. */
function flankingLine(s: number, t: number, bend: number): number {
  const along = -(s * 0.72 + t * 0.69);
  const across = -s * 0.69 + t * 0.72 - 0.02 * (along - 6) ** 2;
  if (along < 3 || along > 22) return -30;
  const towers = Math.sin(along * 0.95 + 2 * bend) + 0.9 * bend;
  return 22 + 11 * towers - 0.55 * along - 9 * (across / 1.7) ** 2;
}

/** Ice spread under the tropopause. */
function anvilEcho(s: number, t: number, height: number): number {
  if (height < ANVIL_BASE) return -30;
  const width = 13 + 0.28 * Math.max(0, s);
  const ahead = s > 0 ? s / 105 : -s / 16;
  const base = 10.6 + 0.012 * Math.max(0, s);
  return 30 - 24 * ahead - 13 * ((t - 3) / width) ** 2 - 7 * ((height - base) / 2) ** 2;
}

/** Echo weaker than drizzle evaporates: edges end instead of fading away for kilometres. */
function softFoot(z: number): number {
  return z > 22 ? z : z - 1.1 * (22 - z);
}
