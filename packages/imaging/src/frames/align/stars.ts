import type { Affine } from "../picture.ts";
import {
  affineOf,
  fitSimilarity,
  moved,
  type Pair,
  type Place,
  type Similarity,
} from "./similarity.ts";
import { alikeTriangles, trianglesOf } from "./triangles.ts";

/** A star of a frame: pixels, centres whole numbers from 0, and its brightness in any unit. */
export interface Star extends Place {
  readonly flux: number;
}

/** The alignment of one frame with another. */
export interface StarAlignment {
  /**
   * From pixels of the reference to those of the other frame: what {@link resample} needs to put the other on the
   * reference's grid.
   */
  readonly toOther: Affine;
  /** Stars found in both. */
  readonly matched: number;
  /** Their root mean square distance after alignment, pixels of the other frame. */
  readonly rms: number;
}

export interface AlignOptions {
  /** Stars this close are matched, pixels. Default 5. */
  readonly radius?: number;
  /** Number of stars used from each frame, the brightest. Default 500. */
  readonly most?: number;
  /**
   * Pairs farther apart than this many standard deviations are excluded from the last fits. By default all within the
   * radius are used, as in fits_align; 4 is more robust against wrong pairs.
   */
  readonly rejection?: number;
}

/** Number of stars used for triangles, the brightest. */
const CORNERS = 30;
/** How much the sides of matching triangles may differ, as a fraction of the longest. */
const ALIKE = 0.004;
const MOST_TRIES = 3000;
/** Rounds of least squares, each followed by new matching. */
const ROUNDS = 6;
/** A star is paired only if the next candidate is at least this many times as far as the nearest. */
const AMBIGUOUS = 2;

/**
 * Aligns two frames by their stars, with any rotation, scale and shift, but no mirroring: pairs of similar triangles
 * of the brightest stars are tried, most similar first, until one matches most stars.
 *
 * Groth 1986, AJ 91, 1244 (triangles); what counts as a match is as in LCO's fits_align.
 *
 * @returns undefined if no match is convincing.
 */
export function alignStars(
  reference: readonly Star[],
  other: readonly Star[],
  { radius = 5, most = 500, rejection = Number.POSITIVE_INFINITY }: AlignOptions = {},
): StarAlignment | undefined {
  const some = brightest(reference, most);
  const others = brightest(other, most);
  const grid = new StarGrid(others, radius);
  const enough = Math.max(4, Math.min(8, Math.floor(Math.min(some.length, others.length) / 5)));
  const pairs = alikeTriangles(
    trianglesOf(some.slice(0, CORNERS)),
    trianglesOf(others.slice(0, CORNERS)),
    ALIKE,
    MOST_TRIES,
  );
  let best: { fit: Similarity; count: number } | undefined;
  for (const [from, to] of pairs) {
    const fit = fitSimilarity(from.corners.map((p, i): Pair => [p, to.corners[i] as Place]));
    if (!fit || !isPlausible(fit)) continue;
    const count = matches(some.slice(0, 2 * CORNERS), fit, grid, radius).length;
    if (count <= (best?.count ?? 2)) continue;
    best = { fit, count };
    if (count > CORNERS) break;
  }
  return best && refined(some, best.fit, { grid, radius, enough, rejection });
}

/** One detector's scale is not ten times another's. */
function isPlausible({ a, b }: Similarity): boolean {
  const scale = Math.hypot(a, b);
  return scale > 0.1 && scale < 10;
}

function brightest(stars: readonly Star[], most: number): Star[] {
  return stars
    .filter(({ x, y, flux }) => Number.isFinite(x + y + flux))
    .sort((p, q) => q.flux - p.flux)
    .slice(0, most);
}

interface Rules {
  readonly grid: StarGrid;
  readonly radius: number;
  readonly enough: number;
  readonly rejection: number;
}

function refined(
  stars: readonly Star[],
  start: Similarity,
  rules: Rules,
): StarAlignment | undefined {
  const { grid, radius, enough, rejection } = rules;
  let fit = start;
  let pairs: Pair[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const all = matches(stars, fit, grid, radius);
    pairs = withoutOutliers(all, fit, rejection);
    const next = pairs.length >= enough ? fitSimilarity(pairs) : undefined;
    if (!next) return;
    fit = next;
  }
  return { toOther: affineOf(fit), matched: pairs.length, rms: spread(pairs, fit) };
}

function withoutOutliers(pairs: readonly Pair[], fit: Similarity, rejection: number): Pair[] {
  const errors = pairs.map((pair) => error(pair, fit));
  const middle = [...errors].sort((p, q) => p - q)[errors.length >> 1] ?? 0;
  // Exact positions have no spread: within a thousandth of a pixel nothing is an outlier.
  const limit = Math.max(1e-3, rejection * 1.4826 * middle);
  return pairs.filter((_, i) => (errors[i] as number) <= limit);
}

function spread(pairs: readonly Pair[], fit: Similarity): number {
  const squares = pairs.reduce((sum, pair) => sum + error(pair, fit) ** 2, 0);
  return Math.sqrt(squares / pairs.length);
}

function error([from, to]: Pair, fit: Similarity): number {
  const at = moved(fit, from);
  return Math.hypot(at.x - to.x, at.y - to.y);
}

/** Stars that have exactly one partner nearby, or one much nearer than the next. */
function matches(stars: readonly Star[], fit: Similarity, grid: StarGrid, radius: number): Pair[] {
  return stars.flatMap((star): Pair[] => {
    const near = grid.nearest(moved(fit, star));
    if (!near || near.distance > radius || near.next < AMBIGUOUS * near.distance) return [];
    return [[star, near.star]];
  });
}

/** Stars in squares of the frame, to find those near a position. */
class StarGrid {
  readonly #cells = new Map<string, Star[]>();
  readonly #side: number;

  constructor(stars: readonly Star[], radius: number) {
    this.#side = AMBIGUOUS * radius;
    for (const star of stars) {
      const key = this.#key(Math.floor(star.x / this.#side), Math.floor(star.y / this.#side));
      const cell = this.#cells.get(key);
      if (cell) cell.push(star);
      else this.#cells.set(key, [star]);
    }
  }

  #key(column: number, row: number): string {
    return `${column},${row}`;
  }

  /** The nearest star within the side of a square, and the distance of the next one. */
  nearest(place: Place): { star: Star; distance: number; next: number } | undefined {
    const column = Math.floor(place.x / this.#side);
    const row = Math.floor(place.y / this.#side);
    let found: Star | undefined;
    let distance = Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        for (const star of this.#cells.get(this.#key(column + dx, row + dy)) ?? []) {
          const apart = Math.hypot(star.x - place.x, star.y - place.y);
          if (apart >= distance) {
            next = Math.min(next, apart);
            continue;
          }
          next = distance;
          distance = apart;
          found = star;
        }
      }
    }
    return found && { star: found, distance, next };
  }
}
