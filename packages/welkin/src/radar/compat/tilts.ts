import type { SweepFacts } from "../tables.ts";

/**
 * Angles closer than this, degrees, are one tilt: both halves of a split cut, or measured angles if no pattern gives
 * the nominal one. No pattern has two cuts so close.
 */
const SAME_TILT = 0.15;

/**
 * The tilts of a volume, lowest first: for each nominal angle the one sweep shown for reflectivity. A low angle is
 * scanned more than once; the surveillance cut has the longest range, and its first pass (not a SAILS or MRLE repeat)
 * is in every volume. So tilt n is the same angle in every volume of a pattern.
 */
export function tiltsOf(sweeps: readonly SweepFacts[]): SweepFacts[] {
  const tilts: { readonly lowest: number; best: SweepFacts }[] = [];
  const rising = sweeps
    .filter(({ moments }) => moments.some(({ name }) => name === "REF"))
    .toSorted((one, other) => one.elevation - other.elevation || one.index - other.index);
  for (const sweep of rising) {
    const tilt = tilts.at(-1);
    if (!tilt || sweep.elevation - tilt.lowest >= SAME_TILT) {
      tilts.push({ lowest: sweep.elevation, best: sweep });
    } else if (isBetter(sweep, tilt.best)) tilt.best = sweep;
  }
  return tilts.map(({ best }) => best);
}

/** A complete sweep before an interrupted one; among equals the earlier. */
function isBetter(one: SweepFacts, other: SweepFacts): boolean {
  return rank(one) - rank(other) < 0 || (rank(one) === rank(other) && one.index < other.index);
}

/** Lower is better. */
function rank({ cut, supplemental, complete }: SweepFacts): number {
  return (complete ? 0 : 4) + (cut === "doppler" ? 2 : 0) + (supplemental ? 1 : 0);
}
