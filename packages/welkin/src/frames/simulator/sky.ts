import { randomNumbers } from "../../random.ts";
import type { Filter } from "./exposures.ts";

/** A star or a galaxy of the simulated sky. */
export interface Source {
  readonly ra: number;
  readonly dec: number;
  /** Magnitude in r, and the offsets for g and i. */
  readonly magnitude: number;
  readonly color: number;
  readonly galaxy?: Shape;
}

/** An inclined disc of stars, whose light falls off exponentially. */
export interface Shape {
  /** Degrees. */
  readonly scale: number;
  readonly flatness: number;
  /** Radians. */
  readonly angle: number;
}

/** Side of the cells in which the sky is made, degrees; each has its own seed, so that any part can be made alone. */
const CELL = 0.25;
const STARS_A_CELL = 200;
const GALAXIES_A_CELL = 5;
const FAINTEST = 21;
const BRIGHTEST = 7.5;
/** Star counts: log10 N grows by this with each magnitude. */
const SLOPE = 0.32;

/** Every source within `radius` degrees of a position, and some beyond. */
export function* sourcesNear(ra: number, dec: number, radius: number): Generator<Source> {
  const last = Math.floor((dec + radius + 90) / CELL);
  for (let row = Math.floor((dec - radius + 90) / CELL); row <= last; row++) {
    const south = row * CELL - 90;
    const narrowing = Math.max(0.01, Math.cos((Math.abs(south + CELL / 2) * Math.PI) / 180));
    const columns = Math.max(1, Math.round((360 * narrowing) / CELL));
    const width = 360 / columns;
    const reach = radius / narrowing;
    const to = Math.floor((ra + reach) / width);
    for (let column = Math.floor((ra - reach) / width); column <= to; column++) {
      yield* cell(row, ((column % columns) + columns) % columns, south, width);
    }
  }
}

function* cell(row: number, column: number, south: number, width: number): Generator<Source> {
  const random = randomNumbers(Math.imul(row, 0x9e3779b1) ^ Math.imul(column + 1, 0x85ebca6b));
  const place = () => ({ ra: (column + random()) * width, dec: south + random() * CELL });
  const stars = Math.round(STARS_A_CELL * (0.8 + 0.4 * random()));
  for (let star = 0; star < stars; star++) {
    const at = place();
    const magnitude = Math.max(BRIGHTEST, FAINTEST + Math.log10(random()) / SLOPE);
    // Most stars are yellow, some blue, more are red.
    const color = 0.55 + 0.3 * (random() + random() - 1) + (random() < 0.2 ? 0.5 * random() : 0);
    yield { ...at, magnitude, color };
  }
  for (let galaxy = 0; galaxy < GALAXIES_A_CELL; galaxy++) {
    const at = place();
    const magnitude = 19.3 + Math.log10(random()) / SLOPE / 1.6;
    const scale = (4 + 6 * random() * random() + Math.max(0, 17 - magnitude) * 2) / 3600;
    const shape = { scale, flatness: 0.4 + 0.55 * random(), angle: random() * Math.PI };
    yield { ...at, magnitude, color: 0.5 + 0.4 * random(), galaxy: shape };
  }
}

/** How much fainter a source is in a filter than in r, per magnitude of colour g − r. */
const OF_COLOR: Record<Filter, number> = { g: 1, r: 0, i: -0.4 };

export function magnitudeIn(filter: Filter, magnitude: number, color: number): number {
  return magnitude + OF_COLOR[filter] * color;
}
