import { splitmix, uniform } from "./splitmix.ts";

/**
 * A survey of ten years that any program in any language can reproduce: the requested number of observations, of fields
 * one degree wide, in rows of twelve that are visited four times a night, from one site (T05), on the 2552 clear nights
 * of 2010 to 2019. Every random number is splitmix64 of a seed, a stream and a counter.
 */
const SEED = 20_261_121;
const [FIRST_NIGHT, NIGHTS] = [55_197, 3652];
const LONGITUDE = 203.743;
const [VISITS, ROW] = [4, 12];
const [EXPOSURE, OVERHEAD] = [30 / 86_400, 9 / 86_400];
const HALF = Math.tan(radians(0.5));
const CORNERS = [
  [-1, -1],
  [1, -1],
  [1, 1],
  [-1, 1],
] as const;

/** Numbers of a record: start, stop, and RA and Dec of four corners. */
export const RECORD = 10;

/** The records of `count` observations, one after the other, in order of time. */
export function generateSurvey(count: number): Float64Array {
  const clear = Array.from({ length: NIGHTS }, (_, night) => night).filter(
    (night) => random(1, night) >= 0.3,
  );
  const fields = Math.ceil(count / clear.length / VISITS);
  const exposures = fields * VISITS;
  const out = new Float64Array(count * RECORD);
  let tonight: Night | undefined;
  for (let at = 0; at < count; at++) {
    const j = at % exposures;
    if (j === 0 || tonight === undefined) tonight = plan(clear[(at - j) / exposures]!, exposures);
    write(out, at, tonight, place(j, fields), j);
  }
  return out;
}

interface Night {
  readonly begin: number;
  readonly step: number;
  readonly ra: number;
  readonly dec: number;
  /** Cosine and sine of the camera's rotation. */
  readonly turn: readonly [number, number];
}

function plan(night: number, exposures: number): Night {
  const mjd = FIRST_NIGHT + night;
  const length = exposures * (EXPOSURE + OVERHEAD);
  const begin =
    length > 0.4 ? mjd + 0.433 - 0.2 : mjd + modulo(24 - LONGITUDE / 15, 24) / 24 - length / 2;
  const sun = radians(modulo(280.46 + 0.985_647_4 * (mjd - 51_544.5), 360));
  const sunRa = degrees(Math.atan2(Math.cos(radians(23.4393)) * Math.sin(sun), Math.cos(sun)));
  const [south, north] = [Math.sin(radians(-30)), Math.sin(radians(80))];
  const turn = radians((random(6, night) - 0.5) * 4);
  return {
    begin,
    step: Math.min(EXPOSURE + OVERHEAD, 0.4 / exposures),
    ra: sunRa + 180 + (random(2, night) - 0.5) * 120,
    dec: degrees(Math.asin(south + (north - south) * random(3, night))),
    turn: [Math.cos(turn), Math.sin(turn)],
  };
}

/** Row and column of a night's exposure: each row is visited four times. */
function place(j: number, fields: number): { readonly row: number; readonly column: number } {
  const full = Math.floor(fields / ROW);
  const row = Math.min(Math.floor(j / (ROW * VISITS)), full);
  const width = row < full ? ROW : Math.max(fields - full * ROW, 1);
  return { row, column: (j - row * ROW * VISITS) % width };
}

function write(
  out: Float64Array,
  at: number,
  night: Night,
  { row, column }: { readonly row: number; readonly column: number },
  j: number,
): void {
  const start = round(night.begin + j * night.step, 1e8);
  out[at * RECORD] = start;
  out[at * RECORD + 1] = round(start + EXPOSURE, 1e8);
  const band = Math.floor(night.dec) + 0.5 + row;
  const middle = band > 84 ? band - 90 : band;
  const columns = Math.floor(360 * Math.cos(radians(middle)));
  const number = (Math.floor((modulo(night.ra, 360) / 360) * columns) + column) % columns;
  const dec = radians(middle + (random(5, at) - 0.5) * 0.02);
  const dither = ((random(4, at) - 0.5) * 0.02) / Math.cos(radians(middle));
  const ra = radians((number * 360) / columns + dither);
  const [sr, cr, sd, cd] = [Math.sin(ra), Math.cos(ra), Math.sin(dec), Math.cos(dec)];
  const [ct, st] = night.turn;
  for (const [k, [sx, sy]] of CORNERS.entries()) {
    const xi = HALF * (sx * ct - sy * st);
    const eta = HALF * (sx * st + sy * ct);
    // From the tangent plane at the field's centre back to the sphere.
    const x = cd * cr - xi * sr - eta * sd * cr;
    const y = cd * sr + xi * cr - eta * sd * sr;
    const z = sd + eta * cd;
    const corner = at * RECORD + 2 + 2 * k;
    out[corner] = round(modulo(degrees(Math.atan2(y, x)), 360), 1e6) % 360;
    out[corner + 1] = round(degrees(Math.atan2(z, Math.hypot(x, y))), 1e6);
  }
}

function random(stream: number, counter: number): number {
  return uniform(splitmix(SEED, stream, counter));
}

function radians(value: number): number {
  return value * (Math.PI / 180);
}

function degrees(value: number): number {
  return value * (180 / Math.PI);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** To the nearest, halves to even. */
function round(value: number, scale: number): number {
  const scaled = value * scale;
  const low = Math.floor(scaled);
  const rest = scaled - low;
  const up = rest > 0.5 || (rest === 0.5 && low % 2 !== 0);
  return (up ? low + 1 : low) / scale;
}
