import type { Reader } from "../reader.ts";
import type { PacketContext, RadialPacket } from "./packet.ts";
import { copyBytes, countBytes, expandRuns, sumRuns } from "./runs.ts";

/** How one kind of packet encodes the bins of a radial. */
interface Coding {
  /** Bytes of a radial, from the count that precedes it. */
  readonly bytes: (count: number) => number;
  readonly bins: (bytes: Uint8Array, from: number, to: number) => number;
  readonly expand: (
    bytes: Uint8Array,
    from: number,
    to: number,
    out: Uint8Array,
    at: number,
  ) => void;
}

/** ICD 2620001, figure 3-10: runs of at most 15 equal bins, counted in halfwords. */
const runLength: Coding = {
  bytes: (halfwords) => 2 * halfwords,
  bins: sumRuns,
  expand: expandRuns,
};

/** ICD 2620001, figure 3-11c: one byte per bin; an odd count is padded to a halfword, which is counted too. */
const plain: Coding = { bytes: (count) => count, bins: countBytes, expand: copyBytes };

/** Packet AF1F. */
export function decodeRunLengthRadial(
  reader: Reader,
  code: number,
  context: PacketContext,
): RadialPacket {
  return decodeRadial(reader, code, context, runLength);
}

/** Packet 16. */
export function decodeDigitalRadial(
  reader: Reader,
  code: number,
  context: PacketContext,
): RadialPacket {
  return decodeRadial(reader, code, context, plain);
}

const RADIAL_HEADER = 6;

function decodeRadial(
  reader: Reader,
  code: number,
  context: PacketContext,
  coding: Coding,
): RadialPacket {
  const firstBin = reader.u16();
  reader.u16(); // Number of bins: the radials themselves say it better.
  const center = [reader.i16() * context.unit, reader.i16() * context.unit] as const;
  const rangeScale = reader.i16() / 1000;
  const radials = reader.u16();
  if (radials * RADIAL_HEADER > reader.remaining) {
    throw reader.corrupt(`${radials} radials do not fit the rest of the product`);
  }

  // The radials' lengths are read first, so that all of them get one array of the right size.
  const { bytes } = reader;
  const binsPerRadial = new Uint16Array(radials);
  const azimuths = new Float64Array(radials);
  const widths = new Float64Array(radials);
  const starts = new Uint32Array(radials);
  const ends = new Uint32Array(radials);
  let bins = 0;
  for (let i = 0; i < radials; i++) {
    const size = coding.bytes(reader.u16());
    azimuths[i] = reader.i16() / 10;
    widths[i] = reader.i16() / 10;
    const from = reader.claim(size);
    starts[i] = from;
    ends[i] = from + size;
    const count = coding.bins(bytes, from, from + size);
    if (count > 0xffff) throw reader.corrupt(`A radial of ${count} bins`);
    binsPerRadial[i] = count;
    if (count > bins) bins = count;
  }

  context.spend(radials * bins);
  const codes = new Uint8Array(radials * bins);
  for (let i = 0; i < radials; i++) coding.expand(bytes, starts[i]!, ends[i]!, codes, i * bins);
  return {
    kind: "radial",
    code,
    radials,
    bins,
    binsPerRadial,
    firstBin,
    azimuths,
    widths,
    center,
    rangeScale,
    wordBits: 8,
    codes,
  };
}
