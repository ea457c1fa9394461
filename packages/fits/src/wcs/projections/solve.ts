/** More halvings than a double has bits. */
const MAX_STEPS = 120;

/**
 * The root of a continuous function in [low, high], by the secant rule kept inside a shrinking bracket (Illinois
 * variant of regula falsi). NaN if the ends do not bracket a root.
 */
export function findRoot(f: (t: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(Math.sign(fa) * Math.sign(fb) < 0)) return Number.NaN;
  for (let step = 0; step < MAX_STEPS; step++) {
    const middle = (a + b) / 2;
    if (middle === a || middle === b) break;
    // Every third step halves, so that an unfriendly function cannot stall the secant.
    const secant = b - (fb * (b - a)) / (fb - fa);
    const inside = secant > Math.min(a, b) && secant < Math.max(a, b);
    const t = inside && step % 3 < 2 ? secant : middle;
    const ft = f(t);
    if (ft === 0) return t;
    if (Math.sign(ft) !== Math.sign(fb)) [a, fa] = [b, fb];
    else fa /= 2;
    [b, fb] = [t, ft];
  }
  return Math.abs(fa) < Math.abs(fb) ? a : b;
}
