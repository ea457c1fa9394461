/**
 * Makes data/solar-system.bin:
 *
 *   apt-get install casacore-data-jpl-de405
 *   node packages/orbits/scripts/make-ephemeris.ts [path of table.f0i]
 *
 * Sun, planets, Moon and Pluto are extracted from JPL DE405 (public domain) and rounded to centimetres or decimetres;
 * the sixteen large asteroids are integrated with this package's own integrator, from DE430's states and with their
 * mutual attraction, and fitted with Chebyshev series.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { DE405_AU_KM } from "../src/constants.ts";
import { Forces } from "../src/propagation/forces.ts";
import { integrate } from "../src/propagation/integrator.ts";
import { joinRuns, type Trajectory } from "../src/propagation/trajectory.ts";
import { BODIES, MAJOR_BODIES } from "../src/solar-system/bodies.ts";
import { packEphemeris, type Series } from "../src/solar-system/packing.ts";
import { SolarSystem } from "../src/solar-system/solar-system.ts";
import { ASTEROID_STATES, STATES_EPOCH } from "./asteroid-states.ts";
import { readRows } from "./casacore-table.ts";

const TABLE = "/usr/share/casacore/data/ephemerides/DE405/table.f0i";
const OUT = new URL("../data/solar-system.bin", import.meta.url);

/** MJD TDB of the first row, days and numbers per row. */
const START = 36912;
const ROW_DAYS = 32;
const ROW_LENGTH = 1018;

/** JPL's layout of a row without its two dates: offset, coefficients per axis, intervals per row; and the rounding, m. */
const LAYOUT: [name: string, offset: number, terms: number, intervals: number, metres: number][] = [
  ["mercury", 0, 14, 4, 0.1],
  ["venus", 168, 10, 2, 0.1],
  ["emb", 228, 13, 2, 0.01],
  ["mars", 306, 11, 1, 0.1],
  ["jupiter", 339, 8, 1, 0.1],
  ["saturn", 363, 7, 1, 0.1],
  ["uranus", 384, 6, 1, 0.1],
  ["neptune", 402, 6, 1, 0.1],
  ["pluto", 420, 6, 1, 0.1],
  ["moon", 438, 13, 8, 0.01],
  ["sun", 750, 11, 2, 0.001],
];

const ASTEROID_DAYS = 96;
const ASTEROID_TERMS = 9;
const ASTEROID_METRES = 50;

const metres = (m: number): number => m / 1000 / DE405_AU_KM;

function cutPlanets(rows: Float64Array[]): Series[] {
  return LAYOUT.map(([name, offset, terms, perRow]) => {
    const size = 3 * terms * perRow;
    const coefficients = new Float64Array(rows.length * size);
    rows.forEach((row, r) => {
      for (let i = 0; i < size; i++) coefficients[r * size + i] = row[offset + i]! / DE405_AU_KM;
    });
    const intervals = rows.length * perRow;
    return { name, start: START, days: ROW_DAYS / perRow, terms, intervals, coefficients };
  });
}

/** The path of one asteroid among the bodies of `system`, over the whole span. */
function integrateAsteroid(
  name: string,
  state: readonly number[],
  system: SolarSystem,
): Trajectory {
  const own = system.bodies.findIndex((b) => b.name === name);
  const forces = new Forces(system, undefined, new Set([own]));
  return joinRuns(
    integrate(forces, state, STATES_EPOCH, system.start),
    integrate(forces, state, STATES_EPOCH, system.stop),
  );
}

/** Chebyshev interpolation on the roots of T_n (Press et al., Numerical Recipes §5.8). */
function fit(name: string, path: Trajectory, span: { start: number; stop: number }): Series {
  const n = ASTEROID_TERMS;
  const intervals = Math.ceil((span.stop - span.start) / ASTEROID_DAYS - 1e-9);
  const coefficients = new Float64Array(intervals * 3 * n);
  const state = new Float64Array(6);
  for (let k = 0; k < intervals; k++) {
    const middle = span.start + (k + 0.5) * ASTEROID_DAYS;
    for (let j = 0; j < n; j++) {
      const angle = (Math.PI * (j + 0.5)) / n;
      path.at(middle + Math.cos(angle) * (ASTEROID_DAYS / 2), state);
      for (let i = 0; i < n; i++) {
        const weight = ((i === 0 ? 1 : 2) / n) * Math.cos(angle * i);
        for (let axis = 0; axis < 3; axis++)
          coefficients[(k * 3 + axis) * n + i]! += weight * state[axis]!;
      }
    }
  }
  return { name, start: span.start, days: ASTEROID_DAYS, terms: n, intervals, coefficients };
}

function largestMiss(series: Series, path: Trajectory, system: SolarSystem): number {
  const index = system.bodies.findIndex((b) => b.name === series.name);
  const state = new Float64Array(6);
  const p = new Float64Array(3);
  let worst = 0;
  for (let mjd = system.start; mjd < system.stop; mjd += 7.3) {
    path.at(mjd, state);
    system.position(index, mjd, p, 0);
    worst = Math.max(worst, Math.hypot(p[0]! - state[0]!, p[1]! - state[1]!, p[2]! - state[2]!));
  }
  return worst * DE405_AU_KM;
}

const rows = readRows(readFileSync(process.argv[2] ?? TABLE), ROW_LENGTH);
const planets = cutPlanets(rows);
const names = BODIES.slice(MAJOR_BODIES).map((b) => b.name);

let system = new SolarSystem("planets only", planets);
let asteroids: Series[] = [];
// Twice: first with the planets alone, then with the other asteroids' first paths.
for (let pass = 0; pass < 2; pass++) {
  const paths = names.map((name) => integrateAsteroid(name, ASTEROID_STATES[name]!, system));
  asteroids = names.map((name, i) => fit(name, paths[i]!, system));
  system = new SolarSystem("with asteroids", [...planets, ...asteroids]);
  names.forEach((name, i) => {
    const km = largestMiss(asteroids[i]!, paths[i]!, system);
    console.log(`pass ${pass}: ${name}: ${paths[i]!.length} steps, fitted to ${km.toFixed(3)} km`);
  });
}

const bytes = packEphemeris(
  "JPL DE405 (Sun, planets, Moon, Pluto); 16 asteroids from DE430 states, integrated in DE405",
  [...planets, ...asteroids],
  [...LAYOUT.map((row) => metres(row[4])), ...asteroids.map(() => metres(ASTEROID_METRES))],
);
writeFileSync(OUT, bytes);
console.log(`${rows.length} rows, ${bytes.length} bytes`);
