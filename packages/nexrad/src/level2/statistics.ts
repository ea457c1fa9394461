import { crc32 } from "../crc32.ts";
import type { Moment } from "./volume.ts";

/** Statistics of a moment's gates, over all radials. */
export interface MomentStatistics {
  /** Gates present in the radials (padding is not counted). */
  readonly total: number;
  /** Gates with a value. */
  readonly valid: number;
  /** Gates of code 0; for CFP: clutter filter not applied. */
  readonly belowThreshold: number;
  /** Gates of code 1; for CFP: point clutter filter applied. */
  readonly rangeFolded: number;
  /** Gates of other codes below the first data code; only CFP has any. */
  readonly flagged: number;
  /** In the moment's unit; null if no gate has a value. */
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
}

/** Counts the gates of a moment and summarises their values. */
export function momentStatistics(moment: Moment): MomentStatistics {
  const { firstDataCode } = moment;
  const counts = countCodes(moment);
  let total = 0;
  let valid = 0;
  let sum = 0;
  let lowest = -1;
  let highest = -1;
  for (let code = 0; code < counts.length; code++) {
    const count = counts[code]!;
    total += count;
    if (count === 0 || code < firstDataCode) continue;
    valid += count;
    sum += code * count;
    if (lowest < 0) lowest = code;
    highest = code;
  }
  const [first, last] =
    toValue(moment, lowest) < toValue(moment, highest) ? [lowest, highest] : [highest, lowest];
  return {
    total,
    valid,
    belowThreshold: counts[0]!,
    rangeFolded: counts[1]!,
    flagged: total - valid - counts[0]! - counts[1]!,
    min: valid > 0 ? toValue(moment, first) : null,
    max: valid > 0 ? toValue(moment, last) : null,
    mean: valid > 0 ? toValue(moment, sum / valid) : null,
  };
}

function countCodes({ codes, radials, gates, gatesPerRadial, wordBits }: Moment): Float64Array {
  const counts = new Float64Array(1 << wordBits);
  for (let radial = 0; radial < radials; radial++) {
    const start = radial * gates;
    const end = start + gatesPerRadial[radial]!;
    for (let i = start; i < end; i++) counts[codes[i]!]!++;
  }
  return counts;
}

/** The value of a code, in the moment's unit. */
function toValue({ scale, offset }: Moment, code: number): number {
  return (code - offset) / scale;
}

/**
 * The value at one gate, in the moment's unit; null if there is none: below threshold, range folded, a clutter-filter
 * flag, or beyond the radial's gates.
 */
export function valueAt(moment: Moment, radial: number, gate: number): number | null {
  if (!(gate >= 0 && gate < (moment.gatesPerRadial[radial] ?? 0))) return null;
  const code = moment.codes[radial * moment.gates + gate]!;
  return code < moment.firstDataCode ? null : toValue(moment, code);
}

/**
 * CRC-32 of the codes as the radar sent them, 8 hex digits: radials in file order, each with its own gates, 16-bit
 * codes big-endian. Two decoders that agree on it agree on every gate.
 */
export function momentCrc32(moment: Moment): string {
  const { codes, radials, gates, gatesPerRadial } = moment;
  let crc = 0;
  for (let radial = 0; radial < radials; radial++) {
    const start = radial * gates;
    crc = crc32(toBytes(codes.subarray(start, start + gatesPerRadial[radial]!)), crc);
  }
  return crc.toString(16).padStart(8, "0");
}

function toBytes(codes: Uint8Array | Uint16Array): Uint8Array {
  if (codes instanceof Uint8Array) return codes;
  const bytes = new Uint8Array(codes.length * 2);
  for (let i = 0; i < codes.length; i++) {
    bytes[2 * i] = codes[i]! >>> 8;
    bytes[2 * i + 1] = codes[i]!;
  }
  return bytes;
}
