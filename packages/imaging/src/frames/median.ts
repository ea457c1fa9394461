/**
 * fits2image's `median`: the median of an 8-bit picture is subtracted, and the rest spread so that the percentile
 * becomes white. Takes the counts of each level, and returns the new level for each.
 */
export function medianTable(counts: Float64Array, percentile: number): Uint8Array {
  const median = percentileOf(counts, 50);
  const remaining = (level: number) => Math.max(0, level - median);
  const white = Math.max(0, percentileOf(counts, percentile) - median);
  return Uint8Array.from({ length: 256 }, (_, level) => {
    const share = remaining(level) / white;
    return Number.isNaN(share) ? 0 : Math.min(255, Math.max(0, share * 255));
  });
}

/** Interpolated between neighbours, like numpy's. */
function percentileOf(counts: Float64Array, percent: number): number {
  const total = counts.reduce((sum, n) => sum + n, 0);
  const at = ((total - 1) * percent) / 100;
  const below = levelAt(counts, Math.floor(at));
  return below + (levelAt(counts, Math.ceil(at)) - below) * (at - Math.floor(at));
}

function levelAt(counts: Float64Array, rank: number): number {
  let passed = 0;
  for (let level = 0; level < counts.length; level++) {
    passed += counts[level] as number;
    if (passed > rank) return level;
  }
  return counts.length - 1;
}
