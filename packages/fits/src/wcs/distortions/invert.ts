import type { Point } from "../projections/projection.ts";

const MAX_STEPS = 60;

/**
 * Solves f(p) = target by Newton's method with differences of width `step`, starting at `start`. Undefined if it does
 * not converge to `tolerance`.
 */
export function invert(
  f: (x: number, y: number) => Point,
  target: Point,
  start: Point,
  { step, tolerance }: { step: number; tolerance: number },
): Point | undefined {
  let [x, y] = start;
  let best = Infinity;
  let stalled = 0;
  for (let i = 0; i < MAX_STEPS; i++) {
    const [fx, fy] = f(x, y);
    const [dx, dy] = [target[0] - fx, target[1] - fy];
    const error = Math.hypot(dx, dy);
    if (!Number.isFinite(error)) return undefined;
    // Rounding may keep the last digits from converging: two steps without progress end the iteration.
    stalled = error < best ? 0 : stalled + 1;
    best = Math.min(best, error);
    if (error === 0 || (best <= tolerance && stalled > 1)) return [x, y];
    const [ax, ay] = f(x + step, y);
    const [bx, by] = f(x, y + step);
    const [a, b, c, d] = [(ax - fx) / step, (bx - fx) / step, (ay - fy) / step, (by - fy) / step];
    const determinant = a * d - b * c;
    if (determinant === 0) return undefined;
    x += (dx * d - b * dy) / determinant;
    y += (a * dy - c * dx) / determinant;
  }
  return best <= tolerance ? [x, y] : undefined;
}
