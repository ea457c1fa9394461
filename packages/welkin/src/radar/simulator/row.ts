/** Kilometres between gates, and to the centre of the first (ICD 2620002 table XVII-B, as for every WSR-88D). */
export const GATE = 0.25;
export const FIRST_GATE = 2.125;

/** Earth's radius, enlarged by 4/3 for the bending of the beam (Doviak & Zrnić, Doppler Radar, §2.2.3.1), km. */
const EARTH = (6371 * 4) / 3;

/** Where the gates of a beam are. */
export interface Beam {
  readonly gates: number;
  /** Radians above the horizon. */
  readonly elevation: number;
  /** Height of each gate above the antenna, km. */
  readonly heights: Float32Array;
  /** Distance over the ground to each gate, km. */
  readonly distances: Float32Array;
}

/** The beam of an elevation angle in degrees. */
export function beamAt(degrees: number, gates: number): Beam {
  const elevation = (degrees * Math.PI) / 180;
  const heights = new Float32Array(gates);
  const distances = new Float32Array(gates);
  for (let gate = 0; gate < gates; gate++) {
    const r = FIRST_GATE + GATE * gate;
    const height = Math.sqrt(r * r + EARTH * EARTH + 2 * r * EARTH * Math.sin(elevation)) - EARTH;
    heights[gate] = height;
    distances[gate] = EARTH * Math.asin((r * Math.cos(elevation)) / (EARTH + height));
  }
  return { gates, elevation, heights, distances };
}

/** The scatterers along one radial: at each gate those of the strongest echo. */
export interface Row {
  readonly beam: Beam;
  /** Sine and cosine of the azimuth: the beam's east and north components. */
  east: number;
  north: number;
  /** dBZ. */
  readonly reflectivity: Float32Array;
  /** m/s away from the radar: turbulence at first, then the whole wind. */
  readonly velocity: Float32Array;
  /** m/s. */
  readonly width: Float32Array;
  /** dB. */
  readonly differential: Float32Array;
  readonly correlation: Float32Array;
  /** Specific differential phase, degrees per kilometre. */
  readonly phaseRate: Float32Array;
}

export const NO_ECHO = -99;

export function emptyRow(beam: Beam): Row {
  const field = (): Float32Array => new Float32Array(beam.gates);
  return {
    beam,
    east: 0,
    north: 1,
    reflectivity: field(),
    velocity: field(),
    width: field(),
    differential: field(),
    correlation: field(),
    phaseRate: field(),
  };
}

/** Restarts the row, towards another azimuth (radians). */
export function aim(row: Row, azimuth: number): void {
  row.east = Math.sin(azimuth);
  row.north = Math.cos(azimuth);
  row.reflectivity.fill(NO_ECHO);
  row.phaseRate.fill(0);
}

/** The gates of a row within a circle on the ground (km east and north): first … end − 1, or none. */
export function gatesWithin(
  row: Row,
  x: number,
  y: number,
  radius: number,
): { first: number; end: number } {
  const across = x * row.north - y * row.east;
  const half = Math.sqrt(Math.max(0, radius * radius - across * across));
  const along = x * row.east + y * row.north;
  const perKilometre = 1 / (GATE * Math.cos(row.beam.elevation));
  const gate = (distance: number): number =>
    Math.min(row.beam.gates, Math.max(0, Math.round((distance - FIRST_GATE) * perKilometre)));
  return half === 0 ? { first: 0, end: 0 } : { first: gate(along - half), end: gate(along + half) };
}
