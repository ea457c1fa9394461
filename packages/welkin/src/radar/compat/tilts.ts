import type { SweepFacts } from "../tables.ts";

/**
 * The tilts of a volume, lowest first: for each nominal angle the one sweep to show for reflectivity. A low angle
 * is scanned more than once; the surveillance cut sees farthest, and its first pass (not a SAILS or MRLE repeat) is
 * there in every volume. So tilt n is the same angle from volume to volume of a pattern.
 */
export function tiltsOf(sweeps: readonly SweepFacts[]): SweepFacts[] {
  const tilts = new Map<number, SweepFacts>();
  for (const sweep of sweeps) {
    if (!sweep.moments.some(({ name }) => name === "REF")) continue;
    const angle = Math.round(sweep.elevation * 10);
    const known = tilts.get(angle);
    if (!known || rank(sweep) < rank(known)) tilts.set(angle, sweep);
  }
  return [...tilts.entries()].sort(([one], [other]) => one - other).map(([, sweep]) => sweep);
}

/** Less is better; among equals the earlier sweep was there first. */
function rank({ cut, supplemental }: SweepFacts): number {
  return (cut === "doppler" ? 2 : 0) + (supplemental ? 1 : 0);
}
