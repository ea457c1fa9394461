/** Right ascensions and declinations in the form that a chart needs: sorted by the first, which is not cut at 0°. */
export function skyPath(motion: {
  readonly ra: readonly number[];
  readonly dec: readonly number[];
}): [number[], number[]] {
  const from = motion.ra[0] ?? 0;
  // Of all turns, the one nearest to the beginning of the path.
  const unwound = motion.ra.map((ra) => ra - 360 * Math.round((ra - from) / 360));
  const order = unwound.map((_, i) => i).sort((a, b) => unwound[a]! - unwound[b]!);
  return [order.map((i) => unwound[i]!), order.map((i) => motion.dec[i]!)];
}
