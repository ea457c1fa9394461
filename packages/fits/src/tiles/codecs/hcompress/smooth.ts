import type { Coefficients, Level } from "./transform.ts";

/**
 * Smooths the blocks of a lossy image (SMOOTH of FITS 4.0 §10.4.4): before a level is expanded, each difference is
 * moved towards the slope suggested by the neighbouring values, by at most half the scale, the uncertainty caused by
 * the division.
 */
export function smoothLevel(level: Level, scale: number): void {
  const limit = Math.floor(scale / 2);
  if (limit <= 0) return;
  smoothDown(level, limit);
  smoothAcross(level, limit);
  smoothDiagonal(level, limit);
}

/** Only values with both neighbours inside, and a difference of their own, are changed. */
const inner = (count: number, next: number) => Math.min(count, Math.ceil((next - 2) / 2)) - 1;

function smoothDown({ low, rows, columns, coefficients, stride, nextRows }: Level, limit: number) {
  for (let i = 1; i <= inner(rows, nextRows); i++) {
    for (let j = 0; j < columns; j++) {
      const at = i * columns + j;
      const step = [low[at - columns]!, low[at]!, low[at + columns]!] as const;
      nudge(coefficients, (rows + i) * stride + j, slope(...step), 8, limit);
    }
  }
}

function smoothAcross(
  { low, rows, columns, coefficients, stride, nextColumns }: Level,
  limit: number,
) {
  for (let i = 0; i < rows; i++) {
    for (let j = 1; j <= inner(columns, nextColumns); j++) {
      const at = i * columns + j;
      const step = [low[at - 1]!, low[at]!, low[at + 1]!] as const;
      nudge(coefficients, i * stride + columns + j, slope(...step), 8, limit);
    }
  }
}

/** The slope across a value, unless it is an extreme: kept monotonic to both neighbours. */
function slope(before: number, here: number, after: number): number | undefined {
  const up = after - here;
  const down = here - before;
  const most = Math.max(Math.min(up, down), 0) * 4;
  const least = Math.min(Math.max(up, down), 0) * 4;
  return least < most ? clamp(after - before, least, most) : undefined;
}

function smoothDiagonal(level: Level, limit: number) {
  const { low, rows, columns, coefficients: a, stride } = level;
  for (let i = 1; i <= inner(rows, level.nextRows); i++) {
    for (let j = 1; j <= inner(columns, level.nextColumns); j++) {
      const at = i * columns + j;
      const twist = diagonal(
        low[at]!,
        [
          low[at - columns - 1]!,
          low[at - columns + 1]!,
          low[at + columns - 1]!,
          low[at + columns + 1]!,
        ],
        2 * a[(rows + i) * stride + j]!,
        2 * a[i * stride + columns + j]!,
      );
      nudge(a, (rows + i) * stride + columns + j, twist, 64, limit);
    }
  }
}

/** The twist of the surface, limited to keep it monotonic towards all four corners. */
function diagonal(
  here: number,
  [mm, mp, pm, pp]: readonly [number, number, number, number],
  hx: number,
  hy: number,
): number | undefined {
  const bounds = [
    [pp - here, -hx - hy],
    [here - pm, hx - hy],
    [here - mp, -hx + hy],
    [mm - here, hx + hy],
  ] as const;
  const most = Math.min(...bounds.map(([rise, by]) => Math.max(rise, 0) + by)) * 16;
  const least = Math.max(...bounds.map(([rise, by]) => Math.min(rise, 0) + by)) * 16;
  return least < most ? clamp(pp + mm - mp - pm, least, most) : undefined;
}

/** Moves a coefficient towards a target that is `unit` times as large. */
function nudge(
  a: Coefficients,
  at: number,
  target: number | undefined,
  unit: number,
  limit: number,
): void {
  if (target === undefined) return;
  const now = a[at] as number;
  a[at] = now + clamp(Math.trunc((target - unit * now) / unit), -limit, limit);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(Math.min(value, most), least);
}
