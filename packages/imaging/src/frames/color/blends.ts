/**
 * fits2image's ways to blend frames, each painted in its own colour. Brightness and weights are 0 to 1; a channel
 * starts with the first frame, and the others are added in order.
 */
export interface BlendMode {
  /** The first frame's brightness times its weight. */
  first(painted: number): number;
  next(below: number, painted: number, weight: number): number;
}

const blendModes = {
  sum: { first: (painted) => painted, next: (below, painted) => below + painted },
  max: { first: (painted) => painted, next: (below, painted) => Math.max(below, painted) },
  /** A frame that does not contribute to a channel does not darken it. */
  min: {
    first: (painted) => painted,
    next: (below, painted, weight) => (weight > 0 ? Math.min(below, painted) : below),
  },
  multiply: { first: (painted) => painted, next: (below, painted) => below * painted },
  screen: {
    first: (painted) => painted,
    next: (below, painted) => 1 - (1 - below) * (1 - painted),
  },
  overlay: {
    first: (painted) => painted,
    next: (below, painted) =>
      below > 0.5 ? 1 - 2 * (1 - below) * (1 - painted) : 2 * below * painted,
  },
} as const satisfies Readonly<Record<string, BlendMode>>;

export type BlendName = keyof typeof blendModes;

/** Blends one channel: `brightness` of each frame at one pixel, `weights` of each frame in this channel. */
export function blended(
  name: BlendName,
  brightness: readonly number[],
  weights: readonly number[],
): number {
  const mode: BlendMode = blendModes[name];
  let result = mode.first((brightness[0] as number) * (weights[0] as number));
  for (let i = 1; i < brightness.length; i++) {
    const weight = weights[i] as number;
    result = mode.next(result, (brightness[i] as number) * weight, weight);
  }
  return Math.min(1, Math.max(0, result));
}
