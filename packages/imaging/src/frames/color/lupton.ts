/** How {@link luptonRgb} compresses brightness. */
export interface LuptonOptions {
  /** Black of each band; default 0. */
  readonly minimum?: readonly [number, number, number];
  /** The linear stretch. Default 5. */
  readonly stretch?: number;
  /** The asinh softening. Default 8. */
  readonly Q?: number;
}

/** The part of the range in which the linear and asinh stretches agree. */
const LINEAR_PART = 0.1;

/**
 * Three bands as colours whose hue does not depend on brightness: one asinh stretch of the mean intensity, and a
 * pixel that is too bright in one band is dimmed in all. NaN in a band counts as dark there.
 *
 * Lupton et al. 2004, PASP 116, 133, with the constants of astropy's make_lupton_rgb.
 *
 * @returns red, green, blue of each pixel.
 */
export function luptonRgb(
  red: ArrayLike<number>,
  green: ArrayLike<number>,
  blue: ArrayLike<number>,
  options: LuptonOptions = {},
): Uint8Array {
  const { minimum = [0, 0, 0], stretch = 5, Q = 8 } = options;
  const softness = Math.abs(Q) < 2 ** -23 ? 0.1 : Math.min(Q, 1e10);
  const slope = (LINEAR_PART * 255) / Math.asinh(LINEAR_PART * softness);
  const soften = softness / stretch;
  const output = new Uint8Array(3 * red.length);
  for (let i = 0; i < red.length; i++) {
    const r = above(red[i] as number, minimum[0]);
    const g = above(green[i] as number, minimum[1]);
    const b = above(blue[i] as number, minimum[2]);
    const intensity = (r + g + b) / 3;
    if (!(intensity > 0)) continue;
    const factor = (Math.asinh(intensity * soften) * slope) / intensity;
    const brightest = Math.max(r, g, b) * factor;
    const dimmed = brightest >= 255 ? (factor * 255) / brightest : factor;
    // Typed arrays truncate fractions; a negative would wrap around.
    output[3 * i] = Math.max(0, r * dimmed);
    output[3 * i + 1] = Math.max(0, g * dimmed);
    output[3 * i + 2] = Math.max(0, b * dimmed);
  }
  return output;
}

function above(value: number, minimum: number): number {
  return Number.isNaN(value) ? 0 : value - minimum;
}
