import type { Place } from "./similarity.ts";

/** A triangle identified by its shape. */
export interface Triangle {
  /** Corners opposite the longest, the middle and the shortest side. */
  readonly corners: readonly [Place, Place, Place];
  /** The middle and the shortest side as fractions of the longest. */
  readonly middle: number;
  readonly shortest: number;
  /** Orientation of the corners; a mirror image is another triangle. */
  readonly turn: number;
}

/** Triangles that are too flat or have too short a side match too many, or none. */
const LEAST_SIDE = 0.1;
const LEAST_TURN = 0.05;

/** All triangles of some places, ordered by the middle side. */
export function trianglesOf(places: readonly Place[]): Triangle[] {
  const found: Triangle[] = [];
  for (let i = 0; i < places.length; i++) {
    for (let j = i + 1; j < places.length; j++) {
      for (let k = j + 1; k < places.length; k++) {
        const triangle = triangleOf(places[i] as Place, places[j] as Place, places[k] as Place);
        if (triangle) found.push(triangle);
      }
    }
  }
  return found.sort((p, q) => p.middle - q.middle);
}

function triangleOf(p: Place, q: Place, r: Place): Triangle | undefined {
  const sides = [
    { length: distance(q, r), opposite: p },
    { length: distance(r, p), opposite: q },
    { length: distance(p, q), opposite: r },
  ].sort((s, t) => t.length - s.length);
  const [long, mid, short] = sides as [Side, Side, Side];
  const middle = mid.length / long.length;
  const shortest = short.length / long.length;
  const [a, b, c] = [long.opposite, mid.opposite, short.opposite];
  const turn = ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / long.length ** 2;
  if (!(shortest >= LEAST_SIDE && Math.abs(turn) >= LEAST_TURN)) return;
  return { corners: [a, b, c], middle, shortest, turn };
}

interface Side {
  readonly length: number;
  readonly opposite: Place;
}

function distance(p: Place, q: Place): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}

/** Pairs of triangles with the same shape, most similar first, at most `most`. */
export function alikeTriangles(
  some: readonly Triangle[],
  others: readonly Triangle[],
  tolerance: number,
  most: number,
): (readonly [Triangle, Triangle])[] {
  const pairs: { readonly pair: readonly [Triangle, Triangle]; readonly apart: number }[] = [];
  let first = 0;
  for (const triangle of some) {
    while ((others[first]?.middle ?? Number.POSITIVE_INFINITY) < triangle.middle - tolerance) {
      first++;
    }
    for (let i = first; i < others.length; i++) {
      const other = others[i] as Triangle;
      if (other.middle > triangle.middle + tolerance) break;
      const apart =
        Math.abs(other.middle - triangle.middle) + Math.abs(other.shortest - triangle.shortest);
      if (apart > tolerance || other.turn * triangle.turn < 0) continue;
      pairs.push({ pair: [triangle, other], apart });
    }
  }
  pairs.sort((p, q) => p.apart - q.apart);
  return pairs.slice(0, most).map(({ pair }) => pair);
}
