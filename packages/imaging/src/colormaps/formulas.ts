/** A colour, each channel 0 to 1 (clipped), at a position from 0 to 1. */
export type ColorFormula = (x: number) => readonly [red: number, green: number, blue: number];

/** Maps given by formulas rather than samples; names and constants as in matplotlib. */
export const formulas = {
  grey: (x) => [x, x, x],
  hot: (x) => [
    ramp(x, 0, 0.0416, 0.365079, 1),
    ramp(x, 0.365079, 0, 0.746032, 1),
    ramp(x, 0.746032, 0, 1, 1),
  ],
  heat: (x) => [1.5 * x, 2 * x - 1, 4 * x - 3],
  cool: (x) => [x, 1 - x, 1],
  rainbow: (x) => [Math.abs(2 * x - 0.5), Math.sin(Math.PI * x), Math.cos((Math.PI / 2) * x)],
  jet: (x) => [
    Math.min(ramp(x, 0.35, 0, 0.66, 1), ramp(x, 0.89, 1, 1, 0.5)),
    Math.min(ramp(x, 0.125, 0, 0.375, 1), ramp(x, 0.64, 1, 0.91, 0)),
    Math.min(ramp(x, 0, 0.5, 0.11, 1), ramp(x, 0.34, 1, 0.65, 0)),
  ],
  cubehelix,
  red: (x) => [x, 0, 0],
  green: (x) => [0, x, 0],
  blue: (x) => [0, 0, x],
} as const satisfies Readonly<Record<string, ColorFormula>>;

/** A straight line between two points, constant outside. */
function ramp(x: number, x0: number, y0: number, x1: number, y1: number): number {
  const t = Math.min(1, Math.max(0, (x - x0) / (x1 - x0)));
  return y0 + (y1 - y0) * t;
}

/** Green 2011, Bulletin of the Astronomical Society of India 39, 289: start 0.5, −1.5 rotations, hue 1, gamma 1. */
function cubehelix(x: number): readonly [number, number, number] {
  const angle = 2 * Math.PI * (0.5 / 3 - 1.5 * x);
  const amplitude = (x * (1 - x)) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    x + amplitude * (-0.14861 * cos + 1.78277 * sin),
    x + amplitude * (-0.29227 * cos - 0.90649 * sin),
    x + amplitude * 1.97294 * cos,
  ];
}
