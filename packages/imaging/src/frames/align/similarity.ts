import type { Affine } from "../picture.ts";

export interface Place {
  readonly x: number;
  readonly y: number;
}

export type Pair = readonly [from: Place, to: Place];

/** Rotation, uniform scale and shift: `x' = a·x − b·y + c`, `y' = b·x + a·y + d`. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

export function affineOf({ a, b, c, d }: Similarity): Affine {
  return [a, -b, c, b, a, d];
}

export function moved({ a, b, c, d }: Similarity, { x, y }: Place): Place {
  return { x: a * x - b * y + c, y: b * x + a * y + d };
}

/**
 * Least squares, about the centroids of both, so that no precision is lost far from the origin; undefined if all
 * pairs start at one place.
 */
export function fitSimilarity(pairs: readonly Pair[]): Similarity | undefined {
  const from = middle(pairs.map(([p]) => p));
  const to = middle(pairs.map(([, p]) => p));
  let real = 0;
  let imaginary = 0;
  let squares = 0;
  for (const [p, q] of pairs) {
    const [x, y] = [p.x - from.x, p.y - from.y];
    const [u, v] = [q.x - to.x, q.y - to.y];
    real += x * u + y * v;
    imaginary += x * v - y * u;
    squares += x * x + y * y;
  }
  if (!(squares > 0)) return;
  const a = real / squares;
  const b = imaginary / squares;
  return { a, b, c: to.x - a * from.x + b * from.y, d: to.y - b * from.x - a * from.y };
}

function middle(places: readonly Place[]): Place {
  const sum = places.reduce((s, p) => ({ x: s.x + p.x, y: s.y + p.y }), { x: 0, y: 0 });
  return { x: sum.x / places.length, y: sum.y / places.length };
}
