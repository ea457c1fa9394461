import type { Message } from "./messages.ts";
import type { CoveragePattern, PatternCut } from "./volume.ts";

/** ICD 2620002, table XI: halfwords before the cuts, and halfwords of a cut, in bytes. */
const HEADER_LENGTH = 22;
const CUT_LENGTH = 46;
const MAX_CUTS = 32;
/** Tables III-A and XI-D. */
const DEGREES_PER_UNIT = 360 / 65536;
/** 0.010986328125 °/s for bit 3. */
const RATE_PER_UNIT = 0.010986328125 / 8;

const WAVEFORMS: readonly PatternCut["waveform"][] = [
  "unknown",
  "contiguous surveillance",
  "contiguous doppler",
  "contiguous doppler, no ambiguity resolution",
  "batch",
  "staggered pulse pair",
];

/** Bits of halfword E15. */
const SAILS_CUT = 1;
const MRLE_CUT = 1 << 4;
const SUPER_RESOLUTION_AZIMUTH = 1;
/** Angles closer than this are the same cut. */
const SAME_ANGLE = 0.05;

/**
 * Reads a volume coverage pattern, message 5 (RDA to RPG) or 7 (RPG to RDA): ICD 2620002, table XI.
 *
 * Undefined if the message is blank (it was until 2008) or inconsistent.
 */
export function readPattern({ view, start, end }: Message): CoveragePattern | undefined {
  if (start + HEADER_LENGTH > end) return undefined;
  const number = view.getUint16(start + 4);
  const count = view.getUint16(start + 6);
  if (number === 0 || count === 0 || count > MAX_CUTS) return undefined;
  if (start + HEADER_LENGTH + count * CUT_LENGTH > end) return undefined;
  const cuts = Array.from({ length: count }, (_, i) =>
    readCut(view, start + HEADER_LENGTH + i * CUT_LENGTH),
  );
  return {
    number,
    dopplerResolution: view.getUint8(start + 10) === 4 ? 1 : 0.5,
    pulseWidth: view.getUint8(start + 11) === 4 ? "long" : "short",
    cuts: markRepeats(cuts),
  };
}

function readCut(view: DataView, offset: number): PatternCut {
  const angle = view.getUint16(offset) * DEGREES_PER_UNIT;
  const supplemental = view.getUint16(offset + 28);
  return {
    elevation: angle > 180 ? angle - 360 : angle,
    waveform: WAVEFORMS[view.getUint8(offset + 3)] ?? "unknown",
    superResolution: (view.getUint8(offset + 4) & SUPER_RESOLUTION_AZIMUTH) !== 0,
    azimuthRate: view.getInt16(offset + 8) * RATE_PER_UNIT,
    ...((supplemental & SAILS_CUT) !== 0 && { supplemental: "SAILS" as const }),
    ...((supplemental & MRLE_CUT) !== 0 && { supplemental: "MRLE" as const }),
  };
}

/**
 * SAILS is older (2014) than the bits that mark it: without bits, a split cut at the lowest angle that is repeated
 * after a higher one is SAILS. Terminal radars, which scan like that by design, have no split cut there.
 */
function markRepeats(cuts: readonly PatternCut[]): readonly PatternCut[] {
  const first = cuts[0];
  if (!first || cuts.some((cut) => cut.supplemental)) return cuts;
  let climbed = false;
  return cuts.map((cut, i) => {
    const low = Math.abs(cut.elevation - first.elevation) < SAME_ANGLE;
    climbed ||= !low;
    if (!low || !climbed) return cut;
    const split =
      cut.waveform === "contiguous surveillance" ||
      cuts[i - 1]?.waveform === "contiguous surveillance";
    return split ? { ...cut, supplemental: "SAILS" as const } : cut;
  });
}
